"""The pattern page: every component in every state, for whoever builds pages, for axe and for the screenshots.

It is mounted in tests and with DEBUG only (``itsm.urls``), and reads nothing from the database.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from desk.design import catalogue, samples
from desk.queue.columns import USUAL, columns


def pattern(request: HttpRequest, face: str) -> HttpResponse:
    """The components as the desk shows them, or as the portal does; ``?theme=dark`` sets the theme."""
    theme = request.GET.get("theme", "auto")
    context = {
        "theme": theme if theme in {"light", "dark"} else "auto",
        "me": samples.ME,
        "unread": 3,
        "going": {"done": 1240, "total": 20000},
        "rail_views": samples.RAIL,
        "works_on_desk": True,
        "administers": True,
        "oversees": True,
        "states": samples.states(),
        "priorities": samples.priorities(),
        "people": samples.PEOPLE,
        "moments": samples.moments(),
        "clocks": samples.CLOCKS,
        "told": samples.PROMISE,
        "tried": samples.TRIED,
        "tried_days": 30,
        "steps": samples.steps(),
        "progress": samples.progress(),
        "standings": samples.STANDINGS,
        "lines": samples.lines(),
        "announcements": samples.announcements(),
        "rows": samples.rows(),
        "listed": samples.listed(),
        "columns": columns(USUAL),
        "form": samples.SampleForm(),
        "refused": samples.refused(),
        "incident": samples.rows()[0],
        "comment": samples.CommentForm(),
        "can_reply": True,
        "can_note": True,
        "chips": [("P1", "view=live"), ("Service Desk", "view=live&priority=P1")],
        "scores": samples.SCORES,
        "said": samples.said(),
        "skeleton": range(6),
        "answers": catalogue.ANSWERS,
        "approvals": catalogue.approvals(),
        "questions": catalogue.questions(),
    }
    return render(request, f"design/{face}.html", context)
