"""Reminders of the two holds that are forgotten most; an administrator changes them."""

from django.db import migrations

from sla.defaults import HOLD_RULES, OFFICE


def add(apps, schema_editor):
    calendar = apps.get_model("sla", "Calendar").objects.filter(name=OFFICE).first()
    if calendar is None:
        return
    for reason, every_days, times, then_resume in HOLD_RULES:
        apps.get_model("sla", "HoldRule").objects.create(
            reason=reason, every_days=every_days, times=times, then_resume=then_resume, calendar=calendar
        )


def remove(apps, schema_editor):
    apps.get_model("sla", "HoldRule").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("sla", "0003_waiting")]

    operations = [migrations.RunPython(add, remove)]
