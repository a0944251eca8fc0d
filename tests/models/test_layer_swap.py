"""Layer swapping: which tensor lies where, and what a hard and a soft switch take from whom."""

import math

import pytest
import torch

from animegan.errors import InputError
from animegan.models.layer_swap import layer_position, share_of_high, swap_layers
from animegan.models.stylegan2 import StyleGAN2

# from the published layout: two positions per side, the picture of a side with its second convolution
PLACES = {
    "input.input": 0,
    "conv1.conv.weight": 1, "conv1.conv.modulation.bias": 1, "to_rgb1.bias": 1, "noises.noise_0": 1,
    "convs.0.conv.weight": 2, "convs.0.conv.blur.kernel": 2, "noises.noise_1": 2,
    "convs.1.activate.bias": 3, "to_rgbs.0.upsample.kernel": 3, "noises.noise_2": 3,
    "convs.10.noise.weight": 12, "convs.11.conv.weight": 13, "to_rgbs.5.bias": 13, "noises.noise_12": 13,
}  # fmt: skip


@pytest.fixture(scope="module")
def low() -> dict[str, torch.Tensor]:
    return {name: torch.zeros_like(tensor) for name, tensor in StyleGAN2(32, 4, 1 / 128).state_dict().items()}


@pytest.fixture(scope="module")
def high(low: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    return {name: torch.ones_like(tensor) for name, tensor in low.items()}


@pytest.mark.parametrize(("key", "position"), PLACES.items())
def test_positions(key: str, position: int) -> None:
    assert layer_position(key) == position


def test_only_the_mapping_network_has_no_position(low: dict[str, torch.Tensor]) -> None:
    assert {key.split(".")[0] for key in low if layer_position(key) is None} == {"style"}
    assert max(layer_position(key) or 0 for key in low) == 7


def test_a_hard_switch_lands_one_step_later_than_named() -> None:
    assert [share_of_high(position, 2) for position in range(7)] == [0, 0, 0, 0, 1, 1, 1]


def test_a_soft_switch_is_a_logistic_curve() -> None:
    for position in range(8):
        expected = 1 / (1 + math.exp(-(position - 3) / 0.7))
        assert share_of_high(position, 3, 0.7) == pytest.approx(expected)
    assert share_of_high(3, 3, 0.7) == 0.5
    assert (share_of_high(0, 900, 0.1), share_of_high(900, 0, 0.1)) == (0.0, 1.0)  # no overflow


def test_a_hard_swap_takes_every_tensor_from_one_of_the_two(low, high) -> None:
    swapped = swap_layers(low, high, switch=2)
    assert swapped.keys() == low.keys()
    for key, tensor in swapped.items():
        position = layer_position(key)
        expected = 0.0 if position is None or position < 4 else 1.0
        assert (tensor == expected).all(), key


def test_a_soft_swap_is_the_weighted_mean(low, high) -> None:
    swapped = swap_layers(low, high, switch=3, width=1.0)
    for key, position in (("conv1.conv.weight", 1), ("convs.1.conv.weight", 3), ("to_rgbs.2.bias", 7)):
        expected = 1 / (1 + math.exp(-(position - 3)))
        torch.testing.assert_close(swapped[key], torch.full_like(low[key], expected))
    assert (swapped["style.3.weight"] == 0).all()


def test_swapping_with_itself_changes_nothing_and_the_arguments_stay(low) -> None:
    generator = StyleGAN2(16, 4, 1 / 128)
    own = generator.state_dict()
    for width in (None, 1.0):
        swapped = swap_layers(own, own, switch=2, width=width)
        assert all(torch.equal(swapped[key], own[key]) for key in own)
        swapped["input.input"].zero_()
        assert own["input.input"].abs().sum() > 0
    generator.load_state_dict(swapped, strict=True)


def test_other_architectures_and_passages_of_no_width_are_refused(low, high) -> None:
    with pytest.raises(InputError, match="noises"):
        swap_layers(
            low, {key: value for key, value in high.items() if not key.startswith("noises")}, switch=2
        )
    with pytest.raises(InputError, match=r"conv1\.conv\.weight"):
        swap_layers(low, high | {"conv1.conv.weight": torch.ones(3)}, switch=2)
    with pytest.raises(InputError, match=r"0\.0"):
        swap_layers(low, high, switch=2, width=0.0)
