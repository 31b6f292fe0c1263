from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import translation

from incidents.actions.classify import classify
from incidents.actions.detect import detect
from incidents.actions.register import register
from incidents.catalogue import approving
from incidents.catalogue.asking import ask_next, catalogue
from incidents.catalogue.choices import FieldType
from incidents.catalogue.entries import Ordered
from incidents.catalogue.fields import FormField
from incidents.catalogue.filling import Filled, fill
from incidents.catalogue.reading import as_text, told
from incidents.catalogue.world import world_of
from incidents.choices import Approval, Kind, Source
from incidents.models import CatalogueItem, FormVersion, Incident, Order
from people.models import User
from records.actors import Actor
from records.models import Attachment
from records.recording import record
from records.refusals import NotAllowed
from services.models import ConfigurationItem


def request(
    item: CatalogueItem,
    *,
    by: Actor,
    requester: User,
    answers: Mapping[str, Any],
    files: Mapping[str, list[UploadedFile[Any]]] | None = None,
    source: str = Source.PORTAL,
) -> Incident:
    """Ask for something of the catalogue (A11): registered, classified as the item says, and whoever approves is asked.

    ``answers`` and ``files`` by the keys of the item's form. Raises NotAllowed where the item is not for this
    requester, or Invalid by key.
    """
    is_theirs = requester.pk in (by.person_id, by.on_behalf_of)
    if not is_theirs or not CatalogueItem.visible_to(requester).filter(pk=item.pk).exists():
        raise NotAllowed
    form = item.form()
    fields = form.asked if form else []
    filled = fill(fields, answers, files or {}, world_of(requester, by.at))
    with transaction.atomic():
        row = _detect(item, form, fields, filled, by=by, requester=requester, source=source)
        row = register(row, by=by)
        record(row, Ordered(item=item.pk, version=item.version), by=by)
        row = classify(
            row, by=catalogue(by), kind=Kind.REQUEST, category=item.category, impact=item.impact, urgency=item.urgency,
            team=item.fulfilling_team,
        )  # fmt: skip
        if row.approval == Approval.ASKED:
            approving.plan(row, item)
            ask_next(row, by=by)
    return row


def _detect(
    item: CatalogueItem, form: FormVersion | None, fields: list[FormField], filled: Filled, *, by: Actor,
    requester: User, source: str,
) -> Incident:  # fmt: skip
    """The report itself, in the requester's language, and what it was filled with."""
    uploads = [file for listed in filled.files.values() for file in listed]
    with translation.override(requester.language):
        title = str(item)
        description = as_text(title, told(fields, filled.answers))
    named = [filled.answers.get(each.key) for each in fields if each.type == FieldType.ITEM]
    row = detect(
        by=by, source=source, title=title, description=description, kind=Kind.REQUEST, requester=requester,
        service=item.service, items=ConfigurationItem.objects.filter(pk__in=[pk for pk in named if pk]), files=uploads,
    )  # fmt: skip
    answers = filled.answers | _kept_files(row, filled)
    Order.objects.create(incident=row, item=item, form=form, answers=answers)
    return row


def _kept_files(row: Incident, filled: Filled) -> dict[str, list[int]]:
    """The files of each field, which were kept in the order they were sent."""
    kept = list(Attachment.objects.about(row).values_list("pk", flat=True))
    told_of: dict[str, list[int]] = {}
    for key, listed in filled.files.items():
        told_of[key], kept = kept[: len(listed)], kept[len(listed) :]
    return told_of
