"""The incident, or service request: one row, what it is now. How it came to be so is in its record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from incidents import audience, lifecycle
from incidents.catalogue.choices import StepRole, StepState
from incidents.choices import (
    LIVE_STATES,
    OPEN_STATES,
    REQUEST_STATES,
    STATE_LOOKS,
    Approval,
    AutoRepair,
    ConfirmedHow,
    Fix,
    Hindrance,
    HoldReason,
    Kind,
    Priority,
    Source,
    State,
)
from incidents.lifecycle import Lifecycle
from incidents.models.approval import ApprovalStep
from incidents.models.category import Category
from incidents.models.resolution import ResolutionCode
from notifications.recipients import Recipient
from people.models import Team, User
from people.rights import scopes_of
from records.models import Entry, Message, Subject
from services.models import ConfigurationItem, Service

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import ManyRelatedManager

PERSON = settings.AUTH_USER_MODEL


class IncidentQuerySet(models.QuerySet["Incident"]):
    def open(self) -> IncidentQuerySet:
        """Those that leave work for the desk."""
        return self.filter(state__in=OPEN_STATES)

    def live(self) -> IncidentQuerySet:
        """Those that are not over: open, or waiting for the requester's confirmation."""
        return self.filter(state__in=LIVE_STATES)

    def of_person(self, person_id: int) -> IncidentQuerySet:
        """Those a person reported or is affected by."""
        affected = Incident.affected.through._base_manager.filter(user_id=person_id).values("incident_id")
        return self.filter(Q(requester_id=person_id) | Q(pk__in=affected))

    def of_teams(self, team_ids: Iterable[int]) -> IncidentQuerySet:
        """Those that one of these teams owns."""
        return self.filter(owning_team_id__in=list(team_ids))

    def without_texts(self) -> IncidentQuerySet:
        """Without what nobody reads in a list: long texts."""
        return self.defer("description", "symptoms", "operational_impact", "related_systems", "chronology")

    def with_people(self) -> IncidentQuerySet:
        """With the rows that every list shows, in one query."""
        return self.select_related("requester", "assignee", "owning_team", "service", "category")


