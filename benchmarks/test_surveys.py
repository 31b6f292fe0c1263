"""Satisfaction with a million invitations: server time and number of queries of its pages, and what a sweep costs."""

from __future__ import annotations

import statistics
import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.million import incidents
from people.models import User
from surveys import links
from surveys.actions import answer
from surveys.models import Invitation
from surveys.sweep import sweep
from tests.cast import Cast, assemble
from tests.defaults import ensure
from tests.surveys.conftest import asked, by_mail

INCIDENTS, PEOPLE, DUE = 50_000, 20, 200
PAGES = [
    "/insight/surveys/?period=month", "/insight/surveys/?period=quarter", "/insight/surveys/?period=year",
    "/desk/surveys/follow-ups/",
]  # fmt: skip
INVITED = """
    INSERT INTO surveys_invitation (incident_id, person_id, created_at, expires_at, sent_at, reminders, is_anonymous,
        score, answered_at, team_id, service_id, category_id, agent_id)
    SELECT incident.id, person.id, %(now)s::timestamptz - age.age, %(now)s::timestamptz - age.age + interval '14 days',
        %(now)s::timestamptz - age.age, 0, false,
        CASE WHEN n.n %% 5 < 2 THEN (ARRAY[5, 5, 4, 5, 3, 4, 2, 5, 1, 4])[1 + n.n %% 10] END,
        CASE WHEN n.n %% 5 < 2 THEN %(now)s::timestamptz - age.age + interval '3 hours' END,
        incident.owning_team_id, incident.service_id, incident.category_id, incident.assignee_id
    FROM incidents_incident AS incident, people_user AS person,
        LATERAL (SELECT incident.id * 7 + person.id AS n) AS n,
        LATERAL (SELECT interval '3 years' * ((n.n * 7919) %% 1000000) / 1000000 AS age) AS age
    WHERE person.email LIKE 'many%%' AND incident.id <> %(like)s
"""
ANSWERED = """
    INSERT INTO surveys_answer (invitation_id, score, comment, at, via, is_sure)
    SELECT id, score, CASE WHEN id % 4 = 0 THEN 'Terima kasih ' || id ELSE '' END, answered_at, 'mail', true
    FROM surveys_invitation WHERE score IS NOT NULL AND answered_at IS NOT NULL
    ON CONFLICT DO NOTHING
"""
RATED = """
    INSERT INTO surveys_part (answer_id, wording_id, score)
    SELECT answer.id, wording.id, 1 + (answer.id + wording.id) % 5 FROM surveys_answer AS answer, surveys_wording AS wording
    WHERE answer.id % 2 = 0 ON CONFLICT DO NOTHING
"""


@pytest.mark.django_db(transaction=True)
def test_satisfaction_answers_with_a_million_invitations(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    ensure()
    cast = assemble()
    like = asked(cast)
    answer(like, by=by_mail(cast.requester), score=4, comment="Terima kasih.")
    client.force_login(cast.manager)
    pages = [*PAGES, f"/insight/surveys/?period=year&group=team&key={cast.network.pk}"]
    link = f"/survey/{links.token_of(like)}/?score=3"
    few = {page: queries(client, page) for page in [*pages, link]}
    build(cast, like)
    for page in [*pages, link]:
        took = [seconds(client, page) for _turn in range(9)]
        with capsys.disabled():
            print(
                f"\n{page.split('.')[0]} with {Invitation.objects.count():,} invitations: "
                f"median {statistics.median(took) * 1000:.0f} ms, most {max(took) * 1000:.0f} ms, "
                f"{queries(client, page)} queries ({few[page]} with one)"
            )
        assert queries(client, page) <= few[page] + 1, "names of people are fetched where there are any"
    swept(capsys)


def build(cast: Cast, like: Invitation) -> None:
    """A million invitations over three years, of which two of five are answered."""
    incidents(like.incident, INCIDENTS, now=timezone.now())
    User.objects.bulk_create(User(email=f"many{n}@cast.example", name=f"Many {n}") for n in range(PEOPLE))
    with connection.cursor() as cursor:
        cursor.execute(INVITED, {"now": timezone.now(), "like": like.incident_id})
        cursor.execute(ANSWERED)
        cursor.execute(RATED)
        cursor.execute("VACUUM ANALYZE surveys_invitation, surveys_answer, surveys_part")


def swept(capsys: pytest.CaptureFixture[str]) -> None:
    """A sweep with nothing due, and with reminders due: it costs what is due, not what there is."""
    Invitation.objects.update(next_at=None)
    now = timezone.now()
    idle = timed(lambda: sweep(now))
    recent = Invitation.objects.filter(score=None, expires_at__gt=now).values("pk")[:DUE]
    Invitation.objects.filter(pk__in=list(recent.values_list("pk", flat=True))).update(next_at=now)
    busy = timed(lambda: sweep(now))
    with capsys.disabled():
        print(f"\nsweep: nothing due {idle * 1000:.0f} ms; {DUE} due {busy * 1000:.0f} ms")


def timed(act: object) -> float:
    start = time.perf_counter()
    act()  # type: ignore[operator]
    return time.perf_counter() - start


def seconds(client: Client, page: str) -> float:
    start = time.perf_counter()
    assert client.get(page).status_code == 200
    return time.perf_counter() - start


def queries(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as counted:
        client.get(page)
    return len(counted)
