"""What looks wrong about agreements and calendars as they are, each with what to do (SPEC B7). Nothing here refuses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations

from django.utils.translation import gettext as _

from incidents.choices import Priority
from sla.choices import Measure
from sla.models import AgreedTarget, Agreement


def findings(agreement: Agreement) -> list[str]:
    """Sentences about this agreement, in the reader's language."""
    targets = {(target.priority, target.measure): target for target in agreement.targets.select_related("calendar")}
    return [*_overlaps(agreement), *_missing(targets), *_order_of_measures(targets), *_order_of_priorities(targets)]


def _overlaps(agreement: Agreement) -> Iterator[str]:
    """Another agreement for the very same, at the same time: which one holds is then a matter of chance."""
    same = Agreement.objects.filter(
        kind=agreement.kind, service=agreement.service, organisation=agreement.organisation, team=agreement.team,
        supplier=agreement.supplier, is_active=True,
    ).exclude(pk=agreement.pk)  # fmt: skip
    for other in same if agreement.is_active else ():
        if _meet(agreement, other):
            yield _("“%(other)s” holds for the same at the same time. End one of them, or make it more specific.") % {
                "other": other
            }


def _meet(one: Agreement, other: Agreement) -> bool:
    begins = max((each.valid_from for each in (one, other) if each.valid_from), default=None)
    ends = min((each.valid_until for each in (one, other) if each.valid_until), default=None)
    return begins is None or ends is None or begins <= ends


def _missing(targets: dict[tuple[str, str], AgreedTarget]) -> Iterator[str]:
    for priority in Priority:
        if not any(known == priority for known, _measure in targets):
            yield _("%(priority)s has no target: such incidents are promised nothing.") % {"priority": priority.value}


def _order_of_measures(targets: dict[tuple[str, str], AgreedTarget]) -> Iterator[str]:
    for priority in Priority:
        response, resolution, update = (targets.get((priority, measure)) for measure in Measure.values)
        if response and resolution and _amount(response) > _amount(resolution):
            yield _("%(priority)s may be answered later than it must be solved. Shorten the first response.") % {
                "priority": priority.value
            }
        if response and update and _amount(update) < _amount(response):
            yield _("%(priority)s must be updated before it must be answered. Lengthen the updates.") % {
                "priority": priority.value
            }


def _order_of_priorities(targets: dict[tuple[str, str], AgreedTarget]) -> Iterator[str]:
    for measure in Measure:
        for high, low in combinations(Priority, 2):
            one, other = targets.get((high, measure)), targets.get((low, measure))
            if one and other and _amount(one) > _amount(other):
                yield _("%(measure)s: %(high)s has more time than %(low)s. Put them in order.") % {
                    "measure": measure.label, "high": high.value, "low": low.value,
                }  # fmt: skip


def _amount(target: AgreedTarget) -> timedelta:
    """Roughly how long it takes by the wall clock: a calendar that opens a third of the time stretches it threefold."""
    return target.target.amount(target.calendar.working_day()) / target.calendar.share_of_week()