class Incident(Lifecycle, Subject):
    """An unplanned interruption or loss of quality, or a service request, walking the machine of ``lifecycle.py``."""

    subject_type = "incident"
    PERSONAL = ("title", "description", "symptoms", "operational_impact", "related_systems", "chronology")
    RECORDED = (
        "state", "kind", "reference", "source", "requester_id", "reported_by_machine", "detected_at", "registered_at",
        "first_symptom_at", "last_normal_at", "auto_repair", "hindrance", "service_id", "affected_count", "category_id", "impact",
        "urgency", "priority", "is_down_for_everyone", "is_priority_overridden", "owning_team_id", "assignee_id",
        "functional_level", "classified_at", "diagnosis_started_at", "hold_reason", "hold_until", "held_at",
        "hold_question_id", "workaround_id", "fix", "resolution_code_id", "resolution_id", "resolved_at",
        "resolved_by_id", "confirmed_at", "confirmed_how", "confirmed_by_id", "closure_category_id", "closed_at",
        "cancelled_at", "cancel_reason", "original_id", "parent_id", "handover_count", "team_handover_count", "reopen_count",
        "approval", "approved_by_id", "is_confidential",
    )  # fmt: skip

    id = models.BigAutoField(primary_key=True)
    reference = models.CharField(_("Reference"), max_length=16, unique=True, null=True, editable=False)
    kind = models.CharField(_("Kind"), max_length=8, choices=Kind.choices, default=Kind.INCIDENT)
    title = models.CharField(_("Title"), max_length=160)
    description = models.TextField(_("Description"), blank=True)
    symptoms = models.TextField(_("Symptoms"), blank=True)
    operational_impact = models.TextField(_("Effect on the work"), blank=True)
    related_systems = models.TextField(_("Related systems, affected or not"), blank=True)
    chronology = models.TextField(_("Chronology"), blank=True)

    source = models.CharField(_("Source"), max_length=12, choices=Source.choices)
    requester = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="reported", verbose_name=_("Requester")
    )
    reported_by_machine = models.CharField(_("Reported by system"), max_length=80, blank=True)
    detected_at = models.DateTimeField(_("Detected"))
    registered_at = models.DateTimeField(_("Registered"), null=True, editable=False)
    first_symptom_at = models.DateTimeField(_("First symptom"), null=True, blank=True)
    last_normal_at = models.DateTimeField(_("Last known normal"), null=True, blank=True)
    hindrance = models.CharField(
        _("Can they work?"), max_length=8, choices=Hindrance.choices, blank=True, default="", db_default=""
    )
    auto_repair = models.CharField(
        _("Automatic repair"), max_length=10, choices=AutoRepair.choices, default=AutoRepair.UNKNOWN
    )

    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="incidents", verbose_name=_("Service")
    )
    items: ManyRelatedManager[Any, Any] = models.ManyToManyField(  # type: ignore[assignment]
        ConfigurationItem, blank=True, related_name="incidents", verbose_name=_("Items")
    )
    affected: ManyRelatedManager[Any, Any] = models.ManyToManyField(  # type: ignore[assignment]
        PERSON, blank=True, related_name="affected_by", verbose_name=_("Affected people")
    )
    affected_count = models.PositiveIntegerField(_("How many are affected"), null=True, blank=True)

    category = models.ForeignKey(
        Category, null=True, blank=True, on_delete=models.PROTECT, related_name="incidents", verbose_name=_("Category")
    )
    impact = models.PositiveSmallIntegerField(_("Impact"), null=True, blank=True)
    urgency = models.PositiveSmallIntegerField(_("Urgency"), null=True, blank=True)
    priority = models.CharField(_("Priority"), max_length=2, choices=Priority.choices, blank=True)
    is_down_for_everyone = models.BooleanField(_("Down for everyone"), default=False)
    is_priority_overridden = models.BooleanField(_("Priority set by hand"), default=False)
    owning_team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="owned", verbose_name=_("Team")
    )
    assignee = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="assigned", verbose_name=_("Assignee")
    )
    functional_level = models.PositiveSmallIntegerField(_("Support level"), null=True, editable=False)
    classified_at = models.DateTimeField(_("Classified"), null=True, editable=False)
    diagnosis_started_at = models.DateTimeField(_("Diagnosis started"), null=True, editable=False)

    hold_reason = models.CharField(_("On hold for"), max_length=10, choices=HoldReason.choices, blank=True)
    hold_until = models.DateTimeField(_("On hold until"), null=True, blank=True)
    held_at = models.DateTimeField(_("On hold since"), null=True, editable=False)
    hold_question = models.ForeignKey(
        Message, null=True, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name=_("Question")
    )
    workaround = models.ForeignKey(
        Message, null=True, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name=_("Workaround")
    )

    fix = models.CharField(_("Kind of fix"), max_length=10, choices=Fix.choices, blank=True)
    resolution_code = models.ForeignKey(
        ResolutionCode, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("Resolution code")
    )
    resolution = models.ForeignKey(
        Message, null=True, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name=_("Resolution")
    )
    resolved_at = models.DateTimeField(_("Resolved"), null=True, editable=False)
    resolved_by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("Resolved by")
    )
    confirmed_at = models.DateTimeField(_("Confirmed"), null=True, editable=False)
    confirmed_how = models.CharField(_("Confirmed how"), max_length=8, choices=ConfirmedHow.choices, blank=True)
    confirmed_by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("Confirmed by")
    )
    closure_category = models.ForeignKey(
        Category, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("Closure category")
    )
    closed_at = models.DateTimeField(_("Closed"), null=True, editable=False)
    cancelled_at = models.DateTimeField(_("Cancelled"), null=True, editable=False)
    cancel_reason = models.CharField(_("Why cancelled"), max_length=16, blank=True)
    original = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="duplicates", verbose_name=_("Duplicate of")
    )
    parent = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="children", verbose_name=_("Part of"), editable=False
    )

    handover_count = models.PositiveIntegerField(_("Hand-overs"), default=0, editable=False)
    team_handover_count = models.PositiveIntegerField(_("Hand-overs between teams"), default=0, editable=False)
    reopen_count = models.PositiveIntegerField(_("Reopened"), default=0, editable=False)
    approval = models.CharField(
        _("Approval"), max_length=12, choices=Approval.choices, default=Approval.NOT_NEEDED, editable=False
    )
    approved_by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("Approved by")
    )
    is_confidential = models.BooleanField(_("Confidential"), default=False)
    named: ManyRelatedManager[Any, Any] = models.ManyToManyField(  # type: ignore[assignment]
        PERSON, blank=True, related_name="named_on", verbose_name=_("Who may see it")
    )

    objects = IncidentQuerySet.as_manager()

    class Meta:
        verbose_name = _("Incident")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="incidents_diagnosis_has_owner",
                condition=~Q(state=State.IN_DIAGNOSIS) | Q(owning_team__isnull=False, assignee__isnull=False),
            ),
            models.CheckConstraint(
                name="incidents_registered_has_reference",
                condition=Q(state__in=[State.DETECTED, State.CANCELLED]) | Q(reference__isnull=False),
            ),
            models.CheckConstraint(
                name="incidents_closed_is_confirmed",
                condition=~Q(state=State.CLOSED) | Q(confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="incidents_not_its_own_parent", condition=Q(parent=None) | ~Q(parent=models.F("id"))
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-changed_at", "-id"], name="incidents_changed"),
            models.Index(
                fields=["priority", "-id"], name="incidents_open_priority", condition=Q(state__in=LIVE_STATES)
            ),
            models.Index(
                fields=["owning_team", "-changed_at", "-id"],
                name="incidents_live_of_team",
                condition=Q(state__in=LIVE_STATES),
            ),
            models.Index(
                fields=["assignee", "-changed_at", "-id"],
                name="incidents_live_of_person",
                condition=Q(state__in=LIVE_STATES),
            ),
            models.Index(fields=["state", "-changed_at", "-id"], name="incidents_state"),
            models.Index(fields=["requester", "-changed_at", "-id"], name="incidents_requester"),
            # The dashboard's question: what is open, whose, how old? Answered from the index alone.
            models.Index(
                fields=["detected_at"],
                include=["id", "owning_team", "assignee"],
                name="incidents_open",
                condition=Q(state__in=OPEN_STATES),
            ),
            models.Index(fields=["parent", "id"], name="incidents_of_parent", condition=Q(parent__isnull=False)),
            models.Index(fields=["id"], name="incidents_confidential", condition=Q(is_confidential=True)),
        ]
        triggers: ClassVar = lifecycle.triggers()

    def __str__(self) -> str:
        return self.handle

    @property
    def handle(self) -> str:
        """What people quote: the reference, or before registration a triage number."""
        return self.reference or f"T-{self.pk:06d}"

    @classmethod
    def visible_to(cls, user: User) -> IncidentQuerySet:
        """Everything this person may see and nothing else: lists, counts and searches all start here (J1, J5)."""
        return cls.objects.filter(_seen_by_right(user) & _seen_if_confidential(user))

    @classmethod
    def kept_from(cls, user: User) -> list[int]:
        """The ids of the confidential ones that this person is not named on: few, whatever there is (J5)."""
        hidden = cls.objects.filter(~_seen_if_confidential(user), is_confidential=True)
        return list(hidden.values_list("pk", flat=True))

    @classmethod
    def counted_for(cls, user: User) -> IncidentQuerySet:
        """As ``visible_to``, for counting very many on behalf of whoever sees all; nothing for anybody else."""
        if "any" not in scopes_of(user, "view"):
            return cls.objects.none()
        return cls.objects.exclude(pk__in=cls.kept_from(user))

    @classmethod
    def by_handle(cls, handle: str) -> Q:
        """The condition that finds one by its reference or triage number."""
        if not handle.isascii() or not handle.isprintable() or len(handle) > 20:
            return Q(pk__in=[])
        if handle.upper().startswith("T-") and handle[2:].isdecimal():
            return Q(pk=int(handle[2:]), reference=None)
        return Q(reference=handle.upper())

    @property
    def state_label(self) -> str:
        """The state in words; a service request has its own (A11)."""
        if self.kind == Kind.REQUEST and self.state in REQUEST_STATES:
            return str(REQUEST_STATES[State(self.state)])
        return str(State(self.state).label)

    @property
    def state_icon(self) -> str:
        return STATE_LOOKS[State(self.state)][0]

    @property
    def state_colour(self) -> str:
        return STATE_LOOKS[State(self.state)][1]

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_over(self) -> bool:
        """Closed or cancelled: it takes no more changes but a reopening."""
        return self.state not in LIVE_STATES

    @property
    def is_on_hold(self) -> bool:
        return bool(self.hold_reason)

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    @property
    def reporter_name(self) -> str:
        """Who reported it, a person or a system."""
        return str(self.requester) if self.requester else self.reported_by_machine

    def concerns(self, person_id: int | None) -> bool:
        """Whether this person reported it or is affected by it; asks nothing where ``affected`` was prefetched."""
        if person_id is None or self.requester_id == person_id:
            return person_id is not None
        if "affected" in getattr(self, "_prefetched_objects_cache", ()):
            return any(person.pk == person_id for person in self.affected.all())
        return self.affected.filter(pk=person_id).exists()

    @property
    def organisation_id(self) -> int | None:
        """Whose it is: the organisation of its requester."""
        return self.requester.organisation_id if self.requester else None

    def approver_ids(self) -> set[int]:
        """Who may approve this request: whoever is asked now, else the requester's manager and the owner of the service.

        Never the requester (A11).
        """
        asked: set[int | None] = set()
        if self.kind == Kind.REQUEST and self.approval == Approval.ASKED:
            told = ApprovalStep.objects.filter(incident=self).values_list("standing", "role", "approver_id")
            steps = {standing: (role, person) for standing, role, person in told}
            role, person = steps.get(StepState.ASKED, ("", None))
            asked = {person}
            if steps and role != StepRole.EITHER:
                return {each for each in asked if each is not None and each != self.requester_id}
        manager = self.requester.manager_id if self.requester else None
        owner = self.service.owner_id if self.service else None
        return {each for each in {manager, owner, *asked} if each is not None and each != self.requester_id}

    def may_be_known_to(self, person_id: int | None) -> bool:
        """Whether confidentiality lets this person know of it (J5)."""
        return not self.is_confidential or (person_id is not None and self.named.filter(pk=person_id).exists())

    def audience(self, entry: Entry) -> list[Recipient]:
        """Who is told about an entry, with which message (see ``audience.py``)."""
        return audience.of(self, entry)

    def doorbells(self, entry: Entry) -> set[str]:
        """Whose open pages are told to look again (see ``audience.py``)."""
        return audience.doorbells(self, entry)

    def mail_variables(self) -> dict[str, str]:
        """What an administrator's mail text can say of it."""
        return audience.mail_variables(self)

    def mail_context(self, entry: Entry, person: User) -> dict[str, Any]:
        """What the mail templates need besides the entry."""
        return audience.mail_context(self, entry, person)

    def get_absolute_url(self) -> str:
        """Its page in the portal."""
        return reverse("portal:ticket", args=[self.handle])

    def desk_url(self) -> str:
        """Its page on the desk."""
        return reverse("desk:incident", args=[self.handle])


def _seen_by_right(user: User) -> Q:
    scopes = scopes_of(user, "view")
    if "any" in scopes:
        return Q()
    seen = Q(pk__in=[])
    if "own" in scopes:
        affected = Incident.affected.through._base_manager.filter(user_id=user.pk).values("incident_id")
        seen |= Q(requester_id=user.pk) | Q(pk__in=affected)
    if "organisation" in scopes and user.organisation_id:
        seen |= Q(requester__organisation_id=user.organisation_id)
    if scopes & {"team", "engaged"}:
        seen |= Q(owning_team_id__in=user.team_ids) | Q(assignee_id=user.pk)
    if "approver" in scopes:
        asked = ApprovalStep.objects.filter(approver=user).values("incident_id")
        is_theirs = Q(requester__manager_id=user.pk) | Q(service__owner_id=user.pk) | Q(pk__in=asked)
        seen |= Q(kind=Kind.REQUEST) & is_theirs
    return seen


def _seen_if_confidential(user: User) -> Q:
    named = Incident.named.through._base_manager.filter(user_id=user.pk, incident_id=OuterRef("pk"))
    return Q(is_confidential=False) | Q(Exists(named))
