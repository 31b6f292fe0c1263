"""Tells the story: every case through the actions, at the times it happened."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from incidents import actions
from incidents.models import Category, Incident, ResolutionCode
from itsm.story.cases import SORTS, Sort
from itsm.story.company import PLACES
from itsm.story.opinions import rate
from itsm.story.settlers import Settled
from people.actors import actor_for, machine
from people.models import Team, User
from people.rights import scopes_of
from records.actors import Actor
from records.choices import Via
from sla.models import Clock
from sla.sweep import sweep

DAYS = 90
ANSWERS = (
    "Halo {name}, laporan Anda kami terima dan sedang kami periksa.",
    "Terima kasih {name}. Kami kerjakan sekarang, kabar berikutnya segera menyusul.",
    "Selamat pagi {name}, sudah kami teruskan ke tim yang menangani.",
)


class Case:
    """One case as it goes; ``now`` moves with each step, and the story stops where it would be in the future."""

    def __init__(self, sort: Sort, at: datetime, today: datetime, luck: random.Random, settled: Settled) -> None:
        self.sort, self.now, self.today, self.luck, self.settled = sort, at, today, luck, settled
        self.place = luck.choice(PLACES)
        self.requester = luck.choice(settled.requesters)
        self.first = settled.teams[sort.first]
        self.agent = luck.choice(settled.members["Service Desk"])
        is_fresh = at > today - timedelta(days=6)
        self.steps_left = luck.choice((0, 1, 2, 3, 3, 4, 5, 6, 6, 6)) if is_fresh and luck.random() < 0.8 else 99
        self.incident: Incident

    def tell(self) -> Incident:
        """As far as it has come by today."""
        self._report()
        if self.incident.state == "registered" and self.steps_left and self.now < self.today - timedelta(hours=1):
            self._answer()
        for step in (self._classify, self._diagnose, self._ask, self._hand_over, self._workaround, self._resolve):
            if not self._later(step):
                return self.incident
        if self.steps_left:
            self._end()
        return self.incident

    def _later(self, step: Any) -> bool:
        pause = timedelta(hours=self.sort.hours * self.luck.uniform(0.08, 0.3))
        if self.now + pause > self.today or self.steps_left == 0:
            return False
        self.steps_left -= 1
        self.now += pause
        _let_clocks_run(self.now)
        step()
        return True

    def _by(self, person: User, via: str = Via.DESK) -> Actor:
        return actor_for(person, via, moment=self.now)

    def _words(self, text: str) -> str:
        return text.format(place=self.place)

    def _report(self) -> None:
        sort = self.sort
        told: dict[str, Any] = {
            "title": self._words(sort.title), "description": self._words(sort.told), "kind": sort.kind,
            "service": self.settled.services[sort.service], "items": self.settled.items_at(self.place, sort.service),
            "first_symptom_at": self.now - timedelta(minutes=self.luck.randint(4, 90)),
        }  # fmt: skip
        if sort.by_monitor:
            by = machine("Prometheus", Via.MONITORING, self.now)
            self.incident = actions.report(by=by, source="monitoring", **told)
            return
        source = self.luck.choices(("portal", "phone", "mail", "walk_in"), (55, 30, 10, 5))[0]
        if source == "portal" and self.steps_left == 0:
            told |= {"service": None, "items": []}
        by = self._by(self.requester, Via.PORTAL)
        if source in ("phone", "walk_in"):
            by = self._by(self.agent, source).for_person(self.requester.pk)
        self.incident = actions.report(by=by, source=source, requester=self.requester, **told)

    def _answer(self) -> None:
        """Most are answered at once; a call was answered when it was taken."""
        if self.incident.requester is None or self.luck.random() < 0.12:
            return
        self.now += timedelta(minutes=self.luck.uniform(3, 40))
        text = self.luck.choice(ANSWERS).format(name=self.incident.requester.first_name_word)
        self.incident = actions.comment(self.incident, by=self._by(self.agent), text=text)

    def _classify(self) -> None:
        sort = self.sort
        self.incident = actions.classify(
            self.incident, by=self._by(self.agent), kind=sort.kind, category=Category.objects.get(path=sort.category),
            impact=sort.impact, urgency=sort.urgency, team=self.first, is_down_for_everyone=sort.is_core_down,
        )  # fmt: skip
        if self.incident.approval == "asked":
            self.now += timedelta(hours=self.luck.uniform(0.5, 4))
            approver = User.objects.get(pk=self.luck.choice(sorted(self.incident.approver_ids())))
            self.incident = actions.approve(self.incident, by=self._by(approver, Via.PORTAL))

    def _diagnose(self) -> None:
        person = self._worker(self.first)
        self.incident = actions.start_diagnosis(self.incident, by=self._by(person), assignee=person)
        if self.sort.guess:
            outcome = self.luck.choice(("open", "confirmed", "confirmed", "refuted"))
            self.incident = actions.log(
                self.incident, by=self._by(person), activity="hypothesis", text=self.sort.guess, outcome=outcome
            )

    def _ask(self) -> None:
        if not self.sort.question or self.incident.requester is None:
            return
        holder = self._holder()
        self.incident = actions.hold(
            self.incident, by=self._by(holder), reason="requester", question=self.sort.question
        )
        self.now += timedelta(hours=self.luck.uniform(0.4, 7))
        if self.now < self.today and self.steps_left:
            by = self._by(self.requester, Via.PORTAL)
            self.incident = actions.comment(self.incident, by=by, text=self.sort.reply)

    def _hand_over(self) -> None:
        if not self.sort.second or self.incident.is_on_hold:
            return
        team = self.settled.teams[self.sort.second]
        person = self._worker(team)
        self.incident = actions.hand_over(
            self.incident, by=self._by(self._holder()), team=team, person=person, reason=self.sort.why
        )

    def _workaround(self) -> None:
        holder = self._holder()
        if self.sort.workaround and scopes_of(holder, "diagnose") & {"any", "engaged"}:
            self.incident = actions.record_workaround(self.incident, by=self._by(holder), text=self.sort.workaround)

    def _resolve(self) -> None:
        by = self._resolver()
        check = "delivered" if self.sort.kind == "request" else "monitor" if self.sort.by_monitor else "tested"
        self.incident = actions.resolve(
            self.incident, by=by, code=ResolutionCode.objects.get(code=self.sort.code), summary=self.sort.done,
            fix="workaround" if self.luck.random() < 0.12 else "permanent", recovery_check=check,
        )  # fmt: skip

    def _end(self) -> None:
        if self.luck.random() < 0.07 and self.incident.requester and self._passes(2, 12):
            by = self._by(self.requester, Via.PORTAL)
            self.incident = actions.reject(self.incident, by=by, text="Maaf, masih sama seperti tadi.")
            if not self._passes(1, 8):
                return
            self._resolve()
        if not self._passes(0.5, 40):
            return
        self._confirm()
        if self._passes(0.3, 20):
            self._close()

    def _confirm(self) -> None:
        if self.incident.requester is None:
            by = machine("Prometheus", Via.MONITORING, self.now)
            self.incident = actions.confirm(self.incident, by=by, how="monitor")
        elif self.luck.random() < 0.2:
            by = self._by(self.agent)
            self.incident = actions.confirm(self.incident, by=by, how="voice", person=self.requester)
        else:
            self.incident = actions.confirm(self.incident, by=self._by(self.requester, Via.PORTAL))

    def _close(self) -> None:
        if self.incident.priority == "P1":
            manager = self.settled.people["incident.manager"]
            self.incident = actions.review(
                self.incident,
                by=self._by(manager),
                text="Deteksi cepat, pemulihan baik. Tindak lanjut: pantau lebih awal.",
            )
        learning = self.luck.choice(("draft", "draft", "nothing_new", "nothing_new"))
        self.incident = actions.close(
            self.incident, by=self._by(self.agent), category=self.incident.category, evaluated=True, everyone_told=True,
            learning=learning, note="Sudah dikenal." if learning == "nothing_new" else "",
        )  # fmt: skip
        if self.incident.requester:
            self.now = rate(self.incident, self.now, self.today, self.luck)

    def _passes(self, least: float, most: float) -> bool:
        self.now += timedelta(hours=self.luck.uniform(least, most))
        return self.now < self.today

    def _holder(self) -> User:
        return self.incident.assignee or self._worker(self.first)

    def _worker(self, team: Team) -> User:
        return self.luck.choice(self.settled.members[team.name])

    def _resolver(self) -> Actor:
        """A supplier's contact reports back; the specialist or agent resolves."""
        holder = self._holder()
        if "any" in scopes_of(holder, "resolve") or (self.incident.owning_team and self.incident.owning_team.tier == 1):
            return self._by(holder)
        return self._by(self.settled.people["specialist"])


def _let_clocks_run(until: datetime) -> None:
    """What was due at clocks took place when it was due."""
    while due := Clock.objects.to_check(until).values_list("next_check_at", flat=True).first():
        sweep(due)


def tell(settled: Settled, today: datetime, *, cases: int = 400, seed: int = 17) -> int:
    """Ninety days up to ``today``, the same for the same seed; returns how many cases were told."""
    luck = random.Random(seed)
    told = 0
    for at in sorted(_moment(luck, today) for _case in range(cases)):
        sort = luck.choices(SORTS, [sort.weight for sort in SORTS])[0]
        with transaction.atomic():
            Case(sort, at, today, luck, settled).tell()
        told += 1
    _let_clocks_run(today)
    return told


def _moment(luck: random.Random, today: datetime) -> datetime:
    """Mostly in working hours, fewer on Sundays, more towards today."""
    while True:
        day = today - timedelta(days=int(DAYS * luck.random() ** 1.25))
        at = day.replace(hour=0, minute=0) + timedelta(hours=luck.gauss(11.5, 3.2), minutes=luck.randint(0, 59))
        if at < today - timedelta(minutes=10) and not (at.weekday() == 6 and luck.random() < 0.6):
            return at
