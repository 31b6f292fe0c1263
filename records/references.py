"""References that people quote: INC-000123. One sequence in the database for all kinds, so none is given twice."""

from django.db import connection


def next_reference(prefix: str) -> str:
    """A reference nobody has yet. A refused act leaves a gap; a clash is impossible, whatever runs beside it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('records_reference')")
        (number,) = cursor.fetchone()
    return f"{prefix}-{number:06d}"
