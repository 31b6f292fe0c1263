"""The catalogue of the story's company, and what its people requested in the last weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from incidents import actions
from incidents.actions.catalogue import change_form
from incidents.catalogue.approving import asked_of
from incidents.models import CatalogueItem, Category, Incident, ResolutionCode
from itsm.story.offers import OFFERS
from itsm.story.settlers import Settled
from people.actions import add, change
from people.actors import actor_for
from people.models import Absence, Role, User
from records.choices import Via


@dataclass(frozen=True)
class Wish:
    """A request of the story: what, days ago, answers (``days:5`` is a date, ``me`` the requester), how far it came."""

    what: str
    days_ago: float
    answers: dict[str, Any]
    end: str = "asked"
    said: str = ""


WISHES = [
    Wish("Laptop baru", 21, {"for_whom": "me", "reason": "replacement", "old_laptop": "item:LPT-KEU-07", "fault": "Layar bergaris dan sering mati sendiri.", "model": "office", "extras": ["dock"], "needed_on": "days:7"}, "closed", "Silakan, laptop lama memang sudah lima tahun."),
    Wish("Akses VPN", 17, {"for_whom": "me", "device": "company", "how_long": "unlimited"}, "closed", "Setuju."),
    Wish("Reset MFA", 15, {"phone": "0812-5550-0143", "lost": "no"}, "closed"),
    Wish("Akses SAP", 12, {"for_whom": "me", "modules": ["fi", "mm"], "pays": "no", "why": "Menggantikan rekan yang pindah ke cabang Surabaya.", "how_long": "unlimited"}, "closed", "Sesuai uraian jabatan."),
    Wish("Perangkat lunak berlisensi", 10, {"for_whom": "me", "product": "adobe", "why": "Katalog promosi akhir tahun."}, "refused", "Pakai lisensi bersama tim pemasaran dulu; kuota tahun ini habis."),
    Wish("Akun e-mail karyawan baru", 8, {"name": "Putri Maharani", "job": "Kasir", "place": "Bandung Dago", "manager": "me", "first_day": "days:6", "groups": ["all", "store"]}, "fulfilled"),
    Wish("Pindah meja", 6, {"from_place": "Lantai 3, meja 14", "to_place": "Lantai 5, meja 2", "things": ["computer", "phone"], "people": 1, "on": "days:5"}, "fulfilling", "Baik, sekalian dengan tim Rina."),
    Wish("Akses folder bersama", 5, {"for_whom": "me", "folder": r"\\berkas\\promosi\\2026", "right": "write", "how_long": "limited", "until": "days:60"}, "fulfilling", "Setuju sampai kampanye selesai."),
    Wish("Laporan khusus", 4, {"question": "Berapa penjualan per jam di toko Denpasar selama libur panjang?", "personal": "no", "how_often": "once"}, "fulfilling"),
    Wish("Ponsel dinas", 3, {"for_whom": "me", "why": "Koordinasi pengiriman antar gudang.", "abroad": "no"}, "second", "Setuju, dibutuhkan untuk koordinasi."),
    Wish("Perangkat kasir tambahan", 3, {"shop": "Surabaya Gubeng", "count": 2, "season": "year_end", "from_day": "days:10"}, "asked"),
    Wish("Akses SAP", 2, {"for_whom": "me", "modules": ["fi"], "pays": "yes", "limit": 50, "why": "Pembayaran pemasok kecil.", "how_long": "limited", "until": "days:90"}, "asked"),
    Wish("Laptop baru", 1.2, {"for_whom": "me", "reason": "new", "model": "design", "justification": "Mengolah video promosi beresolusi tinggi.", "extras": ["monitor", "mouse"], "needed_on": "days:14"}, "asked"),
    Wish("Kartu akses gedung", 0.4, {"for_whom": "me", "what": "areas", "areas": ["office", "warehouse"]}, "asked"),
    Wish("Akses VPN", 0.2, {"for_whom": "me", "device": "own", "agreed": "yes", "how_long": "limited", "until": "days:30"}, "asked"),
]  # fmt: skip


def offer(settled: Settled) -> dict[str, CatalogueItem]:
    """The catalogue as an administrator made it."""
    by = actor_for(settled.people["admin"], Via.DEMO)
    roles = {role.code: role for role in Role.objects.all()}
    made = {}
    for told in OFFERS:
        fields, meant = told["fields"], [roles[code] for code in told.get("roles", ())]
        row = CatalogueItem(
            service=settled.services[told["service"]], category=Category.objects.get(path=told["category"]),
            team=settled.teams[told["team"]],
            **{name: value for name, value in told.items() if name not in ("fields", "roles", "service", "category", "team")},
        )  # fmt: skip
        item = add(row, by=by, related={"roles": meant})
        made[str(told["name"])] = change_form(item, by=by, fields=fields)
    return made


def tell_catalogue(settled: Settled, today: datetime) -> None:
    """Items, then requests in every state; one owner is away these days, and a deputy stands in."""
    items = offer(settled)
    for turn, wish in enumerate(sorted(WISHES, key=lambda each: -each.days_ago)):
        if turn == len(WISHES) - 5:
            _owner_is_away(settled, today)
        person = settled.people["requester"] if turn % 5 == 4 else settled.requesters[turn % 17]
        _Told(settled, items[wish.what], wish, _with_manager(settled, person), today).tell()


def _with_manager(settled: Settled, person: User) -> User:
    if person.manager_id is not None:
        return person
    by = actor_for(settled.people["admin"], Via.DEMO)
    return change(person, by=by, fields={"manager": settled.people["manager"]})


def _owner_is_away(settled: Settled, today: datetime) -> None:
    first = (today - timedelta(days=3)).date()
    absence = Absence(
        person=settled.people["agus.wijaya"], first_day=first, last_day=first + timedelta(days=9),
        deputy=settled.people["sinta.dewi"],
    )  # fmt: skip
    add(absence, by=actor_for(settled.people["admin"], Via.DEMO))


class _Told:
    """One request as it goes; each step an act of its own, a while later."""

    def __init__(self, settled: Settled, item: CatalogueItem, wish: Wish, person: User, today: datetime) -> None:
        self.settled, self.item, self.wish, self.person = settled, item, wish, person
        self.now, self.today = today - timedelta(days=wish.days_ago), today

    def tell(self) -> None:
        """As far as it came."""
        by = actor_for(self.person, Via.PORTAL, moment=self.now)
        row = actions.request(self.item, by=by, requester=self.person, answers=self._answers())
        rounds = {"asked": 0, "second": 1, "refused": 1}.get(self.wish.end, 2)
        for _round in range(rounds):
            row = self._say(row)
        if self.wish.end in ("fulfilling", "fulfilled", "closed"):
            self._fulfil(row)

    def _answers(self) -> dict[str, Any]:
        return {key: self._answer(value) for key, value in self.wish.answers.items()}

    def _answer(self, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        if value == "me":
            return self.person.pk
        if value.startswith("days:"):
            return (self.now + timedelta(days=int(value[5:]))).date().isoformat()
        return next((item.pk for _place, _of, item in self.settled.items if f"item:{item}" == value), value)

    def _later(self, hours: float) -> datetime:
        self.now = min(self.now + timedelta(hours=hours), self.today - timedelta(minutes=5))
        return self.now

    def _say(self, row: Incident) -> Incident:
        step = asked_of(row)
        if step is None or step.approver is None:
            return row
        by = actor_for(step.approver, Via.MAIL if step.number == 1 else Via.PORTAL, moment=self._later(5))
        if self.wish.end == "refused":
            return actions.refuse(row, by=by, text=self.wish.said)
        return actions.approve(row, by=by, text=self.wish.said if step.number == 1 else "")

    def _fulfil(self, row: Incident) -> None:
        worker = self.settled.members[str(row.owning_team)][0]
        row = actions.start_diagnosis(row, by=actor_for(worker, Via.DESK, moment=self._later(4)), assignee=worker)
        if self.wish.end == "fulfilling":
            return
        code = ResolutionCode.objects.get(code="fulfilled")
        row = actions.resolve(
            row, by=actor_for(worker, Via.DESK, moment=self._later(20)), code=code, fix="permanent", recovery_check="delivered",
            summary="Sudah kami siapkan dan kami periksa bersama Anda. Terima kasih atas kesabarannya.",
        )  # fmt: skip
        if self.wish.end == "fulfilled":
            return
        row = actions.confirm(row, by=actor_for(self.person, Via.PORTAL, moment=self._later(6)))
        agent = self.settled.people["agent"]
        actions.close(
            row, by=actor_for(agent, Via.DESK, moment=self._later(2)), category=row.category, evaluated=True,
            everyone_told=True, learning="nothing_new", note="Permintaan rutin.",
        )  # fmt: skip
