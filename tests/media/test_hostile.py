"""Files that are broken, lying or something else: each gets a clear InputError, none gets half a picture."""

import struct
import tracemalloc

import numpy as np
import pytest
from PIL import Image

from animegan.errors import InputError
from animegan.media.image import decode
from tests.media.files import LOSS, animated_file, photo_file, png_claiming, quadrants, saved

WHOLE_FILES = {
    **{name: photo_file(name) for name in LOSS},
    "progressive JPEG": photo_file("JPEG", progressive=True),
    "interlaced-sized PNG": saved(Image.fromarray(quadrants()).quantize(), "PNG"),
    "LZW TIFF": photo_file("TIFF", compression="tiff_lzw"),
    "JPEG in TIFF": photo_file("TIFF", compression="jpeg"),
    "animated GIF": animated_file("GIF"),
    "APNG": animated_file("PNG"),
    "animated WebP": animated_file("WebP"),
}


@pytest.mark.parametrize("name", WHOLE_FILES)
def test_a_file_cut_anywhere_is_refused_or_whole(name):
    data = WHOLE_FILES[name]
    whole = decode(data).photo
    refused = 0
    for length in {*range(0, 64), *range(64, len(data), max(1, len(data) // 150))}:
        try:
            photo = decode(data[:length]).photo
        except InputError as error:
            assert error.message and error.hint
            refused += 1
        else:
            assert np.array_equal(photo, whole)  # only what follows the pixels was missing
    assert refused >= 64


@pytest.mark.parametrize("name", WHOLE_FILES)
@pytest.mark.filterwarnings(
    "ignore:.*:UserWarning:PIL"
)  # Pillow comments on broken tags; the server's log may too
def test_flipped_bytes_never_escape_as_another_error(name):
    random = np.random.default_rng(0)
    for _ in range(60):
        data = bytearray(WHOLE_FILES[name])
        for at in random.integers(0, len(data), 4):
            data[at] = random.integers(0, 256)
        try:
            decoded = decode(bytes(data), max_pixels=4_000_000)
        except InputError as error:
            assert error.hint
        else:
            assert decoded.photo.ndim == 3 and decoded.photo.size <= 3 * 4_000_000


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"just some text", "not a picture"),
        (b"\0" * 1000, "not a picture"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"\n <!DOCTYPE html><html>", "web page"),
        (b"8BPS\0\x01", "Photoshop"),
        (b"\0\0\0\x0cJXL \r\n\x87\n", "JPEG XL"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0isommp42", "video"),
        (b"PK\x03\x04 a zip", "ZIP"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "not a picture"),
    ],
)
def test_what_is_no_photo_is_called_by_its_name(data, said):
    with pytest.raises(InputError, match=said) as caught:
        decode(data)
    assert caught.value.hint


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WebP", "GIF", "TIFF", "BMP", "AVIF", "HEIC"])
def test_a_right_beginning_does_not_help_garbage(name):
    with pytest.raises(InputError, match=r"damaged or cut short|names no pixels"):
        decode(WHOLE_FILES[name][:20] + b"\x55" * 500)


@pytest.mark.parametrize(
    ("width", "height"), [(65535, 65535), (2**31 - 1, 1), (12000, 12000), (10_001, 10_000)]
)
def test_a_bomb_is_refused_by_its_header(width, height):
    tracemalloc.start()
    with pytest.raises(InputError, match="megapixels") as caught:
        decode(png_claiming(width, height))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert f"{width} x {height}" in caught.value.message
    assert peak < 1_000_000


def test_a_webp_bomb_is_refused():
    data = b"WEBPVP8X" + struct.pack("<I", 10) + b"\0" * 4 + (16382).to_bytes(3, "little") * 2
    with pytest.raises(InputError, match=r"megapixels|damaged"):
        decode(b"RIFF" + struct.pack("<I", len(data)) + data)


def test_a_gif_bomb_is_refused():
    data = bytearray(photo_file("GIF"))
    data[6:10] = struct.pack("<HH", 65535, 65535)  # the logical screen
    with pytest.raises(InputError, match="65535 x 65535"):
        decode(bytes(data))


def test_the_limit_is_the_callers_to_choose():
    data = photo_file("PNG")
    pixels = quadrants().shape[0] * quadrants().shape[1]
    assert decode(data, max_pixels=pixels).photo.shape == quadrants().shape
    for at_least in (None, 2):
        with pytest.raises(InputError, match="the limit is"):
            decode(data, max_pixels=pixels - 1, at_least=at_least)


@pytest.mark.parametrize(("width", "height"), [(0, 0), (0, 7), (7, 0)])
def test_a_picture_without_pixels_is_refused(width, height):
    with pytest.raises(InputError, match="no pixels"):
        decode(png_claiming(width, height))
    gif = bytearray(photo_file("GIF"))
    gif[6:10] = struct.pack("<HH", width, height)
    screen_only = bytes(gif[: gif.index(b",")]) + b";"  # a screen without a frame
    with pytest.raises(InputError):
        decode(screen_only)


def test_a_cameras_raw_file_is_not_shown_as_its_thumbnail():
    thumbnail = saved(Image.fromarray(quadrants()), "TIFF", tiffinfo={254: 1})
    with pytest.raises(InputError, match="raw file"):
        decode(thumbnail)


def test_pillow_is_left_as_it_was_found():
    before = (Image.MAX_IMAGE_PIXELS, sorted(Image.OPEN), sorted(Image.EXTENSION))
    decode(photo_file("HEIC"))
    assert (Image.MAX_IMAGE_PIXELS, sorted(Image.OPEN), sorted(Image.EXTENSION)) == before
