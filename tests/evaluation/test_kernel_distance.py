"""Sets of one kind are at no distance, sets of two kinds are; the twins in paired sets do no harm."""

import importlib
import sys

import numpy as np
import pytest
import torch
from torch import Tensor

from animegan.errors import InputError
from animegan.evaluation.kernel_distance import FEWEST, feature_statistics, kernel_distance


def _set(seed: int, *, count: int = 40, shift: float = 0.0) -> list[Tensor]:
    drawn = torch.randn(count, 1, 16, generator=torch.Generator().manual_seed(seed))
    return list((drawn + shift) / 4)  # 1/sqrt(D), as feature_statistics makes them


def _over_all_splits(a: list[Tensor], b: list[Tensor]) -> float:
    """The limit of ever more splits: every pair of two different photos counts, and counts once."""
    x, y = torch.cat(a).double(), torch.cat(b).double()

    def mean_of_pairs(p: Tensor, q: Tensor) -> Tensor:
        kernel = (p @ q.T + 1) ** 3
        return (kernel.sum() - kernel.diagonal().sum()) / (len(p) * (len(p) - 1))

    return float(mean_of_pairs(x, x) + mean_of_pairs(y, y) - 2 * mean_of_pairs(x, y))


def test_statistics_by_hand() -> None:
    maps = torch.tensor([[[[1.0, 3.0]], [[5.0, 5.0]]]])  # two channels: means 2 and 5, spreads 1 and 0
    found = feature_statistics({"a": maps, "b": torch.zeros(1, 3, 4, 4)})
    expected = torch.tensor([2.0, 5.0, 1.0, 0.0]) / 8**0.5  # 4 numbers of a level, 2 levels
    torch.testing.assert_close(found, torch.cat((expected, torch.zeros(6)))[None])


def test_a_set_is_at_no_distance_from_itself() -> None:
    same = kernel_distance(_set(1), _set(1), seed=7)
    other = kernel_distance(_set(1), _set(2, shift=1.0), seed=7)
    assert same is not None and other is not None
    assert abs(same) < 0.02 * other


def test_the_distance_grows_with_the_difference() -> None:
    found = [kernel_distance(_set(1), _set(2, shift=shift), seed=7) for shift in (0.0, 0.5, 1.0)]
    assert found == sorted(found)


def test_paired_sets_agree_with_all_splits_at_once() -> None:
    """A set and nearly the same one: the library's figure on the whole sets would be far below zero."""
    a = _set(1)
    b = [
        row + 0.05 * torch.randn(1, 16, generator=torch.Generator().manual_seed(i)) for i, row in enumerate(a)
    ]
    apart = kernel_distance(a, [row + 0.25 for row in b], seed=7)
    assert apart == pytest.approx(_over_all_splits(a, [row + 0.25 for row in b]), rel=0.05)


def test_the_seed_decides() -> None:
    a, b = _set(1), _set(2, shift=0.5)
    once = kernel_distance(a, b, seed=7)
    assert once == pytest.approx(kernel_distance(a, b, seed=7), rel=1e-9)  # the order of a sum is not ours
    assert once != pytest.approx(kernel_distance(a, b, seed=8), rel=1e-6)


def test_too_few_pictures_have_no_distance() -> None:
    assert kernel_distance(_set(1, count=FEWEST - 1), _set(2, count=FEWEST - 1), seed=7) is None
    assert np.isfinite(kernel_distance(_set(1, count=FEWEST), _set(2, count=FEWEST), seed=7) or np.nan)


def test_a_missing_library_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torchmetrics.image.kid", None)
    monkeypatch.delitem(sys.modules, "animegan.evaluation.kernel_distance")
    with pytest.raises(InputError, match="torchmetrics") as raised:
        importlib.import_module("animegan.evaluation.kernel_distance")
    assert "requirements-train.txt" in raised.value.hint
