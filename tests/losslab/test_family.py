"""Networks between trained ones: exactly the members at their points, pictures in between, and a pair without any."""

import numpy as np
import pytest
import torch

from animegan.errors import InputError
from animegan.losslab.mixing.family import ORIGIN, SLIDERS, Family, load_family, network_like, paint_with
from animegan.losslab.mixing.interpolation import interpolate
from animegan.losslab.mixing.twin import shuffled_twin
from animegan.media.samples import load_sample
from animegan.types import PhotoU8


@pytest.fixture(scope="module")
def family() -> Family:
    return load_family()


@pytest.fixture(scope="module")
def photo() -> PhotoU8:
    return load_sample("cat")[:192, 128:320]


def distance(a: PhotoU8, b: PhotoU8) -> float:
    return float(np.abs(a.astype(float) - b).mean())


def test_the_sum_is_weighed_and_counters_stay_whole() -> None:
    one = {"weight": torch.tensor([1.0, 2.0]), "batches": torch.tensor(7)}
    other = {"weight": torch.tensor([3.0, -2.0]), "batches": torch.tensor(9)}
    mixed = interpolate([one, other], [0.25, 0.75])
    assert mixed["weight"].tolist() == [2.5, -1.0]
    assert mixed["batches"].item() == 7


@pytest.mark.parametrize("shares", [[1.0], [0.5, 0.6], []])
def test_shares_that_are_none_are_refused(shares: list[float]) -> None:
    with pytest.raises(InputError, match="Shares"):
        interpolate([{"w": torch.ones(1)}, {"w": torch.ones(1)}], shares)


@pytest.mark.parametrize("term", [None, *SLIDERS])
def test_at_a_trained_point_the_picture_is_the_members(
    family: Family, photo: PhotoU8, term: str | None
) -> None:
    shares = {name: 1.0 if name == term else 0.0 for name in SLIDERS}
    member = SLIDERS[term] if term else ORIGIN
    assert family.trained_point(shares) == member
    assert np.array_equal(paint_with(family.at(shares), photo), paint_with(family.members[member], photo))


def test_between_trained_points_nothing_was_trained(family: Family) -> None:
    assert family.trained_point({"l1": 0.5}) is None
    assert family.trained_point({"l1": 1.0, "style": 0.1}) is None


def test_a_term_without_slider_is_refused(family: Family) -> None:
    with pytest.raises(InputError, match="variation"):
        family.at({"variation": 1.0})


def test_mixing_changes_no_member(family: Family) -> None:
    before = {name: tensor.clone() for name, tensor in family.members[ORIGIN].state_dict().items()}
    family.at({"l1": 0.3, "style": 0.9})
    assert all(torch.equal(before[name], t) for name, t in family.members[ORIGIN].state_dict().items())


def test_halfway_to_a_relative_there_is_a_picture_halfway_to_the_twin_there_is_none(
    family: Family, photo: PhotoU8
) -> None:
    network = family.members[ORIGIN]
    twin = shuffled_twin(network)
    own = paint_with(network, photo)
    assert distance(own, paint_with(twin, photo)) < 0.05, "the twin paints the same picture"
    relative = distance(own, paint_with(family.at({"adversarial": 0.5}), photo))
    between = interpolate([network.state_dict(), twin.state_dict()], [0.5, 0.5])
    assert distance(own, paint_with(network_like(network, between), photo)) > 3 * relative
