"""Same fault, many reports: like ones are found, unlike ones are not, and never what one may not see (C7)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from incidents import actions
from incidents.finding.alike import alike
from incidents.models import Incident
from tests.cast import Cast
from tests.journeys import in_diagnosis, registered

REPORTS = [
    "Internet toko Makassar mati sejak pagi",
    "Koneksi internet di toko Makassar putus",
    "Toko Makassar: internet mati total",
]


def found(row: Incident, cast: Cast) -> list[int]:
    return [each.incident.pk for each in alike(row, cast.agent)]


def test_reports_of_one_fault_find_each_other(cast: Cast) -> None:
    rows = [registered(cast, title=title, description=title) for title in REPORTS]
    registered(cast, title="Lupa kata sandi ERP", description="Akun terkunci setelah tiga kali salah.")
    assert set(found(rows[0], cast)) == {row.pk for row in rows[1:]}
    assert alike(rows[0], cast.agent)[0].why


@pytest.mark.parametrize(
    "other",
    ["Printer kantor macet", "Minta laptop baru untuk karyawan", "E-mail dari pemasok tidak masuk"],
)
def test_other_faults_of_the_same_service_are_not_offered(other: str, cast: Cast) -> None:
    row = registered(cast, title=REPORTS[0], description=REPORTS[0])
    registered(cast, title=other, description=other)
    assert found(row, cast) == []


def test_old_ones_those_that_are_over_and_those_under_a_parent_are_left_out(cast: Cast) -> None:
    rows = [registered(cast, title=title, description=title) for title in REPORTS]
    Incident.objects.filter(pk=rows[1].pk).update(detected_at=rows[1].detected_at - timedelta(days=3))
    actions.adopt(rows[2], by=cast.by("agent"), parent=in_diagnosis(cast))
    assert found(rows[0], cast) == []
    actions.cancel(rows[0], by=cast.by("agent"), reason="not_an_incident")
    assert found(Incident.objects.get(pk=rows[0].pk), cast) == []


def test_confidential_ones_are_not_given_away(cast: Cast) -> None:
    rows = [registered(cast, title=title, description=title) for title in REPORTS[:2]]
    actions.restrict(rows[1], by=cast.by("incident_manager"), people=[])
    assert found(rows[0], cast) == []
