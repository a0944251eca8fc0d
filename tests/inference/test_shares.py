"""Mixing styles."""

import math

import numpy as np
import pytest

from animegan.errors import InputError
from animegan.inference.shares import style_code, style_shares

STYLES = ("sakura", "aozora", "yuyake", "sumi")


def test_shares_sum_to_one_in_the_networks_order() -> None:
    shares = style_shares({"sumi": 6, "sakura": 2, "aozora": 0}, STYLES)
    assert list(shares.items()) == [("sakura", 0.25), ("sumi", 0.75)]
    code = style_code(shares, STYLES)
    assert code.dtype == np.float32
    assert code.tolist() == [0.25, 0.0, 0.0, 0.75]


@pytest.mark.parametrize(
    ("mix", "message"),
    [
        ({}, "holds no style"),
        ({"sumi": 0, "sakura": 0.0}, "holds no style"),
        ({"sumi": -1, "sakura": 2}, "'sumi' is -1"),
        ({"sumi": math.nan}, "'sumi' is nan"),
        ({"sumi": math.inf}, "'sumi' is inf"),
        ({"sumi": 1, "hayao": 1, "paprika": 1}, "hayao, paprika"),
    ],
)
def test_what_is_no_mix_is_refused(mix: dict[str, float], message: str) -> None:
    with pytest.raises(InputError, match=message):
        style_shares(mix, STYLES)
