"""What comes out of a sound file: the right pixels, upright, in sRGB, whatever the format."""

import numpy as np
import pytest
from PIL import Image, ImageCms

from animegan.media.image import FILE_SUFFIXES, decode
from tests.media.files import (
    HEIGHT,
    LOSS,
    WIDTH,
    animated_file,
    photo_file,
    quadrants,
    saved,
    sixteen_bit_file,
)

FORMATS = tuple(LOSS)
# How a camera held that way stores the upright picture (EXIF 2.32, tag 274).
STORED_FROM_UPRIGHT = {
    1: lambda a: a,
    2: lambda a: a[:, ::-1],
    3: lambda a: a[::-1, ::-1],
    4: lambda a: a[::-1],
    5: lambda a: a.transpose(1, 0, 2),
    6: lambda a: a.transpose(1, 0, 2)[::-1],
    7: lambda a: a[::-1, ::-1].transpose(1, 0, 2),
    8: lambda a: a.transpose(1, 0, 2)[:, ::-1],
}


def mean_difference(a, b):
    assert a.shape == b.shape
    return np.abs(a.astype(int) - b.astype(int)).mean()


@pytest.mark.parametrize("file_format", FORMATS)
def test_every_format_gives_the_saved_picture(file_format):
    decoded = decode(photo_file(file_format))
    assert decoded.format == file_format
    assert mean_difference(decoded.photo, quadrants()) <= LOSS[file_format]
    assert decoded.photo.dtype == np.uint8
    assert decoded.photo.flags.c_contiguous and decoded.photo.flags.writeable
    assert (decoded.alpha, decoded.frames, decoded.notes) == (None, 1, ())
    assert decoded.original_size == (HEIGHT, WIDTH)


def test_the_content_decides_and_not_the_suffix():
    assert decode(photo_file("WebP")).format == "WebP"
    assert {".jpg", ".jpeg", ".png", ".webp", ".gif", ".tiff", ".bmp", ".avif", ".heic"} <= set(FILE_SUFFIXES)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WebP", "TIFF", "AVIF", "HEIC"])
def test_exif_orientation_is_undone(file_format, orientation):
    stored = Image.fromarray(np.ascontiguousarray(STORED_FROM_UPRIGHT[orientation](quadrants())))
    exif = Image.Exif()
    exif[0x0112] = orientation
    metadata = {"exif": exif.tobytes()} if file_format != "TIFF" else {"tiffinfo": {0x0112: orientation}}
    decoded = decode(saved(stored, file_format, **metadata))
    assert mean_difference(decoded.photo, quadrants()) <= LOSS[file_format]
    assert decoded.original_size == (HEIGHT, WIDTH)


@pytest.mark.parametrize("value", [0, 9, 65535])
def test_a_senseless_orientation_is_ignored(value):
    exif = Image.Exif()
    exif[0x0112] = value
    data = saved(Image.fromarray(quadrants()), "PNG", exif=exif.tobytes())
    assert np.array_equal(decode(data).photo, quadrants())


def test_broken_exif_does_not_cost_the_picture():
    data = saved(Image.fromarray(quadrants()), "PNG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff garbage")
    assert np.array_equal(decode(data).photo, quadrants())


@pytest.mark.parametrize("file_format", ["GIF", "PNG", "WebP", "TIFF", "AVIF"])
def test_of_several_frames_the_first_is_used_and_said_so(file_format):
    decoded = decode(animated_file(file_format))
    assert decoded.frames == 3
    assert mean_difference(decoded.photo, quadrants()) <= LOSS[file_format]
    assert len(decoded.notes) == 1 and decoded.notes[0].startswith("has 3 ")


@pytest.mark.parametrize("suffix", [".png", ".tiff"])
@pytest.mark.parametrize("channels", [1, 3])
def test_sixteen_bits_are_scaled_not_clipped(suffix, channels):
    ramp = np.linspace(0, 65535, 640).astype(np.uint16)
    values = np.tile(ramp, (4, 1)) if channels == 1 else np.tile(ramp[:, None], (4, 1, 3))
    row = decode(sixteen_bit_file(suffix, values)).photo[0, :, 0].astype(int)
    assert (row[0], row[-1]) == (0, 255)
    assert (np.diff(row) >= 0).all()
    assert np.abs(row - ramp / 257).max() <= 1.0


def test_a_twelve_bit_tiff_uses_its_own_white():
    # Pillow reads but cannot write 12 bits: two pixels, 0x000 and 0xFFF, packed by hand
    tags = [(256, 3, 2), (257, 3, 1), (258, 3, 12), (259, 3, 1), (262, 3, 1), (273, 4, 98), (279, 4, 3)]
    entries = b"".join(
        tag.to_bytes(2, "little")
        + kind.to_bytes(2, "little")
        + (1).to_bytes(4, "little")
        + value.to_bytes(4, "little")
        for tag, kind, value in tags
    )
    head = b"II*\0" + (8).to_bytes(4, "little") + len(tags).to_bytes(2, "little") + entries + b"\0" * 4
    assert decode(head + b"\0\x0f\xff").photo[0, :, 0].tolist() == [0, 255]


