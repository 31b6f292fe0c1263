"""What may be chosen in a form: querysets that name the question, so that no page builds its own."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from incidents.models import CannedAnswer, Category, Incident, Level, LogLine, ResolutionCode
from incidents.models.priority import Axis
from people.models import Right, Team, User
from records.choices import Role
from records.models import Message
from services.models import ConfigurationItem, Service


def services() -> QuerySet[Service]:
    """Services in use, by name."""
    return Service.objects.filter(is_active=True).order_by("name")


def items() -> QuerySet[ConfigurationItem]:
    """Items in use, by name."""
    return ConfigurationItem.objects.filter(is_active=True).order_by("name")


def categories() -> QuerySet[Category]:
    """Categories in use, in the order of the tree."""
    return Category.objects.active().in_tree_order()


def teams() -> QuerySet[Team]:
    """Teams in use, by name."""
    return Team.objects.filter(is_active=True).order_by("name")


def people() -> QuerySet[User]:
    """Active people, by name."""
    return User.objects.filter(is_active=True).order_by("name")


def assignees() -> QuerySet[User]:
    """Active people who may diagnose, by name."""
    roles = Right.objects.filter(activity="diagnose").values("role_id")
    return people().filter(roles__in=roles).distinct()


def resolution_codes() -> QuerySet[ResolutionCode]:
    """Codes in use, in the order they were made."""
    return ResolutionCode.objects.filter(is_active=True).order_by("pk")


def levels(axis: Axis) -> list[Level]:
    """The steps of impact or urgency, the highest first."""
    return list(Level.objects.filter(axis=axis))


def open_log_lines(incident_id: int) -> QuerySet[LogLine]:
    """Lines of the investigation whose outcome is still open."""
    return LogLine.objects.filter(incident_id=incident_id, outcome="open").select_related("message")


def answers_for(user: User) -> QuerySet[CannedAnswer]:
    """Canned answers this person may use, by name."""
    return CannedAnswer.usable_by(user).select_related("hand_over_to")


def no_answers() -> QuerySet[CannedAnswer]:
    """What may be chosen before it is known who asks."""
    return CannedAnswer.objects.none()


def partners_of(incident: Incident | None) -> QuerySet[User]:
    """Who works on it besides the assignee, by name."""
    if incident is None or incident.pk is None:
        return User.objects.none()
    return User.objects.filter(takes_part__incident=incident, takes_part__part="partner").order_by("name")


def messages_of(incident: Incident | None) -> QuerySet[Message]:
    """What was written in public about this incident, after the report itself, the newest first."""
    if incident is None or incident.pk is None:
        return Message.objects.none()
    said = Message.objects.filter(subject_type=incident.subject_type, subject_id=incident.pk, erased_at=None)
    return said.filter(visibility="public").exclude(role=Role.DESCRIPTION).order_by("-id")


def matching_people(text: str) -> QuerySet[User]:
    """Active people whose name or address contains the text."""
    return people().filter(Q(name__icontains=text) | Q(email__icontains=text))


def matching_services(text: str) -> QuerySet[Service]:
    """Services in use whose name contains the text."""
    return services().filter(name__icontains=text)


def messages(incident: Incident) -> QuerySet[Message]:
    """What was written about one incident and not erased yet."""
    return Message.objects.about(incident).filter(erased_at=None)
