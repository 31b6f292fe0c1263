"""What may be said of an article: cleaned and checked, whoever gives it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from incidents.actions.wants import Wants, is_text
from knowledge.choices import Kind, Readers
from knowledge.models import Article
from people.models import User
from people.models.user import Language
from records.actors import Actor

TEXTS = ("title", "summary", "body", "note")
"""What a version says."""
LONGEST = {"title": 160, "summary": 300, "body": 60_000, "note": 200}
RELATED = ("teams", "services")
WHO_READS = {"readers", "teams"}
"""Changed on a published article, these change at once who reads it."""
ABOUT = ("language", "kind", "readers", "teams", "category", "services", "tags", "owner", "reviewer")
"""What is said of all versions."""
MOST_TAGS, LONGEST_TAG = 12, 40


def clean(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The same with texts trimmed and tags in one form. Raises TypeError for a field that an article does not have."""
    if unknown := set(fields) - {*TEXTS, *ABOUT}:
        raise TypeError(f"an article has no {sorted(unknown)}")
    cleaned = dict(fields)
    for name in set(TEXTS) & set(cleaned):
        cleaned[name] = _text(cleaned[name])
    if "tags" in cleaned:
        cleaned["tags"] = tags_of(cleaned["tags"])
    for name in set(RELATED) & set(cleaned):
        cleaned[name] = list(cleaned[name])
    return cleaned


def tags_of(words: Iterable[str]) -> list[str]:
    """Lower-case, each once, in the order given."""
    tidy = (" ".join(word.lower().replace("\x00", "").split()) for word in words)
    return list(dict.fromkeys(word for word in tidy if word))


def check(row: Article, fields: Mapping[str, Any]) -> None:
    """Raise Invalid, naming every field that is not possible on this row; ``fields`` are cleaned."""
    wants = Wants()
    if "title" in fields:
        wants(is_text(fields["title"]), "title", _("A title is needed."))
    for name, most in LONGEST.items():
        wants(len(fields.get(name, "")) <= most, name, _("This is longer than %(most)d characters.") % {"most": most})
    _check_tags(wants, fields.get("tags", ()))
    _check_codes(wants, fields)
    _check_readers(wants, row, fields)
    if "language" in fields:
        wants(_is_free(row, fields["language"]), "language", _("There is a translation into this language already."))
    wants.check()


def check_people(row: Article, fields: Mapping[str, Any], by: Actor) -> None:
    """Raise Invalid where owner or reviewer could not work on it: asked once the row stands as it will be."""
    wants = Wants()
    for name in {"owner", "reviewer"} & set(fields):
        person = fields[name]
        is_able = person is None or person.pk == by.person_id or _can_work_on(person, row)
        wants(is_able, name, _("This person may not work on this article."))
    wants.check()


def _can_work_on(person: User, row: Article) -> bool:
    return person.is_active and Article.workable_by(person).filter(pk=row.pk).exists()


def _text(value: Any) -> str:
    return str(value or "").replace("\x00", "").replace("\r\n", "\n").strip()


def _check_tags(wants: Wants, tags: Iterable[str]) -> None:
    listed = list(tags)
    wants(len(listed) <= MOST_TAGS, "tags", _("At most %(most)d tags.") % {"most": MOST_TAGS})
    short = all(len(tag) <= LONGEST_TAG for tag in listed)
    wants(short, "tags", _("A tag has at most %(most)d characters.") % {"most": LONGEST_TAG})


def _check_codes(wants: Wants, fields: Mapping[str, Any]) -> None:
    for name, choices in (("language", Language), ("kind", Kind), ("readers", Readers)):
        wants(name not in fields or fields[name] in choices.values, name, _("Choose one of these."))


def _check_readers(wants: Wants, row: Article, fields: Mapping[str, Any]) -> None:
    if fields.get("readers", row.readers) != Readers.TEAMS:
        return
    teams = fields["teams"] if "teams" in fields else (row.teams.exists() if row.pk else ())
    wants(teams, "teams", _("Choose the teams that may read it."))


def _is_free(row: Article, language: str) -> bool:
    """Whether no other of the same group says it in this language."""
    if row.pk is None and row.original_id is None:
        return True
    return not Article.objects.filter(row.same_matter(), language=language).exclude(pk=row.pk).exists()
