"""Something closed, its invitation, and what the desk's policy says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from incidents.models import Incident
from notifications import outbox
from notifications.models import DemoMail, OutboxRow
from people.actors import actor_for
from people.models import User
from records.choices import Via
from surveys.models import Invitation, SurveyPolicy
from surveys.sweep import sweep
from tests.cast import Cast
from tests.journeys import closed

DAY = timedelta(days=1)
Rule = Callable[..., SurveyPolicy]


def rule(**fields: Any) -> SurveyPolicy:
    """The general policy, with these fields; days are plain ones."""
    policy = SurveyPolicy.objects.get(service=None)
    for name, value in {"calendar": None, **fields}.items():
        setattr(policy, name, value)
    policy.save()
    return policy


def asked(cast: Cast, **what: Any) -> Invitation:
    """The requester of something closed was asked by mail."""
    incident = closed(cast, **what)
    outbox.deliver("follow")
    return Invitation.objects.select_related("incident", "person").get(incident=incident)


def by_mail(person: User, at: datetime | None = None) -> Any:
    """Whoever follows the link of their mail."""
    return actor_for(person, Via.MAIL, moment=at)


def queued(template: str) -> list[int]:
    """Whom a mail of this occasion is to reach, in order."""
    rows = OutboxRow.objects.filter(kind="mail", payload__template=template).order_by("pk")
    return [row.payload["person"] for row in rows]


def later(days: float) -> datetime:
    """A moment to come, and everything that was due by then done."""
    moment = timezone.now() + days * DAY
    sweep(moment)
    return moment


def newest_mail(person: User) -> DemoMail:
    """What lies on top in their mailbox."""
    outbox.deliver("mail", limit=500)
    return DemoMail.objects.filter(recipient=person).latest("id")


@pytest.fixture
def invitation(cast: Cast) -> Invitation:
    return asked(cast)


@pytest.fixture
def incident(invitation: Invitation) -> Incident:
    return invitation.incident
