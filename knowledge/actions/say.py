from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from incidents.actions.wants import Wants, is_text
from incidents.models import Incident
from knowledge.actions.door import acting_on, locked
from knowledge.entries import Commented, FileAdded, Rated, Used
from knowledge.models import Article, Rating, Use, Visit
from people.models import User
from records import attachments
from records.actors import Actor
from records.choices import Role, Visibility
from records.models import Attachment
from records.recording import record, write_message
from records.refusals import NotAllowed

LONGEST_WHY = 2_000


def comment(article: Article, *, by: Actor, text: str, seen: int | None = None) -> Article:
    """Write to whoever sees to it; only who may work on it reads that."""
    with acting_on(article, by=by, verb="comment", seen=seen) as row:
        wants = Wants()
        wants(is_text(text), "text", _("Write something first."))
        wants.check()
        message = write_message(row, Role.NOTE, text, by=by, visibility=Visibility.INTERNAL)
        record(row, Commented(message=message.pk), by=by)
    return row


def add_file(article: Article, *, by: Actor, file: UploadedFile[Any]) -> Attachment:
    """Keep a picture or file for the text, which shows or links it; until it does, only who works on it can open it."""
    with acting_on(article, by=by, verb="add_file") as row:
        (kept,) = attachments.attach(row, [file], by=by, visibility=Visibility.PUBLIC)
        record(row, FileAdded(attachment=kept.pk), by=by)
    return kept


def rate(article: Article, *, by: Actor, is_helpful: bool, why: str = "") -> Rating:
    """Say whether it helped; once per person, changeable (F1). Raises NotAllowed for who may not read it."""
    wants = Wants()
    wants(len(why) <= LONGEST_WHY, "why", _("This is longer than %(most)d characters.") % {"most": LONGEST_WHY})
    wants.check()
    with transaction.atomic():
        row = locked(article.pk)
        if not isinstance(by.user, User) or not Article.readable_to(by.user).filter(pk=row.pk).exists():
            raise NotAllowed
        return _rated(row, by.user, by, is_helpful, why.replace("\x00", "").strip())


def _rated(row: Article, person: User, by: Actor, is_helpful: bool, why: str) -> Rating:
    before = Rating.objects.filter(article=row, person=person).first()
    version = row.published.number if row.published else 0
    said = {"is_helpful": is_helpful, "why": why, "version": version, "at": by.at}
    made, _new = Rating.objects.update_or_create(article=row, person=person, defaults=said)
    if before is None or (before.is_helpful, before.why) != (is_helpful, why):
        row.helpful_count = row.ratings.filter(is_helpful=True).count()
        row.unhelpful_count = row.ratings.filter(is_helpful=False).count()
        told = Rated(is_helpful=is_helpful, version=version)
        record(row, told, by=by, also=["helpful_count", "unhelpful_count"])
    return made


def use(article: Article, *, by: Actor, incident: Incident) -> Use:
    """Note that an incident was resolved with it (F3); twice is once. Raises NotAllowed where either may not be seen."""
    with transaction.atomic():
        row = locked(article.pk)
        if not isinstance(by.user, User) or not Article.visible_to(by.user).filter(pk=row.pk).exists():
            raise NotAllowed
        if not Incident.visible_to(by.user).filter(pk=incident.pk).exists():
            raise NotAllowed
        made, is_new = Use.objects.get_or_create(
            article=row, incident=incident, defaults={"person_id": by.person_id, "at": by.at}
        )
        if is_new:
            row.use_count += 1
            record(row, Used(incident=incident.pk), by=by, also=["use_count"])
    return made


def note_view(article: Article, user: User, on: date) -> bool:
    """Count one reading; however often a person looks on a day, it is one. Whether it was counted."""
    _visit, is_new = Visit.objects.get_or_create(article=article, person=user, on=on)
    if is_new:
        Article.objects.filter(pk=article.pk).update(view_count=F("view_count") + 1)
    return is_new
