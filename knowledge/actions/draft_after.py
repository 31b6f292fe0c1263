from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from incidents.choices import Activity, Outcome, State
from incidents.models import Incident
from knowledge.actions.draft import draft
from knowledge.choices import Kind, Readers
from knowledge.models import Article
from knowledge.patterns import section
from people.models import User
from records.actors import Actor
from records.refusals import NotAllowed, NotNow

OVER = (State.RESOLVED, State.CLOSED)
HELD = (Outcome.CONFIRMED, Outcome.HELPED)


def draft_after(incident: Incident, *, by: Actor, language: str) -> Article:
    """Draft an article from what a resolved incident taught (A10, F3), for staff until somebody says otherwise.

    Its sections are filled from the incident; who was on it is looked for again before it is published. Raises
    NotAllowed where the incident may not be seen, NotNow before it is resolved.
    """
    if not isinstance(by.user, User) or not Incident.visible_to(by.user).filter(pk=incident.pk).exists():
        raise NotAllowed
    if incident.state not in OVER:
        raise NotNow(_("It is not resolved yet."))
    with override(language):
        body = _body(incident)
    services = [incident.service] if incident.service else []
    return draft(
        by=by, incident=incident, language=language, kind=Kind.KNOWN_ERROR, readers=Readers.STAFF,
        title=incident.title, body=body, category=incident.closure_category or incident.category, services=services,
    )  # fmt: skip


def _body(incident: Incident) -> str:
    """The sections of a known error, as far as the incident has something to say."""
    found = incident.log_lines.filter(outcome__in=HELD).select_related("message").order_by("id")
    causes = [line.message.body for line in found if line.activity == Activity.HYPOTHESIS]
    steps = [line.message.body for line in found if line.activity != Activity.HYPOTHESIS]
    resolution = [incident.resolution.body] if incident.resolution else []
    parts = [
        section(_("Symptoms"), [incident.symptoms or incident.description]),
        section(_("Cause"), causes),
        section(_("Workaround"), [incident.workaround.body] if incident.workaround else []),
        section(_("Resolution"), [*steps, *resolution]),
    ]
    return "\n\n".join(parts)
