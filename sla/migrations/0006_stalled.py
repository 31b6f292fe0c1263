"""What was taken up and does not move is reminded of; an administrator changes how soon."""

from django.db import migrations, models

from sla.defaults import OFFICE, STALLED_RULE


def add(apps, schema_editor):
    calendar = apps.get_model("sla", "Calendar").objects.filter(name=OFFICE).first()
    if calendar is None:
        return
    reason, every_days, times, then_resume = STALLED_RULE
    apps.get_model("sla", "HoldRule").objects.create(
        reason=reason, every_days=every_days, times=times, then_resume=then_resume, calendar=calendar
    )


def remove(apps, schema_editor):
    apps.get_model("sla", "HoldRule").objects.filter(reason=STALLED_RULE[0]).delete()


class Migration(migrations.Migration):
    dependencies = [("sla", "0005_step_actions")]

    operations = [
        migrations.AlterField(
            model_name="holdrule",
            name="reason",
            field=models.CharField(choices=[
                    ("requester", "the requester"), ("supplier", "the supplier"), ("change", "a change"),
                    ("problem", "a problem investigation"), ("evidence", "evidence"), ("parts", "parts"),
                    ("other", "something else"), ("stalled", "nobody: it was taken up and does not move"),
                ], max_length=10, unique=True, verbose_name="Waits for"),
        ),
        migrations.RunPython(add, remove),
    ]
