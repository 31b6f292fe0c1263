"""Every step of every clock is recorded once, while workers, broker, beat and database are killed (SPEC B5).

A whole installation of its own runs; hundreds of clocks are due at once.
"""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from collections.abc import Iterator

import psutil
import pytest

from tests.faults.installation import Installation, installation, until

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("one installation after the other")]
INCIDENTS = 150
TELL = f"""
from datetime import timedelta
from django.utils import timezone
from incidents import actions
from people.actors import actor_for, machine
from people.models import Role, User
from records.choices import Via
from services.models import Service
from sla.actions import StepRow, TargetRow, set_terms
from sla.durations import parse
from sla.models import Agreement, Calendar
admin = User.objects.create_user("a@x.example", name="Admin"); admin.roles.set(Role.objects.all())
by = actor_for(admin)
hours = Calendar.objects.get(name="Round the clock")
set_terms(Agreement.objects.get(), by=by, targets=[TargetRow("P3", "response", parse("30 min"), hours)],
          steps=[StepRow("response", share, "incident_manager") for share in (50, 75, 100, 150)])
service = Service.objects.create(name="POS")
then = timezone.now() - timedelta(hours=2)
for number in range({INCIDENTS}):
    actions.report(by=machine("Prometheus", Via.MONITORING, then), source="monitoring", title=f"Down {{number}}",
                   description="Down.", service=service)
"""
RECORDED = """
    SELECT subject_id, data->>'percent', count(*) FROM records_entry
    WHERE kind IN ('sla.breached', 'sla.step_reached') GROUP BY 1, 2
"""


@pytest.fixture(scope="module")
def place() -> Iterator[Installation]:
    with installation() as made:
        made.begin()
        yield made


def waiting(place: Installation) -> int:
    return int(place.sql("SELECT count(*) FROM sla_clock WHERE next_check_at <= now()")[0][0])


def pool(place: Installation) -> list[psutil.Process]:
    """The processes in which the worker carries out its tasks."""
    return psutil.Process(place.pid("worker")).children()


def test_every_step_is_recorded_once_whatever_is_killed(place: Installation) -> None:
    os.kill(place.pid("beat"), signal.SIGSTOP)
    told = place.manage("shell", "-c", TELL)
    assert told.returncode == 0, told.stderr
    assert waiting(place) == INCIDENTS
    os.kill(place.pid("beat"), signal.SIGCONT)
    until(lambda: waiting(place) < INCIDENTS)
    for process in pool(place):
        process.kill()
    time.sleep(0.3)
    os.kill(place.pid("worker"), signal.SIGKILL)
    os.kill(place.pid("redis"), signal.SIGKILL)
    until(place.is_healthy)
    os.kill(place.pid("postgres"), signal.SIGKILL)
    until(place.is_healthy)
    os.kill(place.pid("beat"), signal.SIGKILL)
    until(lambda: place.is_healthy() and waiting(place) == 0, 90)
    found = place.sql(RECORDED)
    assert {count for _incident, _percent, count in found} == {1}
    assert Counter(percent for _incident, percent, _count in found) == dict.fromkeys(
        (None, "50", "75", "100", "150"), INCIDENTS
    )
    late = place.sql("SELECT count(*) FROM records_entry WHERE kind = 'sla.breached' AND (data->>'late')::int > 3600")
    assert late == [(INCIDENTS,)]
