"""The published AnimeGAN generator, the first version: its counts, its work, and what is special about its sizes."""

import pytest
import torch
from torch import Tensor

from animegan.inference.bench import count_gmac
from animegan.models.animegan import AnimeGAN


def conv(c_in: int, c_out: int, kernel: int = 3) -> int:
    """Numbers of a convolution without bias and of its normalisation."""
    return kernel * kernel * c_in * c_out + 2 * c_out


def separable(c_in: int, c_out: int) -> int:
    return 9 * c_in + c_in * c_out + 2 * c_out


INVERTED = conv(256, 512, 1) + (9 * 512 + 2 * 512) + conv(512, 256, 1)
PUBLISHED = {  # numbers per block, from the layer list of the published generator
    "b1": conv(3, 64) + conv(64, 64) + 2 * separable(64, 128),
    "b2": conv(128, 128) + separable(128, 128) + 2 * separable(128, 256),
    "m": conv(256, 256) + 8 * INVERTED + conv(256, 256),
    "u2": separable(256, 128) + separable(128, 128) + conv(128, 128),
    "u1": separable(128, 128) + conv(128, 64) + conv(64, 64),
    "out": 64 * 3,
}


@pytest.fixture(scope="module")
def network() -> AnimeGAN:
    torch.manual_seed(3)
    return AnimeGAN().eval().requires_grad_(False)


def test_every_block_has_the_published_size(network: AnimeGAN) -> None:
    found = {name: sum(p.numel() for p in block.parameters()) for name, block in network.named_children()}
    assert found == PUBLISHED
    assert sum(PUBLISHED.values()) == 3_956_096


def test_no_convolution_has_a_bias(network: AnimeGAN) -> None:
    kernels = {name for name, tensor in network.state_dict().items() if tensor.dim() == 4}
    assert len(kernels) == 49
    assert len(network.state_dict()) == 129  # a scale and a shift for each of 40 normalisations


def test_its_work_is_31_1_gmac_at_256(network: AnimeGAN) -> None:
    assert count_gmac(network, 1, 256) == pytest.approx(31.1, rel=0.02)


def test_stages_have_the_sizes_of_the_table(network: AnimeGAN) -> None:
    features = network(torch.zeros(1, 3, 32, 48), taps=network.stages).features
    sizes = {name: tuple(map_.shape[1:]) for name, map_ in features.items()}
    middle = {f"m.{index}": (256, 8, 12) for index in range(10)}
    outside = {"u2": (128, 16, 24), "u1": (64, 32, 48), "out": (3, 32, 48)}
    assert sizes == {"b1": (128, 16, 24), "b2": (256, 8, 12), **middle, **outside}


def test_doubling_puts_samples_where_tensorflow_1_does(network: AnimeGAN) -> None:
    """Each pixel stays, at twice its place; between two lies their mean; the last is repeated."""
    seen: list[Tensor] = []
    stage = next(stage for stage in network.plan() if stage.name == "u1")
    handle = stage.parts[0].register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
    ramp = torch.tensor([0.0, 2.0, 8.0, 2.0]).expand(1, 128, 4, 4)
    stage.run(ramp)
    handle.remove()
    assert seen[0][0, 0, 0].tolist() == pytest.approx([0, 1, 2, 5, 8, 5, 2, 2])


def test_one_half_of_a_halving_sees_every_second_pixel_only(network: AnimeGAN) -> None:
    picture = torch.rand(1, 64, 16, 16, generator=torch.Generator().manual_seed(1))
    changed = picture.clone()
    changed[..., 1::2, 1::2] += 1
    halving = network.b1[2]
    assert torch.equal(halving.thinned(picture[..., ::2, ::2]), halving.thinned(changed[..., ::2, ::2]))
    difference = halving(picture) - halving(changed)
    strided = halving.strided(picture) - halving.strided(changed)
    torch.testing.assert_close(difference, strided, atol=1e-5, rtol=0)
