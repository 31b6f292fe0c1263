"""What people thought of it: ratings with their reasons, and what was done about the bad ones."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from incidents.models import Incident
from itsm.story.settlers import Settled
from people.actors import actor_for
from records.choices import Via
from surveys import asking, rating
from surveys.actions import answer, conclude
from surveys.models import ConfirmationWait, FollowUp, Invitation, SurveyPolicy
from surveys.sweep import sweep

SAID = {
    5: ("Cepat dan ramah, terima kasih!", "Sudah beres, mantap.", "Terima kasih, penjelasannya jelas.", "", "", ""),
    4: ("Sudah beres.", "Terima kasih, semoga tidak terulang.", "Baik, hanya perlu ditelepon dua kali.", "", ""),
    3: ("Selesai, tetapi agak lama.", "Lumayan, kabarnya kurang.", ""),
    2: ("Terlalu lama, antrean kasir sampai ke pintu.", "Harus menjelaskan hal yang sama tiga kali."),
    1: ("Besoknya sudah rusak lagi.", "Tidak ada kabar sama sekali selama dua hari."),
}
DONE = (
    "Sudah saya telepon. Yang mengganggu bukan lamanya, tetapi tidak ada kabar. Tim kini memberi kabar tiap jam.",
    "Bertemu langsung di toko. Kabel diganti, dan nomor saya dicatat bila terulang.",
    "Sudah dibahas dengan tim: serah terima kini menyertakan ringkasan, pelapor tidak perlu mengulang.",
)
ANSWERS = 0.62
"""This share of those asked answers."""


def rate(incident: Incident, at: datetime, today: datetime, luck: random.Random) -> datetime:
    """The requester is asked, and perhaps answers some hours later; the time it is then."""
    person, policy = incident.requester, SurveyPolicy.of(incident.service_id)
    if person is None or policy is None or asking.was_asked_lately(person, at, policy):
        return at
    invitation, _is_new = asking.invite(incident, person, at, policy)
    Invitation.objects.filter(pk=invitation.pk).update(sent_at=at)
    answered = at + timedelta(hours=luck.uniform(0.2, 30))
    if luck.random() > ANSWERS or answered >= today:
        return at
    score = _score(incident, luck)
    parts = {each.wording: min(5, max(1, score + luck.choice((-1, 0, 0, 0, 1)))) for each in rating.further(None)}
    by = actor_for(person, luck.choice((Via.MAIL, Via.MAIL, Via.PORTAL)), moment=answered)
    answer(
        invitation, by=by, score=score, comment=luck.choice(SAID[score]), wording=rating.overall(),
        parts=parts if luck.random() < 0.7 else {},
    )  # fmt: skip
    return answered


def _score(incident: Incident, luck: random.Random) -> int:
    """What went back and forth is liked less; what took long, too."""
    took = (incident.resolved_at or incident.detected_at) - incident.detected_at
    lower = incident.reopen_count + (took > timedelta(days=2)) + (incident.team_handover_count > 1)
    return max(1, luck.choices((5, 4, 3, 2), (48, 30, 13, 9))[0] - lower)


def _next_due(today: datetime) -> datetime | None:
    due = [Invitation.objects.due(today).first(), ConfirmationWait.due(today).first()]
    return min((each.next_at for each in due if each and each.next_at), default=None)


def follow_up(settled: Settled, today: datetime) -> None:
    """Reminders went out when they were due, low ratings found their owners; the older follow-ups are done by now."""
    while due := _next_due(today):
        sweep(due)
    luck = random.Random(5)
    for row in FollowUp.objects.open().filter(due_at__lt=today - timedelta(days=4)).order_by("pk"):
        if row.owner is not None:
            by = actor_for(row.owner, Via.DESK, moment=row.opened_at + timedelta(hours=luck.uniform(2, 30)))
            conclude(row, by=by, outcome=luck.choice(DONE))
