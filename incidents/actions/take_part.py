from __future__ import annotations

from django.utils.translation import gettext as _

from incidents.actions.assignee import check_assignee, name_on_confidential
from incidents.actions.door import acting_on
from incidents.actions.wants import Wants
from incidents.entries import Paired, TimeNoted, Unpaired, Unwatched, Watched
from incidents.models import Incident, Participant, TimeSpent
from incidents.models.taking_part import Part
from people.models import User
from records.actors import Actor
from records.recording import record
from records.refusals import Invalid, NotAllowed

MOST_MINUTES = 24 * 60


def pair(incident: Incident, *, by: Actor, person: User | None, seen: int | None = None) -> Incident:
    """Somebody works on it together with the assignee (A5). Twice is once."""
    with acting_on(incident, by=by, verb="pair", seen=seen) as row:
        if person is None:
            raise Invalid({"person": _("Choose a person.")})
        check_assignee(person, "person")
        wants = Wants()
        wants(person.pk != row.assignee_id, "person", _("They have it already."))
        wants.check()
        _made, is_new = Participant.objects.get_or_create(incident=row, person=person, part=Part.PARTNER)
        if is_new:
            name_on_confidential(row, person)
            if not Incident.visible_to(person).filter(pk=row.pk).exists():
                raise Invalid({"person": _("%(person)s may not see this. Hand it over instead.") % {"person": person}})
            record(row, Paired(person=person.pk), by=by)
    return row


def unpair(incident: Incident, *, by: Actor, person: User | None, seen: int | None = None) -> Incident:
    """They work on it no longer."""
    with acting_on(incident, by=by, verb="unpair", seen=seen) as row:
        gone, _rows = Participant.objects.filter(incident=row, person=person, part=Part.PARTNER).delete()
        if person is None or not gone:
            raise Invalid({"person": _("Choose a person.")})
        record(row, Unpaired(person=person.pk), by=by)
    return row


def watch(incident: Incident, *, by: Actor, seen: int | None = None) -> Incident:
    """Be told what happens to it, without working on it. Twice is once."""
    with acting_on(incident, by=by, verb="watch", seen=seen) as row:
        _made, is_new = Participant.objects.get_or_create(incident=row, person_id=_me(by), part=Part.WATCHER)
        if is_new:
            record(row, Watched(), by=by)
    return row


def unwatch(incident: Incident, *, by: Actor, seen: int | None = None) -> Incident:
    """Be told no more."""
    with acting_on(incident, by=by, verb="unwatch", seen=seen) as row:
        gone, _rows = Participant.objects.filter(incident=row, person_id=_me(by), part=Part.WATCHER).delete()
        if gone:
            record(row, Unwatched(), by=by)
    return row


def note_time(incident: Incident, *, by: Actor, minutes: int | None, seen: int | None = None) -> Incident:
    """Write down time one worked on it oneself: typed, or measured by one's own wish."""
    with acting_on(incident, by=by, verb="note_time", seen=seen) as row:
        wants = Wants()
        wants(minutes and 0 < minutes <= MOST_MINUTES, "minutes", _("Write minutes, from 1 to a whole day."))
        wants.check()
        assert minutes is not None  # noqa: S101 - checked above
        TimeSpent.objects.create(incident=row, person_id=_me(by), minutes=minutes, at=by.at)
        record(row, TimeNoted(minutes=minutes), by=by)
    return row


def _me(by: Actor) -> int:
    if by.person_id is None:
        raise NotAllowed
    return by.person_id
