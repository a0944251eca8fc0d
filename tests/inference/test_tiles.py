"""Tiles: together they are the picture, and where the network allows it exactly the picture painted in one piece."""

import numpy as np
import pytest
import torch

from animegan.catalog import WeightsEntry, get_weights
from animegan.catalog.load import load_generator, untrained_generator
from animegan.errors import InputError
from animegan.inference import Stylizer, streamed, tiles
from animegan.inference.backends import open_backend
from animegan.inference.backends.pixels import PixelGenerator
from animegan.inference.preprocess import resize
from animegan.inference.spans import spans
from animegan.inference.streamed import paint_streamed
from animegan.inference.tiles import SEEN_SIDE, backend_for
from animegan.media.samples import load_sample
from animegan.models.registry import GENERATORS, GeneratorSpec, get_generator

CODE = np.array([0.5, 0, 0.5, 0], np.float32)


@pytest.mark.parametrize("length", [1, 700, 1792, 1793, 4096, 12_345])
def test_tiles_cover_a_side_once_and_see_as_far_as_is_needed(length: int) -> None:
    covered = np.zeros(length, int)
    for span in spans(length, 208, SEEN_SIDE):
        covered[span.core] += 1
        assert span.core.start % 16 == span.seen.start % 16 == 0
        assert span.seen.start == max(0, span.core.start - 208)
        assert span.seen.stop == min(length, span.core.stop + 208)
        assert span.seen.stop - span.seen.start <= SEEN_SIDE + 16
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
    assert len(list(spans(1213, 208, 800))) == 4
    difference = np.abs(backend_for(network, entry, photo.shape[:2]).paint(photo, CODE).astype(int) - whole)
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
def test_whoever_normalises_or_says_nothing_of_a_reach_depends_on_the_whole_picture(
    spec: GeneratorSpec,
) -> None:
    if spec.reach is not None:
        assert spec.reach % 16 == 0
        if not spec.normalises:
            return
    torch.manual_seed(0)
    network = untrained_generator(spec.name)
    photo = torch.rand(1, 3, 64, 640) * 2 - 1
    changed = photo.clone()
    changed[..., :8] = 1
    with torch.inference_mode():
        difference = (network(photo).picture - network(changed).picture).abs()
    assert difference[..., -8:].max() > 0


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("animeganv2_sakura", (66, 222)),
        ("animeganv2_sakura", (222, 35)),
        ("animegan", (18, 300)),
        ("cartoongan", (18, 300)),
        ("cyclegan", (18, 300)),
    ],
)
def test_tiles_with_shared_statistics_are_the_whole_picture_without_a_seam(
    name: str, size: tuple[int, int]
) -> None:
    torch.manual_seed(0)
    trained = name.startswith("animeganv2")
    network = load_generator(name) if trained else untrained_generator(name)
    reach = get_generator("animeganv2" if trained else name).reach
    assert reach is not None
    photo, code = resize(load_sample("astronaut"), size), np.ones(1, np.float32)
    with torch.inference_mode():
        whole = PixelGenerator(network, padded=False)(torch.tensor(photo)[None], torch.ones(1, 1))[0].numpy()
    assert whole.std() > 20  # something is painted
    side = 2 * reach + 48
    cuts = [span.core.start for span in spans(max(size), reach, side)][1:]
    assert cuts
    tiled = paint_streamed(network, photo, code, reach, side=side)
    difference = np.abs(tiled.astype(int) - whole)
    assert difference.mean() <= 1 and np.percentile(difference, 99.9) <= 4
    across = np.moveaxis(difference, int(np.argmax(size)), 0)
    assert max(across[cut - 1 : cut + 1].mean() for cut in cuts) <= 1


def test_naive_tiles_would_not_be_the_whole_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the statistics are for: with the first guess alone the bounds are missed."""
    network, reach = load_generator("animeganv2_sakura"), 64
    photo = resize(load_sample("astronaut"), (66, 222))
    with torch.inference_mode():
        whole = PixelGenerator(network, padded=False)(torch.tensor(photo)[None], torch.ones(1, 1))[0].numpy()
    monkeypatch.setattr(streamed, "MOST_PASSES", 1)
    guessed = paint_streamed(network, photo, np.ones(1, np.float32), reach, side=2 * reach + 48)
    assert np.percentile(np.abs(guessed.astype(int) - whole), 99.9) > 4


def test_a_large_picture_of_a_network_that_normalises_is_painted_by_torch_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tiles, "WHOLE_PIXELS", 1000)
    monkeypatch.setattr(streamed, "paint_streamed", lambda network, photo, code, reach: photo[::-1].copy())
    photo = np.random.default_rng(1).integers(0, 256, (64, 70, 3), np.uint8)
    result = Stylizer.of(get_weights("animeganv2_sakura"), backend="openvino", precision="fp32")(photo)
    assert (result.backend, result.precision) == ("torch", "fp32")
    assert np.array_equal(result.picture, photo[::-1])


def test_a_network_that_cannot_be_cut_is_refused_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiles, "WHOLE_PIXELS", 1000)
    entry = get_weights("toonify_sakura")
    with pytest.raises(InputError, match="cannot be cut") as caught:
        backend_for(open_backend("torch", get_weights("anime_unet")), entry, (40, 40))
    assert "smaller size" in caught.value.hint


def test_the_stylizer_paints_large_photos_by_tiles(
    entry: WeightsEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
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
