"""Roles and the rights table of the practice, as a start; never overwrites what an administrator changed."""

from django.db import migrations

from people.defaults import RIGHTS, ROLES


def add(apps, schema_editor):
    Role, Right = apps.get_model("people", "Role"), apps.get_model("people", "Right")
    roles = {code: Role.objects.get_or_create(code=code, defaults={"name": name})[0] for code, name in ROLES}
    for activity, scopes in RIGHTS.items():
        for scope, codes in scopes.items():
            for code in codes.split():
                Right.objects.get_or_create(role=roles[code], activity=activity, scope=scope)


def remove(apps, schema_editor):
    apps.get_model("people", "Right").objects.all().delete()
    apps.get_model("people", "Role").objects.filter(code__in=[code for code, _name in ROLES]).delete()


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]
