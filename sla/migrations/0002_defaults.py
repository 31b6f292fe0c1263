"""Two calendars and one agreement to start with, with the holidays that are known; an administrator changes them."""

from datetime import date

from django.db import migrations

from sla.defaults import AGREEMENT, OFFICE, ROUND, STEPS, TARGETS

FIRST_YEAR = 2025


def add(apps, schema_editor):
    def model(name):
        return apps.get_model("sla", name).objects

    round_the_clock = dict.fromkeys(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), "00:00-24:00"
    )
    calendars = {
        OFFICE: model("Calendar").create(name=OFFICE),
        ROUND: model("Calendar").create(name=ROUND, country="", with_joint_leave=False, **round_the_clock),
    }
    agreement = model("Agreement").create(name=AGREEMENT)
    for priority, measure, minutes, days, calendar in TARGETS:
        model("AgreedTarget").create(
            agreement=agreement, priority=priority, measure=measure, minutes=minutes, days=days,
            calendar=calendars[calendar],
        )  # fmt: skip
    for measure, percent, whom in STEPS:
        model("EscalationStep").create(agreement=agreement, measure=measure, percent=percent, whom=whom)
    for on, name in _holidays().items():
        model("SpecialDay").create(calendar=calendars[OFFICE], on=on, name=name, is_holiday=True)


def _holidays():
    from sla.holidays import YEARS_AHEAD, known

    last = max(date.today().year, FIRST_YEAR) + YEARS_AHEAD
    return known("ID", range(FIRST_YEAR, last + 1), with_joint_leave=True)


def remove(apps, schema_editor):
    for name in ("EscalationStep", "AgreedTarget", "Agreement", "SpecialDay", "Calendar"):
        apps.get_model("sla", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("sla", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]
