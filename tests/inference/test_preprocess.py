"""Working sizes and resizing."""

import numpy as np
import pytest

from animegan.errors import InputError
from animegan.inference.preprocess import pad_to_multiple, resize, working_size


@pytest.mark.parametrize(
    ("photo_size", "size", "expected"),
    [
        ((3000, 4000), 512, (512, 683)),
        ((4000, 3000), 512, (683, 512)),
        ((512, 512), 512, (512, 512)),
        ((300, 400), 512, (300, 400)),  # never enlarged …
        ((32, 48), 512, (64, 96)),  # … but to 64
        ((1, 1), 64, (64, 64)),
        ((64, 500), 64, (64, 500)),
        ((20_000, 20_000), 10_000, (10_000, 10_000)),
    ],
)
def test_the_short_side_becomes_the_size_and_the_aspect_stays(
    photo_size: tuple[int, int], size: int, expected: tuple[int, int]
) -> None:
    assert working_size(photo_size, size) == expected


@pytest.mark.parametrize("size", [63, 0, -512, 10_001])
def test_a_size_out_of_range_is_refused(size: int) -> None:
    with pytest.raises(InputError, match=str(size)):
        working_size((100, 100), size)


@pytest.mark.parametrize("photo_size", [(1, 50_000), (20_000, 1), (600, 300_000)])
def test_a_photo_too_narrow_to_work_on_is_refused(photo_size: tuple[int, int]) -> None:
    with pytest.raises(InputError, match="would be worked on"):
        working_size(photo_size, 512)


def test_shrinking_averages_every_pixel() -> None:
    stripes = np.zeros((8, 8, 3), np.uint8)
    stripes[:, ::2] = 200
    assert np.array_equal(resize(stripes, (4, 4)), np.full((4, 4, 3), 100, np.uint8))


def test_a_picture_of_the_right_size_is_not_touched() -> None:
    picture = np.zeros((5, 7, 3), np.uint8)
    assert resize(picture, (5, 7)) is picture
    assert resize(picture, (10, 3)).shape == (10, 3, 3)


def test_padding_repeats_the_right_and_bottom_rim() -> None:
    picture = np.arange(2 * 3 * 3, dtype=np.uint8).reshape(2, 3, 3)
    padded = pad_to_multiple(picture, 4)
    assert np.array_equal(padded, np.pad(picture, ((0, 2), (0, 1), (0, 0)), mode="edge"))
    assert pad_to_multiple(padded, 4) is padded
