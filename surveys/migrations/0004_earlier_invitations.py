"""Earlier invitations learn whose work they were about and what was answered; what is resolved by now waits for its answer.

In batches, each of its own; interrupted, it can be run again. Taken back, the columns go with the migration before.
"""

from django.db import migrations

BATCH = 10_000
FILL = """
    UPDATE surveys_invitation AS asked SET
        team_id = incident.owning_team_id, service_id = incident.service_id,
        category_id = COALESCE(incident.closure_category_id, incident.category_id), agent_id = incident.resolved_by_id,
        sent_at = asked.created_at, score = answer.score, answered_at = answer.at
    FROM incidents_incident AS incident, surveys_invitation AS row
    LEFT JOIN surveys_answer AS answer ON answer.invitation_id = row.id
    WHERE asked.id = row.id AND incident.id = asked.incident_id AND asked.id > %s AND asked.id <= %s
      AND asked.sent_at IS NULL
"""
WAIT = """
    INSERT INTO surveys_confirmationwait (incident_id, reminders, next_at)
    SELECT id, 0, now() + interval '2 days' FROM incidents_incident
    WHERE state = 'resolved' AND confirmed_at IS NULL AND requester_id IS NOT NULL
    ON CONFLICT DO NOTHING
"""


def fill(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(max(id), 0) FROM surveys_invitation")
        for first in range(0, cursor.fetchone()[0] + 1, BATCH):
            cursor.execute(FILL, [first, first + BATCH])
        cursor.execute(WAIT)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("surveys", "0003_default_questions_and_policy")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
