from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Organisation
from records.models import Subject
from services.models.service import Service


class ItemKind(models.TextChoices):
    LAPTOP = "laptop", _("Laptop")
    DESKTOP = "desktop", _("Desktop computer")
    PRINTER = "printer", _("Printer")
    SERVER = "server", _("Server")
    NETWORK = "network", _("Network device")
    POS = "pos_terminal", _("Point-of-sale terminal")
    APPLICATION = "application", _("Application")
    PHONE = "phone", _("Phone")
    OTHER = "other", _("Other")


class ItemQuerySet(models.QuerySet["ConfigurationItem"]):
    def active(self) -> ItemQuerySet:
        """Those in use, which may still be chosen."""
        return self.filter(is_active=True)


class ConfigurationItem(Subject):
    """A part that services are made of, or that somebody works with."""

    subject_type = "item"
    RECORDED = ("name", "kind", "serial", "owner_id", "supplier_id", "location", "is_active")

    name = models.CharField(_("Name"), max_length=120, unique=True)
    kind = models.CharField(_("Kind"), max_length=12, choices=ItemKind.choices, default=ItemKind.OTHER)
    serial = models.CharField(_("Serial number"), max_length=80, blank=True)
    services = models.ManyToManyField(Service, blank=True, related_name="items", verbose_name=_("Part of"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="items",
        verbose_name=_("Used by"),
    )  # fmt: skip
    supplier = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="items", verbose_name=_("Supplier")
    )
    location = models.CharField(_("Location"), max_length=120, blank=True)
    is_active = models.BooleanField(_("In use"), default=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("Item")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name
