from __future__ import annotations

from django.utils.translation import gettext as _

from incidents.actions.wants import Wants, is_text
from knowledge import given
from knowledge.actions.door import acting_on
from knowledge.actions.write import next_version
from knowledge.choices import State
from knowledge.entries import Restored, Retired
from knowledge.models import Article, Version
from records.actors import Actor
from records.choices import Role, Visibility
from records.recording import record, write_message


def retire(article: Article, *, by: Actor, why: str, seen: int | None = None) -> Article:
    """Take it away from its readers, with a reason (F1). It can be restored as a draft."""
    with acting_on(article, by=by, verb="retire", seen=seen) as row:
        wants = Wants()
        wants(is_text(why), "why", _("Say why it is not needed any more."))
        wants.check()
        message = write_message(row, Role.REASON, why, by=by, visibility=Visibility.INTERNAL)
        row.published = None
        row.to_retired()
        record(row, Retired(message=message.pk), by=by)
    return row


def restore(article: Article, *, by: Actor, version: Version | None = None, seen: int | None = None) -> Article:
    """Make a draft that says what an earlier version said; of a retired article the newest, unless one is named.

    Nothing is lost: it becomes a version of its own after all others. Raises Invalid where that is another article's.
    """
    with acting_on(article, by=by, verb="restore", seen=seen) as row:
        chosen = version or row.latest
        wants = Wants()
        wants(chosen is not None and chosen.article_id == row.pk, "version", _("Choose a version."))
        wants.check()
        if chosen is None:
            raise RuntimeError(f"{row} has no version")
        texts = {name: getattr(chosen, name) for name in given.TEXTS if name != "note"}
        new = next_version(row, texts, by)
        _move(row)
        record(row, Restored(version=chosen.number, as_version=new.number), by=by, also=["title"])
    return row


def _move(row: Article) -> None:
    if row.state == State.RETIRED:
        row.restored()
    else:
        row.written()
