"""What surveys do when something is recorded."""

from __future__ import annotations

from django.db import transaction

from incidents.entries import Cancelled, Closed, Confirmed, Rejected, Reopened, Resolved
from incidents.models import Incident
from records.choices import Via
from records.models import Entry
from records.reactions import follows, reacts_to
from surveys import asking, confirming


@follows(Closed)
def ask_the_requester(entry: Entry) -> None:
    """Invite the requester of what was closed, as the policy says (SPEC G2); never of an imported past."""
    if entry.via != Via.IMPORT:
        with transaction.atomic():
            asking.ask(entry)


@reacts_to(Resolved)
def wait_for_the_requester(entry: Entry) -> None:
    """They are asked again after some days (SPEC A7)."""
    if isinstance(entry.subject, Incident) and entry.via != Via.IMPORT:
        confirming.start(entry.subject, entry.at)


@reacts_to(Confirmed, Rejected, Closed, Reopened, Cancelled)
def wait_no_longer(entry: Entry) -> None:
    """They answered, or it goes on."""
    if isinstance(entry.subject, Incident):
        confirming.end(entry.subject)
