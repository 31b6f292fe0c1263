"""The groups of synonyms a new installation starts with."""

from django.db import migrations

from knowledge.defaults import SYNONYMS


def add(apps, schema_editor):
    apps.get_model("knowledge", "Synonym").objects.bulk_create(
        [apps.get_model("knowledge", "Synonym")(words=words) for words in SYNONYMS], ignore_conflicts=True
    )


def remove(apps, schema_editor):
    apps.get_model("knowledge", "Synonym").objects.filter(words__in=SYNONYMS).delete()


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0002_search")]

    operations = [migrations.RunPython(add, remove)]
