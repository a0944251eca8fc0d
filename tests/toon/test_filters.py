"""The filters and the flow below the stages, on pictures whose answer is known."""

import numpy as np
import pytest

from animegan.toon.colour import lab_of, mix, photo_of, smoothstep
from animegan.toon.filters import bilateral, box, calmest, darker_than_around, sample, steepen
from animegan.toon.flow import edge_flow


def stripes(angle_deg: float, size: int = 64) -> np.ndarray:
    """(size, size, 3) L*a*b*, grey stripes that run at an angle to the x axis."""
    y, x = np.mgrid[:size, :size].astype(np.float32)
    across = -x * np.sin(np.deg2rad(angle_deg)) + y * np.cos(np.deg2rad(angle_deg))
    lab = np.zeros((size, size, 3), np.float32)
    lab[..., 0] = 50 + 30 * np.sin(across * 2 * np.pi / 9)
    return lab


def test_colours_come_back_from_lab():
    photo = np.random.default_rng(2).integers(0, 256, (16, 16, 3), dtype=np.uint8)
    # OpenCV reads the conversion from a table: the strongest colours move by one level.
    assert np.abs(photo_of(lab_of(photo)).astype(int) - photo).max() <= 1


def test_smoothstep_rises_or_falls():
    value = np.array([-1, 0, 0.5, 1, 2], np.float32)
    assert smoothstep(value, 0.0, 1.0).tolist() == [0.0, 0.0, 0.5, 1.0, 1.0]
    assert smoothstep(value, 1.0, 0.0).tolist() == [1.0, 1.0, 0.5, 0.0, 0.0]


def test_mix_takes_a_map_or_a_number():
    black, white = np.zeros((2, 2, 3), np.float32), np.ones((2, 2, 3), np.float32)
    share = np.array([[0, 1], [0.25, 0.5]], np.float32)
    assert np.array_equal(mix(black, white, share)[..., 1], share)
    assert (mix(black, white, 0.75) == 0.75).all()


def test_bilateral_does_not_feel_the_range_of_the_whole_picture():
    picture = np.random.default_rng(4).normal(50, 5, (40, 60)).astype(np.float32)
    changed = picture.copy()
    changed[:, -1] = 127.0
    assert np.array_equal(bilateral(picture, 6.0)[:, :50], bilateral(changed, 6.0)[:, :50])


def test_bilateral_calms_noise_and_keeps_edges():
    picture = np.random.default_rng(4).normal(30, 2, (40, 60)).astype(np.float32)
    picture[:, 30:] += 40
    smooth = bilateral(picture, 6.0)
    assert smooth[:, :28].std() < 0.5 * picture[:, :28].std()
    assert smooth[:, 30].mean() - smooth[:, 29].mean() > 39


def test_box_averages_its_square_and_feels_nothing_beyond():
    spot = np.zeros((21, 21), np.float32)
    spot[10, 10] = 49.0
    average = box(spot, 3)
    assert np.allclose(average[7:14, 7:14], 1.0)
    assert average.sum() == pytest.approx(49.0)


def test_steepen_makes_a_slope_an_edge_without_a_halo():
    slope = np.clip((np.arange(60, dtype=np.float32) - 20) * 3.0, 0.0, 60.0)[None].repeat(20, axis=0)
    steep = slope
    for _ in range(6):
        steep = steepen(steep, 4.0, 3)
    assert np.diff(steep[10]).max() > 3 * np.diff(slope[10]).max()
    assert steep.min() == 0.0
    assert steep.max() == 60.0


def test_dabs_keep_an_edge_and_wipe_specks():
    picture = np.zeros((40, 60, 3), np.float32)
    picture[:, 30:, 0] = 60.0
    specks = picture.copy()
    specks[5::10, 5::10, 0] += 20.0
    dabbed = calmest(specks, 4.0, 3.0)[8:-8, 8:-8]
    assert np.abs(dabbed - picture[8:-8, 8:-8])[..., 0].max() < 6.0


def test_a_line_is_darker_than_around_and_a_flat_is_not():
    light = np.full((21, 21), 80, np.float32)
    assert np.abs(darker_than_around(light, 0.7)).max() < 1e-4
    light[10] = 20
    assert darker_than_around(light, 0.7)[10].min() > 5
    assert darker_than_around(light, 0.7)[8].max() < 0


def test_sample_reads_between_pixels_and_goes_on_beyond_the_border():
    picture = np.array([[0, 10], [20, 30]], np.float32)
    places = np.array([[[0.5, 0.5], [-9, 0], [9, 9]]], np.float32)
    assert sample(picture, places).tolist() == [[15.0, 0.0, 30.0]]


@pytest.mark.parametrize("angle_deg", [0, 30, 45, 90, 140])
def test_the_flow_runs_along_the_stripes(angle_deg):
    flow = edge_flow(stripes(angle_deg))
    inner = slice(12, -12)
    direction = np.array([np.cos(np.deg2rad(angle_deg)), np.sin(np.deg2rad(angle_deg))], np.float32)
    assert np.abs(flow.tangent[inner, inner] @ direction).min() > 0.99
    assert flow.coherence[inner, inner].min() > 0.95


def test_averaging_along_the_flow_keeps_stripes_and_wipes_noise():
    noise = np.random.default_rng(6).normal(0, 6, (64, 64)).astype(np.float32)
    lab = stripes(30)
    combed = edge_flow(lab).along(lab[..., 0] + noise)
    inner = slice(12, -12)
    assert (combed - lab[..., 0])[inner, inner].std() < 0.6 * noise.std()
    assert combed[inner, inner].std() > 0.9 * lab[inner, inner, 0].std()


def test_noise_has_no_direction():
    lab = np.zeros((64, 64, 3), np.float32)
    lab[..., 0] = 20 + np.random.default_rng(8).normal(0, 1, (64, 64))
    assert edge_flow(lab).coherence.mean() < 0.2


def test_a_ridge_is_found_and_a_step_is_not():
    ridge, step = (np.full((40, 40), 30, np.float32) for _ in range(2))
    ridge[:, 19:21] = 60
    step[:, 20:] = 60
    for picture, expected in ((ridge, 30.0), (step, 0.0)):
        lab = np.dstack([picture, np.zeros_like(picture), np.zeros_like(picture)])
        assert edge_flow(lab).ridges(picture, 4.0)[10:30].max() == pytest.approx(expected, abs=0.5)
