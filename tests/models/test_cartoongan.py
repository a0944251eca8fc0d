"""The published CartoonGAN generator: its keys, its counts, its work, and that red stays red."""

import pytest
import torch
from torch import Tensor

from animegan.inference.bench import count_gmac
from animegan.models.cartoongan import CartoonGAN
from tests.models.published_resnets import paint_cartoongan_bgr

# key, channels in, channels out, kernel, key of its normalisation; from the layer list of the published generator
CONVOLUTIONS = [
    ("conv01_1", 3, 64, 7),
    ("conv02_1", 64, 128, 3),
    ("conv02_2", 128, 128, 3),
    ("conv03_1", 128, 256, 3),
    ("conv03_2", 256, 256, 3),
    ("deconv01_2", 128, 128, 3),
    ("deconv02_2", 64, 64, 3),
    ("deconv03_1", 64, 3, 7),
]
TRANSPOSED = [("deconv01_1", 256, 128), ("deconv02_1", 128, 64)]
NORMS = [("in01_1", 64), ("in02_1", 128), ("in03_1", 256), ("in12_1", 128), ("in13_1", 64)]
BLOCKS = [f"{number:02}_{half}" for number in range(4, 12) for half in (1, 2)]


def _published_shapes() -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {}
    for key, c_in, c_out, kernel in CONVOLUTIONS:
        shapes[f"{key}.weight"], shapes[f"{key}.bias"] = (c_out, c_in, kernel, kernel), (c_out,)
    for key, c_in, c_out in TRANSPOSED:
        shapes[f"{key}.weight"], shapes[f"{key}.bias"] = (c_in, c_out, 3, 3), (c_out,)
    for key, channels in NORMS:
        shapes[f"{key}.scale"] = shapes[f"{key}.shift"] = (channels,)
    for number in BLOCKS:
        shapes[f"conv{number}.weight"], shapes[f"conv{number}.bias"] = (256, 256, 3, 3), (256,)
        shapes[f"in{number}.scale"] = shapes[f"in{number}.shift"] = (256,)
    return shapes


@pytest.fixture(scope="module")
def network() -> CartoonGAN:
    torch.manual_seed(3)
    network = CartoonGAN().eval().requires_grad_(False)
    for key, tensor in network.state_dict().items():
        if key.endswith(("scale", "shift")):
            tensor.add_(0.2 * torch.randn(tensor.shape))
    return network


def plain(red: float, green: float, blue: float) -> Tensor:
    """A picture of one colour."""
    return torch.tensor([red, green, blue])[None, :, None, None].expand(1, 3, 16, 16)


def test_a_published_checkpoint_loads_as_it_is() -> None:
    published = {name: torch.zeros(shape) for name, shape in _published_shapes().items()}
    assert len(published) == 94
    assert sum(tensor.numel() for tensor in published.values()) == 11_129_667
    CartoonGAN().load_state_dict(published, strict=True)


def test_its_work_is_54_4_gmac_at_256(network: CartoonGAN) -> None:
    assert count_gmac(network, 1, 256) == pytest.approx(54.4, rel=0.02)


def test_it_computes_what_its_layer_list_says_in_bgr(network: CartoonGAN) -> None:
    photo = torch.rand(2, 3, 24, 32, generator=torch.Generator().manual_seed(1)) * 2 - 1
    weights = network.state_dict()
    expected = paint_cartoongan_bgr(weights, photo[:, [2, 1, 0]])[:, [2, 1, 0]]
    torch.testing.assert_close(network(photo).picture, expected, atol=1e-4, rtol=0)
    mistaken = paint_cartoongan_bgr(weights, photo)
    assert (network(photo).picture - mistaken).abs().mean() > 0.01  # exchanged colours would be noticed


def test_the_first_convolution_reads_blue_first() -> None:
    torch.manual_seed(0)
    network = CartoonGAN().eval().requires_grad_(False)
    network.get_submodule("conv01_1").weight[:, 1:] = 0  # only the published network's first channel is left
    noise = torch.rand(16, 16)

    def first(channel: int) -> Tensor:
        photo = torch.zeros(1, 3, 16, 16)
        photo[0, channel] = noise
        return network(photo, taps=["first"]).features["first"]

    assert first(channel=2).std() > 0.1
    assert torch.equal(first(channel=0), first(channel=1))  # red and green are not seen


def test_the_last_convolution_writes_red_last() -> None:
    network = CartoonGAN().eval().requires_grad_(False)
    last = network.get_submodule("deconv03_1")
    last.weight.zero_()
    last.bias.copy_(torch.tensor([-9.0, -9.0, 9.0]))
    torch.testing.assert_close(network(torch.rand(1, 3, 16, 16)).picture, plain(1.0, -1.0, -1.0))


def test_stages_have_the_sizes_of_the_table(network: CartoonGAN) -> None:
    features = network(torch.zeros(1, 3, 32, 48), taps=network.stages).features
    sizes = {name: tuple(map_.shape[1:]) for name, map_ in features.items()}
    blocks = {f"block_{number}": (256, 8, 12) for number in range(1, 9)}
    outside = {"first": (64, 32, 48), "down_2": (128, 16, 24), "down_4": (256, 8, 12)}
    assert sizes == {**outside, **blocks, "up_2": (128, 16, 24), "up_1": (64, 32, 48), "out": (3, 32, 48)}
