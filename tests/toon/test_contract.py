"""What every caller may rely on: shapes, sizes, stages, refusals."""

import numpy as np
import pytest

from animegan import toon
from animegan.errors import InputError
from animegan.toon import STYLES, get_style, paint, paint_stages
from animegan.toon.settings import CelSettings, PenSettings
from tests.toon.drawn import portrait, scene

NAMES = [style.name for style in STYLES]
STAGES = [
    "reshape_faces",
    "flatten",
    "cel_shade",
    "paint_sky",
    "recolour",
    "comb_strands",
    "rim_light",
    "ink",
    "draw_eyes",
    "glow",
]


def test_the_package_offers_these_names():
    assert sorted(toon.__all__) == ["PainterStyle", "STYLES", "get_style", "paint", "paint_stages"]
    assert NAMES == ["sakura", "aozora", "yuyake", "sumi"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [(1, 1), (1, 7), (2, 1), (3, 5), (13, 18), (65, 31)])
def test_any_size_comes_back_in_its_size(name, size):
    photo = np.random.default_rng(1).integers(0, 256, (*size, 3), dtype=np.uint8)
    face = np.array([[4, 4], [30, 4], [17, 15], [9, 25], [25, 25]], np.float32)
    drawing = paint(photo, name, faces=[face])
    assert drawing.shape == photo.shape
    assert drawing.dtype == np.uint8
    assert drawing.flags.c_contiguous


@pytest.mark.parametrize("name", NAMES)
def test_painting_twice_gives_the_same_picture_and_leaves_the_photo_alone(name):
    photo, face = portrait()
    before, points = photo.copy(), face.copy()
    assert np.array_equal(paint(photo, name, faces=[face]), paint(photo, name, faces=[face]))
    assert np.array_equal(photo, before)
    assert np.array_equal(face, points)


def test_a_view_is_painted_like_its_copy():
    photo = scene()[:, ::-1]
    assert np.array_equal(paint(photo, "aozora"), paint(np.ascontiguousarray(photo), "aozora"))


@pytest.mark.parametrize("name", NAMES)
def test_the_stages_come_in_order_and_end_in_the_painting(name):
    photo, face = portrait()
    stages = paint_stages(photo, name, faces=[face])
    assert list(stages) == STAGES
    assert all(stage.shape == photo.shape and stage.dtype == np.uint8 for stage in stages.values())
    assert np.array_equal(stages["glow"], paint(photo, name, faces=[face]))


@pytest.mark.parametrize(
    "photo",
    [
        np.zeros((8, 8, 3), np.float32),
        np.zeros((8, 8), np.uint8),
        np.zeros((8, 8, 4), np.uint8),
        np.zeros((0, 8, 3), np.uint8),
        "photo.png",
    ],
    ids=["float", "grey", "alpha", "empty", "text"],
)
def test_what_is_no_photo_is_refused(photo):
    with pytest.raises(InputError) as caught:
        paint(photo, "sumi")
    assert caught.value.hint


@pytest.mark.parametrize("face", [np.zeros((4, 2)), np.full((5, 2), np.nan), np.full((5, 2), np.inf)])
def test_landmarks_that_are_none_are_refused(face):
    with pytest.raises(InputError, match="face 2"):
        paint(scene(), "sumi", faces=[portrait()[1], face])


@pytest.mark.parametrize("far", [1e30, -1e6, 0.0])
def test_landmarks_that_hold_no_face_here_change_nothing(far):
    photo = scene()
    face = np.array([[0, 0], [far, 0], [0, far], [0, far], [far, far]], np.float32)
    assert np.array_equal(paint(photo, "sakura", faces=[face]), paint(photo, "sakura"))


def test_an_unknown_style_is_refused_with_the_names_there_are():
    with pytest.raises(InputError, match="'ghibli'") as caught:
        get_style("ghibli")
    assert all(name in caught.value.hint for name in NAMES)
    with pytest.raises(InputError):
        paint(scene(), "ghibli")


def test_settings_that_cannot_draw_are_refused():
    with pytest.raises(InputError):
        CelSettings(tones=0.0, hardness=7.0, share=1.0, detail=0.0, skin_step=10.0)
    with pytest.raises(InputError):
        PenSettings(
            width_px=0.0, threshold=1.0, softness=1.0, strength=1.0, ink=(0.0, 0.0, 0.0), local=0.0, brush=0.0
        )
