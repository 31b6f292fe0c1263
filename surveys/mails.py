"""What the mails of surveys carry besides their words: links that work without signing in, made when the mail is."""

from __future__ import annotations

from typing import Any

from incidents.models import Incident
from notifications.composing import Choice, adds_to
from people.models import User
from records.models import Entry
from surveys import links
from surveys.asking import open_to_rate
from surveys.choices import Score


@adds_to("survey", "survey_reminder")
def five_links(entry: Entry, person: User) -> dict[str, Any]:
    """One link for each score, and one to be left in peace."""
    incident = entry.subject
    invitation = open_to_rate(incident, person) if isinstance(incident, Incident) else None
    if invitation is None:
        return {}
    url, stop = links.rate_url(invitation), links.stop_url(invitation)
    return {
        "url": url,
        "scores": [
            Choice(f"{score.value}", f"{url}?score={score.value}", str(score.label)) for score in reversed(Score)
        ],
        "stop": stop,
        "is_anonymous": invitation.is_anonymous,
        "headers": {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    }


@adds_to("resolved", "confirmation_awaited")
def whether_it_works(entry: Entry, person: User) -> dict[str, Any]:
    """Yes and no, each a link to a page that asks; nothing once it has moved on."""
    incident = entry.subject
    url = links.check_url(incident, person) if isinstance(incident, Incident) else ""
    return {"check": {"works": f"{url}?say=works", "broken": f"{url}?say=broken"}} if url else {}
