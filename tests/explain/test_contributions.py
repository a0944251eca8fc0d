"""Shapley values against examples worked out by hand; measures; spectra against closed forms."""

import math
from collections.abc import Sequence

import numpy as np
import pytest
import torch
from captum.attr import ShapleyValues
from torch import nn

from animegan.errors import InputError
from animegan.explain import (
    MEASURES,
    Pass,
    get_measure,
    high_frequency_energy,
    radial_spectrum,
    shapley_of_gates,
    shapley_values,
)
from animegan.types import PhotoU8, Progress
from tests.explain.tiny import noise, tiny_pass


def test_three_players_worked_out_by_hand() -> None:
    """The glove game: one left glove (a), two right ones (b, c); a pair is worth 6."""
    found = shapley_values("abc", lambda here: 6.0 * (here[0] and (here[1] or here[2])))
    assert found.values == pytest.approx({"a": 4, "b": 1, "c": 1})
    assert (found.none, found.full) == (0, 6)
    assert len(found.combinations) == 8
    assert found.combinations[True, False, True] == 6


def test_captum_walks_through_every_order_and_agrees() -> None:
    worths = torch.rand(2, 2, 2, 2, generator=torch.Generator().manual_seed(4)).tolist()

    def worth(here: Sequence[float]) -> float:
        a, b, c, d = (int(one) for one in here)
        return float(worths[a][b][c][d])

    captums = ShapleyValues(lambda here: worth(here[0].tolist())).attribute(torch.ones(1, 4))[0].tolist()
    assert list(shapley_values("abcd", worth).values.values()) == pytest.approx(captums, abs=1e-6)


def test_two_gates_worked_out_by_hand() -> None:
    base = tiny_pass()
    found = shapley_of_gates(base, lambda picture: float(picture.mean()))
    v = found.combinations
    first = (v[True, False] - v[False, False] + v[True, True] - v[False, True]) / 2
    second = (v[False, True] - v[False, False] + v[True, True] - v[True, False]) / 2
    assert found.values == pytest.approx({"round": first, "direct": second})
    assert found.full == base.picture.mean()
    assert abs(first) > 0.1
    assert abs(second) > 0.1


@pytest.mark.parametrize("name", MEASURES)
def test_shares_add_up_to_full_minus_none(base: Pass, name: str) -> None:
    torch.manual_seed(2)
    eye = _Eye()
    seen: list[Progress] = []
    found = shapley_of_gates(base, get_measure(name, base, eye=eye), on_progress=seen.append)
    assert sum(found.values.values()) == pytest.approx(found.full - found.none, abs=1e-9)
    assert tuple(found.values) == base.network.gate_names
    assert [progress.done for progress in seen] == list(range(1, seen[0].total + 1))
    assert seen[-1].done == seen[-1].total == 2 ** len(base.network.gate_names)
    assert found.none != found.full


def test_measures_of_the_full_picture_itself(base: Pass) -> None:
    assert get_measure("ssim", base)(base.picture) == pytest.approx(1)
    assert get_measure("perceptual", base, eye=_Eye())(base.picture) == pytest.approx(0, abs=1e-6)
    with pytest.raises(InputError, match="eye"):
        get_measure("perceptual", base)
    with pytest.raises(InputError, match="beauty"):
        get_measure("beauty", base)


def _stripes(cycles: int, *, side: int = 64, amplitude: float = 60) -> PhotoU8:
    wave = 128 + amplitude * np.sin(2 * np.pi * cycles * np.arange(side) / side)
    return np.repeat(np.tile(wave.round(), (side, 1))[..., None], 3, axis=2).astype(np.uint8)


@pytest.mark.parametrize("cycles", [5, 12, 25])
def test_the_power_of_a_sine_lies_at_its_frequency_and_is_half_its_amplitude_squared(cycles: int) -> None:
    found = radial_spectrum(_stripes(cycles))
    assert found.frequency[found.power.argmax()] == pytest.approx(cycles / 64)
    assert found.frequency[-1] == 0.5
    variance = (60 / 255) ** 2 / 2
    assert (found.power * found.count).sum() == pytest.approx(variance, rel=0.02)  # of the sine in 8 bits
    near = np.abs(found.frequency - cycles / 64) < 1.6 / 64  # the window spreads it over its neighbours
    assert (found.power * found.count)[near].sum() == pytest.approx(
        variance, rel=0.02
    )  # of the sine in 8 bits


def test_only_fine_stripes_have_high_frequency_energy() -> None:
    assert high_frequency_energy(_stripes(25)) == pytest.approx((60 / 255) ** 2 / 2, rel=0.01)
    assert high_frequency_energy(_stripes(5)) < 1e-4
    assert high_frequency_energy(np.full((30, 41, 3), 90, np.uint8)) < 1e-12


def test_white_noise_is_as_strong_at_every_frequency() -> None:
    found = radial_spectrum(noise(128, 160))
    assert found.power[30:].mean() == pytest.approx(found.power[10:30].mean(), rel=0.15)
    assert math.isclose(found.frequency[0], 1 / 128)


class _Eye(nn.Module):
    """Sees brightness and vertical edges."""

    def forward(self, picture: torch.Tensor) -> dict[str, torch.Tensor]:
        edges = picture.diff(dim=-1)
        return {"near": torch.cat([picture[..., 1:], edges], dim=1) + 0.1}
