"""A big desk by bulk SQL: incidents over three years with their clocks, copied from one that was really worked.

Everything that varies (when, who, which service, team, priority, kept or missed) varies by the row's number, so that
every run builds the same; outside a transaction, as a vacuum follows. Nothing is recorded: it is data to measure reading and sweeping with, not a history.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from incidents.models import Incident
from records.models import Entry
from sla.models import Clock, Segment, Standing

ENTRIES = 3
"""Entries of the template that each copy gets."""
TITLE = """(ARRAY['Printer', 'Laptop', 'Kasir', 'Server', 'Router', 'Scanner', 'VPN', 'E-mail', 'ERP', 'Monitor', 'Telepon',
    'Keranjang'])[1 + n %% 12] || ' ' || (ARRAY['macet', 'mati', 'lambat', 'putus', 'hilang', 'rusak', 'terkunci', 'kosong',
    'berisik'])[1 + (n / 12) %% 9] || ' di ' || (ARRAY['Makassar', 'Bandung', 'Surabaya', 'Medan', 'Denpasar', 'Semarang',
    'Bogor', 'Palembang', 'Manado', 'Padang', 'Malang', 'Solo', 'Batam'])[1 + (n / 108) %% 13] || ' ' || n"""
"""A title of words that repeat every 1,404 incidents, and a number that does not."""
YEARS_BACK = "interval '3 years'"


def incidents(like: Incident, count: int, *, still_open: int = 0, now: Any) -> None:
    """``count`` incidents like this one and its ended SLA clocks, evenly over three years up to ``now``.

    ``still_open`` of them, spread over the years, are open, with clocks that run.
    """
    age = f"({YEARS_BACK} * ((%(count)s - n)::float / %(count)s))"
    is_open = "(%(open)s > 0 AND n %% GREATEST(%(count)s / GREATEST(%(open)s, 1), 1) = 0)"
    told = {"count": count, "open": still_open, "now": now}
    own = {
        "id": "%(first)s + n",
        "reference": "'BIG-' || (%(first)s + n)",
        "state": f"CASE WHEN {is_open} THEN 'in_diagnosis' ELSE 'closed' END",
        "priority": "(ARRAY['P1','P2','P3','P3','P3','P4','P4'])[1 + n %% 7]",
        "detected_at": f"%(now)s::timestamptz - {age}",
        "registered_at": f"%(now)s::timestamptz - {age}",
        "changed_at": f"%(now)s::timestamptz - {age} + interval '1 hour' * (n %% 48)",
        "closed_at": f"CASE WHEN {is_open} THEN NULL ELSE %(now)s::timestamptz - {age} + interval '2 days' END",
        "requester_id": _one_of("people_user"),
        "owning_team_id": _one_of("people_team"),
        "service_id": _one_of("services_service"),
        "title": TITLE,
        "assignee_id": f"CASE WHEN {is_open} THEN {_one_of('people_user')} END",
        "confirmed_at": f"CASE WHEN {is_open} THEN NULL ELSE %(now)s::timestamptz - {age} + interval '2 days' END",
        "hold_reason": f"CASE WHEN {is_open} AND n %% 11 = 0 THEN 'supplier' ELSE '' END",
    }
    first = _top(Incident)
    with connection.cursor() as cursor:
        _copy(cursor, Incident, own, like.pk, {**told, "first": first})
        first_clock = _top(Clock)
        for place, clock in enumerate(Clock.objects.filter(incident=like, kind="sla").order_by("pk")):
            ended = f"%(now)s::timestamptz - {age} + interval '1 hour' * (1 + n %% 60)"
            missed = "(n %% 9 = 0)"
            own = {
                "id": f"{first_clock} + %(count)s * {place} + n",
                "incident_id": f"{first} + n",
                "priority": "(ARRAY['P1','P2','P3','P3','P3','P4','P4'])[1 + n %% 7]",
                "status": f"CASE WHEN {is_open} THEN 'running' WHEN {missed} THEN 'missed' ELSE 'met' END",
                "started_at": f"%(now)s::timestamptz - {age}",
                "due_at": f"%(now)s::timestamptz - {age} + interval '3 days'",
                "ended_at": f"CASE WHEN {is_open} THEN NULL ELSE LEAST(%(now)s::timestamptz, {ended}) END",
                "breached_at": f"CASE WHEN {missed} AND NOT {is_open} THEN LEAST(%(now)s::timestamptz, {ended}) END",
                "next_check_at": f"CASE WHEN {is_open} THEN %(now)s::timestamptz + interval '9 days' END",
                "left": "NULL::interval",
                "service_id": _one_of("services_service"),
                "team_id": _one_of("people_team"),
            }
            _copy(cursor, Clock, own, clock.pk, told)
        own = {
            "incident_id": f"{first} + n",
            "due_at": f"CASE WHEN {is_open} THEN %(now)s::timestamptz - {age} + interval '3 days' ELSE standing.due_at END",
            "status": f"CASE WHEN {is_open} THEN 'running' ELSE '' END",
            "measure": f"CASE WHEN {is_open} THEN 'resolution' ELSE '' END",
        }
        own["due_at"] = own["due_at"].replace("standing.due_at", "template.due_at")
        _copy(cursor, Standing, own, like.pk, told)
        for number, entry in enumerate(Entry.objects.about(like)[:ENTRIES], start=1):
            own = {"id": f"{_top(Entry)} + n", "subject_id": f"{first} + n", "number": str(number)}
            _copy(cursor, Entry, own, entry.pk, told)
        cursor.execute(
            """INSERT INTO incidents_searchtext (incident_id, learnt, whole, public)
               SELECT id, true, incidents_words(title), incidents_words(title) FROM incidents_incident WHERE id > %s""",
            [first],
        )
        cursor.execute("VACUUM ANALYZE")


def due_clocks(like: Clock, count: int) -> None:
    """``count`` more incidents like this clock's, each with one clock like it, due when it is."""
    first, first_clock = _top(Incident), _top(Clock)
    with connection.cursor() as cursor:
        told = {"count": count, "first": first}
        _copy(
            cursor, Incident, {"id": "%(first)s + n", "reference": "'DUE-' || (%(first)s + n)"}, like.incident_id, told
        )
        own = {"id": f"{first_clock} + n", "incident_id": "%(first)s + n"}
        _copy(cursor, Clock, own, like.pk, told)
        began = {"id": f"{_top(Segment)} + n", "clock_id": f"{first_clock} + n"}
        _copy(cursor, Segment, began, like.segments.get().pk, told)
        cursor.execute("VACUUM ANALYZE")


def _one_of(table: str) -> str:
    """The row's share of a small table, in turn."""
    return f"(SELECT ids[1 + n %% cardinality(ids)] FROM (SELECT array_agg(id) AS ids FROM {table}) AS there)"


def _top(model: Any) -> int:
    """A number above every id there is."""
    return (model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1000


def _copy(cursor: Any, model: Any, own: dict[str, str], pk: int, told: dict[str, Any], where: str = "") -> None:
    """Insert ``count`` rows that are like row ``pk`` but for the ``own`` columns (SQL over the number ``n``)."""
    table, key = model._meta.db_table, model._meta.pk.column
    columns = [field.column for field in model._meta.concrete_fields]
    values = [own.get(column, f'template."{column}"') for column in columns]
    names = ", ".join(f'"{column}"' for column in columns)
    cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    cursor.execute(
        f"INSERT INTO {table} ({names}) SELECT {', '.join(values)} FROM {table} AS template, "
        f'generate_series(1, %(count)s) AS n {where or "WHERE true"} AND template."{key}" = %(pk)s',
        {**told, "pk": pk},
    )
    cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
