from __future__ import annotations

from django.utils.translation import gettext as _

from incidents.actions.door import acting_on
from incidents.actions.wants import Wants, is_text
from incidents.announcing import Announced, AnnouncementEnded, HasItToo
from incidents.models import Announcement, Incident, Joined
from records.actors import Actor
from records.choices import Role, Visibility
from records.recording import record, write_message
from records.refusals import NotAllowed

LONGEST = 500


def announce(
    incident: Incident, *, by: Actor, indonesian: str = "", english: str = "", seen: int | None = None
) -> Incident:
    """Tell everybody in the portal what is broken; said again, it takes the place of what was said before (D7).

    Only these words and the service are shown. Whoever has it too is told of each.
    """
    with acting_on(incident, by=by, verb="announce", seen=seen) as row:
        wants = Wants()
        texts = {"indonesian": indonesian.strip(), "english": english.strip()}
        wants(is_text(indonesian) or is_text(english), "indonesian", _("Write what everybody may read."))
        for name, text in texts.items():
            wants(len(text) <= LONGEST, name, _("Keep it under %(most)d characters.") % {"most": LONGEST})
        wants.check()
        Announcement.objects.update_or_create(
            incident=row, defaults={**texts, "ended_at": None}, create_defaults={**texts, "announced_at": by.at}
        )
        said = "\n\n".join(filter(None, texts.values()))
        message = write_message(row, Role.ANNOUNCEMENT, said, by=by, visibility=Visibility.PUBLIC)
        record(row, Announced(message=message.pk), by=by)
    return row


def end_announcement(incident: Incident, *, by: Actor, seen: int | None = None) -> Incident:
    """It is no longer shown to everybody."""
    with acting_on(incident, by=by, verb="end_announcement", seen=seen) as row:
        Announcement.objects.filter(incident=row).update(ended_at=by.at)
        record(row, AnnouncementEnded(), by=by)
    return row


def join(incident: Incident, *, by: Actor, seen: int | None = None) -> Incident:
    """«I have this too»: counts as affected and is told how it goes on, without another report (D7). Twice is once.

    They do not become one of those whose incident it is: they neither read its messages nor confirm or reject.
    """
    if by.person_id is None:
        raise NotAllowed
    with acting_on(incident, by=by, verb="join", seen=seen) as row:
        if row.concerns(by.person_id):
            return row
        _made, is_new = Joined.objects.get_or_create(incident=row, person_id=by.person_id, defaults={"at": by.at})
        if is_new:
            row.affected_count = (row.affected_count or 1) + 1
            record(row, HasItToo(person=by.person_id), by=by)
    return row
