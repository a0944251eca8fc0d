"""Tiles: together they are the picture, and where the network allows it exactly the picture painted in one piece."""

import numpy as np
import pytest
import torch

from animegan.catalog import WeightsEntry, get_weights
from animegan.catalog.load import load_generator, untrained_generator
from animegan.errors import InputError
from animegan.inference import tiles
from animegan.inference.backends import open_backend
from animegan.inference.tiles import paint_any_size, spans
from animegan.models.registry import GENERATORS, get_generator
from animegan.types import PhotoU8

CODE = np.array([0.5, 0, 0.5, 0], np.float32)


@pytest.mark.parametrize("length", [1, 700, 1792, 1793, 4096, 12_345])
def test_tiles_cover_a_side_once_and_see_as_far_as_is_needed(length: int) -> None:
    covered = np.zeros(length, int)
    for span in spans(length, 208):
        covered[span.core] += 1
        assert span.core.start % 16 == span.seen.start % 16 == 0
        assert span.seen.start == max(0, span.core.start - 208)
        assert span.seen.stop == min(length, span.core.stop + 208)
        assert span.seen.stop - span.seen.start <= tiles.SEEN_SIDE + 16
        assert np.array_equal(np.arange(length)[span.seen][span.within], np.arange(length)[span.core])
    assert (covered == 1).all()


@pytest.mark.parametrize("backend", ["openvino", "torch"])
def test_tiles_equal_the_whole_exactly(backend: str, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = get_weights("anime_unet")
    photo = np.random.default_rng(0).integers(0, 256, (70, 1213, 3), np.uint8)
    network = open_backend(backend, entry)
    whole = network.paint(photo, CODE)
    assert np.abs(whole.astype(int) - photo).mean() > 5
    monkeypatch.setattr(tiles, "SEEN_SIDE", 800)
    monkeypatch.setattr(tiles, "WHOLE_PIXELS", 1000)
    assert len(list(spans(1213, 208))) == 4
    difference = np.abs(paint_any_size(network, get_generator("anime_unet"), photo, CODE).astype(int) - whole)
    assert difference.max() <= 1 and (difference > 0).mean() < 1e-3  # other sizes, other sums: the last bit


def test_nothing_within_reach_is_missed() -> None:
    """A change of the photo is seen no farther than the registry says, and almost as far."""
    network = load_generator("anime_unet").double()
    reach = get_generator("anime_unet").reach
    assert reach is not None
    photo = torch.from_numpy(np.random.default_rng(0).uniform(-1, 1, (1, 3, 32, 1024)))
    changed = photo.clone()
    changed[..., 512:528] += 0.5
    code = torch.from_numpy(CODE)[None].double()
    with torch.inference_mode():
        difference = (network(photo, code).picture - network(changed, code).picture).abs().amax((0, 1, 2))
    (columns,) = difference.nonzero(as_tuple=True)
    first, last = int(columns.min()), int(columns.max())
    assert 512 - reach <= first and last < 528 + reach
    assert max(512 - first, last - 527) > reach - 32


@pytest.mark.parametrize("spec", GENERATORS, ids=lambda spec: spec.name)
def test_whoever_says_nothing_of_a_reach_depends_on_the_whole_picture(spec) -> None:
    if spec.reach is not None:
        assert spec.reach % 16 == 0
        return
    torch.manual_seed(0)
    network = untrained_generator(spec.name)
    photo = torch.rand(1, 3, 64, 640) * 2 - 1
    changed = photo.clone()
    changed[..., :8] = 1
    with torch.inference_mode():
        difference = (network(photo).picture - network(changed).picture).abs()
    assert difference[..., -8:].max() > 0


def test_a_network_that_cannot_be_cut_is_refused_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiles, "WHOLE_PIXELS", 1000)

    class Never:
        def paint(self, photo: PhotoU8, code: np.ndarray) -> PhotoU8:
            raise AssertionError

    with pytest.raises(InputError, match="cannot be cut") as caught:
        paint_any_size(Never(), get_generator("animeganv2"), np.zeros((40, 40, 3), np.uint8), CODE)
    assert "smaller size" in caught.value.hint


def test_the_stylizer_paints_large_photos_by_tiles(
    entry: WeightsEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    from animegan.inference import Stylizer

    stylizer = Stylizer.load("sumi")
    photo = np.random.default_rng(1).integers(0, 256, (80, 1000, 3), np.uint8)
    whole = stylizer(photo, size=80).picture
    seen = []
    monkeypatch.setattr(tiles, "SEEN_SIDE", 600)
    monkeypatch.setattr(tiles, "WHOLE_PIXELS", 1000)
    real = stylizer.backend.paint
    monkeypatch.setattr(
        stylizer.backend, "paint", lambda photo, code: seen.append(photo.shape) or real(photo, code)
    )
    tiled = stylizer(photo, size=80).picture
    assert len(seen) > 2
    assert np.abs(tiled.astype(int) - whole).max() <= 1
