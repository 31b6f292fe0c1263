"""Views people keep: their own, shared with a team or with everybody; nobody changes another's."""

from __future__ import annotations

import pytest
from django.test import Client

from incidents.actions.views import change_view, remove_view, save_view
from incidents.models import SavedView
from people.models import User
from records.models import Entry
from records.refusals import Invalid, NotAllowed
from tests.cast import Cast
from tests.journeys import in_diagnosis, registered

KEPT = {"name": "Pressing", "question": "is:live prio:P1,P2", "sort": "due"}


def names(user: User) -> list[str]:
    return [view.name for view in SavedView.visible_to(user)]


def test_a_view_keeps_question_order_columns_and_group(client: Client, cast: Cast) -> None:
    client.force_login(cast.agent)
    page = client.get("/desk/views/?q=prio:P1&sort=due&cols=ref,title&group=team")
    typed = {**page.context["form"].initial, "name": "Mine", "team": ""}
    answer = client.post("/desk/views/", typed)
    view = SavedView.objects.get()
    assert answer.headers["Location"] == f"/desk/?view=v{view.pk}"
    assert (view.question, view.sort, view.columns, view.grouped_by) == (
        "is:live prio:P1",
        "due",
        ["ref", "title"],
        "team",
    )
    shown = client.get(answer.headers["Location"]).context["listing"]
    assert [column.name for column in shown.shown] == ["ref", "title"]
    assert (shown.sort, shown.grouped_by, shown.label) == ("due", "team", "Mine")


def test_own_views_are_ones_own_until_shared(cast: Cast) -> None:
    save_view(by=cast.by("specialist"), **KEPT)
    assert (names(cast.specialist), names(cast.agent)) == (["Pressing"], [])
    save_view(by=cast.by("specialist"), name="Ours", question="team:mine", sort="due", team=cast.network)
    mates = [user for user in User.objects.filter(memberships__team=cast.network) if user != cast.specialist]
    assert all("Ours" in names(mate) for mate in mates)
    save_view(by=cast.by("incident_manager"), name="All of us", question="", sort="due", is_for_everyone=True)
    assert "All of us" in names(cast.agent)


def test_only_its_owner_changes_a_view_and_every_change_is_recorded(client: Client, cast: Cast) -> None:
    view = save_view(by=cast.by("incident_manager"), is_for_everyone=True, **KEPT)
    with pytest.raises(NotAllowed):
        change_view(view, by=cast.by("agent"), fields={"name": "Taken"})
    client.force_login(cast.agent)
    assert client.get(f"/desk/views/{view.pk}/").status_code == 404
    change_view(view, by=cast.by("incident_manager"), fields={"question": "is:late"})
    remove_view(view, by=cast.by("incident_manager"))
    assert names(cast.incident_manager) == []
    assert [entry.kind for entry in Entry.objects.about(view)] == ["kept.added", "kept.changed", "kept.changed"]


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"name": ""}, "name"),
        ({"question": "stat:open"}, "question"),
        ({"sort": "weight"}, "sort"),
        ({"is_for_everyone": True}, "is_for_everyone"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(wrong: dict[str, object], where: str, cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        save_view(by=cast.by("agent"), **{**KEPT, **wrong})
    assert where in refused.value.errors


def test_a_name_is_taken_once(cast: Cast) -> None:
    save_view(by=cast.by("agent"), **KEPT)
    with pytest.raises(Invalid):
        save_view(by=cast.by("agent"), **KEPT)


def test_requesters_keep_no_views(client: Client, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        save_view(by=cast.by("requester"), **KEPT)
    client.force_login(cast.requester)
    assert client.post("/desk/views/", KEPT).status_code == 403


def test_a_shared_view_shows_each_reader_what_they_may_see(client: Client, cast: Cast) -> None:
    view = save_view(by=cast.by("incident_manager"), name="All", question="", sort="-changed", is_for_everyone=True)
    in_diagnosis(cast)
    registered(cast)
    client.force_login(cast.supplier)
    assert client.get(f"/desk/?view=v{view.pk}").context["rows"] == []


def test_an_unknown_view_is_the_usual_one(client: Client, cast: Cast) -> None:
    client.force_login(cast.agent)
    for code in ("v999", "vx", "nonsense", "v99999999999999999999"):
        assert client.get(f"/desk/?view={code}").context["listing"].view == "live"
