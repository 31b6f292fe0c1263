"""Merging and taking apart, parents and children, splitting: nothing is lost, everyone concerned is told, once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from incidents import actions
from incidents.cascade import resolution
from incidents.choices import State
from incidents.models import Incident, Relation
from notifications import outbox
from records.models import Attachment, Entry, Message
from records.recording import fold
from records.refusals import Invalid, NotAllowed, NotNow
from tests.cast import Cast
from tests.journeys import RESOLUTION, classified, closed, code, detected, in_diagnosis, registered
from tests.threads import at_once


def fresh(row: Incident) -> Incident:
    return Incident.objects.get(pk=row.pk)


def follow() -> None:
    while outbox.deliver("follow"):
        pass


def kinds(row: Incident) -> list[str]:
    return [entry.kind.removeprefix("incident.") for entry in Entry.objects.about(row)]


@pytest.fixture
def family(cast: Cast) -> Iterator[tuple[Incident, list[Incident]]]:
    parent = in_diagnosis(cast)
    children = [registered(cast), classified(cast), in_diagnosis(cast)]
    for child in children:
        actions.adopt(child, by=cast.by("specialist"), parent=parent)
    follow()
    yield parent, children
    for row in (parent, *children):
        assert fold(Entry.objects.about(row)) == {k: v for k, v in fresh(row).snapshot().items() if v is not None}


def test_an_answer_to_the_parent_reaches_every_child_once(family: tuple[Incident, list[Incident]], cast: Cast) -> None:
    parent, children = family
    actions.comment(parent, by=cast.by("agent"), text="The link is being repaired.")
    actions.comment(parent, by=cast.by("agent"), text="Only for us.", internal=True)
    actions.record_workaround(parent, by=cast.by("specialist"), text="Use the mobile network.")
    follow()
    for child in children:
        bodies = list(Message.objects.about(child).values_list("body", flat=True))
        assert bodies.count("The link is being repaired.") == 1
        assert bodies.count("Use the mobile network.") == 1
        assert "Only for us." not in bodies


def test_the_resolution_reaches_children_in_whatever_state_they_are(
    family: tuple[Incident, list[Incident]], cast: Cast
) -> None:
    parent, children = family
    held, by_itself = children[2], children[1]
    actions.hold(held, by=cast.by("specialist"), reason="supplier")
    actions.release(by_itself, by=cast.by("specialist"))
    actions.resolve(parent, by=cast.by("specialist"), code=code(), **RESOLUTION)
    follow()
    assert [fresh(child).state for child in children] == [State.RESOLVED, State.CLASSIFIED, State.RESOLVED]
    assert fresh(held).resolution.body == fresh(parent).resolution.body
    assert not fresh(held).is_confirmed


def test_a_follow_up_that_runs_again_does_nothing_again(family: tuple[Incident, list[Incident]], cast: Cast) -> None:
    parent, children = family
    actions.resolve(parent, by=cast.by("specialist"), code=code(), **RESOLUTION)
    follow()
    before = [kinds(child) for child in (parent, *children)]
    resolution(Entry.objects.about(parent).get(kind="incident.resolved"), fresh(parent))
    assert [kinds(child) for child in (parent, *children)] == before


def test_what_a_child_refuses_is_told_on_the_parent(cast: Cast) -> None:
    parent, child = in_diagnosis(cast), in_diagnosis(cast)
    actions.adopt(child, by=cast.by("specialist"), parent=parent)
    actions.restrict(child, by=cast.by("agent"), people=[])
    child.named.remove(cast.specialist)
    actions.resolve(parent, by=cast.by("specialist"), code=code(), **RESOLUTION)
    follow()
    assert fresh(child).state == State.IN_DIAGNOSIS
    assert kinds(parent).count("child_left") == 1


def test_children_are_one_level_deep(cast: Cast) -> None:
    top, child, other = in_diagnosis(cast), registered(cast), registered(cast)
    by = cast.by("agent")
    actions.adopt(child, by=by, parent=top)
    actions.adopt(other, by=by, parent=fresh(child))
    assert fresh(other).parent == top
    with pytest.raises(Invalid):
        actions.adopt(top, by=by, parent=registered(cast))
    with pytest.raises(Invalid):
        actions.adopt(child, by=by, parent=child)
    with pytest.raises(Invalid):
        actions.adopt(child, by=by, parent=closed(cast))
    with pytest.raises(NotNow):
        actions.release(top, by=by)
    actions.adopt(child, by=by, parent=top)
    assert kinds(child).count("adopted") == 1


def test_requesters_put_nothing_under_anything(cast: Cast) -> None:
    one, other = registered(cast), registered(cast)
    with pytest.raises(NotAllowed):
        actions.adopt(one, by=cast.by("requester"), parent=other)


def test_merging_can_be_undone(cast: Cast) -> None:
    original = in_diagnosis(cast)
    by = cast.by("agent")
    duplicate = actions.register(detected(cast, requester=cast.colleague, service=cast.service), by=by)
    actions.cancel(duplicate, by=by, reason="duplicate", original=original)
    assert cast.colleague in original.affected.all()
    back = actions.unmerge(fresh(duplicate), by=by)
    assert (back.state, back.original, back.cancel_reason) == (State.REGISTERED, None, "")
    assert cast.colleague not in original.affected.all()
    assert not Relation.objects.filter(of=duplicate).exists()
    assert kinds(original)[-1] == "lost_duplicate"
    assert fresh(duplicate).standing.status == "running"
    with pytest.raises(NotNow):
        actions.unmerge(back, by=by)
    assert fold(Entry.objects.about(back)) == {k: v for k, v in fresh(back).snapshot().items() if v is not None}


def test_undoing_a_merge_leaves_who_was_affected_before_it(cast: Cast) -> None:
    original, by = in_diagnosis(cast), cast.by("agent")
    actions.add_affected(original, by=by, person=cast.colleague)
    duplicate = actions.register(detected(cast, requester=cast.colleague, service=cast.service), by=by)
    actions.cancel(duplicate, by=by, reason="duplicate", original=original)
    actions.unmerge(fresh(duplicate), by=by)
    assert cast.colleague in original.affected.all()


def test_what_was_cancelled_otherwise_stays_cancelled(cast: Cast) -> None:
    row = registered(cast)
    actions.cancel(row, by=cast.by("agent"), reason="not_an_incident")
    with pytest.raises(NotNow):
        actions.unmerge(fresh(row), by=cast.by("agent"))


def test_a_message_becomes_an_incident_of_its_own_with_its_files(cast: Cast) -> None:
    row = in_diagnosis(cast)
    note = SimpleUploadedFile("log.txt", b"paper jam", "text/plain")
    actions.comment(row, by=cast.by("requester"), text="By the way, the scanner is broken too.", files=[note])
    message = Message.objects.about(row).get(body__startswith="By the way")
    new = actions.split(row, by=cast.by("agent"), message=message, title="Scanner broken")
    assert (new.requester, new.title, new.state) == (cast.requester, "Scanner broken", State.REGISTERED)
    assert Relation.objects.get(of=new).kind == "split"
    copied = Attachment.objects.about(new).get()
    assert copied.file.name != Attachment.objects.about(row).get().file.name
    assert copied.file.read() == b"paper jam"
    with pytest.raises(Invalid):
        actions.split(row, by=cast.by("agent"), message=None)


@pytest.mark.django_db(transaction=True)
def test_two_that_adopt_each_other_at_once_make_no_circle(real_cast: Cast) -> None:
    one, other = registered(real_cast), registered(real_cast)
    by = real_cast.by("agent")
    at_once(
        lambda: actions.adopt(one, by=by, parent=other),
        lambda: actions.adopt(other, by=by, parent=one),
    )
    assert [fresh(one).parent_id, fresh(other).parent_id].count(None) == 1


def test_what_comes_out_of_a_confidential_one_is_as_confidential(cast: Cast) -> None:
    secret = in_diagnosis(cast)
    actions.comment(secret, by=cast.by("requester"), text="Also my payslip is wrong.")
    actions.restrict(secret, by=cast.by("specialist"), people=[])
    message = Message.objects.about(secret).get(body__startswith="Also")
    secret.named.add(cast.incident_manager)
    new = actions.split(secret, by=cast.by("incident_manager"), message=message)
    assert new.is_confidential
    assert cast.requester in new.named.all()
    assert not Incident.visible_to(cast.agent).filter(pk=new.pk).exists()
    assert fold(Entry.objects.about(new))["is_confidential"] is True


def test_a_follow_up_of_a_confidential_one_is_as_confidential(cast: Cast) -> None:
    secret = closed(cast)
    actions.restrict(secret, by=cast.by("incident_manager"), people=[])
    Incident.objects.filter(pk=secret.pk).update(closed_at=secret.closed_at - timedelta(days=400))
    new = actions.comment(fresh(secret), by=cast.by("requester"), text="It is back.")
    assert new.pk != secret.pk
    assert new.is_confidential
    assert not Incident.visible_to(cast.agent).filter(pk=new.pk).exists()
