"""What each word of the filter language finds, and what it says where a value means nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models import Q
from django.utils import timezone

from incidents import actions
from incidents.finding.asking import together, understand
from incidents.finding.views import VIEWS
from incidents.finding.words import words
from incidents.models import Incident
from people.models import User
from tests.cast import Cast
from tests.journeys import classified, closed, detected, in_diagnosis, registered, resolved


@pytest.fixture
def various(cast: Cast) -> dict[str, Incident]:
    held = in_diagnosis(cast)
    actions.hold(held, by=cast.by("specialist"), reason="supplier")
    cancelled = registered(cast)
    actions.cancel(cancelled, by=cast.by("agent"), reason="not_an_incident")
    return {
        "detected": detected(cast), "registered": registered(cast), "classified": classified(cast),
        "diagnosis": in_diagnosis(cast), "held": held, "resolved": resolved(cast), "closed": closed(cast),
        "cancelled": cancelled,
    }  # fmt: skip


def found(question: str, user: User, rows: dict[str, Incident]) -> set[str]:
    understood = understand(question, user)
    assert understood.wrong == ()
    ids = set(Incident.objects.filter(understood.condition).values_list("pk", flat=True))
    return {name for name, row in rows.items() if row.pk in ids}


OPEN = {"detected", "registered", "classified", "diagnosis", "held"}
ALL = OPEN | {"resolved", "closed", "cancelled"}
CASES: list[tuple[str, set[str]]] = [
    ("", ALL),
    ("state:open", OPEN),
    ("state:live", OPEN | {"resolved"}),
    ("state:over", {"closed", "cancelled"}),
    ("is:live", OPEN | {"resolved"}),
    ("state:classified,resolved", {"classified", "resolved"}),
    ('state:"in diagnosis"', {"diagnosis", "held"}),
    ("-state:over is:held", {"held"}),
    ("is:held", {"held"}),
    ("hold:supplier", {"held"}),
    ("hold:any", {"held"}),
    ("hold:change", set()),
    ("is:unconfirmed", {"resolved"}),
    ("state:resolved is:confirmed", set()),
    ("is:confirmed", {"closed"}),
    ("handovers:>0", set()),
    ("handovers:0", ALL),
    ("detected:today", ALL),
    ("detected:<1h", ALL),
    ("detected:>1h", set()),
    ("detected:2020-01-01..2020-12-31", set()),
    ("detected:>2020-01-01", ALL),
    ("kind:incident", ALL),
    ("-kind:incident", set()),
    ("-due:none -is:held", {"registered", "classified", "diagnosis"}),
    ("is:late", set()),
    ("is:reopened", set()),
    ("is:confidential", set()),
    ("is:ownerless", {"detected", "registered"}),
    ("source:portal", ALL),
]


@pytest.mark.parametrize(("question", "expected"), CASES)
def test_a_question_finds_exactly(question: str, expected: set[str], cast: Cast, various: dict[str, Incident]) -> None:
    assert found(question, cast.agent, various) == expected


def test_names_are_found_in_part_and_me_is_whoever_asks(cast: Cast, various: dict[str, Incident]) -> None:
    row = various["diagnosis"]
    part = row.owning_team.name[:4]
    assert "diagnosis" in found(f'team:"{part}"', cast.agent, various)
    assert "diagnosis" in found("assignee:me", cast.specialist, various)
    assert found("assignee:me", cast.agent, various) == set()
    assert "diagnosis" in found(f"requester:{cast.requester.email}", cast.agent, various)
    assert "registered" in found("requester:me", cast.requester, various)
    assert "diagnosis" in found(f'service:"{row.service.name}"', cast.agent, various)
    assert "diagnosis" in found(f'category:"{row.category.name}"', cast.agent, various)
    assert "registered" in found("team:none", cast.agent, various)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("stat:open", "Did you mean “state”?"),
        ("xyzzy:1", "There is no filter “xyzzy”"),
        ("prio:P9", "none of P1, P2, P3, P4"),
        ("team:nobody-is-called-so", "Nothing is called"),
        ("changed:soonish", "no time"),
        ("detected:2026-99-99", "no time"),
        ("handovers:many", "no number"),
        ("is:bored", "none of"),
    ],
)
def test_what_means_nothing_says_what_to_write_and_finds_nothing(
    question: str, told: str, cast: Cast, various: dict[str, Incident]
) -> None:
    understood = understand(question, cast.agent)
    assert told in " ".join(understood.wrong)
    assert not Incident.objects.filter(understood.condition).exists()


def test_every_view_can_be_asked(cast: Cast, various: dict[str, Incident]) -> None:
    for view in VIEWS.values():
        assert understand(view.question, cast.agent).wrong == ()


def test_every_word_suggests_values_that_it_understands(cast: Cast, various: dict[str, Incident]) -> None:
    for word in words():
        for value in word.values():
            assert understand(f'{word.name}:"{value}"', cast.agent).wrong == (), (word.name, value)


def test_due_looks_ahead(cast: Cast) -> None:
    row = registered(cast)
    due = row.standing.due_at
    ask: Callable[[str, timedelta], bool] = lambda question, before: Incident.objects.filter(  # noqa: E731
        understand(question, cast.agent, due - before).condition, pk=row.pk
    ).exists()
    assert ask("due:<1h", timedelta(minutes=30))
    assert not ask("due:<1h", timedelta(hours=2))
    assert ask("due:>1h", timedelta(hours=2))
    assert ask("is:soon", timedelta(minutes=30))
    assert ask("is:late", -timedelta(seconds=1))
    assert timezone.is_aware(due)


def test_what_several_say_about_the_state_is_said_once() -> None:
    live, some = Q(state__in=["classified", "in_diagnosis", "resolved"]), Q(state="in_diagnosis") | Q(state="closed")
    told = together(live & Q(priority="P1"), some, ~Q(state="resolved"))
    assert [child for child in told.children if child == ("state__in", ["in_diagnosis"])]
    assert ("priority", "P1") in told.children
    assert together(Q(), Q()) == Q()
