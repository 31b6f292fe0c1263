"""Made-up requests from the catalogue for the pattern page: every state of an approval, a form with a condition."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from desk.design.samples import PEOPLE
from incidents.catalogue.fields import Choice, Condition, FormField
from incidents.catalogue.forms import RequestForm
from incidents.catalogue.reading import Told
from people.models import User

ANSWERS = [
    Told("for_whom", "Untuk siapa", "Dewi Lestari"),
    Told("model", "Model", "Desain, 16 inci"),
    Told("why", "Mengapa model ini", "Mengolah video promosi.\nDua kali seminggu."),
]


def approvals() -> list[SimpleNamespace]:
    """One step of each standing."""
    return [
        _step("passed", approver=PEOPLE[1]),
        _step("given", decided_by=PEOPLE[0], is_decided=True, note=SimpleNamespace(body="Setuju.", is_erased=False)),
        _step("asked", approver=PEOPLE[1], meant=PEOPLE[0], why="away", get_why_display="they are away"),
        _step("waiting", meant=PEOPLE[2], asked_at=None),
        _step("refused", decided_by=PEOPLE[2], is_decided=True),
    ]


def _step(standing: str, **more: Any) -> SimpleNamespace:
    at = timezone.now() - timedelta(days=1)
    usual: dict[str, Any] = {
        "approver": None, "meant": None, "why": "", "decided_by": None, "is_decided": False, "note": None,
        "asked_at": at, "decided_at": at, "get_via_display": "e-mail",
    }  # fmt: skip
    return SimpleNamespace(standing=standing, **(usual | more))


def questions() -> RequestForm:
    """A choice, and what is asked only for one of them."""
    reasons = (Choice(code="new", label="Karyawan baru"), Choice(code="broken", label="Pengganti"))
    fields = [
        FormField(key="reason", type="one", label="Alasan", required=True, choices=reasons),
        FormField(
            key="fault",
            type="long_text",
            label="Apa kerusakannya",
            condition=Condition(field="reason", op="is", value="broken"),
        ),
        FormField(key="on", type="date", label="Diperlukan pada", least=3),
    ]
    return RequestForm(fields, User(name="Dewi Lestari"), timezone.localdate(), auto_id="asked_%s")
