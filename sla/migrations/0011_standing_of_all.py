"""Every incident stands somewhere by its service levels: those that nothing was ever promised about stand at the end."""

from django.db import migrations

BATCH = 10_000


def add(apps, schema_editor):
    incidents = apps.get_model("incidents", "Incident").objects.using(schema_editor.connection.alias)
    last = incidents.order_by("-pk").values_list("pk", flat=True).first() or 0
    for begin in range(0, last, BATCH):
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(
                """INSERT INTO sla_standing (incident_id, due_at, measure, status, is_breached)
                   SELECT id, %s, '', '', false FROM incidents_incident WHERE id > %s AND id <= %s
                   ON CONFLICT DO NOTHING""",
                ["9000-01-01T00:00:00Z", begin, begin + BATCH],
            )


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("sla", "0010_standing_order"), ("incidents", "0004_saved_views")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
