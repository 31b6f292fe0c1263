"""What the record says of requests from the catalogue and of who was asked to approve them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from incidents.catalogue.choices import StepRole, Why
from incidents.models import CatalogueItem
from people.models import User
from records.choices import Visibility
from records.entries import Kind, Names, entry_kind, refers_to


def _because(why: str) -> str:
    return f" ({Why(why).label})" if why else ""


@entry_kind("incident.ordered", icon="shopping-cart")
class Ordered(Kind):
    """It was requested from the catalogue, with the form of that version."""

    item: int = refers_to(CatalogueItem)
    version: int = 0

    def wording(self, names: Names) -> str:
        return _("chose “%(item)s” from the catalogue") % {"item": names(CatalogueItem, self.item)}


@entry_kind("incident.approval_asked", icon="rubber-stamp")
class ApprovalAsked(Kind):
    """``meant`` would have been asked first, and was not because of ``why``."""

    step: int
    number: int
    role: str
    approver: int = refers_to(User)
    meant: int | None = refers_to(User, None)
    why: str = ""

    def wording(self, names: Names) -> str:
        words = {"person": names(User, self.approver), "role": StepRole(self.role).label}
        if not self.why:
            return _("asked %(person)s for approval, %(role)s") % words
        if self.meant in (None, self.approver):
            return _("asked %(person)s for approval, %(role)s") % words + _because(self.why)
        words |= {"meant": names(User, self.meant), "why": Why(self.why).label}
        return _("asked %(person)s for approval, %(role)s, instead of %(meant)s: %(why)s") % words

    def plainly(self, names: Names) -> str:
        return _("asked %(person)s for approval") % {"person": names(User, self.approver)}


@entry_kind("incident.approval_stuck", visibility=Visibility.INTERNAL, icon="alert-triangle")
class ApprovalStuck(Kind):
    """There is nobody to ask, or whoever is asked does not answer; the administrators are told."""

    step: int
    number: int
    role: str
    why: str = ""

    def wording(self, names: Names) -> str:
        words = {"role": StepRole(self.role).label}
        if self.why == Why.MEANT:
            return _("told the administrators that nobody answers %(role)s") % words
        return _("told the administrators that there is nobody to approve %(role)s") % words + _because(self.why)


@entry_kind("incident.approval_reminded", icon="bell")
class ApprovalReminded(Kind):
    """Whoever is asked was reminded, for the ``times``-th time."""

    step: int
    times: int
    approver: int = refers_to(User)

    def wording(self, names: Names) -> str:
        return _("reminded %(person)s of the approval (%(times)s)") % {
            "person": names(User, self.approver), "times": self.times,
        }  # fmt: skip


@entry_kind("incident.step_approved", icon="rubber-stamp")
class StepApproved(Kind):
    """One of several whose approval is needed gave it."""

    step: int
    number: int

    def wording(self, names: Names) -> str:
        return _("approved; another approval is needed")


@entry_kind("catalogue.form_changed", visibility=Visibility.INTERNAL, icon="list-check")
class FormChanged(Kind):
    """The form has a new version; keys of fields that came, went or changed."""

    version: int
    added: list[str]
    removed: list[str]
    changed: list[str]

    def wording(self, names: Names) -> str:
        signs = [f"+ {key}" for key in self.added] + [f"− {key}" for key in self.removed]
        signs += [f"± {key}" for key in self.changed]
        told = ", ".join(signs) or _("their order")
        return _("saved version %(version)s of the form: %(fields)s") % {"version": self.version, "fields": told}
