"""Photo and picture side by side, nothing stretched, nothing lost."""

import numpy as np
import pytest

from animegan.errors import InputError
from animegan.evaluation.contact_sheet import contact_sheet


def flat(value: int, height: int, width: int) -> np.ndarray:
    return np.full((height, width, 3), value, np.uint8)


def test_pairs_stand_in_rows() -> None:
    pairs = [(flat(10 * i, 20, 30), flat(10 * i + 5, 40, 20)) for i in range(5)]
    sheet = contact_sheet(pairs, columns=2, side=8, gap=4)
    assert sheet.shape == (3 * 12 - 4, 2 * 20 - 4, 3)
    for i in range(5):
        top, left = 12 * (i // 2), 20 * (i % 2)
        assert (sheet[top : top + 8, left : left + 8] == 10 * i).all()
        assert (sheet[top : top + 8, left + 8 : left + 16] == 10 * i + 5).all()
    assert (sheet[24:, 20:] == 255).all()


def test_the_middle_square_is_shown() -> None:
    wide = flat(0, 8, 24)
    wide[:, 8:16] = 200
    assert (contact_sheet([(wide, wide)], side=8) == 200).all()


def test_no_pictures_are_no_sheet() -> None:
    with pytest.raises(InputError):
        contact_sheet([])
