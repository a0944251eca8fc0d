"""Figures in the text format that Prometheus reads: what was asked of the interface, and how the gate stands.

Source:
    Prometheus, "Exposition formats", text format version 0.0.4.
"""

from collections import Counter
from collections.abc import Iterator

from animegan.serving import Figures

__all__ = ["MEDIA_TYPE", "Metrics"]

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
BUCKETS_S = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)  # a picture of 512 px takes a tenth of a second


class Metrics:
    """Counts answers and the seconds they took; only the event loop writes into it."""

    def __init__(self) -> None:
        self._answers: Counter[tuple[str, int]] = Counter()
        self._within: Counter[tuple[str, float]] = Counter()
        self._seconds: Counter[str] = Counter()

    def note(self, path: str, status: int, seconds: float) -> None:
        """Counts one answer; `path` is that of a route, never what a stranger has typed."""
        self._answers[path, status] += 1
        self._seconds[path] += seconds  # type: ignore[assignment]  # a Counter adds floats as well
        for bucket in BUCKETS_S:
            self._within[path, bucket] += seconds <= bucket

    def text(self, gate: Figures, *, open_requests: int, memory_bytes: int) -> str:
        """Everything as one page of text."""
        return "\n".join([*self._requests(), *_now(gate, open_requests, memory_bytes), ""])

    def _requests(self) -> Iterator[str]:
        yield "# HELP animegan_requests_total Answers of the HTTP interface."
        yield "# TYPE animegan_requests_total counter"
        for (path, status), count in sorted(self._answers.items()):
            yield f'animegan_requests_total{{path="{path}",status="{status}"}} {count}'
        yield "# HELP animegan_request_seconds From the first byte of a request to its answer."
        yield "# TYPE animegan_request_seconds histogram"
        for path in sorted(self._seconds):
            count = sum(number for (of, _), number in self._answers.items() if of == path)
            for bucket in BUCKETS_S:
                yield f'animegan_request_seconds_bucket{{path="{path}",le="{bucket}"}} {self._within[path, bucket]}'
            yield f'animegan_request_seconds_bucket{{path="{path}",le="+Inf"}} {count}'
            yield f'animegan_request_seconds_sum{{path="{path}"}} {self._seconds[path]:.6f}'
            yield f'animegan_request_seconds_count{{path="{path}"}} {count}'


def _now(gate: Figures, open_requests: int, memory_bytes: int) -> Iterator[str]:
    rows = (
        (
            "gate_running",
            "gauge",
            "Network runs at this moment, of pages and interface together.",
            gate.running,
        ),
        ("gate_waiting", "gauge", "Jobs that wait for their turn.", gate.waiting),
        ("gate_served_total", "counter", "Jobs that ran to their end.", gate.served),
        ("gate_shared_total", "counter", "Jobs that got the answer of an identical one.", gate.shared),
        ("gate_refused_total", "counter", "Jobs turned away: the line was full, or too slow.", gate.refused),
        ("gate_mean_seconds", "gauge", "What the last jobs took on average.", f"{gate.mean_s:.6f}"),
        ("open_requests", "gauge", "Pictures that the interface works on or waits with.", open_requests),
        ("resident_memory_bytes", "gauge", "Memory of the process.", memory_bytes),
    )
    for name, kind, says, value in rows:
        yield f"# HELP animegan_{name} {says}"
        yield f"# TYPE animegan_{name} {kind}"
        yield f"animegan_{name} {value}"
