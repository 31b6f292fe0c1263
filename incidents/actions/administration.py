"""What an administrator keeps of the desk itself: categories, the matrix, the policy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from incidents.choices import Priority
from incidents.models import Category, PriorityRule
from people.actions import add, change
from people.actions.keep import Related
from people.rights import may
from records.actors import Actor
from records.refusals import Invalid, NotAllowed


def add_category(category: Category, *, by: Actor, related: Related | None = None) -> Category:
    """Add a node to the tree (A3)."""
    category.path = category.full_path()
    return add(category, by=by, related=related)


def change_category(
    category: Category,
    *,
    by: Actor,
    fields: Mapping[str, Any],
    related: Related | None = None,
    seen: int | None = None,
) -> Category:
    """Rename or move a node; everything below follows. It can't be moved below itself.

    Raises NotAllowed, Changed, or Invalid at the fields.
    """
    parent = fields.get("parent", category.parent)
    with transaction.atomic():
        # One at a time: two moves at once could each look harmless and make a circle together.
        list(Category.objects.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
        if parent is not None and Category.objects.get(pk=parent.pk).is_within(category):
            raise Invalid({"parent": _("A category cannot be part of itself.")})
        changed = change(category, by=by, fields=fields, related=related, seen=seen)
        _follow(changed)
    return changed


def _follow(category: Category) -> None:
    category.path = category.full_path()
    category.save(update_fields=["path"])
    for child in category.children.all():
        child.parent = category
        _follow(child)


def set_matrix(cells: Mapping[tuple[int, int], str], *, by: Actor) -> None:
    """Set the priority of each (impact, urgency); only what differs is recorded (A3)."""
    if not may(by, "administer"):
        raise NotAllowed
    if any(priority not in Priority.values for priority in cells.values()):
        raise Invalid({"matrix": _("Choose one of P1 to P4 for each cell.")})
    with transaction.atomic():
        known = {(rule.impact, rule.urgency): rule for rule in PriorityRule.objects.all()}
        for (impact, urgency), priority in cells.items():
            rule = known.get((impact, urgency))
            if rule is None:
                add(PriorityRule(impact=impact, urgency=urgency, priority=priority), by=by)
            else:
                change(rule, by=by, fields={"priority": priority})
