"""What the interface answers to a photo."""

import json
from io import BytesIO

import numpy as np
import pytest
import requests
from PIL import Image

from animegan.inference import Stylizer
from animegan.media.image import decode
from tests.api.conftest import jpeg

GPS = 0x8825


def post(address: str, photo: bytes, path: str = "/api/stylize", **fields: object) -> requests.Response:
    return requests.post(address + path, files={"picture": photo}, data=fields, timeout=900)


def test_the_picture_is_the_stylizers_own(lab: str) -> None:
    answer = post(lab, jpeg(), style="sumi", size=64)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    expected = Stylizer.load("sumi")(decode(jpeg(), at_least=64).photo, size=64)
    assert np.array_equal(np.asarray(Image.open(BytesIO(answer.content))), expected.picture)
    made = json.loads(answer.headers["X-Animegan"])
    assert (made["style"], made["size"]) == ("sumi", [64, 96])


@pytest.mark.parametrize("name", ["jpeg", "webp"])
def test_the_format_is_the_one_asked_for(lab: str, name: str) -> None:
    answer = post(lab, jpeg(), size=64, format=name)
    assert answer.headers["content-type"] == f"image/{name}"
    assert Image.open(BytesIO(answer.content)).format == name.upper()


def test_where_a_photo_was_taken_is_not_in_the_picture(lab: str) -> None:
    exif = Image.Exif()
    exif.get_ifd(GPS)[1] = "N"
    exif[0x010F] = "A camera"
    photo = jpeg(exif=exif)
    assert b"Exif" in photo
    for name in ("png", "jpeg", "webp"):
        assert not Image.open(BytesIO(post(lab, photo, size=64, format=name).content)).getexif()


def test_a_photo_larger_than_the_parser_likes_stays_in_memory(
    lab: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rolled = []
    monkeypatch.setattr("tempfile.SpooledTemporaryFile.rollover", lambda file: rolled.append(file))
    noise = np.random.default_rng(1).integers(0, 255, (800, 900, 3), np.uint8)
    buffer = BytesIO()
    Image.fromarray(noise).save(buffer, "PNG")
    assert len(buffer.getvalue()) > 2**20
    assert post(lab, buffer.getvalue(), size=64).status_code == 200
    assert not rolled


@pytest.mark.slow
def test_faces_are_painted_by_themselves(lab: str) -> None:
    from skimage.data import astronaut

    buffer = BytesIO()
    Image.fromarray(astronaut()).save(buffer, "JPEG")
    answer = post(lab, buffer.getvalue(), "/api/face2paint", size=128, blend="alpha")
    assert answer.status_code == 200, answer.text
    assert len(json.loads(answer.headers["X-Animegan"])["faces"]) == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"style": "van gogh"}, "The field style is 'van gogh'."),
        ({"size": "huge"}, "The field size is 'huge'."),
        ({"size": 5000}, "The field size is '5000'."),
        ({"strength": "nan"}, "The field strength is 'nan'."),
        ({"stile": "sumi"}, "There is no field 'stile'."),
        ({"blend": "alpha"}, "There is no field 'blend'."),
    ],
)
def test_a_wrong_field_is_named_with_what_it_may_be(lab: str, fields: dict[str, object], said: str) -> None:
    answer = post(lab, jpeg(), **fields)
    assert answer.status_code == 422
    assert answer.json()["error"] == said
    assert answer.json()["hint"]


def test_what_is_no_photo_is_refused(lab: str) -> None:
    assert post(lab, b"%PDF-1.7").json()["error"].startswith("This is a PDF document")
    assert post(lab, b"").status_code == 422
    assert post(lab, jpeg()[:200]).status_code == 422
    assert requests.post(lab + "/api/stylize", data={"style": "sumi"}, timeout=20).status_code == 415
    assert requests.post(lab + "/api/stylize", files={"photo": jpeg()}, timeout=20).status_code == 400


def test_a_picture_of_too_many_pixels_is_refused(lab: str) -> None:
    answer = post(lab, jpeg((20_000, 300)), size=300)
    assert answer.status_code == 422
    assert "6.0 megapixels" in answer.json()["error"]
