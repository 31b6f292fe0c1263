"""Levels, matrix, categories, resolution codes and the policy a new installation starts with."""

from django.db import migrations

from incidents.defaults import CATEGORIES, LEVELS, MATRIX, RESOLUTION_CODES


def add(apps, schema_editor):
    def model(name):
        return apps.get_model("incidents", name).objects

    for axis, steps in LEVELS.items():
        for value, (name, meaning) in enumerate(steps, start=1):
            model("Level").create(axis=axis, value=value, name=name, meaning=meaning)
    for (impact, urgency), priority in MATRIX.items():
        model("PriorityRule").create(impact=impact, urgency=urgency, priority=priority)
    for name, children in CATEGORIES:
        parent = model("Category").create(name=name, path=name)
        for child in children:
            model("Category").create(name=child, parent=parent, path=f"{name} › {child}")
    for code, name in RESOLUTION_CODES:
        model("ResolutionCode").create(code=code, name=name)
    model("Policy").create(pk=1)


def remove(apps, schema_editor):
    for name in ("Level", "PriorityRule", "ResolutionCode", "Policy"):
        apps.get_model("incidents", name).objects.all().delete()
    categories = apps.get_model("incidents", "Category").objects
    categories.exclude(parent=None).delete()
    categories.all().delete()


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]
