"""Who may read an attachment: whoever may see its incident, and staff only where it is internal."""

from __future__ import annotations

from django.db.models import QuerySet

from incidents.models import Incident
from people.models import User
from people.rights import scopes_of
from records.choices import Visibility
from records.models import Attachment


def readable_by(user: User, pk: int) -> Attachment | None:
    """The attachment, if this person may read it."""
    found = Attachment.objects.filter(pk=pk, subject_type=Incident.subject_type, erased_at=None).first()
    if found is None or not Incident.visible_to(user).filter(pk=found.subject_id).exists():
        return None
    if found.visibility == Visibility.INTERNAL and not scopes_of(user, "note"):
        return None
    return found


def readable_of(user: User, incident: Incident) -> QuerySet[Attachment]:
    """The attachments of an incident this person may see that they may read, oldest first."""
    found = Attachment.objects.about(incident).filter(erased_at=None)
    return found if scopes_of(user, "note") else found.filter(visibility=Visibility.PUBLIC)
