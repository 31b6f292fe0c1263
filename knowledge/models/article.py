"""The article: what it is now. Its texts are versions, how it came to be so is in its record."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from incidents.models import Category, Incident
from knowledge import audience, lifecycle
from knowledge.choices import STATE_LOOKS, Kind, Readers, State
from knowledge.lifecycle import Lifecycle
from knowledge.models.version import Version
from notifications.recipients import Recipient
from people.models import Team, User
from people.models.user import Language
from people.rights import scopes_of
from records.models import Entry, Subject
from services.models import Service

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import ManyRelatedManager

PERSON = settings.AUTH_USER_MODEL


class ArticleQuerySet(models.QuerySet["Article"]):
    def overdue(self, on: date) -> ArticleQuerySet:
        """Published ones whose review date has passed."""
        return self.filter(published__isnull=False, review_on__lte=on)

    def with_rows(self) -> ArticleQuerySet:
        """With the rows that every list shows, in one query."""
        return self.select_related("owner", "category", "published", "latest").defer("published__body", "latest__body")


class Article(Lifecycle, Subject):
    """What the organisation knows about one matter, in one language.

    ``published`` is the version its readers see; where there is none, nobody but those who write sees anything.
    ``latest`` is the newest version, which may be a draft beside the published one; ``state`` speaks of it, and
    ``title`` is its title.
    """

    subject_type = "article"
    PERSONAL = ("title",)
    RECORDED = (
        "state", "reference", "language", "kind", "readers", "category_id", "owner_id", "reviewer_id", "review_on",
        "original_id", "incident_id", "latest_id", "published_id",
    )  # fmt: skip

    id = models.BigAutoField(primary_key=True)
    reference = models.CharField(_("Reference"), max_length=16, unique=True, editable=False)
    title = models.CharField(_("Title"), max_length=160)
    language = models.CharField(_("Language"), max_length=2, choices=Language.choices, default=Language.INDONESIAN)
    kind = models.CharField(_("Kind"), max_length=12, choices=Kind.choices, default=Kind.HOW_TO)
    readers = models.CharField(_("For whom"), max_length=8, choices=Readers.choices, default=Readers.PUBLIC)
    teams: ManyRelatedManager[Any, Any] = models.ManyToManyField(  # type: ignore[assignment]
        Team, blank=True, related_name="articles", verbose_name=_("Teams")
    )
    category = models.ForeignKey(
        Category, null=True, blank=True, on_delete=models.PROTECT, related_name="articles", verbose_name=_("Category")
    )
    services: ManyRelatedManager[Any, Any] = models.ManyToManyField(  # type: ignore[assignment]
        Service, blank=True, related_name="articles", verbose_name=_("Services")
    )
    tags = ArrayField(models.CharField(max_length=40), default=list, blank=True, verbose_name=_("Tags"))
    owner = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="articles", verbose_name=_("Owner")
    )
    reviewer = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("Reviewer")
    )
    review_on = models.DateField(_("Look at it again on"), null=True, blank=True)
    reminded_of = models.DateField(null=True, editable=False)
    original = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="translations", verbose_name=_("Translation of")
    )
    incident = models.ForeignKey(
        Incident, null=True, on_delete=models.PROTECT, related_name="articles", verbose_name=_("Written after")
    )
    latest = models.ForeignKey(
        Version, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("Newest version")
    )
    published = models.ForeignKey(
        Version, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("Published version")
    )
    created_at = models.DateTimeField()
    view_count = models.PositiveIntegerField(_("Views"), default=0, editable=False)
    helpful_count = models.PositiveIntegerField(_("Helpful"), default=0, editable=False)
    unhelpful_count = models.PositiveIntegerField(_("Not helpful"), default=0, editable=False)
    use_count = models.PositiveIntegerField(_("Used to resolve"), default=0, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("Article")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["original", "language"], name="knowledge_translated_once"),
            models.CheckConstraint(
                name="knowledge_not_its_own_original", condition=Q(original=None) | ~Q(original=F("id"))
            ),
            models.CheckConstraint(
                name="knowledge_published_has_version", condition=~Q(state=State.PUBLISHED) | Q(published__isnull=False)
            ),
            models.CheckConstraint(
                name="knowledge_retired_is_not_read", condition=~Q(state=State.RETIRED) | Q(published=None)
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-changed_at", "-id"], name="knowledge_changed"),
            models.Index(fields=["-view_count", "-id"], name="knowledge_most_read"),
            models.Index(fields=["review_on", "id"], name="knowledge_due", condition=Q(published__isnull=False)),
        ]
        triggers: ClassVar = lifecycle.triggers()

    def __str__(self) -> str:
        return self.reference

    @classmethod
    def readable_to(cls, user: User) -> ArticleQuerySet:
        """The published articles that this person may read; each of them reads as its ``published`` version."""
        return cls.objects.filter(_read_by(user), published__isnull=False)

    @classmethod
    def workable_by(cls, user: User) -> ArticleQuerySet:
        """Those whose drafts, versions and record this person may see.

        One for some teams only those teams, its owner, its reviewer and publishers know; what was written after an
        incident that is confidential, nobody who may not know of that incident.
        """
        return cls.objects.filter(_worked_on_by(user)).exclude(incident_id__in=Incident.kept_from(user))

    @classmethod
    def visible_to(cls, user: User) -> ArticleQuerySet:
        """Everything this person may know of: what they may read, and what they may work on (``is_workable``)."""
        read = Q(published__isnull=False) & _read_by(user)
        if not _works(user):
            return cls.objects.filter(read).annotate(is_workable=Value(False))
        kept_from = Q(incident__isnull=False, incident_id__in=Incident.kept_from(user))
        worked_on = _worked_on_by(user) & ~kept_from
        rows = cls.objects.annotate(is_workable=Case(When(worked_on, then=True), default=False))
        return rows.filter(read | worked_on)

    @classmethod
    def by_reference(cls, reference: str) -> Q:
        """The condition that finds one by its reference, in any case."""
        if not reference.isascii() or not reference.isprintable() or len(reference) > 20:
            return Q(pk__in=[])
        return Q(reference=reference.upper())

    @property
    def shown_title(self) -> str:
        """Its title to whoever fetched it by ``visible_to``: of a draft only to who may work on it."""
        if self.published is None or getattr(self, "is_workable", False):
            return self.title
        return self.published.title

    @property
    def owning_team(self) -> Team | None:
        """An article belongs to a person."""
        return None

    @property
    def owning_team_id(self) -> int | None:
        return None

    @property
    def assignee_id(self) -> int | None:
        """Whoever sees to it."""
        return self.owner_id

    @property
    def state_label(self) -> str:
        return str(State(self.state).label)

    @property
    def state_look(self) -> tuple[str, str]:
        """Icon and tone of its state."""
        return STATE_LOOKS[State(self.state)]

    @property
    def is_read(self) -> bool:
        """Whether its readers see a version of it."""
        return self.published_id is not None

    @property
    def has_draft(self) -> bool:
        """Whether a newer version than the one its readers see is being written."""
        return self.is_read and self.latest_id != self.published_id

    def same_matter(self) -> Q:
        """The condition on the original and all its translations, this one among them."""
        original = self.original_id or self.pk
        return Q(pk=original) | Q(original_id=original)

    def concerns(self, person_id: int | None) -> bool:
        """Whether it is this person's own."""
        return person_id is not None and self.owner_id == person_id

    def approver_ids(self) -> set[int]:
        """Whoever is asked to look at it."""
        return {self.reviewer_id} if self.reviewer_id else set()

    def audience(self, entry: Entry) -> list[Recipient]:
        """Who is told about an entry, with which message (see ``audience.py``)."""
        return audience.of(self, entry)

    def mail_context(self, entry: Entry, person: User) -> dict[str, Any]:
        """What the mail templates need besides the entry."""
        return audience.mail_context(self, entry, person)

    def mail_variables(self) -> dict[str, str]:
        """What an administrator's mail text can say of it."""
        return {"reference": self.reference, "title": self.title, "state": self.state_label}

    def get_absolute_url(self) -> str:
        """Its page in the portal."""
        return reverse("knowledge:article", args=[self.reference])

    def desk_url(self) -> str:
        """Its page on the desk."""
        return reverse("desk_knowledge:article", args=[self.reference])


