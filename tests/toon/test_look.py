"""The look: what each style promises, and that it can be learnt from a neighbourhood."""

import cv2
import numpy as np
import pytest

from animegan.toon import STYLES, paint, paint_stages
from animegan.toon.cel import soft_steps
from animegan.toon.clumps import clump_map
from animegan.toon.colour import lab_of
from animegan.toon.flow import edge_flow
from animegan.toon.sky import sky_map
from animegan.toon.water import water_map
from tests.toon.drawn import chroma, lightness, scene

NAMES = [style.name for style in STYLES]
SUPPORT_PX = 110
"""All filters in a row reach no further than this."""

MEANS = {
    "sakura": (161.97, 171.65, 169.79),
    "aozora": (94.38, 153.28, 159.17),
    "yuyake": (161.47, 141.05, 123.01),
    "sumi": (209.54, 198.33, 190.97),
}


@pytest.mark.parametrize("name", NAMES)
def test_the_look_is_the_one_the_weights_were_trained_on(name):
    # A change here is a change of the target domain: the networks have to be trained again.
    assert np.abs(paint(scene(), name).mean(axis=(0, 1)) - MEANS[name]).max() < 0.3


@pytest.mark.parametrize("name", NAMES)
def test_a_far_change_changes_nothing_here(name):
    photo = scene(64, 300)
    changed = photo.copy()
    changed[:, :20] = 255 - changed[:, :20]
    first, second = paint(photo, name), paint(changed, name)
    assert not np.array_equal(first[:, :20], second[:, :20])
    assert np.array_equal(first[:, 20 + SUPPORT_PX :], second[:, 20 + SUPPORT_PX :])


@pytest.mark.parametrize("name", NAMES)
def test_a_part_is_painted_as_in_the_whole(name):
    photo = scene(270, 290)
    whole, part = paint(photo, name), paint(photo[17:261, 23:278], name)
    inner = slice(SUPPORT_PX, -SUPPORT_PX)
    difference = np.abs(part[inner, inner].astype(int) - whole[17:261, 23:278][inner, inner])
    # Sampling places are rounded to 1/32 pixel, which may move a pixel by a level or two.
    assert difference.max() <= 3
    assert difference.mean() < 0.01


@pytest.mark.parametrize("name", NAMES)
def test_noise_in_the_dark_does_not_become_dirt(name):
    noise = np.random.default_rng(5).normal(12, 6, (96, 96, 3))
    photo = np.clip(noise, 0, 255).astype(np.uint8)
    inner = slice(20, -20)
    assert (paint(photo, name)[inner, inner].std(axis=(0, 1)) < 0.5 * photo.std(axis=(0, 1))).all()


@pytest.mark.parametrize("name", NAMES)
def test_a_slope_stays_smooth(name):
    ramp = np.linspace(90, 190, 200)[None, :, None]
    photo = np.broadcast_to(ramp, (60, 200, 3)).astype(np.uint8)
    assert np.abs(np.diff(paint(photo, name).astype(int), axis=1)).max() <= 3


@pytest.mark.parametrize("name", NAMES)
def test_the_pen_draws_along_edges_and_nowhere_else(name):
    photo = np.full((80, 80, 3), 200, np.uint8)
    photo[:, 40:] = 90
    stages = paint_stages(photo, name)
    inked = lightness(stages["rim_light"]) - lightness(stages["ink"])
    assert inked[20:60, 38:43].max() > 8
    assert np.abs(inked[:, :25]).max() < 0.5
    assert np.abs(inked[:, 55:]).max() < 0.5


def leaves(size: int = 120) -> np.ndarray:
    """Leaves on all sides: soft spots of three greens."""
    spots = np.random.default_rng(3).normal(0, 1, (size, size)).astype(np.float32)
    spots = cv2.GaussianBlur(spots, (0, 0), 1.5)
    light = np.clip(110 + 45 * spots / spots.std(), 30, 200)
    return np.dstack([0.55 * light, 0.9 * light, 0.3 * light]).astype(np.uint8)


def cloud() -> np.ndarray:
    """A soft white cloud before a blue that grows paler downwards."""
    y, x = np.mgrid[:200, :200].astype(np.float32)
    shape = 1 / (1 + np.exp((np.hypot(x - 100, 1.4 * (y - 100)) - 45) / 5))[..., None]
    blue = np.dstack([60 + 0.2 * y, 120 + 0.2 * y, 215 + 0.1 * y])
    return (blue + (245 - blue) * shape).astype(np.uint8)


@pytest.mark.parametrize("name", NAMES)
def test_leaves_become_clumps_without_lines(name):
    stages = paint_stages(leaves(), name)
    inner = slice(20, -20)
    inked = lightness(stages["rim_light"]) - lightness(stages["ink"])
    assert np.abs(inked[inner, inner]).mean() < 0.5
    photo, flat = (np.abs(np.diff(lightness(stages[stage]))) for stage in ("reshape_faces", "cel_shade"))
    # Flat inside, crisp at the border: most pixels hardly differ from the next.
    assert np.median(flat[inner, inner]) < 0.5 * np.median(photo[inner, inner])


def test_leaves_are_texture_and_an_outline_or_print_is_none():
    plain = np.full((120, 120, 3), 235, np.uint8)
    outline, printed = plain.copy(), plain.copy()
    outline[:, 60:] = (40, 110, 40)
    cv2.putText(printed, "ANIME", (8, 50), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (20, 20, 20), 2, cv2.LINE_AA)

    def texture(photo):
        lab = lab_of(photo)
        return clump_map(lab, edge_flow(lab), np.zeros((120, 120), np.float32))

    assert texture(leaves())[20:-20, 20:-20].mean() > 0.8
    assert texture(outline).max() < 0.1
    assert texture(printed).max() < 0.3


