"""Requesting from the catalogue, and who is asked to approve."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone, translation

from incidents import actions
from incidents.actions.catalogue import change_form
from incidents.catalogue import approving, reminding
from incidents.catalogue.links import by_token, token_of
from incidents.models import ApprovalStep, Incident
from notifications.models import Notice
from people.actors import actor_for
from people.models import Absence, Organisation, Role, User
from records.choices import Via
from records.models import Attachment, Entry
from records.recording import fold
from records.refusals import Invalid, NotAllowed, NotNow
from services.models import ConfigurationItem, Service
from tests import catalogue
from tests.cast import Cast
from tests.catalogue import answers, item, managed, requested
from tests.journeys import registered


def kinds(row: Incident) -> list[str]:
    return [entry.kind.split(".")[1] for entry in Entry.objects.about(row)]


def fresh(row: Incident) -> Incident:
    return Incident.objects.get(pk=row.pk)


def by(person: User, via: str = Via.PORTAL) -> Any:
    return actor_for(User.objects.get(pk=person.pk), via)


def test_a_request_goes_straight_to_the_team_and_the_record_says_how(cast: Cast) -> None:
    row = requested(cast, item(cast))
    assert row.reference and row.reference.startswith("REQ-")
    assert (row.state, row.owning_team, row.priority, row.approval) == (
        "classified",
        cast.network,
        row.priority,
        "not_needed",
    )
    assert kinds(row) == ["detected", "registered", "ordered", "classified"]
    assert Entry.objects.about(row).get(kind="incident.classified").actor_name == "Catalogue"
    assert fold(Entry.objects.about(row)) == {
        key: value for key, value in fresh(row).snapshot().items() if value is not None
    }


def test_what_was_asked_for_reads_in_the_readers_language_with_the_form_it_was_filled_with(cast: Cast) -> None:
    made = item(cast)
    row = requested(cast, made, answers=answers(cast, model="strong", reason="3D drawings"))
    change_form(made, by=cast.by("administrator"), fields=[replace(catalogue.MODEL, label="Lain", english="Other")])
    with translation.override("id"):
        assert [(line.label, line.text) for line in row.order.told()] == [
            ("Model", "Kuat"), ("Alasan", "3D drawings"), ("Untuk siapa", "Dewi Lestari"),
        ]  # fmt: skip
    with translation.override("en"):
        assert row.order.told()[0].text == "Strong"
    assert "**Model**: Strong" in row.description


def test_files_belong_to_their_field_and_are_told_with_it(cast: Cast) -> None:
    files = [SimpleUploadedFile("a.txt", b"one"), SimpleUploadedFile("b.txt", b"two")]
    row = requested(cast, item(cast), files={"quote": files})
    told = {line.key: line for line in row.order.told()}
    assert [file.name for file in told["quote"].files] == ["a.txt", "b.txt"]
    assert row.order.answers["quote"] == list(Attachment.objects.about(row).values_list("pk", flat=True))


def test_what_is_erased_is_erased_from_the_answers_too(cast: Cast) -> None:
    row = requested(cast, item(cast))
    actions.erase(row, by=cast.by("administrator"))
    row.order.refresh_from_db()
    assert row.order.answers == {}


def test_a_refused_form_leaves_nothing_behind(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        requested(cast, item(cast), answers={"model": "strong", "state": "closed"})
    assert set(refused.value.errors) == {"reason", "for_whom", "state"}
    assert not Incident.objects.exists()


def test_only_those_it_is_meant_for_can_request_it(cast: Cast) -> None:
    elsewhere = Organisation.objects.create(name="PT Lain")
    for made in (
        item(cast, name="A", organisations=[elsewhere]), item(cast, name="B", roles=[Role.objects.get(code="manager")]),
        item(cast, name="C", is_active=False), item(cast, name="D", service=Service.objects.create(name="Old", is_active=False)),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            requested(cast, made)
    ours = item(cast, name="E", organisations=[cast.requester.organisation], roles=[Role.objects.get(code="requester")])
    assert requested(cast, ours).reference


def test_nobody_requests_in_the_name_of_another_without_the_right(cast: Cast) -> None:
    made = item(cast)
    with pytest.raises(NotAllowed):
        actions.request(made, by=cast.by("colleague"), requester=cast.requester, answers=answers(cast))
    with pytest.raises(NotAllowed):
        speaking = cast.by("colleague").for_person(cast.requester.pk)
        actions.request(made, by=speaking, requester=cast.requester, answers=answers(cast))
    row = actions.request(
        made, by=cast.by("agent").for_person(cast.requester.pk), requester=cast.requester, answers=answers(cast)
    )
    assert row.requester == cast.requester


def test_people_and_items_that_one_cannot_see_cannot_be_named(cast: Cast) -> None:
    made = item(cast)
    others = ConfigurationItem.objects.create(name="LPT-1", kind="laptop", owner=cast.colleague)
    server = ConfigurationItem.objects.create(name="SRV-1", kind="server", owner=cast.requester)
    for given in ({"old_one": others.pk}, {"old_one": server.pk}, {"old_one": "1 OR 1=1"}, {"for_whom": cast.supplier.pk}, {"for_whom": cast.supplier.email}, {"for_whom": "e"}):  # fmt: skip
        with pytest.raises(Invalid) as refused:
            requested(cast, made, answers=answers(cast, **given))
        assert set(refused.value.errors) == set(given)
    mine = ConfigurationItem.objects.create(name="LPT-2", kind="laptop", owner=cast.requester)
    row = requested(cast, made, answers=answers(cast, old_one=mine.pk, for_whom="rina"))
    assert list(row.items.all()) == [mine]
    assert row.order.answers["for_whom"] == cast.colleague.pk


def test_the_manager_is_asked_by_mail_and_approves(cast: Cast) -> None:
    row = requested(cast)
    step = approving.asked_of(row)
    assert step is not None and step.approver == cast.manager
    assert kinds(row)[-1] == "approval_asked"
    assert Notice.objects.filter(person=cast.manager, occasion="approval_asked").exists()
    done = actions.approve(row, by=by(cast.manager), text="Fine")
    assert (done.approval, done.approved_by) == ("given", cast.manager)
    step.refresh_from_db()
    assert (step.standing, step.via, step.note.body) == ("given", "portal", "Fine")  # type: ignore[union-attr]
    assert fold(Entry.objects.about(row)) == {
        key: value for key, value in fresh(row).snapshot().items() if value is not None
    }


def test_nothing_is_fulfilled_before_it_is_approved(cast: Cast) -> None:
    row = requested(cast)
    with pytest.raises(NotNow):
        actions.start_diagnosis(row, by=cast.by("specialist"))
    assert (
        actions.start_diagnosis(actions.approve(row, by=by(cast.manager)), by=cast.by("specialist")).state
        == "in_diagnosis"
    )


def test_the_manager_then_the_owner(cast: Cast) -> None:
    row = requested(cast, item(cast, approval="both"))
    with pytest.raises(NotAllowed):
        actions.approve(row, by=by(cast.service_owner))
    row = actions.approve(row, by=by(cast.manager))
    assert row.approval == "asked"
    with pytest.raises(NotAllowed):
        actions.approve(row, by=by(cast.manager))
    row = actions.approve(row, by=by(cast.service_owner))
    assert row.approval == "given"
    assert kinds(row)[-4:] == ["approval_asked", "step_approved", "approval_asked", "approved"]


def test_who_is_manager_and_owner_is_asked_once(cast: Cast) -> None:
    Service.objects.filter(pk=cast.service.pk).update(owner=cast.manager)
    cast.service.refresh_from_db()
    row = actions.approve(requested(cast, item(cast, approval="both")), by=by(cast.manager))
    assert row.approval == "given"
    assert [step.standing for step in approving.steps_of(row)] == ["given", "skipped"]


def test_a_refusal_needs_a_reason_and_ends_it(cast: Cast) -> None:
    row = requested(cast)
    with pytest.raises(Invalid):
        actions.refuse(row, by=by(cast.manager), text=" ")
    done = actions.refuse(row, by=by(cast.manager), text="Use the old one")
    assert (done.state, done.approval, done.cancel_reason) == ("cancelled", "refused", "refused")
    assert [step.standing for step in approving.steps_of(row)] == ["refused"]


def test_the_requester_never_approves_their_own(cast: Cast) -> None:
    owned = Service.objects.create(name="Mine", owner=cast.requester)
    made = item(cast, approval="owner", service=owned)
    row = requested(cast, made)
    step = approving.asked_of(row)
    assert step is not None and step.approver != cast.requester
    with pytest.raises(NotAllowed):
        actions.approve(row, by=by(cast.requester))
    named = item(cast, name="Named", approval="person", approver=cast.requester)
    row = requested(cast, named)
    step = approving.asked_of(row)
    assert step is not None and (step.approver, step.why) == (cast.manager, "own")


@pytest.mark.parametrize(
    "who", ["colleague", "stranger", "agent", "incident_manager", "administrator", "service_owner"]
)
def test_nobody_else_approves(cast: Cast, who: str) -> None:
    row = requested(cast)
    with pytest.raises(NotAllowed):
        actions.approve(row, by=by(getattr(cast, who)))


def _away(person: User, deputy: User | None = None) -> None:
    today = timezone.localdate()
    Absence.objects.create(
        person=person, first_day=today - timedelta(days=1), last_day=today + timedelta(days=5), deputy=deputy
    )


def test_a_deputy_stands_in_and_the_record_says_why(cast: Cast) -> None:
    _away(cast.manager, cast.incident_manager)
    row = requested(cast)
    step = approving.asked_of(row)
    assert step is not None and (step.approver, step.meant, step.why) == (cast.incident_manager, cast.manager, "away")
    assert actions.approve(row, by=by(cast.incident_manager)).approval == "given"


def test_without_a_deputy_their_manager_then_the_owner_is_asked(cast: Cast) -> None:
    _away(cast.manager)
    assert approving.asked_of(requested(cast, item(cast, name="1", approval="manager"))).approver == cast.service_owner  # type: ignore[union-attr]
    User.objects.filter(pk=cast.manager.pk).update(manager=cast.incident_manager)
    assert (
        approving.asked_of(requested(cast, item(cast, name="2", approval="manager"))).approver == cast.incident_manager
    )  # type: ignore[union-attr]


def test_where_all_are_away_the_first_is_asked_all_the_same(cast: Cast) -> None:
    _away(cast.manager)
    _away(cast.service_owner)
    assert approving.asked_of(requested(cast)).approver == cast.manager  # type: ignore[union-attr]


def test_where_nobody_can_be_asked_the_administrators_are_told_and_name_somebody(cast: Cast) -> None:
    lonely = Service.objects.create(name="Lonely")
    made = item(cast, approval="manager", service=lonely)
    row = actions.request(made, by=cast.by("requester"), requester=cast.requester, answers=answers(cast))
    assert kinds(row)[-1] == "approval_stuck"
    assert Notice.objects.filter(person=cast.administrator, occasion="approval_stuck").exists()
    with pytest.raises(NotAllowed):
        actions.ask_approver(row, by=by(cast.agent), person=cast.agent)
    for wrong in (None, cast.requester, cast.supplier):
        with pytest.raises(Invalid):
            actions.ask_approver(row, by=by(cast.administrator), person=wrong)
    row = actions.ask_approver(row, by=by(cast.administrator), person=cast.manager)
    assert [step.standing for step in approving.steps_of(row)] == ["passed", "asked"]
    assert actions.approve(row, by=by(cast.manager)).approval == "given"


def test_a_say_is_bound_to_its_step(cast: Cast) -> None:
    row = requested(cast)
    first = approving.asked_of(row)
    assert first is not None
    actions.ask_approver(row, by=by(cast.administrator), person=cast.colleague)
    with pytest.raises(NotNow):
        actions.approve(row, by=by(cast.colleague), step=first.pk)


def test_a_link_is_of_one_step_and_one_approver_and_kept_nowhere(cast: Cast) -> None:
    step = approving.asked_of(requested(cast))
    assert step is not None
    token = token_of(step)
    assert by_token(token) == step
    assert token not in str(ApprovalStep.objects.values())
    for forged in ("", "x", token[:-1], token + "A", token.swapcase(), "ü" * 50, "A" * 5000):
        assert by_token(forged) is None
    step.approver = cast.colleague
    assert token_of(step) != token


def test_a_confidential_request_is_decided_by_whom_it_names_only(cast: Cast) -> None:
    row = actions.restrict(requested(cast), by=cast.by("agent"), people=[cast.agent])
    with pytest.raises(NotAllowed):
        actions.approve(row, by=by(cast.manager))
    assert list(approving.waiting_for(User.objects.get(pk=cast.manager.pk))) == []


def test_whoever_is_asked_is_reminded_then_the_administrators_are_told(cast: Cast) -> None:
    row, now = requested(cast), timezone.now()
    assert reminding.sweep(now) == 0
    for turn in range(1, 4):
        with time_machine.travel(now + timedelta(days=2 * turn, minutes=turn), tick=False):
            assert reminding.sweep(timezone.now()) == 1
            assert reminding.sweep(timezone.now()) == 0
    told = [kind for kind in kinds(row) if kind.startswith("approval")]
    assert told == ["approval_asked", "approval_reminded", "approval_reminded", "approval_reminded", "approval_stuck"]
    assert Notice.objects.filter(person=cast.manager, occasion="approval_awaited").count() == 3


def test_at_a_reminder_somebody_stands_in_for_who_went_away(cast: Cast) -> None:
    row = requested(cast)
    _away(cast.manager, cast.incident_manager)
    with time_machine.travel(timezone.now() + timedelta(days=2, hours=1), tick=False):
        assert reminding.sweep(timezone.now()) == 1
    step = approving.asked_of(row)
    assert step is not None and step.approver == cast.incident_manager


def test_what_is_over_is_not_reminded_of(cast: Cast) -> None:
    row = requested(cast)
    actions.cancel(row, by=cast.by("agent"), reason="not_an_incident")
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=False):
        assert reminding.sweep(timezone.now()) == 0
    assert ApprovalStep.objects.get(incident=row).remind_at is None


def test_only_an_administrator_changes_a_form_and_the_record_names_the_fields(cast: Cast) -> None:
    made = item(cast)
    with pytest.raises(NotAllowed):
        change_form(made, by=cast.by("agent"), fields=[])
    with pytest.raises(Invalid):
        change_form(made, by=cast.by("administrator"), fields=[catalogue.REASON])
    changed = change_form(
        made, by=cast.by("administrator"), fields=[catalogue.NEEDED, replace(catalogue.MODEL, required=False)]
    )
    entry = Entry.objects.about(changed).last()
    assert (
        entry is not None
        and entry.data["changed"] == ["model"]
        and entry.data["removed"] == ["reason", "for_whom", "old_one", "quote"]
    )
    again = change_form(
        changed, by=cast.by("administrator"), fields=[catalogue.NEEDED, replace(catalogue.MODEL, required=False)]
    )
    assert again.version == changed.version == 2


def test_a_request_that_is_none_of_the_catalogue_asks_the_manager_and_takes_the_owners_word_too(cast: Cast) -> None:
    Service.objects.filter(pk=cast.service.pk).update(requests_need_approval=True)
    cast.service.refresh_from_db()
    managed(cast)
    for who in ("manager", "service_owner"):
        row = registered(cast, kind="request")
        assert Notice.objects.filter(person=cast.manager, occasion="approval_asked", entry__subject_id=row.pk).exists()
        done = actions.approve(row, by=by(getattr(cast, who)))
        step = approving.steps_of(row)[0]
        assert (done.approval, step.standing, step.decided_by) == ("given", "given", getattr(cast, who))


def test_an_imported_past_asks_nobody(cast: Cast) -> None:
    managed(cast)
    told = {"source": "portal", "description": "Laptop", "requester": cast.requester, "service": cast.service}
    Service.objects.filter(pk=cast.service.pk).update(requests_need_approval=True)
    cast.service.refresh_from_db()
    row = actions.report(by=by(cast.requester, Via.IMPORT), kind="request", **told)
    assert row.approval == "asked"
    assert not Notice.objects.exists()
    assert ApprovalStep.objects.get().remind_at is None
