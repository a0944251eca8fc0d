"""Transparency is handed back apart from the colours, and an opaque alpha channel is no transparency."""

import numpy as np
import pytest
from PIL import Image

from animegan.media.image import decode, encode
from tests.media.files import HEIGHT, WIDTH, quadrants, saved


def with_hole() -> Image.Image:
    """`quadrants()` whose left third is see-through over black, middle third half opaque."""
    alpha = np.full((HEIGHT, WIDTH), 255, np.uint8)
    alpha[:, : WIDTH // 3] = 0
    alpha[:, WIDTH // 3 : 2 * WIDTH // 3] = 128
    rgb = np.where(alpha[..., None] == 0, 0, quadrants())
    return Image.fromarray(np.dstack([rgb, alpha]).astype(np.uint8))


@pytest.mark.parametrize("file_format", ["PNG", "WebP", "TIFF", "AVIF", "HEIC"])
def test_alpha_comes_back_apart(file_format):
    decoded = decode(saved(with_hole(), file_format))
    alpha = np.asarray(with_hole())[..., 3]
    assert decoded.alpha is not None and decoded.alpha.dtype == np.uint8
    assert np.abs(decoded.alpha.astype(int) - alpha).mean() <= 2.0
    assert decoded.photo[decoded.alpha == 0].min() == 255  # hidden black is not drawn
    opaque = alpha == 255
    assert np.abs(decoded.photo[opaque].astype(int) - quadrants()[opaque]).mean() <= 4.0


def test_an_opaque_alpha_channel_is_none():
    decoded = decode(saved(Image.fromarray(quadrants()).convert("RGBA"), "PNG"))
    assert decoded.alpha is None
    assert np.array_equal(decoded.photo, quadrants())


def test_grey_with_alpha():
    values = np.dstack([np.full((4, 6), 77), np.tile([0, 50, 100, 150, 200, 255], (4, 1))]).astype(np.uint8)
    decoded = decode(saved(Image.fromarray(values), "PNG"))
    assert decoded.alpha is not None
    assert decoded.alpha[0].tolist() == [0, 50, 100, 150, 200, 255]
    assert decoded.photo[0, :, 0].tolist() == [255, 77, 77, 77, 77, 77]


@pytest.mark.parametrize("transparency", [0, bytes([0, 128, 255])], ids=["one index", "opacity per index"])
@pytest.mark.parametrize("file_format", ["PNG", "GIF"])
def test_palettes_with_transparency(file_format, transparency):
    if file_format == "GIF" and isinstance(transparency, bytes):
        transparency = 0  # a GIF can only make one index see-through
    image = Image.new("P", (3, 1))
    image.putdata([0, 1, 2])
    image.putpalette([10, 20, 30, 100, 110, 120, 200, 210, 220])
    decoded = decode(saved(image, file_format, transparency=transparency))
    assert decoded.photo[0].tolist() == [[255, 255, 255], [100, 110, 120], [200, 210, 220]]
    assert decoded.alpha is not None
    assert decoded.alpha[0].tolist() == ([0, 255, 255] if transparency == 0 else [0, 128, 255])


def test_a_colour_key_is_transparency():
    photo = np.array([[[1, 2, 3], [4, 5, 6]]], np.uint8)
    decoded = decode(saved(Image.fromarray(photo), "PNG", transparency=(1, 2, 3)))
    assert decoded.alpha is not None
    assert decoded.alpha.tolist() == [[0, 255]]
    assert decoded.photo.tolist() == [[[255, 255, 255], [4, 5, 6]]]


def test_a_picture_without_anything_to_see_says_so():
    decoded = decode(saved(Image.new("RGBA", (8, 8), (0, 0, 0, 0)), "PNG"))
    assert any("transparent everywhere" in note for note in decoded.notes)


def test_reducing_does_not_let_hidden_colours_bleed_in():
    image = np.zeros((64, 64, 4), np.uint8)
    image[:, 32:] = (200, 100, 50, 255)
    decoded = decode(saved(Image.fromarray(image), "PNG"), at_least=10)
    assert decoded.alpha is not None
    seen = decoded.photo[decoded.alpha > 0]
    assert np.abs(seen.astype(int) - (200, 100, 50)).max() <= 2


@pytest.mark.parametrize("file_format", ["PNG", "WebP"])
def test_encode_keeps_alpha(file_format):
    alpha = np.asarray(with_hole())[..., 3]
    decoded = decode(encode(quadrants(), file_format=file_format, alpha=alpha))
    assert decoded.alpha is not None
    assert np.array_equal(decoded.alpha, alpha)


def test_jpeg_shows_white_where_nothing_is():
    alpha = np.zeros((HEIGHT, WIDTH), np.uint8)
    alpha[:, WIDTH // 2 :] = 255
    decoded = decode(encode(quadrants(), file_format="JPEG", alpha=alpha))
    assert decoded.alpha is None
    assert decoded.photo[:, : WIDTH // 2 - 8].min() >= 250


def test_alpha_of_the_photo_fits_itself_to_a_picture_of_another_size():
    alpha = np.zeros((100, 200), np.uint8)
    alpha[:, 100:] = 255
    decoded = decode(encode(quadrants(), alpha=alpha))
    assert decoded.alpha is not None and decoded.alpha.shape == (HEIGHT, WIDTH)
    assert decoded.alpha[:, : WIDTH // 2 - 2].max() == 0
    assert decoded.alpha[:, WIDTH // 2 + 2 :].min() == 255
