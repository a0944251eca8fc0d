import numpy as np

from animegan.ui.sheet import contact_sheet


def pictures(count, size=(40, 60)):
    rng = np.random.default_rng(3)
    return {f"Style {i}": rng.integers(0, 256, (*size, 3), np.uint8) for i in range(count)}


def holds(sheet, picture):
    """Whether the sheet contains the picture, pixel for pixel, anywhere."""
    h, w = picture.shape[:2]
    windows = np.lib.stride_tricks.sliding_window_view(sheet[..., 0], (h, w))
    places = np.argwhere((windows[..., 0, :] == picture[0, :, 0]).all(axis=-1))
    return any(np.array_equal(sheet[y : y + h, x : x + w], picture) for y, x in places)


def test_every_picture_is_on_the_sheet_unscaled():
    five = pictures(5)
    sheet = contact_sheet(five)
    assert all(holds(sheet, picture) for picture in five.values())


def test_five_pictures_stand_in_two_rows_of_three():
    tall, wide = contact_sheet(pictures(5)).shape[:2]
    assert wide > 3 * 60 and wide < 4 * 60 + 5 * 16
    assert tall > 2 * 40 and tall < 3 * (40 + 44 + 16)


def test_titles_are_written_below():
    first = pictures(1)
    named, nameless = contact_sheet(first), contact_sheet({" ": next(iter(first.values()))})
    assert not np.array_equal(named, nameless)
