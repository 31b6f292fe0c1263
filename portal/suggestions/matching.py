"""Which known faults and which own tickets a half-written report may be about."""

from __future__ import annotations

from rapidfuzz import fuzz, utils

from incidents.finding.text import EMPTY
from incidents.models import Announcement, Incident
from people.models import User
from portal.broken.views import going_on
from services.models import Service

STEM = 5
"""Words that begin with the same letters count as the same word: «cetak», «cetakan»."""
SHOWN, NEWEST = 2, 50
ALIKE = 70
"""From so much likeness (rapidfuzz, 0 to 100) on an own ticket is named."""
LEAST = 12
"""Letters; less tells nothing yet."""


def known_faults(user: User, text: str, service: Service | None) -> list[Announcement]:
    """Announced faults of the chosen service, and those with words in common; what everybody reads is all that counts."""
    weighed = [(_in_common(text, each), each) for each in going_on(user) if not each.is_solved]
    of_service = [each for _score, each in weighed if service and each.incident.service_id == service.pk]
    enough = 1 if len(_words(text)) <= 4 else 2
    alike = [each for score, each in sorted(weighed, key=lambda pair: -pair[0]) if score >= enough]
    return list(dict.fromkeys([*of_service, *alike]))[:SHOWN]


def own_tickets(user: User, text: str) -> list[Incident]:
    """The person's own open tickets that read alike."""
    if len(text.strip()) < LEAST:
        return []
    mine = Incident.visible_to(user).live().filter(requester=user).with_people().order_by("-pk")[:NEWEST]
    said = utils.default_process(text)
    weighed = [(fuzz.token_set_ratio(said, _told(each)), each) for each in mine]
    found = sorted((pair for pair in weighed if pair[0] >= ALIKE), key=lambda pair: -pair[0])
    return [each for _score, each in found[:SHOWN]]


def _told(incident: Incident) -> str:
    return utils.default_process(f"{incident.title} {incident.description}"[:600])


def _in_common(text: str, announcement: Announcement) -> int:
    said = f"{announcement.indonesian} {announcement.english} {announcement.incident.service or ''}"
    return len(_words(text) & _words(said))


def _words(text: str) -> set[str]:
    words = utils.default_process(text).split()
    return {word[:STEM] for word in words if len(word) >= 4 and word not in EMPTY}
