"""What is asked, and of whom, until an administrator decides otherwise: everybody, at most once a fortnight."""

from django.db import migrations
from django.utils import timezone

from sla.defaults import OFFICE
from surveys.defaults import QUESTIONS


def add(apps, schema_editor):
    question, wording = apps.get_model("surveys", "Question"), apps.get_model("surveys", "Wording")
    for code, english, indonesian, position in QUESTIONS:
        row = question.objects.create(code=code, english=english, indonesian=indonesian, position=position)
        wording.objects.create(
            question=row, number=1, english=english, indonesian=indonesian, created_at=timezone.now()
        )
    calendar = apps.get_model("sla", "Calendar").objects.filter(name=OFFICE).first()
    apps.get_model("surveys", "SurveyPolicy").objects.create(calendar=calendar)


def remove(apps, schema_editor):
    apps.get_model("surveys", "Answer").objects.update(wording=None)
    for name in ("SurveyPolicy", "Part", "Wording", "Question"):
        apps.get_model("surveys", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("surveys", "0002_one_click_and_follow_up")]

    operations = [migrations.RunPython(add, remove)]
