"""What is said and done on a parent reaches its children: answers, workarounds, the resolution (A8, C7).

Each child gets it as an act of its own, by whoever acted on the parent, under the correlation of that act: so a
follow-up that runs again sees which children have it already. What one child refuses is told on the parent and keeps
no other from it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.db import transaction

from incidents import actions
from incidents.actions.door import allow
from incidents.choices import State
from incidents.entries import ChildLeft
from incidents.minimum import missing
from incidents.models import Incident, ResolutionCode
from people.actors import actor_for, machine
from people.models import User
from records.actors import Actor
from records.models import Entry, Message
from records.recording import begin, record
from records.refusals import Refusal

Act = Callable[[Incident, Actor], object]


def answer(entry: Entry, parent: Incident) -> None:
    """The requesters of all children read what the desk answered."""
    body = _body(entry)
    if body:
        _each(entry, parent, lambda child, by: actions.comment(child, by=by, text=body, as_desk=True))


def workaround(entry: Entry, parent: Incident) -> None:
    """All can go on working meanwhile."""
    body = _body(entry)
    if body:
        _each(entry, parent, lambda child, by: actions.record_workaround(child, by=by, text=body))


def resolution(entry: Entry, parent: Incident) -> None:
    """All are resolved as the parent was; each requester confirms for themselves."""
    body, code = _body(entry), ResolutionCode.objects.filter(pk=entry.data.get("resolution_code")).first()

    def act(child: Incident, by: Actor) -> None:
        _brought_to_diagnosis(child, parent, by)
        actions.resolve(
            child, by=by, code=code, summary=body, fix=entry.data["fix"], recovery_check=entry.data["recovery_check"],
            article=entry.data.get("article", ""),
        )  # fmt: skip

    _each(entry, parent, act)


def _each(entry: Entry, parent: Incident, act: Act) -> None:
    by = _actor(entry)
    had = set(Entry.objects.filter(correlation=entry.correlation, kind=entry.kind).values_list("subject_id", flat=True))
    for child in parent.children.live().exclude(pk__in=had).order_by("pk"):
        try:
            with transaction.atomic():
                allow(child, by=by, activity="view")
                act(child, by)
        except Refusal as refusal:
            _left(parent, child, refusal, by)


def _left(parent: Incident, child: Incident, refusal: Refusal, by: Actor) -> None:
    with transaction.atomic():
        row = Incident.objects.select_for_update(no_key=True, of=("self",)).get(pk=parent.pk)
        told = Entry.objects.about(row).filter(kind=ChildLeft.code, correlation=by.correlation, data__child=child.pk)
        if not told.exists():
            begin(row)
            record(row, ChildLeft(child=child.pk, refused=type(refusal).__name__), by=by)


def _brought_to_diagnosis(child: Incident, parent: Incident, by: Actor) -> None:
    """Walk the machine as far as the resolution needs, with what is known of the parent."""
    if child.state == State.DETECTED and not missing(child):
        actions.register(child, by=by)
        child.refresh_from_db()
    if child.state == State.REGISTERED:
        actions.classify(
            child, by=by, kind=parent.kind, category=parent.category, impact=parent.impact, urgency=parent.urgency,
            team=parent.owning_team, service=child.service or parent.service,
        )  # fmt: skip


def _actor(entry: Entry) -> Actor:
    person = User.objects.filter(pk=entry.actor_id).first() if entry.actor_id else None
    by = actor_for(person, via=entry.via) if person else machine(entry.actor_name, via=entry.via)
    return replace(by, correlation=entry.correlation)


def _body(entry: Entry) -> str:
    message = Message.objects.filter(pk=entry.message_id or 0, erased_at=None).first()
    return message.body if message else ""
