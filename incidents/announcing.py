"""Kinds of entry of what everybody is told, and of whoever has it too (SPEC D7)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from people.models import User
from records.choices import Visibility
from records.entries import Kind, Names, entry_kind, refers_to


@entry_kind("incident.announced", icon="speakerphone")
class Announced(Kind):
    def wording(self, names: Names) -> str:
        return _("told everybody in the portal")

    def plainly(self, names: Names) -> str:
        return _("told everybody that this is known")


@entry_kind("incident.announcement_ended", visibility=Visibility.INTERNAL, icon="speakerphone")
class AnnouncementEnded(Kind):
    def wording(self, names: Names) -> str:
        return _("took it off what everybody reads in the portal")


@entry_kind("incident.has_it_too", visibility=Visibility.INTERNAL, icon="users-plus")
class HasItToo(Kind):
    person: int = refers_to(User)

    def wording(self, names: Names) -> str:
        return _("has it too")
