"""The whole pipeline on group pictures, with a network's stand-in whose crops can be told from its backgrounds."""

import json

import cv2
import numpy as np
import pytest

from animegan.errors import InputError
from animegan.face.blend import BLENDS
from animegan.face.face2paint import face2paint
from animegan.face.settings import FaceSettings
from animegan.face.stages import draw_faces, stages_of
from animegan.media.samples import load_sample
from tests.face.scenes import group, marking_stylizer

SIX = [(x, y, 0.8) for y in (90, 270) for x in (100, 300, 500)]


def paint(photo, faces, *, refiner=None, **settings):
    return face2paint(
        photo,
        marking_stylizer(),
        settings=FaceSettings(**settings),
        refiner=refiner,
        find_faces=lambda _: faces,
    )


@pytest.fixture(scope="module")
def six():
    return group((360, 600), SIX)


@pytest.fixture(scope="module")
def painting(six):
    return paint(*six, size=360)


def assert_only_faces_differ(painting):
    changed = (painting.picture != painting.background.picture).any(axis=2)
    assert changed.any()
    assert not changed[painting.mask == 0].any()


def test_six_faces_are_painted_and_nothing_else(painting):
    assert len(painting.faces) == 6 and painting.left_alone == ()
    assert_only_faces_differ(painting)
    for x, y, _ in SIX:
        assert painting.mask[y, x] == pytest.approx(1)
    assert painting.mask[:, 198:202].max() == 0  # between two heads


@pytest.mark.parametrize("way", BLENDS)
def test_every_way_leaves_the_background_alone(six, way):
    assert_only_faces_differ(paint(*six, size=200, blend=way))


def test_the_background_is_plain_stylising(six, painting):
    plain = marking_stylizer()(six[0], size=360)
    assert np.array_equal(painting.background.picture, plain.picture)


def test_without_faces_it_is_plain_stylising():
    photo = load_sample("coffee")
    painting = paint(photo, (), size=200)
    assert np.array_equal(painting.picture, marking_stylizer()(photo, size=200).picture)
    assert painting.faces == () and not painting.mask.any()


def test_at_strength_0_it_is_plain_stylising(six, painting):
    assert np.array_equal(paint(*six, size=360, strength=0.0).picture, painting.background.picture)
    assert np.array_equal(painting.recomposed(strength=0.0).picture, painting.background.picture)


def test_half_the_strength_is_half_the_way(painting):
    half = painting.recomposed(strength=0.5).picture.astype(float)
    middle = (painting.picture.astype(float) + painting.background.picture) / 2
    assert np.abs(half - middle).max() <= 1


def test_at_half_the_drawing_faces_and_surroundings_are_half_way_to_the_photo(six, painting):
    half = paint(*six, size=360, drawing=0.5, blend="paste")
    photo, drawn = six[0].astype(float), painting.recomposed(blend="paste").picture
    away = np.abs(half.picture - (photo + drawn) / 2)
    assert away.mean() < 1 and np.percentile(away, 99) < 8  # a crop goes there and back, which blurs a little
    assert np.array_equal(paint(*six, size=360, drawing=0.0).picture, six[0])


def test_recomposed_is_the_same_as_painted_so(six, painting):
    assert np.array_equal(
        painting.recomposed(blend="alpha").picture, paint(*six, size=360, blend="alpha").picture
    )
    assert np.array_equal(painting.recomposed().picture, painting.picture)


@pytest.mark.parametrize("degrees", [45, 90, 180, -135])
def test_a_turned_face_is_painted_upright(degrees):
    photo, faces = group((400, 400), [(200, 200, 1.0)], degrees=degrees)
    upright, _ = group((400, 400), [(200, 200, 1.0)])
    (turned,) = paint(photo, faces, size=400).faces
    (straight,) = paint(upright, group((400, 400), [(200, 200, 1.0)])[1], size=400).faces
    inside = straight.mask > 0
    assert np.abs(turned.painted[inside].astype(int) - straight.painted[inside]).mean() < 3
    apart = turned.alignment.roll_degrees - straight.alignment.roll_degrees - degrees
    assert (apart + 180) % 360 - 180 == pytest.approx(0, abs=0.1)


@pytest.mark.parametrize("place", [(0, 150), (300, 150), (150, 0), (150, 300), (0, 0), (300, 300)])
def test_a_face_cut_by_the_border_is_painted(place):
    painting = paint(*group((300, 300), [(*place, 1.0)]), size=300)
    assert len(painting.faces) == 1
    assert_only_faces_differ(painting)


