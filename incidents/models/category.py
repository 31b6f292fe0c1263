"""The category tree: what an incident is about, and who usually handles it (SPEC A3)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.models import Team
from records.models import Subject


class CategoryQuerySet(models.QuerySet["Category"]):
    def active(self) -> CategoryQuerySet:
        """Those that may still be chosen."""
        return self.filter(is_active=True)

    def in_tree_order(self) -> CategoryQuerySet:
        """Parents before their children, siblings by name."""
        return self.order_by("path")


class Category(Subject):
    """One node of the tree, at any depth. ``path`` is its full name from the root and follows every change of it."""

    subject_type = "category"
    RECORDED = ("name", "parent_id", "team_id", "is_active")

    name = models.CharField(_("Name"), max_length=80)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children", verbose_name=_("Part of")
    )
    path = models.CharField(max_length=400, editable=False, db_index=True)
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("Usual team")
    )
    is_active = models.BooleanField(_("In use"), default=True)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("Category")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["parent", "name"], name="incidents_category_once", nulls_distinct=False),
        ]

    def __str__(self) -> str:
        return " › ".join(gettext(part) for part in self.path.split(" › "))

    @property
    def depth(self) -> int:
        """0 for a root."""
        return self.path.count(" › ")

    @property
    def label(self) -> str:
        """Its own name; the shipped ones are translated."""
        return gettext(self.name)

    def full_path(self) -> str:
        """The path as the parent's and its own name make it."""
        return f"{self.parent.path} › {self.name}" if self.parent else self.name

    def is_within(self, other: Category) -> bool:
        """Whether it is ``other`` or lies below it."""
        return self.path == other.path or self.path.startswith(f"{other.path} › ")
