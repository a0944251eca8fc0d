"""What Stylizer does around the network, with a backend whose answer can be computed by hand."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from animegan.catalog import get_weights
from animegan.errors import InputError
from animegan.inference import Result, Stylizer
from animegan.types import PhotoU8


@dataclass
class Negative:
    """A backend that turns every level upside down and remembers what it was asked."""

    name: str = "negative"
    precision: str = "exact"
    threads: int = 1
    asked: list[tuple[PhotoU8, list[float]]] = field(default_factory=list)

    def paint(self, photo: PhotoU8, code: NDArray[np.float32]) -> PhotoU8:
        self.asked.append((photo, code.tolist()))
        return 255 - photo


@pytest.fixture
def negative() -> Negative:
    return Negative()


@pytest.fixture
def stylizer(negative: Negative) -> Stylizer:
    return Stylizer("sakura", get_weights("anime_unet"), negative)


def test_a_result_says_how_it_was_made(stylizer: Stylizer, photo: PhotoU8) -> None:
    result = stylizer(photo)
    assert np.array_equal(result.picture, 255 - photo)
    assert result.size == photo.shape[:2]
    assert 0 <= result.network_ms <= result.milliseconds
    summary = result.summary()
    assert 0 <= summary.pop("network_ms") <= summary.pop("milliseconds")
    assert summary == {
        "style": "sakura",
        "mix": {"sakura": 1.0},
        "strength": 1.0,
        "backend": "negative",
        "precision": "exact",
        "weights": "anime_unet",
        "size": [70, 101],
    }


def test_the_photo_is_worked_on_at_the_asked_size_and_comes_back_at_any(stylizer: Stylizer) -> None:
    result = stylizer(np.full((300, 600, 3), 55, np.uint8), size=100)
    assert result.size == (100, 200)
    assert result.picture.shape == (100, 200, 3)
    assert np.array_equal(result.at_size((300, 600)), np.full((300, 600, 3), 200, np.uint8))
    with pytest.raises(InputError, match="0x600"):
        result.at_size((0, 600))


@pytest.mark.parametrize(("strength", "level"), [(0.0, 40), (0.25, 84), (0.5, 128), (1.0, 215)])
def test_strength_blends_with_the_photo(stylizer: Stylizer, strength: float, level: int) -> None:
    result = stylizer(np.full((64, 64, 3), 40, np.uint8), strength=strength)
    assert np.unique(result.picture).tolist() == [level]


def test_a_mix_replaces_the_style(stylizer: Stylizer, negative: Negative, photo: PhotoU8) -> None:
    assert stylizer(photo).style == "sakura"
    mixed = stylizer(photo, mix={"sumi": 3, "aozora": 1})
    single = stylizer(photo, mix={"yuyake": 5})
    assert (mixed.style, mixed.mix) == ("mix", {"aozora": 0.25, "sumi": 0.75})
    assert (single.style, single.mix) == ("yuyake", {"yuyake": 1.0})
    assert [code for _, code in negative.asked] == [[1, 0, 0, 0], [0, 0.25, 0, 0.75], [0, 0, 1, 0]]


def test_neither_the_photo_nor_the_result_shares_memory_with_the_other(
    stylizer: Stylizer, photo: PhotoU8
) -> None:
    before = photo.copy()
    photo.flags.writeable = False
    result = stylizer(photo, strength=0)
    assert np.array_equal(result.picture, before)
    assert not np.shares_memory(result.picture, photo)


def test_a_photo_seen_through_strides_is_taken_as_it_looks(
    stylizer: Stylizer, negative: Negative, photo: PhotoU8
) -> None:
    mirrored = photo[:, ::-1]
    assert np.array_equal(stylizer(mirrored).picture, 255 - mirrored)
    assert negative.asked[0][0].flags.c_contiguous


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"strength": -0.1}, "-0.1"),
        ({"strength": 1.5}, "1.5"),
        ({"strength": float("nan")}, "nan"),
        ({"size": 10}, "10"),
        ({"size": 50_000}, "50000"),
        ({"mix": {}}, "no style"),
        ({"mix": {"hayao": 1.0}}, "hayao"),
    ],
)
def test_options_out_of_range_are_refused_before_any_work(
    stylizer: Stylizer, negative: Negative, photo: PhotoU8, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        stylizer(photo, **options)
    assert negative.asked == []


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (np.zeros((70, 70, 3), np.float32), "float32"),
        (np.zeros((70, 70, 4), np.uint8), r"\(70, 70, 4\)"),
        (np.zeros((70, 70), np.uint8), r"\(70, 70\)"),
        (np.zeros((0, 70, 3), np.uint8), "no pixels"),
        ([[1, 2, 3]], "list"),
        (Image.new("I;16", (70, 70)), "I;16"),
        (Image.new("F", (70, 70)), "'F'"),
        (Image.new("RGB", (0, 70)), "no pixels"),
    ],
    ids=lambda value: str(value)[:20] if isinstance(value, str) else type(value).__name__,
)
def test_what_is_no_photo_is_refused(stylizer: Stylizer, wrong: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        stylizer(wrong)


def test_pillow_in_pillow_out(stylizer: Stylizer, photo: PhotoU8) -> None:
    result: Result[Image.Image] = stylizer(Image.fromarray(photo))
    assert result.picture.mode == "RGB"
    assert np.array_equal(np.asarray(result.picture), 255 - photo)
    assert result.at_size((35, 50)).size == (50, 35)


def test_the_opacity_of_a_pillow_image_is_kept_at_every_size(stylizer: Stylizer) -> None:
    image = Image.new("RGBA", (200, 100), (10, 20, 30, 255))
    image.paste((10, 20, 30, 0), (0, 0, 100, 100))
    result = stylizer(image, size=64)
    assert result.picture.mode == "RGBA"
    assert result.picture.size == (128, 64)
    assert result.picture.getpixel((10, 10)) == (245, 235, 225, 0)
    assert result.picture.getpixel((100, 10)) == (245, 235, 225, 255)
    whole = result.at_size((100, 200))
    assert np.array_equal(
        np.asarray(whole)[..., 3], np.asarray(image)[..., 3]
    )  # not blurred by going there and back


def test_a_palette_with_a_transparent_colour_keeps_it(stylizer: Stylizer) -> None:
    image = Image.new("P", (80, 80), 1)
    image.putpalette([0, 0, 0, 200, 100, 50])
    image.paste(0, (0, 0, 40, 80))
    image.info["transparency"] = 0
    picture = stylizer(image).picture
    assert picture.getpixel((10, 10))[3] == 0
    assert picture.getpixel((70, 10)) == (55, 155, 205, 255)


@pytest.mark.parametrize(("mode", "colour", "expected"), [("L", 40, (215,) * 3), ("1", 1, (0, 0, 0))])
def test_other_8_bit_modes_become_rgb(
    stylizer: Stylizer, mode: str, colour: int, expected: tuple[int, ...]
) -> None:
    picture = stylizer(Image.new(mode, (70, 70), colour)).picture
    assert (picture.mode, picture.getpixel((5, 5))) == ("RGB", expected)


def test_a_pillow_image_is_turned_upright(stylizer: Stylizer) -> None:
    image = Image.new("RGB", (100, 70))
    image.getexif()[0x0112] = 6  # the camera was turned by 90 degrees
    assert stylizer(image).picture.size == (70, 100)


def test_any_weights_paint_in_any_of_their_styles(
    monkeypatch: pytest.MonkeyPatch, negative: Negative
) -> None:
    entry = get_weights("animeganv2_aozora")
    asked: list[tuple[str, str]] = []
    monkeypatch.setattr(
        "animegan.inference.stylizer.open_backend",
        lambda name, entry, precision: asked.append((name, entry.name)) or negative,
    )
    made = Stylizer.of(entry, backend="torch")
    assert (made.style, made.weights) == ("aozora", entry)
    assert asked == [("torch", "animeganv2_aozora")]
    assert Stylizer.of(get_weights("anime_unet"), "sumi").style == "sumi"
    with pytest.raises(InputError, match="sakura"):
        Stylizer.of(entry, "sakura")