def test_of_overlapping_faces_the_larger_keeps_its_own():
    photo, faces = group((400, 400), [(240, 200, 1.0), (190, 190, 1.3)])
    both, larger = paint(photo, faces, size=400), paint(photo, faces[:1], size=400)
    assert len(both.faces) == 2
    assert both.mask.max() <= 1 + 1e-6
    own = larger.mask > 0.999
    assert np.array_equal(both.picture[own], larger.picture[own])


def test_thirty_faces():
    photo, faces = group((500, 720), [(60 + 120 * i, 50 + 100 * j, 0.4) for i in range(6) for j in range(5)])
    painting = paint(photo, faces, size=500, blend="alpha", crop=128)
    assert len(painting.faces) == 30
    assert_only_faces_differ(painting)
    assert len(paint(photo, faces, size=500, blend="alpha", crop=128, most=4).left_alone) == 26


def test_faces_too_small_are_left_alone():
    photo, faces = group((300, 600), [(150, 150, 1.0), (450, 150, 0.15)])  # eyes 42 and 6 pixels apart
    painting = paint(photo, faces, size=300)
    assert [face.face for face in painting.faces] == [faces[0]]
    assert painting.left_alone == (faces[1],)
    assert len(paint(photo, faces, size=300, smallest=5).faces) == 2


def test_a_small_working_picture_is_painted_from_the_whole_photo(six):
    painting = paint(*six, size=90)
    assert painting.picture.shape == (90, 150, 3)
    assert_only_faces_differ(painting)
    assert painting.faces[0].alignment.scale == pytest.approx(paint(*six, size=360).faces[0].alignment.scale)


def test_a_face_is_never_enlarged_on_its_way_back():
    photo, faces = group((800, 800), [(400, 400, 3.0)])  # eyes 126 pixels apart
    (face,) = paint(photo, faces, size=800, crop=256).faces
    assert face.alignment.scale >= 1
    assert face.crop.shape[0] > 512


def test_a_refiner_has_its_say():
    class Darkens:
        name = "darkens"

        def __call__(self, painted, photo):
            assert painted.shape == photo.shape
            return painted // 2

    photo, faces = group((300, 300), [(150, 150, 1.0)])
    painting = paint(photo, faces, size=300, blend="alpha", refiner=Darkens())
    (face,) = painting.faces
    assert painting.refiner == "darkens" and "refine" in face.milliseconds
    assert np.array_equal(face.refined, face.painted // 2)
    assert painting.picture[150, 150].max() < painting.recomposed(refine=False).picture[150, 150].max()
    plain = paint(photo, faces, size=300, blend="alpha")
    assert plain.refiner is None and plain.faces[0].refined is None
    assert np.array_equal(painting.recomposed(refine=False).picture, plain.picture)


def test_the_summary_is_json(painting):
    record = json.loads(json.dumps(painting.summary()))
    assert record["size"] == [360, 600] and record["blend"] == "poisson" and record["refiner"] is None
    assert len(record["faces"]) == 6
    assert set(record["faces"][0]["milliseconds"]) == {"align", "paint", "mask", "blend"}


def test_every_stage_can_be_looked_at(six, painting):
    stages = stages_of(painting, painting.faces[0])
    assert list(stages) == ["crop", "without", "painted", "mask", "blended"]
    assert all(picture.shape == (512, 512, 3) and picture.dtype == np.uint8 for picture in stages.values())
    centre = np.s_[200:300, 200:300]
    assert np.abs(stages["without"][centre].astype(int) - stages["crop"][centre] // 2).mean() < 8
    drawn = draw_faces(six[0], six[1])
    assert (drawn != six[0]).any() and drawn.shape == six[0].shape


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"blend": "glue"}, "'glue'"),
        ({"strength": 2.0}, "strength 2.0"),
        ({"drawing": -1.0}, "drawing -1.0"),
        ({"crop": 5}, "crop of 5"),
        ({"size": 3}, "size 3"),
    ],
)
def test_wrong_settings_are_refused(wrong, said):
    with pytest.raises(InputError, match=said):
        paint(np.zeros((99, 99, 3), np.uint8), (), **wrong)


@pytest.mark.parametrize("degrees", [0, 45, 90, 135, 180])
def test_the_real_detector_finds_a_face_at_any_roll(degrees):
    turn = cv2.getRotationMatrix2D((226.0, 115.0), -degrees, 0.9)
    turn[:, 2] += (30, 141)
    photo = cv2.warpAffine(load_sample("astronaut"), turn, (512, 512), borderMode=cv2.BORDER_REPLICATE)
    (face,) = face2paint(photo, marking_stylizer()).faces
    assert (face.alignment.roll_degrees - degrees + 180) % 360 - 180 == pytest.approx(3, abs=6)
