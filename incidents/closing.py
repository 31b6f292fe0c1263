"""The closing checks of A7. Apps above add theirs with ``@closing_check`` from their ``apps.py``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from incidents.choices import Learning
from incidents.models import Category, Incident, Policy
from records.actors import Actor
from records.choices import Via
from records.models import Entry


@dataclass(frozen=True, kw_only=True)
class Given:
    """What the person who closes says."""

    category: Category | None
    evaluated: bool
    everyone_told: bool
    learning: str
    note: str
    by: Actor


Check = Callable[[Incident, Given], tuple[str, str] | None]
_checks: list[Check] = []


def closing_check(check: Check) -> Check:
    """Register a check: it returns the field and what is still to be done, or None where it holds."""
    _checks.append(check)
    return check


def failed(incident: Incident, given: Given) -> dict[str, str]:
    """Every check that does not hold: field → what to do."""
    return dict(said for check in _checks if (said := check(incident, given)))


@closing_check
def risks_are_dealt_with(incident: Incident, given: Given) -> tuple[str, str] | None:
    """Evaluation: remaining risks were looked at."""
    if given.evaluated:
        return None
    return "evaluated", _("Make sure that no risk remains, then tick this.")


@closing_check
def it_has_a_closure_category(incident: Incident, given: Given) -> tuple[str, str] | None:
    """The category it turned out to be, which may differ from the one it was opened under."""
    return None if given.category else ("category", _("Choose what it turned out to be."))


@closing_check
def everyone_affected_was_told(incident: Incident, given: Given) -> tuple[str, str] | None:
    """Whoever was affected knows that it is over."""
    return None if given.everyone_told else ("everyone_told", _("Tell everyone who was affected, then tick this."))


@closing_check
def learning_is_recorded(incident: Incident, given: Given) -> tuple[str, str] | None:
    """An article exists or is asked for, or it is said why there is nothing to write."""
    if given.learning != Learning.NOTHING_NEW or given.note.strip():
        return None
    return "note", _("Say in a few words why there is nothing to learn.")


@closing_check
def review_is_done_where_due(incident: Incident, given: Given) -> tuple[str, str] | None:
    """A post-incident review where the policy asks for one at this priority; an imported past had no such policy."""
    if given.by.via == Via.IMPORT or not Policy.current().needs_review(incident.priority):
        return None
    if Entry.objects.about(incident).filter(kind="incident.reviewed").exists():
        return None
    return "review", _("A post-incident review is due at this priority. Record it first.")
