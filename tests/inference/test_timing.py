"""The benchmark's arithmetic, in closed form."""

import numpy as np
import pytest

from animegan.inference.timing import BenchReport, Row, Timed, make_row


def _row(network: str, backend: str, size: int, *times_ms: float) -> Row:
    timed = Timed(
        network=network, weights="w", backend=backend, precision="fp32", threads=2, size=size, gmac=5.0
    )
    return make_row(timed, np.array(times_ms), 100.0)


def test_a_row_holds_the_median_the_tail_and_the_ratio_to_what_the_machine_allows() -> None:
    row = _row("n", "b", 512, 60.0, 80.0, 100.0, 400.0, 90.0)
    assert row.median_ms == 90
    assert row.p90_ms == pytest.approx(280)  # linear between 100 (at 75 %) and 400 (at 100 %)
    assert row.ideal_ms == pytest.approx(50)  # 5 GMAC at 100 GMAC/s
    assert row.times_ideal == pytest.approx(1.8)


def test_what_people_use_today_is_compared_at_the_same_size() -> None:
    report = BenchReport(
        machine={},
        matrix_gmac_per_s={"b": 100.0},
        repeats=1,
        default=("fast", "fp32"),
        rows=[
            _row("n", backend, size, size / speed)
            for size in (256, 512)
            for backend, speed in (("fast", 8), ("slow", 2))
        ],
        published=[_row("published", "torch", 512, 1280.0), _row("published", "fast", 512, 320.0)],
    )
    assert report.times_default == report.to_dict()["times_default"] == {512: 20.0}
    assert report.times_best == report.to_dict()["times_best"] == {512: 4.0}
