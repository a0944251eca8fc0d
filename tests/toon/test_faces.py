"""Faces: proportions, eyes, skin."""

import cv2
import numpy as np
import pytest

from animegan.toon import STYLES, paint, paint_stages
from tests.toon.drawn import DARK_SKIN, LIGHT_SKIN, chroma, lightness, portrait, scene

NAMES = [style.name for style in STYLES]
COLOURED = ["sakura", "aozora", "yuyake"]
EYE = (slice(75, 105), slice(57, 87))
IRIS = (slice(84, 96), slice(66, 78))
MOUTH_ROWS = slice(120, 145)


def dark_pixels(photo):
    return int((lightness(photo)[EYE] < 35).sum())


def mouth_width(photo):
    return int((chroma(photo)[MOUTH_ROWS] > 28).any(axis=0).sum())


def test_without_faces_the_geometry_stays():
    photo = scene()
    assert np.abs(paint_stages(photo, "sakura")["reshape_faces"].astype(int) - photo).max() <= 1


def test_eyes_grow_and_the_mouth_shrinks():
    photo, face = portrait()
    shaped = paint_stages(photo, "sakura", faces=[face])["reshape_faces"]
    assert dark_pixels(shaped) > 1.3 * dark_pixels(photo)
    assert mouth_width(shaped) < mouth_width(photo)


def test_a_tilted_face_is_reshaped_like_an_upright_one():
    photo, face = portrait()
    upright = paint_stages(photo, "sakura", faces=[face])["reshape_faces"]
    turned_face = np.stack([face[:, 1], photo.shape[1] - 1 - face[:, 0]], axis=1)
    turned = paint_stages(np.ascontiguousarray(np.rot90(photo)), "sakura", faces=[turned_face])
    assert np.abs(np.rot90(turned["reshape_faces"], -1).astype(int) - upright).max() <= 2


def test_what_is_away_from_the_face_stays_in_place():
    photo, face = portrait()
    wide = np.pad(photo, ((0, 0), (0, 200), (0, 0)), mode="edge")
    wide[:, 200:] = scene(192, 192)
    assert np.array_equal(paint_stages(wide, "sumi", faces=[face])["reshape_faces"][:, 200:], wide[:, 200:])


@pytest.mark.parametrize("name", NAMES)
def test_an_open_eye_gets_a_catch_light(name):
    photo, face = portrait()
    stages = paint_stages(photo, name, faces=[face])
    assert lightness(stages["ink"])[IRIS].max() < 70
    assert lightness(stages["draw_eyes"])[IRIS].max() > 85


def test_a_closed_eye_stays_closed():
    photo, face = portrait(eyes_open=False)
    stages = paint_stages(photo, "aozora", faces=[face])
    assert np.array_equal(stages["draw_eyes"], stages["ink"])


def test_dark_glasses_get_no_iris():
    photo, face = portrait()
    photo[78:104, 50:142] = (24, 24, 28)
    stages = paint_stages(photo, "aozora", faces=[face])
    assert np.array_equal(stages["draw_eyes"], stages["ink"])


def test_cheeks_blush_where_the_style_says_so():
    photo, face = portrait()
    plain, blushing = (paint_stages(photo, "sakura", faces=faces)["recolour"] for faces in ((), (face,)))
    cheek = (slice(110, 116), slice(62, 70))
    assert (blushing[cheek].astype(int) - plain[cheek])[..., 1].mean() < -5


@pytest.mark.parametrize("faces_known", [True, False])
@pytest.mark.parametrize("name", COLOURED)
def test_dark_skin_stays_dark_and_both_stay_warm(name, faces_known):
    cheek = (slice(100, 108), slice(84, 92))
    tones = []
    for skin in (LIGHT_SKIN, DARK_SKIN):
        photo, face = portrait(skin)
        drawing = paint(photo, name, faces=[face] if faces_known else [])
        red, green, blue = drawing[cheek].reshape(-1, 3).mean(axis=0)
        assert red > green > blue
        tones.append(lightness(drawing)[cheek].mean())
        # Lighter by the style's light, never by another skin.
        assert abs(tones[-1] - lightness(photo)[cheek].mean()) < 16
    assert tones[0] - tones[1] > 40


@pytest.mark.parametrize("name", NAMES)
def test_a_small_face_is_not_covered_in_ink(name):
    photo, face = portrait(size=60)
    around = (slice(15, 50), slice(15, 45))

    def inked(faces):
        stages = paint_stages(photo, name, faces=faces)
        return np.abs(stages["ink"].astype(int) - stages["rim_light"])[around].mean()

    assert inked([face]) < 0.5 * inked([])


