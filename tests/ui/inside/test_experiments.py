import inspect
from types import SimpleNamespace

import numpy as np
import pytest

from animegan.ui.inside import experiments
from animegan.ui.inside.experiments import channels_that_hold, mean_difference, side_of_square


def a_pass(features):
    return SimpleNamespace(features=lambda stage: np.asarray(features, np.float32))


def test_the_loudest_channels_hold_the_energy():
    base = a_pass([[[1.0]], [[3.0]], [[2.0]], [[0.0]]])  # energies 1, 9, 4, 0
    assert [channels_that_hold(base, "a", share) for share in (0.5, 0.64, 0.65, 0.95, 1.0)] == [1, 1, 2, 3, 3]


def test_a_silent_stage_needs_one_channel():
    assert channels_that_hold(a_pass(np.zeros((3, 2, 2))), "a", 0.5) == 1


@pytest.mark.parametrize(("share", "side"), [(0.5, 1), (0.51, 3), (0.75, 3), (0.76, 5), (1.0, 5)])
def test_the_square_grows_until_it_holds_the_share(share, side):
    influence = np.zeros((9, 9), np.float32)
    influence[4, 4], influence[3, 5], influence[4, 6] = 0.5, 0.25, 0.25
    assert side_of_square(influence, (4, 4), share) == side


def test_the_square_may_reach_over_the_rim():
    influence = np.zeros((5, 9), np.float32)
    influence[0, 8] = 1
    assert side_of_square(influence, (0, 0), 0.9) == 17


def test_pictures_differ_by_the_mean_of_all_their_numbers():
    before = np.zeros((1, 2, 3), np.uint8)
    after = before.copy()
    after[0, 0] = (6, 0, 0)
    assert mean_difference(before, after) == mean_difference(after, before) == 1


@pytest.mark.parametrize("name", experiments.__all__)
def test_the_source_of_each_stands_alone(name):
    """It is shown as a program: nothing outside a function may be needed to define it."""
    source = inspect.getsource(getattr(experiments, name))
    scope: dict[str, object] = {}
    exec(compile(source, name, "exec"), scope)
    assert callable(scope[name])
