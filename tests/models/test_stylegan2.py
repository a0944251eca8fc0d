"""StyleGAN2: the published names and counts, and the same picture as a slow implementation of its own."""

import pytest
import torch
from torch import Tensor, nn

from animegan.errors import InputError
from animegan.models.style_layers import Blur, ModulatedConv, Upsample
from animegan.models.stylegan2 import StyleGAN2, Synthesis, channels_at, latents_for
from tests.models.published_stylegan2 import CHANNELS, drawn, mapped, published_shapes


@pytest.fixture(scope="module")
def network() -> StyleGAN2:
    """32 px, every parameter away from where it starts, in 64 bits."""
    torch.manual_seed(5)
    small = StyleGAN2(32, latent=12, multiplier=1 / 64).double().eval().requires_grad_(False)
    for name, parameter in small.named_parameters():
        if name.endswith(("bias", "noise.weight")):
            parameter += 0.3 * torch.randn_like(parameter)
    return small


def z(n: int = 2, length: int = 12) -> Tensor:
    return torch.randn(n, length, generator=torch.Generator().manual_seed(2), dtype=torch.float64)


@pytest.mark.parametrize(("size", "parameters"), [(256, 30_034_338), (1024, 30_370_060)])
def test_names_shapes_and_counts_are_the_published_ones(size: int, parameters: int) -> None:
    with torch.device("meta"):
        network = StyleGAN2(size)
    shapes = {name: tuple(tensor.shape) for name, tensor in network.state_dict().items()}
    assert shapes == published_shapes(size)
    # the published figure counts what is learnt: not the noise pictures, not the blur kernels
    assert sum(p.numel() for p in network.parameters()) == parameters


def test_channels_are_those_of_the_table() -> None:
    assert {side: channels_at(side) for side in CHANNELS} == CHANNELS
    assert channels_at(256, 0.25) == 32 and channels_at(1024, 0.001) == 1


def test_a_published_state_dict_loads_strictly_and_a_key_too_few_does_not() -> None:
    thin = {side: channels_at(side, 1 / 64) for side in CHANNELS}
    tensors = {name: torch.zeros(shape) for name, shape in published_shapes(16, 12, thin).items()}
    network = StyleGAN2(16, latent=12, multiplier=1 / 64)
    network.load_state_dict(tensors, strict=True)
    del tensors["to_rgbs.1.upsample.kernel"]
    with pytest.raises(RuntimeError, match=r"to_rgbs\.1\.upsample\.kernel"):
        network.load_state_dict(tensors, strict=True)


def test_pictures_are_those_of_the_slow_reference(network: StyleGAN2) -> None:
    w_plus = torch.randn(
        2, network.latents, 12, generator=torch.Generator().manual_seed(4), dtype=torch.float64
    )
    together = network(w_plus)
    noise = [picture[0, 0] for picture in network.fixed_noise()]
    weights = network.state_dict()
    for picture, latents in zip(together, w_plus, strict=True):
        torch.testing.assert_close(picture, drawn(weights, latents, noise), rtol=0, atol=1e-10)


def test_the_mapping_network_is_that_of_the_slow_reference(network: StyleGAN2) -> None:
    found = network.widen(z())
    assert found.shape == (2, 8, 12)
    for row, numbers in zip(found, z(), strict=True):
        assert (row == row[0]).all()
        torch.testing.assert_close(row[0], mapped(network.state_dict(), numbers), rtol=0, atol=1e-10)


@pytest.mark.parametrize("doubled", [False, True])
def test_every_picture_of_a_batch_has_a_kernel_of_its_own(doubled: bool) -> None:
    torch.manual_seed(1)
    layer = ModulatedConv(3, 5, 3, 4, doubled=doubled).double()
    x, latents = torch.randn(4, 3, 6, 7).double(), torch.randn(4, 4).double()
    together = layer(x, latents)
    assert together.shape == ((4, 5, 12, 14) if doubled else (4, 5, 6, 7))
    for i in range(4):
        torch.testing.assert_close(together[i : i + 1], layer(x[i : i + 1], latents[i : i + 1]))
    # demodulation: a style that is stronger everywhere changes nothing
    with torch.no_grad():
        before = layer(x, torch.zeros_like(latents))
        layer.modulation.bias *= 3
        torch.testing.assert_close(layer(x, torch.zeros_like(latents)), before, rtol=1e-6, atol=1e-8)


def test_doubling_keeps_a_flat_picture_flat_away_from_the_rim() -> None:
    picture = Upsample()(torch.ones(1, 3, 6, 6))
    torch.testing.assert_close(picture[..., 2:-2, 2:-2], torch.ones(1, 3, 8, 8))
    assert Blur()(torch.ones(2, 5, 13, 13)).shape == (2, 5, 12, 12)


def test_the_same_latents_give_the_same_picture_unless_noise_is_asked_for(network: StyleGAN2) -> None:
    latents = network.widen(z(1))
    assert torch.equal(network(latents), network(latents))
    other = [noise.flip(-1) for noise in network.fixed_noise()]
    assert torch.equal(network(latents, network.fixed_noise()), network(latents))
    assert not torch.allclose(network(latents, other), network(latents))


def test_truncation_goes_from_the_mean_to_the_latent(network: StyleGAN2) -> None:
    mean = network.mean_latent(64)
    assert torch.equal(mean, network.mean_latent(64)) and mean.shape == (1, 12)
    plain = network.widen(z())
    torch.testing.assert_close(network.widen(z(), truncation=0.0, mean=mean)[:, 0], mean.expand(2, -1))
    half = network.widen(z(), truncation=0.5, mean=mean)
    torch.testing.assert_close(half, (plain + mean) / 2)
    with pytest.raises(InputError, match=r"0\.5"):
        network.widen(z(), truncation=0.5)


def test_a_smaller_picture_is_what_the_larger_is_added_to(network: StyleGAN2) -> None:
    latents = network.widen(z(1))
    small = network(latents, side=16)
    with torch.no_grad():
        for parameter in network.to_rgbs[2].parameters():
            parameter.zero_()
    assert small.shape == (1, 3, 16, 16)
    torch.testing.assert_close(network(latents), network.to_rgbs[2].upsample(small))


def test_every_parameter_gets_a_gradient() -> None:
    torch.manual_seed(6)
    network = Synthesis(16, latent=6, multiplier=1 / 64)
    latents = torch.randn(2, network.latents, 6)
    network(latents).square().mean().backward()
    without = [name for name, p in network.named_parameters() if p.grad is None or not p.grad.abs().sum()]
    assert without == []


@pytest.mark.parametrize("size", [0, 4, 12, 100])
def test_sizes_that_are_no_doubling_are_refused(size: int) -> None:
    with pytest.raises(InputError, match=str(size)):
        latents_for(size)


def test_latents_per_size() -> None:
    assert [latents_for(size) for size in (8, 64, 256, 1024)] == [4, 10, 14, 18]
    assert not any(isinstance(module, nn.BatchNorm2d) for module in StyleGAN2(8, 8, 1 / 64).modules())
