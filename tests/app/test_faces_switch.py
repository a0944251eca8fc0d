"""The switch of the live page that paints every face by itself, and the room with the avatar."""

import numpy as np
import pytest

from animegan.face.face2paint import face2paint
from animegan.face.refine import open_refiner
from animegan.face.settings import FaceSettings
from animegan.inference import Stylizer
from animegan.media.samples import get_sample, load_sample
from animegan.ui import pictures
from animegan.ui.photo import from_sample
from animegan.ui.settings import StylizeSettings
from animegan.ui.shell import STYLIZE
from tests.app.conftest import component, open_page, seen
from tests.face.scenes import face_at

FACE = face_at(np.array([[1.0, 0, 0], [0, 1.0, 0]]))


@pytest.fixture(autouse=True)
def looks(monkeypatch):
    """The portrait's face without the detector, which takes seconds to load; counts how often it is looked for."""
    asked = []
    is_portrait = lambda photo: np.array_equal(photo, load_sample("astronaut"))  # noqa: E731
    monkeypatch.setattr(
        "animegan.face.detect.detect_turned_faces",
        lambda photo: asked.append(1) or ((FACE,) if is_portrait(photo) else ()),
    )
    return asked


def words(page):
    return "\n".join(element.value for element in page.markdown)


def painted(**settings):
    return face2paint(
        load_sample("astronaut"),
        Stylizer.load("sakura"),
        settings=FaceSettings(**settings),
        refiner=open_refiner(),
        find_faces=lambda _: (FACE,),
    )


def test_off_nobody_looks_for_faces(looks):
    page = open_page(STYLIZE, photo="astronaut")
    assert not looks and "face" not in page.code[0].value


def test_on_the_picture_is_that_of_face2paint_and_the_count_is_said():
    page = open_page(STYLIZE, photo="astronaut", faces="true", strength="60", size="256")
    assert "**1 face found** and painted by itself." in words(page) and "to find faces" in words(page)
    shown = seen(component(page, "compare")["after"])
    assert np.abs(shown.astype(int) - painted(size=256, drawing=0.6).picture).mean() < 3  # JPEG
    drawn = pictures.draw(
        from_sample(get_sample("astronaut")),
        StylizeSettings(style="sakura", size=256, strength=0.6, faces=True),
    )
    assert np.array_equal(drawn.result.picture, painted(size=256, drawing=0.6).picture)
    assert 'settings = FaceSettings(size=256, drawing=0.6, blend="poisson")' in page.code[0].value


def test_without_a_face_the_picture_is_the_plain_one():
    page = open_page(STYLIZE, faces="true")
    assert "**No face found**: the whole picture is stylised." in words(page)
    plain = open_page(STYLIZE)
    assert component(page, "compare")["after"] == component(plain, "compare")["after"]


def test_another_style_does_not_look_again(looks):
    page = open_page(STYLIZE, photo="astronaut", faces="true")
    page.query_params["style"] = "sumi"
    page.run()
    assert not page.exception and len(looks) == 1


def test_an_avatar_of_a_mix():
    page = open_page(STYLIZE, photo="astronaut", view="Avatar", mix="true", mix_sakura="70", mix_sumi="30")
    assert "512 × 512 pixels" in words(page)
    assert 'mix={"sakura": 70, "sumi": 30}' in page.code[0].value
    assert len(page.code) == 1  # one program, that of the avatar


def test_there_is_no_avatar_of_a_cat():
    page = open_page(STYLIZE, view="Avatar")
    assert "No face" in page.info[0].value
