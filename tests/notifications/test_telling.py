"""Each person is told as they wish: at once, once a day, never; the bell; quiet hours (SPEC H5)."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from incidents import actions
from incidents.models import Incident
from notifications import bell, mail, outbox
from notifications.actions import set_preferences
from notifications.models import DemoMail, Notice, OutboxRow, Preferences
from notifications.occasions import OCCASIONS, MailMode
from notifications.recipients import Recipient
from notifications.telling import tell
from people.models import User
from records.models import Entry
from records.refusals import Invalid, NotAllowed
from tests.cast import Cast
from tests.journeys import in_diagnosis, registered


def wishes(cast: Cast, name: str, **told: Any) -> Preferences:
    chosen = {"mail": {}, "silent": [], "digest_at": time(7, 30), **told}
    return set_preferences(getattr(cast, name), by=cast.by(name), **chosen)


def last(incident: Incident) -> Entry:
    return Entry.objects.about(incident).reverse()[0]


def rows(person: User) -> list[str]:
    return [row.payload["template"] for row in OutboxRow.objects.filter(kind="mail", payload__person=person.pk)]


def rung(person: User) -> list[str]:
    return [notice.occasion for notice in bell.of(person)]


def test_whoever_decided_nothing_hears_it_by_mail_and_bell(cast: Cast) -> None:
    registered(cast)
    assert rows(cast.requester)[-1] == "registered"
    assert rung(cast.requester)[0] == "registered"


@pytest.mark.parametrize(
    ("mode", "silent", "mails", "bells"),
    [
        (MailMode.NOW, [], 1, 1),
        (MailMode.NOW, ["reply"], 1, 0),
        (MailMode.NEVER, [], 0, 1),
        (MailMode.NEVER, ["reply"], 0, 0),
        (MailMode.DIGEST, ["reply"], 0, 0),
        (MailMode.DIGEST, [], 0, 1),
    ],
)
def test_mail_and_bell_follow_the_wish(cast: Cast, mode: str, silent: list[str], mails: int, bells: int) -> None:
    incident = registered(cast)
    wishes(cast, "requester", mail={"reply": mode}, silent=silent)
    actions.comment(incident, by=cast.by("agent"), text="We are on it.")
    assert rows(cast.requester).count("reply") == mails
    assert rung(cast.requester).count("reply") == bells
    assert rows(cast.requester).count("digest") == (mode == MailMode.DIGEST)


def test_told_twice_is_told_once(cast: Cast) -> None:
    incident = registered(cast)
    entry = last(incident)
    before = (OutboxRow.objects.count(), Notice.objects.count())
    for _again in range(2):
        tell(entry, [Recipient(cast.requester.pk, "registered")])
    assert (OutboxRow.objects.count(), Notice.objects.count()) == before


def test_the_daily_mail_tells_all_that_was_not_seen_in_one(cast: Cast) -> None:
    incident = in_diagnosis(cast)
    wishes(cast, "requester", mail={"reply": "digest", "workaround": "digest"})
    for text in ("First.", "Second."):
        actions.comment(incident, by=cast.by("agent"), text=text)
    actions.record_workaround(incident, by=cast.by("specialist"), text="Use the other printer.")
    digest = OutboxRow.objects.get(payload__template="digest")
    assert digest.due_at > timezone.now()
    bell.see(cast.requester, Notice.objects.filter(pk=Notice.objects.filter(occasion="reply").latest("pk").pk))
    letter = mail.compose(digest, cast.requester)
    assert letter is not None
    assert letter.text.count(incident.handle) == 2 * 2  # each line and its address
    assert "(2)" in letter.subject


def test_a_daily_mail_of_which_all_was_seen_is_not_sent(cast: Cast) -> None:
    incident = registered(cast)
    wishes(cast, "requester", mail={"reply": "digest"})
    actions.comment(incident, by=cast.by("agent"), text="First.")
    bell.see_about(cast.requester, incident)
    OutboxRow.objects.filter(payload__template="digest").update(due_at=timezone.now())
    OutboxRow.objects.exclude(payload__template="digest").delete()
    assert outbox.deliver("mail") == 1
    assert not DemoMail.objects.exists()


def test_quiet_hours_hold_a_mail_back_but_not_what_is_urgent(cast: Cast) -> None:
    incident = in_diagnosis(cast)
    local = timezone.localtime().time()
    start = (datetime.combine(datetime(2026, 1, 1), local) - timedelta(hours=1)).time()
    end = (datetime.combine(datetime(2026, 1, 1), local) + timedelta(hours=1)).time()
    wishes(cast, "specialist", quiet_from=start, quiet_until=end)
    entry = last(incident)
    tell(entry, [Recipient(cast.specialist.pk, "answered"), Recipient(cast.specialist.pk, "time_runs_out")])
    due = {row.payload["template"]: row.due_at for row in OutboxRow.objects.filter(payload__person=cast.specialist.pk)}
    now = timezone.now()
    assert due["time_runs_out"] <= now
    assert timedelta(minutes=55) < due["answered"] - now <= timedelta(hours=1, minutes=1)


@pytest.mark.parametrize(
    ("now", "quiet", "expected"),
    [
        ("2026-11-20T22:30", ("22:00", "06:00"), "2026-11-21T06:00"),
        ("2026-11-21T05:59", ("22:00", "06:00"), "2026-11-21T06:00"),
        ("2026-11-21T06:00", ("22:00", "06:00"), "2026-11-21T06:00"),
        ("2026-11-21T12:00", ("22:00", "06:00"), "2026-11-21T12:00"),
        ("2026-11-21T12:30", ("12:00", "13:00"), "2026-11-21T13:00"),
        ("2026-11-21T13:00", ("12:00", "13:00"), "2026-11-21T13:00"),
        ("2026-11-21T11:59", ("12:00", "13:00"), "2026-11-21T11:59"),
    ],
)
def test_quiet_hours_may_pass_midnight(now: str, quiet: tuple[str, str], expected: str) -> None:
    wish = Preferences(quiet_from=time.fromisoformat(quiet[0]), quiet_until=time.fromisoformat(quiet[1]))
    jakarta = "+07:00"
    got = wish.mail_from("reply", datetime.fromisoformat(now + jakarta), "Asia/Jakarta")
    assert got == datetime.fromisoformat(expected + jakarta)


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)),
    st.times(),
    st.sampled_from(["Asia/Jakarta", "Europe/Berlin"]),
)
def test_the_daily_mail_comes_within_a_day_and_not_too_soon(now: datetime, at: time, zone: str) -> None:
    moment = now.replace(tzinfo=UTC)
    due = Preferences(digest_at=at).digest_after(moment, zone)
    assert timedelta(minutes=1) < due - moment <= timedelta(hours=25, minutes=3)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"mail": {"resolved": "never"}}, "mail_resolved"),
        ({"mail": {"time_runs_out": "digest"}}, "mail_time_runs_out"),
        ({"mail": {"no_such": "never"}}, "mail_no_such"),
        ({"quiet_from": time(22)}, "quiet_until"),
        ({"quiet_until": time(6)}, "quiet_from"),
        ({"quiet_from": time(6), "quiet_until": time(6)}, "quiet_until"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(cast: Cast, told: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        wishes(cast, "requester", **told)
    assert list(refused.value.errors) == [field]


def test_nobody_decides_for_another(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        set_preferences(cast.requester, by=cast.by("administrator"), mail={}, silent=[], digest_at=time(7))


def test_a_wish_that_is_no_longer_offered_counts_as_none() -> None:
    assert Preferences(mail={"resolved": "never"}).mode("resolved") == MailMode.NOW


def test_looking_at_the_ticket_is_seeing_what_was_told_of_it(cast: Cast, client: Client) -> None:
    incident, other = registered(cast), registered(cast)
    client.force_login(cast.requester)
    before = bell.unread(cast.requester)
    client.get(incident.get_absolute_url())
    assert 0 < bell.unread(cast.requester) == before / 2
    client.get(f"/notices/{bell.of(cast.requester).filter(entry__subject_id=other.pk)[0].pk}/")
    client.post("/notices/seen/")
    assert bell.unread(cast.requester) == 0


def test_a_notice_of_somebody_else_is_not_there(cast: Cast, client: Client) -> None:
    registered(cast)
    client.force_login(cast.stranger)
    assert client.get(f"/notices/{Notice.objects.latest('pk').pk}/").status_code == 404
    assert "Nothing new" in client.get("/notices/").content.decode()


def test_the_bell_says_nothing_of_what_may_no_longer_be_seen(cast: Cast, client: Client) -> None:
    incident = in_diagnosis(cast, title="Salaries of the board")
    actions.comment(incident, by=cast.by("requester"), text="Any news?")
    client.force_login(cast.specialist)
    assert "Salaries of the board" in client.get("/notices/").content.decode()
    Incident.objects.filter(pk=incident.pk).update(is_confidential=True)
    page = client.get("/notices/").content.decode()
    assert "Salaries of the board" not in page
    assert "You may no longer see this." in page


def test_the_list_takes_the_same_queries_however_long(
    cast: Cast, client: Client, django_assert_max_num_queries: Any
) -> None:
    for _each in range(4):
        incident = in_diagnosis(cast)
        actions.comment(incident, by=cast.by("requester"), text="Any news?")
    client.force_login(cast.specialist)
    client.get("/notices/")
    with django_assert_max_num_queries(8):
        client.get("/notices/")


def test_every_occasion_has_its_words(cast: Cast) -> None:
    incident = in_diagnosis(cast)
    for code in OCCASIONS:
        Notice.objects.create(person=cast.agent, entry=last(incident), occasion=code, at=timezone.now())
    assert all(incident.handle in line.text and line.url for line in bell.lines(bell.of(cast.agent), cast.agent))


def test_old_notices_are_dropped(cast: Cast) -> None:
    registered(cast)
    now = timezone.now()
    assert bell.forget(now) == 0
    assert bell.forget(now + bell.KEPT + timedelta(days=1)) > 0
    assert not Notice.objects.exists()


def test_how_a_person_is_told_is_set_on_a_page(cast: Cast, client: Client) -> None:
    client.force_login(cast.requester)
    page = client.get("/notices/how/")
    assert "mail_time_runs_out" not in page.content.decode()
    asked = page.context["form"]
    told = {name: asked[name].value() for name in asked.fields if asked[name].value() not in (None, False)}
    refused = client.post("/notices/how/", {**told, "quiet_from": "22:00"})
    assert refused.status_code == 422
    assert "quiet_until" in refused.context["form"].errors
    client.post("/notices/how/", {**told, "mail_reply": "digest", "digest_at": "08:15"})
    kept = Preferences.objects.get(person=cast.requester)
    assert (kept.mail, kept.digest_at) == ({"reply": "digest"}, time(8, 15))
