import numpy as np

from animegan.ui.inside.colours import (
    colours_of,
    columns_of,
    difference_map,
    over_photo,
    paint_values,
    scale_bar,
    tile_sheet,
)

VIOLET, YELLOW = (68, 1, 84), (253, 231, 36)  # the ends of viridis


def test_the_scale_runs_from_low_to_high_and_no_further():
    painted = paint_values(np.array([[-5.0, 1.0, 3.0, 9.0]]), 1, 3)
    assert painted.dtype == np.uint8
    assert np.abs(painted[0].astype(int) - [VIOLET, VIOLET, YELLOW, YELLOW]).max() <= 2


def test_the_scale_gets_brighter_all_the_way():
    brightness = scale_bar(64)[0].astype(float) @ [0.299, 0.587, 0.114]
    assert (np.diff(brightness) > 0).all()


def test_a_channel_without_differences_has_one_colour():
    assert len(np.unique(paint_values(np.full((3, 3), 0.7), 0.7, 0.7).reshape(-1, 3), axis=0)) == 1


def test_the_photo_below_is_grey():
    red = np.zeros((2, 2, 3), np.uint8)
    red[..., 0] = 200
    nothing = over_photo(np.zeros_like(red), red, 0.0)
    assert (nothing[..., 0] == nothing[..., 1]).all() and (nothing[..., 1] == nothing[..., 2]).all()
    assert (over_photo(red, red, 1.0) == red).all()


def test_the_greatest_difference_has_the_brightest_colour():
    before = np.zeros((2, 2, 3), np.uint8)
    after = before.copy()
    after[0, 1] = (30, 60, 90)
    after[1, 1] = (0, 0, 30)
    painted, highest = difference_map(before, after)
    assert highest == 60
    assert np.abs(painted[0].astype(int) - [VIOLET, YELLOW]).max() <= 2
    assert difference_map(before, before)[1] == 0


def test_a_darker_pixel_differs_as_much_as_a_brighter_one():
    bright, dark = np.full((1, 1, 3), 250, np.uint8), np.full((1, 1, 3), 5, np.uint8)
    assert difference_map(bright, dark)[1] == difference_map(dark, bright)[1] == 245


def test_the_sheet_holds_every_channel_in_order():
    features = np.stack([np.full((4, 6), value, np.float32) for value in range(5)])
    ranges = np.tile(np.float32((0, 4)), (5, 1))
    sheet = tile_sheet(features[[3, 1, 4, 0, 2]], ranges, longest=96)
    assert columns_of(5) == 3 and sheet.shape == (8, 18, 3)
    for place, value in enumerate([3, 1, 4, 0, 2]):
        row, column = divmod(place, 3)
        tile = sheet[4 * row : 4 * row + 4, 6 * column : 6 * column + 6]
        assert (tile == paint_values(np.array([[float(value)]]), 0, 4)).all()


def test_each_channel_on_the_sheet_has_its_own_range():
    features = np.float32([[[0, 1]], [[0, 100]]])
    sheet = tile_sheet(features, np.float32([[0, 1], [0, 100]]), longest=96)
    assert (sheet[0, :2] == sheet[0, 2:]).all()


def test_large_channels_are_averaged_down():
    features = np.zeros((1, 256, 128), np.float32)
    features[:, ::2] = 2
    sheet = tile_sheet(features, np.float32([[0, 2]]), longest=96)
    assert sheet.shape == (85, 42, 3)
    middle = paint_values(np.array([[1.0]]), 0, 2)[0, 0].astype(int)
    assert abs(sheet.astype(int).mean(axis=(0, 1)) - middle).max() < 16


def test_shares_become_bytes():
    assert colours_of(np.array([[[-1.0, 0.5, 2.0]]])).tolist() == [[[0, 128, 255]]]
