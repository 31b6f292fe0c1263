"""What the record says of people, and of everything an administrator keeps: added, changed, given rights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from people.rights import ACTIVITIES, SCOPES
from records.choices import Visibility
from records.entries import Kind, Names, entry_kind
from records.models import Subject
from records.models.subject import subject_model

Relations = dict[str, dict[str, Any]]
"""What moved in relations to many: field → {"of": subject type, "added": ids, "removed": ids}."""


def _referents(relations: Relations | None) -> Iterator[tuple[type[models.Model], Any]]:
    for moved in (relations or {}).values():
        yield from ((subject_model(moved["of"]), pk) for pk in (*moved["added"], *moved["removed"]))


def _moves(moved: dict[str, Any], names: Names) -> str:
    model = subject_model(moved["of"])
    signs = (("+", moved["added"]), ("−", moved["removed"]))
    return ", ".join(f"{sign} {names(model, pk)}" for sign, pks in signs for pk in pks)


@entry_kind("kept.added", visibility=Visibility.INTERNAL, icon="plus")
class Added(Kind):
    """``relations`` are the ones it was added with."""

    relations: Relations | None = None

    def referents(self) -> Iterator[tuple[type[models.Model], Any]]:
        return _referents(self.relations)

    def wording(self, names: Names) -> str:
        told = [_moves(moved, names) for moved in (self.relations or {}).values()]
        return f"{_('added this')} ({'; '.join(told)})" if told else _("added this")


@entry_kind("kept.changed", visibility=Visibility.INTERNAL, icon="pencil")
class Changed(Kind):
    """``fields`` are the names of all that changed; of personal ones nothing but the name is told. ``of`` is the subject type."""

    fields: list[str]
    of: str = ""
    relations: Relations | None = None

    def referents(self) -> Iterator[tuple[type[models.Model], Any]]:
        return _referents(self.relations)

    def wording(self, names: Names) -> str:
        relations = self.relations or {}
        told = [self._label(name) for name in self.fields if name not in relations]
        told += [f"{self._label(name)} ({_moves(moved, names)})" for name, moved in relations.items()]
        return _("changed %(fields)s") % {"fields": ", ".join(told)}

    def _label(self, name: str) -> str:
        model: type[Subject] | None = subject_model(self.of) if self.of else None
        return str(model._meta.get_field(name).verbose_name) if model else name  # type: ignore[union-attr]


@entry_kind("kept.rights_changed", visibility=Visibility.INTERNAL, icon="shield-check")
class RightsChanged(Kind):
    """``given`` and ``taken`` are pairs as «activity:scope»."""

    given: list[str]
    taken: list[str]

    def wording(self, names: Names) -> str:
        return _("changed rights: given %(given)s; taken %(taken)s") % {
            "given": _in_words(self.given),
            "taken": _in_words(self.taken),
        }


def _in_words(pairs: Iterable[str]) -> str:
    split = [pair.partition(":") for pair in pairs]
    told = [f"{ACTIVITIES.get(activity, activity)} {SCOPES.get(scope, scope)}" for activity, _colon, scope in split]
    return ", ".join(told) or "–"
