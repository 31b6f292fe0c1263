from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from records.models import Subject


class OrganisationKind(models.TextChoices):
    INTERNAL = "internal", _("Internal")
    CUSTOMER = "customer", _("Customer")
    SUPPLIER = "supplier", _("Supplier")


class Organisation(Subject):
    """A company or a part of one: ours, a customer's, a supplier's."""

    subject_type = "organisation"
    RECORDED = ("name", "kind", "is_active")

    name = models.CharField(_("Name"), max_length=120, unique=True)
    kind = models.CharField(
        _("Kind"), max_length=8, choices=OrganisationKind.choices, default=OrganisationKind.INTERNAL
    )
    is_active = models.BooleanField(_("In use"), default=True)

    class Meta:
        verbose_name = _("Organisation")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_supplier(self) -> bool:
        return self.kind == OrganisationKind.SUPPLIER
