from __future__ import annotations

from typing import Any

from django.db.models import Max

from knowledge import given
from knowledge.actions.door import acting_on
from knowledge.entries import Written
from knowledge.models import Article, Version
from people.rights import may
from records.actors import Actor
from records.recording import record
from records.refusals import NotAllowed


def write(article: Article, *, by: Actor, seen: int | None = None, **fields: Any) -> Article:
    """Save what was written (F1): a draft in place, on a published article as a new version that nobody reads yet.

    ``fields`` are any texts of the version and anything said of the article (``knowledge.given``); what does not
    differ is left alone, and without a difference nothing is recorded. Who reads a published article is changed only
    by who may publish. Raises NotAllowed, NotNow while it is in review or retired, Changed, or Invalid at the fields.
    """
    said = given.clean(fields)
    with acting_on(article, by=by, verb="write", seen=seen) as row:
        changed = {name: value for name, value in said.items() if _current(row, name) != _comparable(name, value)}
        if row.is_read and given.WHO_READS & set(changed) and not may(by, "publish_articles"):
            raise NotAllowed
        given.check(row, changed)
        if not changed:
            return row
        texts = {name: changed[name] for name in given.TEXTS if name in changed}
        began = bool(texts) and _put(row, texts, by)
        _describe(row, changed)
        told = Written(version=_version(row).number, fields=sorted(changed), began=began)
        record(row, told, by=by, also=["title", "tags"])
        given.check_people(row, changed, by)
    return row


def next_version(row: Article, texts: dict[str, Any], by: Actor) -> Version:
    """Begin the version that comes after all there were, as the newest; must run behind the door."""
    last = row.versions.aggregate(last=Max("number"))["last"] or 0
    row.latest = Version.objects.create(
        article=row, number=last + 1, author_id=by.person_id, created_at=by.at, **texts
    )  # fmt: skip
    row.title = row.latest.title
    return row.latest


def _put(row: Article, texts: dict[str, Any], by: Actor) -> bool:
    """Write the texts into the draft, or begin the next version; whether one was begun."""
    version = _version(row)
    is_new = row.latest_id == row.published_id
    row.written()
    if is_new:
        kept = {name: getattr(version, name) for name in given.TEXTS if name != "note"}
        next_version(row, {**kept, "note": "", **texts}, by)
        return True
    for name, value in texts.items():
        setattr(version, name, value)
    version.save(update_fields=sorted(texts))
    row.title = version.title
    return False


def _describe(row: Article, changed: dict[str, Any]) -> None:
    for name in given.ABOUT:
        if name not in changed:
            continue
        if name in given.RELATED:
            getattr(row, name).set(changed[name])
        else:
            setattr(row, name, changed[name])


def _version(row: Article) -> Version:
    if row.latest is None:
        raise RuntimeError(f"{row} has no version")
    return row.latest


def _current(row: Article, name: str) -> Any:
    if name in given.TEXTS:
        return getattr(_version(row), name)
    return set(getattr(row, name).all()) if name in given.RELATED else getattr(row, name)


def _comparable(name: str, value: Any) -> Any:
    return set(value) if name in given.RELATED else value
