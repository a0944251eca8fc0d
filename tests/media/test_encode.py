"""Finished pictures as files: exact or close, sized right, and silent about the photo they came from."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from animegan.errors import InputError
from animegan.media.image import decode, encode
from tests.media.files import quadrants


@pytest.mark.parametrize(("file_format", "tolerance"), [("PNG", 0.0), ("JPEG", 4.0), ("WebP", 6.0)])
def test_what_is_written_can_be_read(file_format, tolerance):
    decoded = decode(encode(quadrants(), file_format=file_format))
    assert decoded.format == file_format
    assert np.abs(decoded.photo.astype(int) - quadrants()).mean() <= tolerance


@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "WebP"])
def test_no_metadata_is_written(file_format):
    image = Image.open(BytesIO(encode(quadrants(), file_format=file_format)))
    assert not image.getexif()
    assert not {"exif", "icc_profile", "xmp", "comment"} & set(image.info)


def test_more_quality_is_more_bytes():
    low, high = (len(encode(quadrants(200, 300), file_format="JPEG", quality=q)) for q in (20, 95))
    assert low < high


def test_a_view_of_another_array_can_be_written():
    assert np.array_equal(decode(encode(quadrants()[:, ::-2])).photo, quadrants()[:, ::-2])


@pytest.mark.parametrize(
    ("picture", "options"),
    [
        (quadrants().astype(np.float32), {}),
        (quadrants()[..., 0], {}),
        (quadrants()[:0], {}),
        (quadrants(), {"file_format": "BMP"}),
        (quadrants(), {"quality": 0}),
        (np.zeros((1, 16384, 3), np.uint8), {"file_format": "WebP"}),
    ],
    ids=["float", "two axes", "no rows", "unknown format", "no quality", "too wide for WebP"],
)
def test_what_cannot_be_written_is_refused(picture, options):
    with pytest.raises(InputError) as caught:
        encode(picture, **options)
    assert caught.value.hint
