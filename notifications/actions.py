"""What a person decides about being told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from notifications.entries import PreferencesSet
from notifications.models import MailText, Preferences
from notifications.occasions import OCCASIONS, MailMode
from notifications.wording import preview
from people.models import User
from records.actors import Actor
from records.recording import begin, record
from records.refusals import Invalid, NotAllowed

__all__ = ["MailText", "Preferences", "mail_preview", "preferences_of", "set_preferences", "who_refuses"]


def mail_preview(form: Any) -> dict[str, str]:
    """How the text of a filled form would read, in its language, beside how it reads as it comes."""
    given = form.cleaned_data
    with translation.override(given["language"]):
        return preview(given["occasion"], given["subject"], given["text"])


def preferences_of(person: User) -> Preferences:
    """What a person decided; as it comes, where they decided nothing."""
    return Preferences.objects.filter(person=person).first() or Preferences(person=person)


def who_refuses(occasion: str) -> set[int]:
    """The people who want no mail of this occasion."""
    refusing = Preferences.objects.filter(**{f"mail__{occasion}": MailMode.NEVER})
    return set(refusing.values_list("person_id", flat=True))


def set_preferences(
    person: User, *, by: Actor, mail: Mapping[str, str], silent: Iterable[str], digest_at: time,
    quiet_from: time | None = None, quiet_until: time | None = None,
) -> Preferences:  # fmt: skip
    """Mail per occasion, occasions without a bell, quiet hours; for one's own account only. Raises Invalid at the fields."""
    if by.person_id != person.pk:
        raise NotAllowed
    quiet = sorted(set(silent) & set(OCCASIONS))
    _check(mail, quiet_from, quiet_until)
    chosen = {code: mode for code, mode in mail.items() if mode != MailMode.NOW}
    with transaction.atomic():
        fresh = User.objects.select_for_update(no_key=True, of=("self",)).get(pk=person.pk)
        told = {
            "mail": chosen, "silent": quiet, "quiet_from": quiet_from, "quiet_until": quiet_until,
            "digest_at": digest_at,
        }  # fmt: skip
        before = Preferences.objects.filter(person=fresh).values(*told).first()
        if before != told:
            begin(fresh)
            record(fresh, PreferencesSet(), by=by)
        return Preferences.objects.update_or_create(person=fresh, defaults=told)[0]


def _check(mail: Mapping[str, str], quiet_from: time | None, quiet_until: time | None) -> None:
    wrong = {}
    for code, mode in mail.items():
        if code not in OCCASIONS or mode not in OCCASIONS[code].modes:
            wrong[f"mail_{code}"] = _("This cannot be chosen here.")
    if (quiet_from is None) != (quiet_until is None):
        wrong["quiet_until" if quiet_until is None else "quiet_from"] = _("Say from when until when, or neither.")
    if quiet_from is not None and quiet_from == quiet_until:
        wrong["quiet_until"] = _("This is the time it begins. Choose another, or leave both empty.")
    if wrong:
        raise Invalid(wrong)