def test_float_tiff_from_zero_to_one():
    values = np.linspace(0, 1, 256, dtype=np.float32).reshape(4, 64)
    decoded = decode(saved(Image.fromarray(values), "TIFF"))
    assert decoded.photo[..., 0].ravel().tolist() == list(range(256))
    assert "0 = black, 1 = white" in decoded.notes[0]


def test_float_tiff_with_nan_and_infinity():
    values = np.array([[-1000.0, 0.0, 1000.0], [np.nan, np.inf, -np.inf]], np.float32)
    decoded = decode(saved(Image.fromarray(values), "TIFF"))
    assert decoded.photo[..., 0].tolist() == [[0, 128, 255], [0, 0, 0]]
    assert [note for note in decoded.notes if "3 values" in note]
    all_nan = decode(saved(Image.fromarray(np.full((3, 5), np.nan, np.float32)), "TIFF"))
    assert not all_nan.photo.any() and all_nan.notes


def test_a_constant_float_tiff_is_no_division_by_zero():
    assert not decode(saved(Image.fromarray(np.full((3, 5), 7.5, np.float32)), "TIFF")).photo.any()


def test_thirty_two_bit_integers_are_stretched():
    values = np.array([[-70000, 0, 70000]], np.int32)
    assert decode(saved(Image.fromarray(values), "TIFF")).photo[0, :, 0].tolist() == [0, 128, 255]


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "YCbCr", "LAB"])
def test_every_colour_mode_of_tiff_comes_close_to_its_colours(mode):
    image = Image.fromarray(quadrants())
    if mode == "LAB":
        image = ImageCms.profileToProfile(
            image, ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
        )
    stored = image if mode == "LAB" else image.convert(mode)
    expected = np.asarray(image.convert(mode).convert("RGB")) if mode != "LAB" else quadrants()
    decoded = decode(saved(stored, "TIFF"))
    assert mean_difference(decoded.photo, expected) <= 2.0
    assert ("CMYK" in " ".join(decoded.notes)) == (mode == "CMYK")


def test_a_cmyk_jpeg_is_not_inverted():
    photo = np.full((16, 16, 3), (250, 120, 20), np.uint8)
    decoded = decode(saved(Image.fromarray(photo).convert("CMYK"), "JPEG", quality=95))
    assert mean_difference(decoded.photo, photo) <= 3.0


def test_grey_comes_back_as_three_equal_channels():
    grey = np.tile(np.arange(0, 240, 6, dtype=np.uint8), (HEIGHT, 1))
    photo = decode(saved(Image.fromarray(grey), "PNG")).photo
    assert np.array_equal(photo, np.repeat(grey[..., None], 3, axis=2))


@pytest.mark.parametrize(("height", "width"), [(1, 1), (1, 5000), (5000, 1), (3, 2)])
@pytest.mark.parametrize("at_least", [None, 512])
def test_the_strangest_shapes_come_back_whole(height, width, at_least):
    for file_format in ("PNG", "JPEG"):
        decoded = decode(
            saved(Image.new("RGB", (width, height), (9, 99, 199)), file_format), at_least=at_least
        )
        assert decoded.photo.shape == (height, width, 3)
        assert mean_difference(decoded.photo, np.full((height, width, 3), (9, 99, 199))) <= 4.0


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WebP", "TIFF", "HEIC"])
def test_at_least_reduces_but_never_below_what_is_needed(file_format):
    big = Image.fromarray(quadrants(300, 500))
    for at_least in (64, 100, 299, 300, 1000):
        decoded = decode(saved(big, file_format), at_least=at_least)
        height, width = decoded.photo.shape[:2]
        assert decoded.original_size == (300, 500)
        assert min(300, at_least) <= height < 2 * max(at_least, 150)
        assert abs(width / height - 500 / 300) < 0.03
    assert decode(saved(big, file_format), at_least=64).photo.shape[0] < 150
    small = decode(saved(big, file_format), at_least=64).photo
    assert mean_difference(small, quadrants(*small.shape[:2])) <= 8.0


def test_at_least_with_a_sideways_jpeg_reports_the_upright_size():
    exif = Image.Exif()
    exif[0x0112] = 6
    decoded = decode(saved(Image.new("RGB", (400, 200)), "JPEG", exif=exif.tobytes()), at_least=50)
    assert decoded.original_size == (400, 200)
    assert decoded.photo.shape == (100, 50, 3)
