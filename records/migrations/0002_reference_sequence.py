"""The one sequence that references are drawn from."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE records_reference START 1 CACHE 1", reverse_sql="DROP SEQUENCE records_reference"
        ),
    ]
