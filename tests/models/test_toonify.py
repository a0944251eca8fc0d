"""Toonify: nothing but latents reaches the picture, and OpenVINO draws the same one."""

import warnings
from dataclasses import replace

import numpy as np
import pytest
import torch

from animegan.catalog import WeightsEntry, get_weights
from animegan.inference.backends import convert as convert_module
from animegan.inference.backends.quiet import import_openvino
from animegan.models.latent_encoder import LatentEncoder
from animegan.models.stylegan2 import Synthesis
from animegan.models.toonify import Toonify


@pytest.fixture(scope="module")
def network() -> Toonify:
    torch.manual_seed(9)
    small = Toonify(size=32, latent=16, multiplier=1 / 32, width=8, widest=32).eval().requires_grad_(False)
    for head in small.encoder.heads:
        head.weight *= 3
    return small


def photo(height: int = 40, width: int = 28) -> torch.Tensor:
    rows, columns = torch.linspace(-1, 1, height)[:, None], torch.linspace(-1, 1, width)
    return torch.stack([rows * columns, rows + 0 * columns, columns - 0 * rows])[None]


def test_it_is_the_encoder_and_then_the_generator(network: Toonify) -> None:
    face = photo(32, 32)
    latents = network.encoder(face)
    drawn = network.generator(latents).clamp(-1, 1)
    painted = network(face, taps=("latents", "picture_32"))
    torch.testing.assert_close(painted.picture, drawn, atol=1e-5, rtol=0)
    assert painted.features["latents"].shape == (1, 8 * 16, 1, 1)
    torch.testing.assert_close(painted.features["latents"].flatten(), latents.flatten())


def test_the_photo_counts_and_its_size_comes_back(network: Toonify) -> None:
    assert network(photo()).picture.shape == (1, 3, 40, 28)
    assert not torch.allclose(network(photo()).picture, network(-photo()).picture, atol=0.01)


def test_what_the_inner_size_cannot_show_does_not_count(network: Toonify) -> None:
    """A redraw: one pixel of a large photo is nearly nothing at 32 pixels."""
    large = photo(256, 256)
    dotted = large.clone()
    dotted[..., 100, 100] = 1
    assert (network(large).picture - network(dotted).picture).abs().max() < 0.02


def test_the_default_is_the_published_size_with_our_encoder() -> None:
    with torch.device("meta"):
        network = Toonify()
        published = Synthesis(256)
    assert network.generator.state_dict().keys() == published.state_dict().keys()
    counts = [sum(p.numel() for p in part.parameters()) for part in (network.generator, network.encoder)]
    assert counts == [30_034_338 - 8 * (512 * 512 + 512), 10_480_896]  # all but the mapping network


def test_each_latent_has_a_head_of_its_own() -> None:
    torch.manual_seed(3)
    encoder = LatentEncoder(16, latents=4, latent=6, width=4)
    before = encoder(torch.ones(2, 3, 16, 16))
    with torch.no_grad():
        encoder.heads[2].bias += 1
    change = encoder(torch.ones(2, 3, 16, 16)) - before
    assert before.shape == (2, 4, 6)
    torch.testing.assert_close(change[:, 2], torch.ones(2, 6))
    assert (change[:, [0, 1, 3]] == 0).all()


def test_the_encoder_knows_where_things_are() -> None:
    torch.manual_seed(3)
    encoder = LatentEncoder(32, latents=2, latent=6, width=4).eval()
    face = torch.zeros(1, 3, 32, 32)
    face[..., :16, :16] = 1
    assert not torch.allclose(encoder(face), encoder(face.flip(-1)), atol=1e-3)


@pytest.fixture
def entry(network: Toonify, monkeypatch: pytest.MonkeyPatch) -> WeightsEntry:
    monkeypatch.setattr(convert_module, "load_entry", lambda _: network)
    return replace(get_weights("anime_unet"), architecture="toonify", styles=("sakura",))


@pytest.mark.slow
def test_openvino_draws_the_same_picture_for_photos_of_any_size(
    network: Toonify, entry: WeightsEntry
) -> None:
    with warnings.catch_warnings():
        stride, model = convert_module.convert(entry)
    compiled = import_openvino().compile_model(model, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    assert stride == 1
    for size in ((64, 64), (37, 53), (130, 90)):
        pixels = ((photo(*size) + 1) * 127.5).round().byte().permute(0, 2, 3, 1)
        drawn = compiled([pixels.numpy(), np.ones((1, 1), np.float32)])[0]
        expected = convert_module.PixelGenerator(network, padded=True)(pixels, torch.ones(1, 1)).numpy()
        assert np.abs(drawn.astype(int) - expected).max() <= 1
        assert expected.std() > 10
