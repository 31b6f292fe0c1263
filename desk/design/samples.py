"""Made-up things for the pattern page: they look like rows, and are none."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desk.clocks import TimeLeft
from incidents.choices import STATE_LOOKS, HoldReason, Kind, Priority, State
from records.fields import FilesField, MomentField


class Person:
    """Somebody with a name."""

    pk = 0
    email = "dewi@example.com"

    def __init__(self, name: str) -> None:
        self.name = name

    def __str__(self) -> str:
        return self.name


ME = Person("Dewi Lestari")
PEOPLE = [Person("Budi Santoso"), Person("Sari"), Person("Raden Mas Aryo Kusumonegoro Wicaksono Adiputro"), None]
RAIL = [
    ("live", "Everything open", "layout-list", "128"), ("mine", "Mine", "user", "7"), ("triage", "Triage", "eye", "3"),
    ("hold", "On hold", "player-pause", ""),
]  # fmt: skip
CLOCKS = [
    TimeLeft("1 h 12 m", "fine"), TimeLeft("14 m", "risk"), TimeLeft("−6 m", "breached"), TimeLeft("paused", "paused"),
    TimeLeft("Met", "met"),
]  # fmt: skip
PROMISE = SimpleNamespace(
    clock=SimpleNamespace(
        get_measure_display="Resolution", kind="ola", team="Jaringan", agreement="OLA Jaringan", priority="P2",
        target="8 h", calendar="Office hours", due_at=timezone.now() + timedelta(minutes=72), breached_at=None,
    ),
    left=TimeLeft("1 h 12 m", "fine"),
    parts=[SimpleNamespace(words="ran", began=timezone.now() - timedelta(hours=2), ended=None, counted="48 m")],
)  # fmt: skip
OUTCOMES = [
    SimpleNamespace(name="P1 Resolution", judged=12, before=7, after=9, change=2),
    SimpleNamespace(name="P2 Resolution", judged=30, before=28, after=20, change=-8),
]
TRIED = SimpleNamespace(by_priority=OUTCOMES, by_team=[], at_once=3, moved=4)
SCORES = [(1, "Very bad"), (2, "Bad"), (3, "All right"), (4, "Good"), (5, "Very good")]
STANDINGS = [
    SimpleNamespace(headline="We are working on it.", expected="You hear from us by 15:00.", tone="plain"),
    SimpleNamespace(headline="Waiting for you.", expected="Please answer our question below.", tone="asks"),
    SimpleNamespace(headline="Waiting for the supplier.", expected="Next check Tuesday 14:00.", tone="waits"),
    SimpleNamespace(headline="This is finished.", expected="If it comes back, write below.", tone="good"),
]
LONG = "Sinkronisasi stok gudang Cikarang tertunda lebih dari dua jam dan angka di toko tidak cocok dengan kantor pusat"


def incident(state: State = State.IN_DIAGNOSIS, **more: Any) -> SimpleNamespace:
    """What the chips, rows and heads read of an incident."""
    icon, _colour = STATE_LOOKS[state]
    shown: dict[str, Any] = {
        "state": state.value, "state_label": state.label, "state_icon": icon, "is_on_hold": False, "is_confirmed": False,
        "is_confidential": False, "priority": "P3", "handle": "INC-000123", "title": "Kasir tidak bisa mencetak struk",
        "reporter_name": "Dewi Lestari", "service": "Kasir (POS)", "assignee": PEOPLE[0], "owning_team": "",
        "changed_at": timezone.now() - timedelta(minutes=41), "desk_url": lambda: "#row", "get_absolute_url": "#row",
        "hold_reason": "", "kind": Kind.INCIDENT,
    }  # fmt: skip
    shown |= more
    shown["get_priority_display"] = Priority(shown["priority"]).label if shown["priority"] else ""
    return SimpleNamespace(**shown)


def states() -> list[SimpleNamespace]:
    """Every state, and what is laid over it."""
    held = incident(is_on_hold=True, get_hold_reason_display=HoldReason.REQUESTER.label)
    confirmed = incident(State.RESOLVED, is_confirmed=True)
    return [*(incident(state) for state in State), held, confirmed, incident(is_confidential=True)]


def priorities() -> list[SimpleNamespace]:
    return [incident(priority=code) for code in [*Priority.values, ""]]


def rows() -> list[SimpleNamespace]:
    """Queue rows: plain, long, nobody's, over."""
    return [
        incident(priority="P1"),
        incident(priority="P2", title=LONG, assignee=PEOPLE[2], handle="INC-000124"),
        incident(State.REGISTERED, priority="", assignee=None, handle="REQ-000125"),
        incident(State.CLASSIFIED, priority="P3", assignee=None, owning_team="Jaringan", handle="INC-000126"),
        incident(State.CLOSED, priority="P4", handle="INC-000127"),
    ]


def announcements() -> list[SimpleNamespace]:
    """What is broken, as everybody reads it: going on, mine too, solved."""
    row = SimpleNamespace(service="E-mail", handle="INC-000123", resolved_at=timezone.now())
    told = {
        "text": "E-mail is slow for everybody. We restart the server.",
        "announced_at": timezone.now(),
        "incident": row,
    }
    return [
        SimpleNamespace(**told, is_mine=mine, is_solved=solved)
        for mine, solved in ((False, False), (True, False), (True, True))
    ]


