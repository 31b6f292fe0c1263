"""A form carried out once, however often it is sent (a double click, a retry after a lost connection)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from django.db import transaction
from django.utils.translation import gettext as _

from records.actors import Actor
from records.models import FormKey, Subject, subject_model
from records.refusals import Invalid

S = TypeVar("S", bound=Subject)


def once(by: Actor, key: str, act: Callable[[], S], *, asked: str = "") -> tuple[S, bool]:
    """Carry out ``act`` unless this person's form ``key`` already was; returns the subject and whether it acted.

    The key is a row in the transaction of the act: of two submits at once the second waits for the first, then gets
    its answer; a refused act leaves no key, so the form can be corrected and sent again. An empty key always acts.
    ``asked`` is a digest of what is wanted: the same key with another one is Invalid, never the wrong answer.
    """
    if not key or by.person_id is None:
        return act(), True
    with transaction.atomic():
        row, is_new = FormKey.objects.get_or_create(person_id=by.person_id, key=key[:64], defaults={"asked": asked})
        if not is_new:
            return cast("S", _led_to(row, asked)), False
        subject = act()
        row.subject_type, row.subject_id = subject.subject_type, subject.pk
        row.save(update_fields=["subject_type", "subject_id"])
    return subject, True


def earlier(by: Actor, key: str, *, asked: str = "") -> Subject | None:
    """What this person's form ``key`` led to; None where it was not carried out yet."""
    if not key or by.person_id is None:
        return None
    row = FormKey.objects.filter(person_id=by.person_id, key=key[:64]).first()
    return _led_to(row, asked) if row else None


def _led_to(row: FormKey, asked: str) -> Subject:
    if row.asked != asked:
        raise Invalid({"key": _("This key was used for something else. Use a new one.")})
    return subject_model(row.subject_type)._base_manager.get(pk=row.subject_id)
