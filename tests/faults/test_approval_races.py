"""Deciding at once by two ways, and sending one form twice at once: decided once, ordered once."""

from __future__ import annotations

from incidents import actions
from incidents.catalogue import approving, reminding
from incidents.models import ApprovalStep, Incident, Order
from people.actors import actor_for
from people.models import User
from records.choices import Via
from records.once import once
from records.refusals import Refusal
from tests.cast import Cast
from tests.catalogue import answers, item, requested
from tests.faults.test_races import holds
from tests.threads import at_once


def test_the_link_and_the_portal_at_once_decide_once(real_cast: Cast) -> None:
    row = requested(real_cast)
    step = approving.asked_of(row)
    assert step is not None
    manager = User.objects.get(pk=real_cast.manager.pk)
    results = at_once(
        lambda: actions.approve(row, by=actor_for(manager, Via.MAIL), step=step.pk),
        lambda: actions.refuse(row, by=actor_for(manager, Via.PORTAL), text="No", step=step.pk),
        lambda: actions.approve(row, by=actor_for(manager, Via.API)),
    )
    assert sum(isinstance(result, Refusal) for result in results) == 2
    assert Incident.objects.get().approval in ("given", "refused")
    assert ApprovalStep.objects.filter(standing__in=["given", "refused"]).count() == 1
    holds(row)


def test_a_decision_and_another_approver_at_once_leave_one_of_them_asked(real_cast: Cast) -> None:
    row = requested(real_cast, item(real_cast, approval="both"))
    at_once(
        lambda: actions.approve(row, by=real_cast.by("manager")),
        lambda: actions.ask_approver(row, by=real_cast.by("administrator"), person=real_cast.colleague),
        lambda: reminding.sweep(real_cast.by("manager").at),
    )
    assert ApprovalStep.objects.filter(standing="asked").count() == 1
    holds(row)


def test_a_form_sent_twice_at_once_is_one_order(real_cast: Cast) -> None:
    made = item(real_cast)
    by = real_cast.by("requester")

    def order() -> Incident:
        return actions.request(made, by=by, requester=real_cast.requester, answers=answers(real_cast))

    at_once(lambda: once(by, "k", order), lambda: once(by, "k", order))
    assert Order.objects.count() == Incident.objects.count() == 1
