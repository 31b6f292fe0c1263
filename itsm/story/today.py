"""What happened this morning: one fault that many report, some of it put together already, a duplicate, views worth keeping."""

from __future__ import annotations

from datetime import datetime, timedelta

from incidents import actions
from incidents.actions.views import save_view
from incidents.models import Category, Incident
from itsm.story.settlers import Settled
from people.actors import actor_for
from people.models import User
from records.choices import Via

MORNING = [
    ("Aplikasi gudang tidak bisa dibuka", "Aplikasi gudang berputar terus lalu muncul galat 503 sejak pagi."),
    ("Tidak bisa membuka aplikasi gudang", "Sejak pagi aplikasi gudang galat 503, pengiriman tertahan."),
    ("Aplikasi gudang galat 503", "Aplikasi gudang tidak bisa dibuka, muncul galat 503."),
]
"""Reports that one parent holds by now: title and text."""
NOON = [
    ("Wi-Fi kantor pusat sering putus", "Wi-Fi kantor pusat lantai 3 sering putus sejak siang ini."),
    ("Wi-Fi lantai 3 kantor pusat putus-putus", "Sejak siang Wi-Fi lantai 3 kantor pusat sering putus."),
    ("Wi-Fi kantor pusat putus terus", "Wi-Fi kantor pusat di lantai 3 putus terus sejak siang."),
    ("Wi-Fi lantai 3 sering terputus", "Wi-Fi kantor pusat lantai 3 sering putus, rapat daring terganggu."),
]
"""Reports that nobody has put together yet."""


def tell_today(settled: Settled, today: datetime) -> None:
    """The last hours of the story, through the actions like all of it."""
    _warehouse(settled, today - timedelta(hours=3))
    for place, (title, told) in enumerate(NOON):
        at = today - timedelta(minutes=38 - 9 * place)
        _reported(settled, settled.requesters[place + 8], title, told, "Koneksi internet dan WAN", at)
    _kept_views(settled)


def _warehouse(settled: Settled, at: datetime) -> None:
    rows = [
        _reported(
            settled, settled.requesters[place], title, told, "Manajemen gudang", at + timedelta(minutes=7 * place)
        )
        for place, (title, told) in enumerate(MORNING)
    ]
    agent = settled.members["Service Desk"][0]
    later = at + timedelta(minutes=30)
    parent = actions.classify(
        rows[0], by=actor_for(agent, Via.DESK, moment=later), kind="incident",
        category=Category.objects.get(path="Software › Business application"), impact=2, urgency=1,
        team=settled.teams["Aplikasi Bisnis"],
    )  # fmt: skip
    specialist = settled.members["Aplikasi Bisnis"][0]
    by = actor_for(specialist, Via.DESK, moment=later + timedelta(minutes=5))
    actions.start_diagnosis(parent, by=by, assignee=specialist)
    adopting = actor_for(agent, Via.DESK, moment=later + timedelta(minutes=8))
    for row in rows[1:]:
        actions.adopt(row, by=adopting, parent=parent)
    actions.comment(
        parent,
        by=adopting,
        text="Kami sedang memulihkan aplikasi gudang; kabar berikutnya dalam satu jam. Mohon pakai formulir kertas.",
    )
    again = _reported(
        settled, settled.requesters[0], MORNING[0][0], "Kirim ulang: " + MORNING[0][1], "Manajemen gudang", later
    )
    merging = actor_for(agent, Via.DESK, moment=later + timedelta(minutes=9))
    actions.cancel(again, by=merging, reason="duplicate", original=parent)


def _reported(settled: Settled, person: User, title: str, told: str, service: str, at: datetime) -> Incident:
    by = actor_for(person, Via.PORTAL, moment=at)
    return actions.report(
        by=by, source="portal", title=title, description=told, requester=person, service=settled.services[service]
    )


def _kept_views(settled: Settled) -> None:
    manager = settled.people["incident.manager"]
    agent = settled.people["agent"]
    save_view(
        by=actor_for(manager, Via.DEMO), name="Mendesak hari ini", question="is:live prio:P1,P2", sort="due",
        is_for_everyone=True,
    )  # fmt: skip
    save_view(
        by=actor_for(agent, Via.DEMO), name="Kasir dan EDC", question="is:live kasir", sort="-changed",
        grouped_by="state",
    )  # fmt: skip
