"""Kinds of entry: typed data in, wording out. An entry stores codes and ids only; sentences are made when shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, ClassVar, TypeVar, dataclass_transform

from django.db import models

from records.choices import Visibility

KindT = TypeVar("KindT", bound="Kind")
_kinds: dict[str, type[Kind]] = {}


class Names:
    """Names of rows that entries point to, fetched in bulk; a row that is gone reads as its number."""

    def __init__(self, known: Mapping[tuple[type[models.Model], Any], str]) -> None:
        self._known = known

    def __call__(self, model: type[models.Model], pk: Any) -> str:
        return self._known.get((model, pk), f"#{pk}") if pk is not None else "–"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What one sort of entry says. Subclasses are dataclasses of JSON-ready fields (codes, ids, numbers).

    ``message`` is the id of what the person wrote (records.Message), which can be erased while the entry stands.
    """

    code: ClassVar[str] = ""
    visibility: ClassVar[str] = Visibility.PUBLIC
    icon: ClassVar[str] = "point"
    message: int | None = None

    def wording(self, names: Names) -> str:
        """The entry as a sentence without its actor, in the active language."""
        raise NotImplementedError

    def plainly(self, names: Names) -> str:
        """The same to those whom the subject concerns, without the desk's words; empty where it is not their news."""
        return self.wording(names)

    def data(self) -> dict[str, Any]:
        """The fields that say something, JSON-ready."""
        return {f.name: value for f in fields(self) if (value := getattr(self, f.name)) not in (None, "")}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Kind:
        """The kind again from an entry's data; fields it does not know are left out, so that old entries stay readable."""
        return cls(**{f.name: data[f.name] for f in fields(cls) if f.name in data})

    def referents(self) -> Iterator[tuple[type[models.Model], Any]]:
        """The rows this entry points to and whose names its wording needs."""
        for each in fields(self):
            if (model := each.metadata.get("model")) and (pk := getattr(self, each.name)) is not None:
                yield model, pk

    def references(self, model: type[models.Model]) -> Iterator[tuple[str, Any]]:
        """The fields of this entry that point to rows of one model, with what they point to."""
        for each in fields(self):
            if each.metadata.get("model") is model:
                yield each.name, getattr(self, each.name)


def refers_to(model: type[models.Model], default: Any = MISSING) -> Any:
    """A field of a kind that holds the primary key of ``model``."""
    if default is MISSING:
        return field(metadata={"model": model})
    return field(default=default, metadata={"model": model})


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def entry_kind(
    code: str, *, visibility: str = Visibility.PUBLIC, icon: str = "point"
) -> Callable[[type[KindT]], type[KindT]]:
    """Class decorator: make a dataclass of a kind and register it under ``code``. A code used twice is an error."""

    def register(cls: type[KindT]) -> type[KindT]:
        if code in _kinds:
            raise ValueError(f"entry kind {code!r} is registered twice")
        made = dataclass(frozen=True, kw_only=True)(cls)
        made.code, made.visibility, made.icon = code, visibility, icon
        _kinds[code] = made
        return made

    return register


def kind_of(code: str) -> type[Kind]:
    """The kind registered under ``code``; raises KeyError for an unknown one (the record fails loudly)."""
    return _kinds[code]


def all_kinds() -> list[type[Kind]]:
    """Every registered kind, in order of registration, which is layer order."""
    return list(_kinds.values())