def cheeks(stages, stage):
    return lightness(stages[stage])[103:107, 60:134].mean(axis=0)


def steepest(row):
    return (row[:-6] - row[6:]).max()


@pytest.mark.parametrize("name", NAMES)
def test_a_cast_shadow_on_a_face_becomes_a_crisp_shape(name):
    photo, face = portrait()
    fall = np.clip((114 - np.arange(photo.shape[1])) / 18, 0, 1) * 0.4 + 0.6
    stages = paint_stages((photo * fall[None, :, None]).astype(np.uint8), name, faces=[face])
    assert steepest(cheeks(stages, "cel_shade")) > 1.15 * steepest(cheeks(stages, "reshape_faces"))


@pytest.mark.parametrize("name", NAMES)
def test_a_slope_of_light_on_a_face_gets_no_hard_edge(name):
    photo, face = portrait()
    fall = np.clip(np.linspace(1.25, 0.45, photo.shape[1]), 0, 1)[None, :, None]
    stages = paint_stages((photo * fall).astype(np.uint8), name, faces=[face])
    assert steepest(cheeks(stages, "cel_shade")) < 2.2 * steepest(cheeks(stages, "reshape_faces"))


@pytest.mark.parametrize("name", COLOURED)
def test_shaded_skin_takes_on_another_hue(name):
    photo, face = portrait()
    fall = np.where(np.arange(photo.shape[1]) > 104, 0.75, 1.0)[None, :, None]
    stages = paint_stages((photo * fall).astype(np.uint8), name, faces=[face])
    before, after = (
        stages[stage][103:107, 116:126].reshape(-1, 3).mean(axis=0) for stage in ("flatten", "cel_shade")
    )
    assert (after[0] + after[2]) / after[1] > 1.01 * (before[0] + before[2]) / before[1]


def test_a_bright_wall_beside_a_turned_dark_face_stays_bright():
    photo, face = portrait(DARK_SKIN)
    turned = face - np.float32([26, 0])
    wall = (slice(95, 120), slice(20, 32))
    photo[:, :40] = (235, 236, 238)
    shaped, shaded = (
        paint_stages(photo, "sakura", faces=[turned])[stage] for stage in ("flatten", "cel_shade")
    )
    assert np.abs(lightness(shaded)[wall] - lightness(shaped)[wall]).max() < 6


def inked_below_the_eye(photo, face, name):
    stages = paint_stages(photo, name, faces=[face])
    below = slice(196, 226), slice(138, 150)
    return (lightness(stages["rim_light"])[below] - lightness(stages["ink"])[below]).max()


def with_glasses(photo, colour):
    worn = photo.copy()
    for x in (144, 240):
        cv2.ellipse(worn, (x, 184), (38, 30), 0, 0, 360, colour, 2, cv2.LINE_AA)
    cv2.line(worn, (182, 182), (202, 182), colour, 2, cv2.LINE_AA)
    return worn


@pytest.mark.parametrize("name", NAMES)
def test_thin_rims_are_drawn_but_folds_of_skin_are_not(name):
    photo, face = portrait(size=384)
    rims = inked_below_the_eye(with_glasses(photo, (176, 160, 150)), face, name)
    folds = inked_below_the_eye(with_glasses(photo, (200, 148, 118)), face, name)
    assert rims > folds + 5


@pytest.mark.parametrize("name", NAMES)
def test_the_rim_of_glasses_is_not_shaded_away(name):
    photo, face = portrait()
    photo[103:105, 56:136] = (120, 84, 70)
    shaped, shaded = (
        lightness(paint_stages(photo, name, faces=[face])[stage]) for stage in ("reshape_faces", "cel_shade")
    )
    contrast = shaped[112, 84] - shaped[102:106, 84].min()
    assert shaded[112, 84] - shaded[102:106, 84].min() > 0.9 * contrast


def test_skin_is_calmer_than_in_the_photo():
    photo, face = portrait(size=256)
    grain = np.random.default_rng(3).normal(0, 5, photo.shape)
    photo = np.clip(photo + grain, 0, 255).astype(np.uint8)
    forehead = (slice(80, 100), slice(110, 146))
    for name in NAMES:
        assert (
            lightness(paint(photo, name, faces=[face]))[forehead].std()
            < 0.5 * lightness(photo)[forehead].std()
        )
