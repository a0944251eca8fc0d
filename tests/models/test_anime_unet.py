"""What is particular to AnimeUNet."""

import pytest
import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode
from torchvision.models import mobilenet_v2

from animegan.errors import InputError
from animegan.models.anime_unet import AnimeUNet


@pytest.fixture(scope="module")
def network() -> AnimeUNet:
    torch.manual_seed(0)
    network = AnimeUNet().eval()
    nn.init.normal_(network.change.weight, std=0.2)
    return network


def test_untrained_network_returns_the_photo_nearly() -> None:
    photo = torch.rand(1, 3, 64, 64) * 1.6 - 0.8
    with torch.no_grad():
        picture = AnimeUNet().eval()(photo, torch.eye(4)[:1]).picture
    assert (picture - photo).abs().mean() < 0.1


def test_encoder_takes_torchvision_weights_by_name(network: AnimeUNet) -> None:
    published = {k for k in mobilenet_v2(weights=None).state_dict() if k.startswith("features.")}
    ours = {k for k in network.state_dict() if k.startswith("features.")}
    assert ours
    assert ours <= published


def test_stage_shapes_are_those_of_the_table(network: AnimeUNet) -> None:
    table = {
        "encoder_2": (16, 2), "encoder_4": (24, 4), "encoder_8": (32, 8), "encoder_16": (96, 16),
        "bottleneck": (128, 16), "decoder_8": (64, 8), "decoder_4": (48, 4), "decoder_2": (32, 2),
        "decoder_1": (16, 1), "change": (3, 1), "picture": (3, 1),
    }  # fmt: skip
    with torch.no_grad():
        features = network(torch.zeros(1, 3, 96, 160), torch.eye(4)[:1], taps=network.stages).features
    assert {k: tuple(v.shape[1:]) for k, v in features.items()} == {
        name: (channels, 96 // stride, 160 // stride) for name, (channels, stride) in table.items()
    }


def test_fits_eight_megabytes_in_fp16(network: AnimeUNet) -> None:
    assert 2 * sum(p.numel() for p in network.parameters()) <= 8e6


def test_cost_at_512_is_what_the_documents_say(network: AnimeUNet) -> None:
    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        network(torch.zeros(1, 3, 512, 512), torch.eye(4)[:1])
    assert counter.get_total_flops() / 2e9 == pytest.approx(5.04, abs=0.02)  # GMAC


def test_a_mixed_code_is_neither_style(network: AnimeUNet) -> None:
    photo = torch.rand(1, 3, 32, 32)
    with torch.no_grad():
        first, second = (network(photo, torch.eye(4)[i : i + 1]).picture for i in (0, 1))
        mixed = network(photo, torch.tensor([[0.5, 0.5, 0.0, 0.0]])).picture
    distance = (first - second).abs().mean()
    assert 0 < (mixed - first).abs().mean() < distance
    assert 0 < (mixed - second).abs().mean() < distance


def test_a_tile_is_painted_like_the_whole(network: AnimeUNet) -> None:
    """Fixed statistics: far from the tile's rim, nothing of the rest of the photo is needed."""
    photo = torch.rand(1, 3, 640, 640) * 2 - 1
    with torch.no_grad():
        whole = network(photo, torch.eye(4)[:1]).picture
        tile = network(photo[..., :576, :576], torch.eye(4)[:1]).picture
    torch.testing.assert_close(tile[..., :128, :128], whole[..., :128, :128], atol=1e-4, rtol=0)


@pytest.mark.parametrize("style", [None, torch.eye(3)[:1], torch.eye(4)[:2]])
def test_wrong_style_code_is_refused(network: AnimeUNet, style: torch.Tensor | None) -> None:
    with pytest.raises(InputError, match="style code"):
        network(torch.zeros(1, 3, 32, 32), style)
