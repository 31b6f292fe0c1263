from __future__ import annotations

from typing import Any

from django.db import transaction

from incidents.models import Incident
from knowledge import given
from knowledge.entries import Drafted
from knowledge.models import Article, Version
from people.rights import may
from records.actors import Actor
from records.recording import record
from records.references import next_reference
from records.refusals import NotAllowed


def draft(*, by: Actor, incident: Incident | None = None, original: Article | None = None, **fields: Any) -> Article:
    """Begin an article (F1); whoever begins it owns it unless ``owner`` says otherwise.

    ``fields`` are the texts of its first version and what is said of it (``knowledge.given``). ``incident`` is what
    it was learnt from, ``original`` what it translates. Raises NotAllowed, or Invalid at the fields.
    """
    if not may(by, "write_articles"):
        raise NotAllowed
    said = {"title": "", **given.clean(fields)}
    with transaction.atomic():
        row = Article(
            reference=next_reference("KB"), created_at=by.at, incident=incident, original=original, title=said["title"]
        )
        _describe(row, said, by)
        given.check(row, {"language": row.language, **said})
        _insert(row, said, by)
        given.check_people(row, said, by)
        record(row, Drafted(reference=row.reference, incident=incident.pk if incident else None), by=by)
    return row


def _describe(row: Article, said: dict[str, Any], by: Actor) -> None:
    row.owner_id = by.person_id
    for name in given.ABOUT:
        if name in said and name not in given.RELATED:
            setattr(row, name, said[name])


def _insert(row: Article, said: dict[str, Any], by: Actor) -> None:
    row.__dict__["_before"] = {}
    row.save(force_insert=True)
    for name in given.RELATED:
        getattr(row, name).set(said.get(name, ()))
    texts = {name: said.get(name, "") for name in given.TEXTS}
    row.latest = Version.objects.create(
        article=row, number=1, author_id=by.person_id, created_at=by.at, **texts
    )  # fmt: skip
