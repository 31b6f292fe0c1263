"""Rating by the link of the mail: a look records nothing, a click does, and nothing leaks (SPEC G1)."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from incidents import actions
from incidents.models import Incident
from people.models import User
from records.models import Entry
from surveys import links, rating
from surveys.actions import answer
from surveys.models import Answer, Invitation
from tests.cast import Cast
from tests.journeys import RESOLUTION, closed, code
from tests.surveys.conftest import asked, by_mail, newest_mail, rule


@pytest.fixture
def link(cast: Cast) -> str:
    return f"/survey/{links.token_of(asked(cast))}/"


def test_a_scanner_that_follows_every_link_of_the_mail_records_nothing(cast: Cast, client: Client) -> None:
    asked(cast)
    mail = newest_mail(cast.requester)
    before = Entry.objects.count()
    found = set(re.findall(r"http://[^/]+(/[^\s\"'<>]+)", mail.text + mail.html))
    assert len([address for address in found if "score=" in address]) == 5
    for address in found:
        for method in (client.get, client.head):
            assert method(address).status_code in (200, 302, 405)
    assert not Answer.objects.exists()
    assert Entry.objects.count() == before
    assert Invitation.objects.get().score is None


def test_the_page_that_was_clicked_shows_the_score_and_confirms_itself(client: Client, link: str) -> None:
    page = client.get(f"{link}?score=4").text
    assert "data-confirms-itself" in page and "4 – Good" in page
    assert client.post(f"{link}?score=4", {"score": "4", "auto": "1"})["Location"] == f"{link}?thanks=1"
    assert "Recorded: 4 – Good" in client.get(f"{link}?thanks=1").text
    given = Answer.objects.get()
    assert (given.score, given.is_sure, given.via) == (4, False, "mail")


def test_links_that_confirm_themselves_against_each_other_end_in_a_question(client: Client, link: str) -> None:
    client.post(link, {"score": "1", "auto": "1"})
    told = client.post(f"{link}?score=2", {"score": "2", "auto": "1"})
    assert told.status_code == 409
    assert "data-confirms-itself" not in told.text and "choose here what counts" in told.text
    assert not Answer.objects.exists()
    client.post(link, {"score": "2"})
    assert Answer.objects.get().score == 2


def test_another_link_after_an_answer_asks_and_changes_nothing_by_itself(client: Client, link: str) -> None:
    client.post(link, {"score": "5"})
    page = client.get(f"{link}?score=1").text
    assert "data-confirms-itself" not in page and "You answered 5 before" in page
    assert client.post(link, {"score": "1", "auto": "1"}).status_code == 409
    assert Answer.objects.get().score == 5


def test_a_second_send_is_the_same_answer(client: Client, link: str) -> None:
    for _turn in range(3):
        assert client.post(link, {"score": "3"}).status_code == 303
    assert Answer.objects.count() == 1
    assert Entry.objects.filter(kind="surveys.answered").count() == 1


def test_the_rest_is_kept_with_it(client: Client, link: str) -> None:
    asked_too = rating.further(None)
    sent = {"score": "4", "comment": "Quick.", asked_too[0].name: "5", asked_too[1].name: "2", "part_99999": "3",
            "part_x": "1", asked_too[2].name: "9"}  # fmt: skip
    assert client.post(link, sent).status_code == 303
    assert {part.wording.question.code: part.score for part in Answer.objects.get().parts.all()} == {
        "communication": 5, "speed": 2,
    }  # fmt: skip
    page = client.get(link).text
    assert "Quick." in page
    client.post(link, {"score": "5"})
    assert Answer.objects.get().comment == "Quick." and Answer.objects.get().parts.count() == 2


@pytest.mark.parametrize("sent", [{}, {"score": "0"}, {"score": "6"}, {"score": "x"}, {"score": "4; DROP"},
    {"score": "", "auto": "1"}, {"score": "7", "auto": "1"}])  # fmt: skip
def test_what_makes_no_sense_is_refused(client: Client, link: str, sent: dict[str, str]) -> None:
    assert client.post(link, sent).status_code == 422
    assert not Answer.objects.exists()


@pytest.mark.parametrize("token", ["unknown", "1.forged", "٣.x", "x" * 400, "a.b.c", "%00", "1.%2e%2e"])
def test_a_forged_link_is_refused_in_the_same_words_and_tells_nothing(cast: Cast, client: Client, token: str) -> None:
    incident = asked(cast).incident
    for address in (f"/survey/{token}/", f"/survey/{token}/stop/", f"/works/{token}/"):
        for told in (client.get(address), client.post(address, {"score": "5", "say": "works"})):
            assert told.status_code == 404
            assert "This link is not known." in told.text
            assert incident.handle not in told.text and cast.requester.name not in told.text
    assert not Answer.objects.exists()


def test_another_invitations_number_does_not_fit_the_signature(cast: Cast, client: Client, link: str) -> None:
    rule(pause_days=0)
    other = asked(cast)
    signature = link.strip("/").split(".")[1]
    assert client.get(f"/survey/{other.pk}.{signature}/").status_code == 404


def test_after_its_time_it_is_over_and_tells_nothing(client: Client, cast: Cast, link: str) -> None:
    Invitation.objects.update(expires_at=timezone.now())
    for told in (client.get(f"{link}?score=5"), client.post(link, {"score": "5"}), client.post(link, {"score": "5", "auto": "1"})):  # fmt: skip
        assert told.status_code == 410
        assert Invitation.objects.get().incident.title not in told.text
    assert not Answer.objects.exists()


def test_what_became_confidential_is_not_named_to_whoever_may_not_know(client: Client, cast: Cast, link: str) -> None:
    incident = Invitation.objects.get().incident
    actions.restrict(incident, by=cast.by("specialist"), people=[cast.specialist])
    incident.named.remove(cast.requester)
    page = client.get(link)
    assert page.status_code == 200 and incident.title not in page.text


@pytest.mark.parametrize(("language", "said"), [("en", "How did we do?"), ("id", "Bagaimana layanan kami?")])
def test_the_page_speaks_the_language_of_whoever_was_asked(client: Client, cast: Cast, link: str, language: str, said: str) -> None:  # fmt: skip
    User.objects.filter(pk=cast.requester.pk).update(language=language)
    assert said in client.get(link, headers={"Accept-Language": "de"}).text


def test_signed_in_as_somebody_else_the_answer_is_still_of_whoever_was_asked(
    client: Client, cast: Cast, link: str
) -> None:
    client.force_login(cast.agent)
    client.post(link, {"score": "4"})
    assert Entry.objects.get(kind="surveys.answered").actor_id == cast.requester.pk


def test_a_post_from_elsewhere_is_refused(link: str) -> None:
    assert Client(enforce_csrf_checks=True).post(link, {"score": "1"}).status_code == 403
    assert not Answer.objects.exists()


def test_no_more_questions_by_one_click_of_a_mail_program(cast: Cast, link: str) -> None:
    stop = f"{link}stop/"
    assert Client().get(stop).status_code == 200
    preferences = "told_how"
    assert not hasattr(User.objects.get(pk=cast.requester.pk), preferences)
    told = Client(enforce_csrf_checks=True).post(stop, {"List-Unsubscribe": "One-Click"})
    assert told["Location"] == f"{stop}?done=1"
    assert User.objects.get(pk=cast.requester.pk).told_how.mode("survey") == "never"
    assert "We will not ask you any more" in Client().get(told["Location"]).text


def test_rating_what_is_resolved_again_may_confirm_it(client: Client, cast: Cast, link: str) -> None:
    incident = Invitation.objects.get().incident
    incident = actions.reopen(incident, by=cast.by("agent"), reason="Again.")
    actions.resolve(incident, by=cast.by("specialist"), code=code(), **RESOLUTION)
    assert "And it works" in client.get(link).text
    client.post(link, {"score": "4", "works": "on"})
    assert Incident.objects.get().confirmed_how == "survey"
    assert "And it works" not in client.get(link).text


def test_on_the_ticket_page_one_click_counts_and_the_rest_can_be_added(client: Client, cast: Cast) -> None:
    incident = closed(cast)
    client.force_login(cast.requester)
    address = f"/tickets/{incident.handle}/rate/"
    assert client.get(address)["Location"] == incident.get_absolute_url()
    client.post(address, {"score": "4"})
    assert "Recorded: 4 – Good" in client.get(address).text
    assert f'href="{address}"' in client.get(incident.get_absolute_url()).text
    assert Answer.objects.get().via == "portal"
    client.force_login(cast.stranger)
    assert client.get(address).status_code == client.post(address, {"score": "1"}).status_code == 404


def test_an_anonymous_answer_shows_nowhere_but_to_whoever_gave_it(client: Client, cast: Cast) -> None:
    rule(is_anonymous=True)
    invitation = asked(cast)
    answer(invitation, by=by_mail(cast.requester), score=1, comment="secret words")
    assert "anonymous" in client.get(f"/survey/{links.token_of(invitation)}/").text
    handle = invitation.incident.handle
    for name in ("agent", "specialist", "incident_manager", "administrator"):
        client.force_login(getattr(cast, name))
        for address in (
            f"/desk/{handle}/",
            f"/desk/{handle}/report/",
            "/insight/surveys/",
            "/desk/surveys/follow-ups/",
        ):
            page = client.get(address).text
            assert "secret words" not in page and "rated it" not in page


def test_the_page_takes_the_same_number_of_queries_however_many_were_asked(client: Client, cast: Cast, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]  # fmt: skip
    rule(pause_days=0)
    link = f"/survey/{links.token_of(asked(cast))}/"
    for _turn in range(4):
        asked(cast)
    with django_assert_max_num_queries(8):
        client.get(f"{link}?score=3")