def _works(user: User) -> bool:
    return bool(scopes_of(user, "write_articles") or scopes_of(user, "publish_articles"))


def _of_teams_of(user: User) -> Q:
    named = Article.teams.through._base_manager.filter(team_id__in=user.team_ids).values("article_id")
    return Q(readers=Readers.TEAMS, pk__in=named)


def _read_by(user: User) -> Q:
    """The condition on who may read, whatever is published."""
    if not user.is_active:
        return Q(pk__in=[])
    if scopes_of(user, "publish_articles"):
        return Q()
    seen = Q(readers=Readers.PUBLIC) | _of_teams_of(user)
    is_inside = "any" in scopes_of(
        user, "view"
    )  # a supplier contact works on the desk, but sees only what it is engaged on
    return seen | Q(readers=Readers.STAFF) if is_inside else seen


def _worked_on_by(user: User) -> Q:
    """The condition on who may work on it, confidentiality aside."""
    if scopes_of(user, "publish_articles"):
        return Q(pk__isnull=False)
    scopes = scopes_of(user, "write_articles")
    if not scopes:
        return Q(pk__in=[])
    seen = Q(owner_id=user.pk) | Q(reviewer_id=user.pk)
    if "any" in scopes:
        seen |= ~Q(readers=Readers.TEAMS) | _of_teams_of(user)
    return seen
