"""``/metrics``: how it runs, in the text format that Prometheus reads. Bearer of ``METRICS_TOKEN`` only."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from itsm.running import Running, look


@require_GET
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Gauges of this moment; 404 without the token, so that nobody learns that it is there."""
    shown = request.headers.get("Authorization", "")
    if not settings.METRICS_TOKEN or not constant_time_compare(shown, f"Bearer {settings.METRICS_TOKEN}"):
        raise Http404
    registry = CollectorRegistry()
    registry.register(_Gauges(look(timezone.now())))
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)


class _Gauges:
    """What ``look`` found, as gauges."""

    def __init__(self, running: Running) -> None:
        self.running = running

    def collect(self) -> Iterator[GaugeMetricFamily]:
        now = self.running
        yield _labelled("tanggap_up", "Whether a part is there.", "part", {k: float(v) for k, v in now.parts.items()})
        ages = {"beat": now.beat_age, "worker": now.worker_age}
        known = {part: age for part, age in ages.items() if age is not None}
        yield _labelled("tanggap_sign_age_seconds", "Seconds since the last sign of life.", "part", known)
        late = now.sweep_late.total_seconds()
        yield GaugeMetricFamily("tanggap_sweep_late_seconds", "How long the longest overdue clock has waited.", late)
        counted = {status: float(count) for status, count in now.clocks.items()}
        yield _labelled("tanggap_clocks", "Clocks running, running after they ran out, due now.", "status", counted)
        waited = {queue.kind: queue.late.total_seconds() for queue in now.queues}
        yield _labelled("tanggap_outbox_late_seconds", "How long the longest due row has waited.", "kind", waited)
        for name in ("waiting", "failing", "dead"):
            rows = {queue.kind: float(getattr(queue, name)) for queue in now.queues}
            yield _labelled(f"tanggap_outbox_{name}", f"Rows of the outbox that are {name}.", "kind", rows)


def _labelled(name: str, about: str, label: str, values: dict[str, float]) -> GaugeMetricFamily:
    made = GaugeMetricFamily(name, about, labels=[label])
    for key, value in values.items():
        made.add_metric([key], value)
    return made
