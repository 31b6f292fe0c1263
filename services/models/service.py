"""Services people rely on, and which rely on which."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from people.models import Organisation, Team
from records.models import Subject

DEPENDANTS = """
    WITH RECURSIVE hit(id) AS (
        SELECT service_id FROM services_dependency WHERE depends_on_id = %s
        UNION
        SELECT d.service_id FROM services_dependency d JOIN hit ON d.depends_on_id = hit.id
    ) SELECT id FROM hit
"""


class ServiceQuerySet(models.QuerySet["Service"]):
    def active(self) -> ServiceQuerySet:
        """Those in use, which may still be chosen."""
        return self.filter(is_active=True)


class Service(Subject):
    """Something the organisation offers and that can be down. A core one that is down for everyone is P1 by itself."""

    subject_type = "service"
    RECORDED = (
        "name", "description", "owner_id", "is_core", "supplier_id", "default_team_id", "requests_need_approval",
        "is_active",
    )  # fmt: skip

    name = models.CharField(_("Name"), max_length=120, unique=True)
    description = models.CharField(_("Description"), max_length=300, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="owned_services",
        verbose_name=_("Service owner"),
    )  # fmt: skip
    is_core = models.BooleanField(_("Core function"), default=False)
    supplier = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="services",
        verbose_name=_("Supplier"),
    )  # fmt: skip
    default_team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="services", verbose_name=_("Usual team")
    )
    requests_need_approval = models.BooleanField(_("Requests need approval"), default=False)
    is_active = models.BooleanField(_("In use"), default=True)
    depends_on = models.ManyToManyField(
        "self", through="Dependency", symmetrical=False, blank=True, related_name="dependants",
        verbose_name=_("Depends on"),
    )  # fmt: skip

    objects = ServiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("Service")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    def affected_by(self) -> ServiceQuerySet:
        """Every service that is hit when this one is down, however many steps away, by name; one query."""
        return Service.objects.filter(pk__in=RawSQL(DEPENDANTS, [self.pk]))  # noqa: S611 - a constant, with a parameter


class Dependency(models.Model):
    """``service`` needs ``depends_on``."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="needs")
    depends_on = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="needed_by")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["service", "depends_on"], name="services_dependency_once"),
            models.CheckConstraint(
                condition=~models.Q(service=models.F("depends_on")), name="services_dependency_of_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} → {self.depends_on_id}"