def listed() -> list[SimpleNamespace]:
    """The same as a list holds them: running out, paused, without a clock, gone from the list."""
    lefts = [CLOCKS[1], CLOCKS[3], CLOCKS[0], None, None]
    return [
        SimpleNamespace(incident=SimpleNamespace(**vars(incident), pk=index), left=left, is_gone=index == 3)
        for index, (incident, left) in enumerate(zip(rows(), lefts, strict=True))
    ]


def moments() -> list[datetime]:
    """Times near and far, past and to come."""
    now = timezone.now()
    away = [
        timedelta(seconds=-5), timedelta(minutes=-41), timedelta(hours=-5), timedelta(days=-1), timedelta(days=-400),
        timedelta(minutes=40), timedelta(days=1),
    ]  # fmt: skip
    return [now + each for each in away]


def steps() -> list[SimpleNamespace]:
    """The desk's stepper half-way."""
    now = timezone.now()
    took = [timedelta(minutes=4), timedelta(minutes=18), timedelta(hours=1, minutes=5), timedelta(days=1, hours=3)]
    names = [State.DETECTED, State.REGISTERED, State.CLASSIFIED, State.IN_DIAGNOSIS, State.RESOLVED, State.CLOSED]
    made = []
    for index, state in enumerate(names):
        status = "done" if index < 3 else "current" if index == 3 else "todo"
        hint = _("Next: resolve it, with a recovery check.") if status == "current" else ""
        lasted = took[index] if index < len(took) else None
        made.append(SimpleNamespace(label=state.label, status=status, at=now, took=lasted, hint=hint))
    return made


def progress() -> list[SimpleNamespace]:
    """The portal's five steps, the third reached."""
    labels = [_("Sent"), _("Received"), _("We are on it"), _("Solved – please check"), _("Finished")]
    reached = ["done", "done", "current", "todo", "todo"]
    return [
        SimpleNamespace(label=label, status=status, at=timezone.now())
        for label, status in zip(labels, reached, strict=True)
    ]


def lines() -> list[SimpleNamespace]:
    """A record: machine lines, a public message, an internal one, an erased one, files."""
    files = [
        SimpleNamespace(pk=1, name="galat-kasir-3.log", size=48_211, is_image=False),
        SimpleNamespace(
            pk=2, name="Laporan pemasok tentang gangguan jaringan Jawa Barat.pdf", size=2_400_000, is_image=False
        ),
    ]
    text = "Printer struk **diam** sejak toko buka.\n\n- dimatikan, dinyalakan lagi\n- kabel diganti\n\nGalat: `E-1042`"
    return [
        _said("Dewi Lestari", "reported this (Portal)", text, attachments=files),
        _line("Prometheus", "registered it as INC-000123", "clipboard-check"),
        _line("Budi Santoso", "classified it: Hardware › Point of sale, P2 High, Dukungan Toko", "tags"),
        _said("Budi Santoso", "Hypothesis: open", "Driver 4.2.1 setelah pembaruan semalam?", internal=True),
        _said("Prometheus", "commented", "Antrean cetak kosong lagi.", kind="machine"),
        _said("Sari", "wrote", "", erased=True),
    ]


def _line(name: str, text: str, icon: str, **more: Any) -> SimpleNamespace:
    entry = SimpleNamespace(actor_name=name, actor_kind=more.pop("kind", "person"), actor_id=1)
    at = timezone.now() - timedelta(hours=2)
    return SimpleNamespace(entry=entry, text=text, icon=icon, at=at, message=None, attachments=[], **more)


def _said(
    name: str, text: str, body: str, *, internal: bool = False, erased: bool = False, **more: Any
) -> SimpleNamespace:
    files = more.pop("attachments", [])
    line = _line(name, text, "message", **more)
    line.message = SimpleNamespace(body=body, is_internal=internal, is_erased=erased)
    line.attachments = files
    return line


def said() -> list[Message]:
    """A toast of each level."""
    words = {constants.SUCCESS: "INC-000123: done – Resolve.", constants.WARNING: "Two files were left out.", constants.ERROR: "It could not be saved."}  # fmt: skip
    return [Message(level, text) for level, text in words.items()]


class CommentForm(forms.Form):
    """The composer's fields."""

    internal = forms.BooleanField(required=False)
    text = forms.CharField(widget=forms.Textarea)
    files = FilesField()  # type: ignore[assignment]


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label=_("Title"), help_text="One line that says what happens.")
    description = forms.CharField(label=_("What happens"), widget=forms.Textarea(attrs={"rows": 3}))
    service = forms.ChoiceField(label=_("Affected service"), choices=[("", "–"), ("1", "E-mail"), ("2", "Kasir (POS)")])
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, widget=forms.RadioSelect, initial="incident")
    everyone = forms.BooleanField(
        label=_("Down for everyone"), help_text=_("A core service that is down for everyone is P1 by itself.")
    )
    since = MomentField(label=_("First symptom"))
    files = FilesField(label=_("Attachments"))  # type: ignore[assignment]


def refused() -> SampleForm:
    """The form with something wrong in it."""
    form = SampleForm({"title": "x", "kind": ""}, prefix="refused")
    form.add_error(None, "This has changed meanwhile.")
    return form
