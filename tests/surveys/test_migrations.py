"""Earlier invitations learn whose work they were about; what waits by now is asked again (migration 0004)."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace

from django.db import connection

from surveys.actions import answer
from surveys.models import ConfirmationWait, Invitation
from tests.cast import Cast
from tests.journeys import confirmed, resolved
from tests.surveys.conftest import asked, by_mail, rule

NEW = ("sent_at", "score", "answered_at", "team", "service", "category", "agent")


def test_earlier_invitations_are_filled_once_and_what_is_resolved_waits(cast: Cast) -> None:
    rule(pause_days=0)
    told, silent = asked(cast), asked(cast)
    answer(told, by=by_mail(cast.requester), score=4)
    waiting = resolved(cast)
    confirmed(cast)
    before = {row.pk: row for row in Invitation.objects.all()}
    Invitation.objects.update(**dict.fromkeys(NEW))
    ConfirmationWait.objects.all().delete()
    fill = import_module("surveys.migrations.0004_earlier_invitations").fill
    for _turn in range(2):
        fill(None, SimpleNamespace(connection=connection))
    for row in Invitation.objects.all():
        for name in (*NEW[1:3], "team_id", "service_id", "category_id", "agent_id"):
            assert getattr(row, name) == getattr(before[row.pk], name), name
        assert row.sent_at == row.created_at
    assert {told.pk, silent.pk} == set(before)
    assert list(ConfirmationWait.objects.values_list("pk", flat=True)) == [waiting.pk]
