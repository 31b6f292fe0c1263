"""The words of every incident that is there; in batches, so that nobody waits."""

from django.db import migrations

BATCH = 2_000
INDEX = """INSERT INTO incidents_searchtext (incident_id, learnt, whole, public)
SELECT incident.id, false, own.vector || COALESCE(said.whole, ''), own.public || COALESCE(said.public, '')
FROM incidents_incident AS incident
CROSS JOIN LATERAL (SELECT
    setweight(incidents_words(incident.title), 'A')
    || setweight(to_tsvector('simple', COALESCE(incident.reference, '')), 'A')
    || setweight(incidents_words(incident.description || ' ' || incident.symptoms), 'B') AS vector,
    setweight(incidents_words(incident.title), 'A')
    || setweight(to_tsvector('simple', COALESCE(incident.reference, '')), 'A')
    || setweight(incidents_words(incident.description), 'B') AS public
) AS own
LEFT JOIN LATERAL (SELECT
    setweight(incidents_words(string_agg(body, ' ' ORDER BY id DESC)), 'C') AS whole,
    setweight(incidents_words(string_agg(body, ' ' ORDER BY id DESC) FILTER (WHERE visibility = 'public')), 'C') AS public
    FROM records_message WHERE subject_type = 'incident' AND subject_id = incident.id AND role <> 'description'
        AND role <> 'previous' AND erased_at IS NULL
) AS said ON true
WHERE incident.id > %s AND incident.id <= %s
ON CONFLICT DO NOTHING
"""


def index(apps, schema_editor):
    incidents = apps.get_model("incidents", "Incident").objects.using(schema_editor.connection.alias)
    last = incidents.order_by("-pk").values_list("pk", flat=True).first() or 0
    for begin in range(0, last, BATCH):
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(INDEX, [begin, begin + BATCH])


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("incidents", "0005_search_text"), ("records", "0002_reference_sequence")]

    operations = [migrations.RunPython(index, migrations.RunPython.noop)]
