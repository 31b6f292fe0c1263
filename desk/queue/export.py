"""A list as a file for a spreadsheet: the same rows in the same order as on the page, with no page's end (SPEC H4)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from datetime import datetime, tzinfo
from itertools import islice
from typing import Any

from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from desk.access import DeskRequest, staff_only
from desk.queue.listing import Listing
from incidents.models import Incident
from sla.models import NEVER

CHUNK = 1000
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so would be reckoned by a spreadsheet (OWASP, CSV injection): it is quoted as a text."""


def _moment(at: datetime | None) -> str:
    return timezone.localtime(at).isoformat(sep=" ", timespec="seconds") if at else ""


def _due(row: Incident) -> str:
    kept = getattr(row, "standing", None)
    return _moment(kept.due_at) if kept and kept.due_at < NEVER else ""


FIELDS: list[tuple[Any, Callable[[Incident], Any]]] = [
    (gettext_lazy("Reference"), lambda row: row.handle),
    (gettext_lazy("Kind"), lambda row: row.get_kind_display()),
    (gettext_lazy("Priority"), lambda row: row.priority),
    (gettext_lazy("Title"), lambda row: row.title),
    (gettext_lazy("State"), lambda row: row.state_label),
    (gettext_lazy("On hold for"), lambda row: row.get_hold_reason_display()),
    (gettext_lazy("Requester"), lambda row: row.reporter_name),
    (gettext_lazy("Service"), lambda row: row.service),
    (gettext_lazy("Category"), lambda row: row.category),
    (gettext_lazy("Team"), lambda row: row.owning_team),
    (gettext_lazy("Assignee"), lambda row: row.assignee),
    (gettext_lazy("Source"), lambda row: row.get_source_display()),
    (gettext_lazy("Detected"), lambda row: _moment(row.detected_at)),
    (gettext_lazy("Registered"), lambda row: _moment(row.registered_at)),
    (gettext_lazy("Resolved"), lambda row: _moment(row.resolved_at)),
    (gettext_lazy("Closed"), lambda row: _moment(row.closed_at)),
    (gettext_lazy("Due"), _due),
    (gettext_lazy("Hand-overs"), lambda row: row.handover_count),
    (gettext_lazy("Reopened"), lambda row: row.reopen_count),
]


@require_GET
@staff_only
def export(request: DeskRequest) -> HttpResponseBase:
    """The list as CSV in UTF-8 with a byte order mark, which spreadsheets need to read it; times in the person's zone."""
    listing = Listing.read(request.GET, request.user)
    name = f"tanggap-{timezone.localdate():%Y-%m-%d}.csv"
    written = _written(listing, translation.get_language() or "en", timezone.get_current_timezone())
    answer = StreamingHttpResponse(written, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _written(listing: Listing, language: str, zone: tzinfo) -> Iterator[str]:
    """Chunks of lines; each is worded by itself, because what is streamed is made after the request is over."""
    with translation.override(language):
        yield "\ufeff" + _lines([[str(label) for label, _value in FIELDS]])
    rows = listing.all_rows().iterator(chunk_size=CHUNK)
    while chunk := list(islice(rows, CHUNK)):
        with translation.override(language), timezone.override(zone):
            yield _lines([[_cell(value(row)) for _label, value in FIELDS] for row in chunk])


def _lines(rows: list[list[str]]) -> str:
    sink = io.StringIO()
    csv.writer(sink).writerows(rows)
    return sink.getvalue()


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
