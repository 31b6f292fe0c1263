"""Who may read an attachment: whoever may see its incident, and staff only where it is internal."""

from __future__ import annotations

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