@pytest.mark.parametrize("name", ["sakura", "aozora", "yuyake"])
def test_a_cloud_is_crisp_with_a_lit_top_and_a_shaded_underside(name):
    before, after = lightness(cloud()), lightness(paint(cloud(), name))
    assert np.abs(np.diff(after[100])).max() > 1.2 * np.abs(np.diff(before[100])).max()
    assert after[78, 100] > after[122, 100] + 1


def test_sky_is_known_by_blue_nearby_and_by_calm():
    def sky(photo):
        lab = lab_of(photo)
        return sky_map(lab, edge_flow(lab))

    assert sky(cloud())[20:-20, 20:-20].mean() > 0.8
    assert sky(np.full((80, 80, 3), 240, np.uint8)).max() == 0.0
    noise = np.random.default_rng(1).normal(0, 25, (80, 80, 3))
    assert sky(np.clip(np.array([110, 165, 230]) + noise, 0, 255).astype(np.uint8)).max() < 0.1


def test_ripples_are_drawn_out_into_level_dabs_and_upright_ones_are_none():
    ripples = np.random.default_rng(9).normal(0, 1, (120, 120)).astype(np.float32)
    ripples = cv2.GaussianBlur(ripples, (0, 0), sigmaX=4, sigmaY=1.2)
    light = 110 + 16 * ripples / ripples.std()
    sea = np.dstack([0.75 * light, 0.95 * light, 1.1 * light]).clip(0, 255).astype(np.uint8)

    def water(photo):
        lab = lab_of(photo)
        return water_map(lab, edge_flow(lab), np.zeros((120, 120), np.float32))[20:-20, 20:-20]

    assert water(sea).mean() > 0.5
    assert water(np.ascontiguousarray(sea.transpose(1, 0, 2))).max() < 0.1
    before, after = (
        np.abs(np.diff(lightness(photo)[20:-20, 20:-20])) for photo in (sea, paint(sea, "aozora"))
    )
    assert np.median(after) < 0.7 * np.median(before)


@pytest.mark.parametrize("colour", [(20, 60, 230), (0, 160, 60), (90, 30, 200)])
def test_sumi_turns_strong_cold_colours_to_neutral_grey(colour):
    assert chroma(paint(np.full((40, 40, 3), colour, np.uint8), "sumi"))[20, 20] < 6


def test_the_seal_of_sumi_is_vermilion():
    seal = np.full((40, 40, 3), (205, 30, 25), np.uint8)
    red, green, blue = paint(seal, "sumi")[20, 20].astype(int)
    assert red > 190
    assert max(green, blue) < 90


def test_sumi_is_grey_on_warm_paper():
    colours = np.array([[40, 120, 50], [60, 110, 200], [210, 180, 60], [180, 140, 110]], np.uint8)
    photo = np.repeat(np.repeat(colours[None], 60, axis=0), 60, axis=1)
    assert chroma(photo)[:, 30::60].min() > 20
    assert chroma(paint(photo, "sumi")).max() < 9
    paper = paint(np.full((40, 40, 3), 255, np.uint8), "sumi")[20, 20].astype(int)
    assert paper.min() > 225
    assert paper[0] > paper[2]


def test_sumi_keeps_the_red_of_a_seal_only():
    seal, orange, brick = (
        np.full((40, 40, 3), colour, np.uint8) for colour in ((205, 30, 25), (240, 160, 40), (150, 100, 90))
    )
    assert chroma(paint(seal, "sumi"))[20, 20] > 25
    assert chroma(paint(orange, "sumi"))[20, 20] < 9
    assert chroma(paint(brick, "sumi"))[20, 20] < 9


def test_grey_takes_the_light_of_the_style():
    shade, lit = (np.full((40, 40, 3), level, np.uint8) for level in (50, 235))
    tint = {name: [paint(grey, name)[20, 20].astype(int) for grey in (shade, lit)] for name in NAMES}
    assert tint["sakura"][1][0] > tint["sakura"][1][1]  # pink air
    assert tint["aozora"][0][2] > tint["aozora"][0][0]  # blue shadow
    assert tint["yuyake"][1][0] > tint["yuyake"][1][1] > tint["yuyake"][1][2]  # golden light


def test_the_sky_takes_the_hour_of_the_style():
    sky = np.full((40, 40, 3), (110, 165, 230), np.uint8)
    colours = {name: paint(sky, name)[20, 20].astype(int) for name in NAMES}
    assert colours["aozora"][2] - colours["aozora"][0] > 120
    assert colours["yuyake"][0] > colours["yuyake"][2]


def test_the_styles_differ_in_hand_and_not_only_in_colour():
    def strokes(name):
        light = lightness(paint(scene(), name))
        return (light - cv2.GaussianBlur(light, (0, 0), 3)).ravel()

    for index, first in enumerate(NAMES):
        for second in NAMES[index + 1 :]:
            # Scaling or tinting one picture would leave this at 1.
            assert np.corrcoef(strokes(first), strokes(second))[0, 1] < 0.99


def test_steps_are_soft_rise_everywhere_and_meet_the_photo_at_each_tone():
    light = np.linspace(0, 100, 1001, dtype=np.float32)[None]
    steps = soft_steps(light, 20.0, 8.0)
    assert np.abs(steps[0, ::200] - light[0, ::200]).max() < 1e-3
    slope = np.diff(steps[0]) / np.diff(light[0])
    assert slope.min() > 0
    assert slope.max() < 8.0
    assert slope.max() > 1.5
