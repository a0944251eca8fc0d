"""The promises that every generator's `forward` is built on."""

import math

import pytest
import torch

from animegan.errors import InputError
from animegan.models.painted import TapRecorder, pad_to_multiple, resolve_gates


def test_only_what_was_asked_for_is_kept_and_as_it_was() -> None:
    tap = TapRecorder(["b"], ("a", "b"))
    first, second = torch.zeros(2), torch.ones(2)
    assert tap("a", first) is first
    assert tap("b", second) is second
    second.add_(5)  # what an in-place layer would do next
    assert {name: features.tolist() for name, features in tap.features.items()} == {"b": [1.0, 1.0]}


def test_gates_not_asked_for_are_neutral() -> None:
    assert resolve_gates(None, ("a", "b")) == {"a": 1.0, "b": 1.0}
    assert resolve_gates({"b": 0}, ("a", "b")) == {"a": 1.0, "b": 0.0}


@pytest.mark.parametrize("gain", [math.nan, math.inf])
def test_a_gain_that_is_no_number_is_refused(gain: float) -> None:
    with pytest.raises(InputError, match="'a'"):
        resolve_gates({"a": gain}, ("a",))


def test_unknown_names_are_refused_and_the_hint_lists_the_known_ones() -> None:
    with pytest.raises(InputError, match="Unknown gate: x, y") as caught:
        resolve_gates({"y": 1.0, "a": 1.0, "x": 1.0}, ("a", "b"))
    assert "a, b" in caught.value.hint
    with pytest.raises(InputError, match="Unknown tap: x"):
        TapRecorder({"x"}, ("a",))


def test_padding_repeats_the_right_and_bottom_rim() -> None:
    photo = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])[None, None]
    expected = [[1.0, 2.0, 3.0, 3.0], [4.0, 5.0, 6.0, 6.0], [4.0, 5.0, 6.0, 6.0], [4.0, 5.0, 6.0, 6.0]]
    assert pad_to_multiple(photo, 4)[0, 0].tolist() == expected
    assert pad_to_multiple(photo[..., :2], 2).shape == (1, 1, 2, 2)
    assert pad_to_multiple(torch.zeros(1, 3, 1, 9), 4, least=8).shape == (1, 3, 8, 12)


def test_a_photo_that_fits_is_not_copied() -> None:
    photo = torch.zeros(1, 3, 8, 4)
    assert pad_to_multiple(photo, 4) is photo
