"""Who writes and who publishes articles, as a start; never takes away what an administrator changed."""

from django.db import migrations

from people.defaults import RIGHTS

ADDED = ("write_articles", "publish_articles")


def add(apps, schema_editor):
    Role, Right = apps.get_model("people", "Role"), apps.get_model("people", "Right")
    for activity in ADDED:
        for scope, codes in RIGHTS[activity].items():
            for role in Role.objects.filter(code__in=codes.split()):
                Right.objects.get_or_create(role=role, activity=activity, scope=scope)


def remove(apps, schema_editor):
    apps.get_model("people", "Right").objects.filter(activity__in=ADDED).delete()


class Migration(migrations.Migration):
    dependencies = [("people", "0005_api_tokens")]

    operations = [migrations.RunPython(add, remove)]
