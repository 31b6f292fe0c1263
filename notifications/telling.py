"""The one way a person is told of an entry: bell and mail, each as they wish (SPEC H5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from notifications import live, outbox
from notifications.models import Notice, Preferences
from notifications.occasions import MailMode
from notifications.recipients import Recipient
from people.models import User
from records.models import Entry


def tell(entry: Entry, recipients: Iterable[Recipient], *, url: str = "") -> None:
    """Tell these people, in the transaction of the act; told already, nothing happens.

    ``url`` is the page it is about, where that is not the page of the entry's subject.
    """
    told = list(recipients)
    if not told:
        return
    wishes, zones = _wishes({each.person_id for each in told})
    now = timezone.now()
    notices = []
    for each in told:
        wish = wishes.get(each.person_id) or Preferences(person_id=each.person_id)
        digest = _mail(entry, each, wish, now, zones.get(each.person_id, ""), url)
        if digest or wish.rings(each.template):
            notices.append(_notice(entry, each, wish, digest, url))
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    live.ring((live.person(each.person_id) for each in notices if each.in_bell), "bell")


def _wishes(people: set[int]) -> tuple[dict[int, Preferences], dict[int, str]]:
    """Those who decided something: what, and where they live. Nearly all decided nothing."""
    wishes = {each.person_id: each for each in Preferences.objects.filter(person__in=people)}
    zones = dict(User.objects.filter(pk__in=wishes).values_list("pk", "time_zone")) if wishes else {}
    return wishes, zones


def _mail(entry: Entry, to: Recipient, wish: Preferences, now: datetime, zone: str, url: str) -> str:
    """Queue the mail that this person wants of it; the key of the daily one, where that is how they want it."""
    mode = wish.mode(to.template)
    if mode == MailMode.NEVER:
        return ""
    if mode == MailMode.DIGEST:
        due = wish.digest_after(now, zone)
        key = f"digest:{to.person_id}:{due:%Y%m%d%H%M}"
        outbox.write("mail", key, {"person": to.person_id, "template": "digest"}, due_at=due)
        return key
    payload = {"person": to.person_id, "template": to.template, **({"url": url} if url else {})}
    key = f"mail:{entry.pk}:{to.person_id}:{to.template}"
    outbox.write("mail", key, payload, entry=entry, due_at=wish.mail_from(to.template, now, zone))
    return ""


def _notice(entry: Entry, to: Recipient, wish: Preferences, digest: str, url: str) -> Notice:
    return Notice(
        person_id=to.person_id, entry=entry, occasion=to.template, url=url, at=entry.at, digest=digest,
        in_bell=wish.rings(to.template),
    )  # fmt: skip
