"""Where a pixel looks."""

import numpy as np
import pytest

from animegan.errors import InputError
from animegan.explain import Pass, effective_receptive_field, receptive_fields, rerun
from tests.explain.tiny import tiny_pass


def test_it_sums_to_one_and_lies_around_the_pixel() -> None:
    base = tiny_pass()
    listened = effective_receptive_field(base, (30, 40))
    assert listened.shape == base.size
    assert listened.sum() == pytest.approx(1, abs=1e-5)
    assert listened.min() >= 0
    rows, columns = listened.nonzero()
    side = receptive_fields(base.network)["sum"]
    assert rows.max() - rows.min() < side
    assert columns.max() - columns.min() < side
    assert listened[30, 40] > 0


def test_a_closed_gate_changes_where_it_looks() -> None:
    base = tiny_pass()
    closed = effective_receptive_field(rerun(base, gates={"direct": 0.0}), (30, 40))
    assert closed[30, 40] < effective_receptive_field(base, (30, 40))[30, 40]


def test_of_a_stage_and_of_every_network(base: Pass) -> None:
    first = base.network.stages[0]
    for stage in (first, None):
        assert effective_receptive_field(base, (63, 91), stage=stage).sum() == pytest.approx(1, abs=1e-4)
    assert all(parameter.grad is None for parameter in base.network.parameters())


@pytest.mark.parametrize("pixel", [(-1, 0), (64, 0), (0, 72)])
def test_a_pixel_outside_is_refused(pixel: tuple[int, int]) -> None:
    with pytest.raises(InputError, match="no pixel"):
        effective_receptive_field(tiny_pass(), pixel)


def test_an_unknown_stage_is_refused() -> None:
    with pytest.raises(InputError, match="nowhere"):
        effective_receptive_field(tiny_pass(), (0, 0), stage="nowhere")


def test_finite_differences_agree() -> None:
    """Nudging the pixel it listens to most moves the output most."""
    base = tiny_pass()
    listened = effective_receptive_field(base, (30, 40))
    assert np.unravel_index(listened.argmax(), listened.shape) == (30, 40)  # the photo itself is added there
