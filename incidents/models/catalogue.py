"""What can be requested, the form of each, and what a request was filled with (SPEC A11)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.catalogue.choices import Icon, ItemApproval
from incidents.catalogue.fields import FormField, form_of, in_language
from incidents.catalogue.reading import Told, told
from incidents.models.category import Category
from incidents.models.incident import Incident
from people.models import Organisation, Role, Team, User
from records.models import Subject
from services.models import Service

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import ManyRelatedManager

PERSON = settings.AUTH_USER_MODEL


class CatalogueItem(Subject):
    """Something agreed as normal delivery, which people can request."""

    subject_type = "catalogue_item"
    RECORDED = (
        "name", "english_name", "summary", "english_summary", "icon", "service_id", "category_id", "team_id", "keywords",
        "usual_time", "english_usual_time", "approval", "approver_id", "impact", "urgency", "version", "is_active",
    )  # fmt: skip

    name = models.CharField(_("Name (Indonesian)"), max_length=80, unique=True)
    english_name = models.CharField(_("Name (English)"), max_length=80, blank=True)
    summary = models.CharField(_("What it is (Indonesian)"), max_length=300)
    english_summary = models.CharField(_("What it is (English)"), max_length=300, blank=True)
    icon = models.CharField(_("Picture"), max_length=30, choices=Icon.choices, default=Icon.CART)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="catalogue", verbose_name=_("Service"))
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+", verbose_name=_("Category"))
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("Fulfilling team"),
        help_text=_("Empty: the usual team of the service, else of the category."),
    )  # fmt: skip
    organisations: ManyRelatedManager[Any, Any] = models.ManyToManyField(  # type: ignore[assignment]
        Organisation, blank=True, related_name="+", verbose_name=_("Only for organisations")
    )
    roles: ManyRelatedManager[Any, Any] = models.ManyToManyField(  # type: ignore[assignment]
        Role, blank=True, related_name="+", verbose_name=_("Only for roles")
    )
    keywords = models.CharField(_("Other words for it"), max_length=300, blank=True)
    usual_time = models.CharField(_("Usual time (Indonesian)"), max_length=60, blank=True)
    english_usual_time = models.CharField(_("Usual time (English)"), max_length=60, blank=True)
    approval = models.CharField(
        _("Who approves"), max_length=8, choices=ItemApproval.choices, default=ItemApproval.NONE
    )
    approver = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("Named approver")
    )
    impact = models.PositiveSmallIntegerField(_("Impact"), default=3)
    urgency = models.PositiveSmallIntegerField(_("Urgency"), default=3)
    version = models.PositiveIntegerField(_("Version of the form"), default=0, editable=False)
    is_active = models.BooleanField(_("In use"), default=True)

    class Meta:
        verbose_name = _("Catalogue item")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return in_language(self.name, self.english_name)

    def clean(self) -> None:
        """Somebody fulfils it, and a named approver has a name."""
        if self.approval == ItemApproval.PERSON and self.approver_id is None:
            raise ValidationError({"approver": gettext("Name who approves.")})
        if self.service_id and self.category_id and self.fulfilling_team is None:
            raise ValidationError({"team": gettext("Choose the team that fulfils it.")})

    @classmethod
    def visible_to(cls, user: User) -> models.QuerySet[CatalogueItem]:
        """What this person can request: in use, and meant for everybody, for their organisation or one of their roles."""
        organisations, roles = cls.organisations.through._base_manager, cls.roles.through._base_manager
        for_some = organisations.values("catalogueitem_id")
        for_role = roles.values("catalogueitem_id")
        mine = roles.filter(role__in=user.roles.values("pk")).values("catalogueitem_id")
        ours = organisations.filter(organisation_id=user.organisation_id).values("catalogueitem_id")
        rows = cls._default_manager.filter(is_active=True, service__is_active=True)
        return rows.filter(~Q(pk__in=for_some) | Q(pk__in=ours)).filter(~Q(pk__in=for_role) | Q(pk__in=mine))

    @property
    def summary_words(self) -> str:
        """What it is, in the reader's language."""
        return in_language(self.summary, self.english_summary)

    @property
    def time_words(self) -> str:
        """How long it usually takes, in the reader's language."""
        return in_language(self.usual_time, self.english_usual_time)

    @property
    def fulfilling_team(self) -> Team | None:
        """Whose work it is."""
        return self.team or self.service.default_team or self.category.team

    def form(self) -> FormVersion | None:
        """The form people fill now; None while it asks nothing."""
        return self.forms.filter(number=self.version).first()


class FormVersion(models.Model):
    """The fields of an item as they were saved once; a request keeps the version it was filled with. Never changed."""

    id = models.BigAutoField(primary_key=True)
    item = models.ForeignKey(CatalogueItem, on_delete=models.PROTECT, related_name="forms")
    number = models.PositiveIntegerField()
    fields = models.JSONField(default=list)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "number"], name="incidents_form_version_once")]
        triggers: ClassVar = [
            pgtrigger.Protect(name="form_version_stays", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.item_id} v{self.number}"

    @property
    def asked(self) -> list[FormField]:
        """The fields in their order."""
        return form_of(self.fields)


class Order(models.Model):
    """What one request asks for: the item, the form it was filled with, the answers as codes and ids.

    ``answers`` holds what people wrote, too: erasing the texts of the request empties it.
    """

    incident = models.OneToOneField(Incident, primary_key=True, on_delete=models.PROTECT, related_name="order")
    item = models.ForeignKey(CatalogueItem, on_delete=models.PROTECT, related_name="orders")
    form = models.ForeignKey(FormVersion, null=True, on_delete=models.PROTECT, related_name="orders")
    answers = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.incident_id}: {self.item_id}"

    def told(self) -> list[Told]:
        """The answers to be read, in the reader's language."""
        return told(self.form.asked, self.answers) if self.form else []
