"""The published CycleGAN generator: its keys, its counts, its work, and that it computes what its layer list says."""

import pytest
import torch

from animegan.inference.bench import count_gmac
from animegan.models.cyclegan import CycleGAN
from tests.models.published_resnets import paint_cyclegan

# place in `model`, channels in, channels out, kernel; from the layer list of the published generator
CONVOLUTIONS = [(1, 3, 64, 7), (4, 64, 128, 3), (7, 128, 256, 3), (26, 64, 3, 7)]
TRANSPOSED = [(19, 256, 128), (22, 128, 64)]
BLOCKS = range(10, 19)


def _published_shapes() -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {}
    for place, c_in, c_out, kernel in CONVOLUTIONS:
        shapes[f"model.{place}.weight"], shapes[f"model.{place}.bias"] = (
            (c_out, c_in, kernel, kernel),
            (c_out,),
        )
    for place, c_in, c_out in TRANSPOSED:
        shapes[f"model.{place}.weight"], shapes[f"model.{place}.bias"] = (c_in, c_out, 3, 3), (c_out,)
    for place in BLOCKS:
        for layer in (1, 5):
            key = f"model.{place}.conv_block.{layer}"
            shapes[f"{key}.weight"], shapes[f"{key}.bias"] = (256, 256, 3, 3), (256,)
    return shapes


@pytest.fixture(scope="module")
def network() -> CycleGAN:
    torch.manual_seed(3)
    return CycleGAN().eval().requires_grad_(False)


def test_a_published_checkpoint_loads_as_it_is(network: CycleGAN) -> None:
    published = {name: torch.zeros(shape) for name, shape in _published_shapes().items()}
    assert len(published) == 48
    assert sum(tensor.numel() for tensor in published.values()) == 11_378_179
    CycleGAN().load_state_dict(published, strict=True)


def test_its_work_is_49_6_gmac_at_256(network: CycleGAN) -> None:
    assert count_gmac(network, 1, 256) == pytest.approx(49.6, rel=0.02)


def test_it_computes_what_its_layer_list_says(network: CycleGAN) -> None:
    photo = torch.rand(2, 3, 24, 32, generator=torch.Generator().manual_seed(1)) * 2 - 1
    expected = paint_cyclegan(network.state_dict(), photo)
    torch.testing.assert_close(network(photo).picture, expected, atol=1e-4, rtol=0)
    assert expected.std() > 0.02


def test_stages_have_the_sizes_of_the_table(network: CycleGAN) -> None:
    features = network(torch.zeros(1, 3, 32, 48), taps=network.stages).features
    sizes = {name: tuple(map_.shape[1:]) for name, map_ in features.items()}
    blocks = {f"block_{number}": (256, 8, 12) for number in range(1, 10)}
    outside = {"first": (64, 32, 48), "down_2": (128, 16, 24), "down_4": (256, 8, 12)}
    assert sizes == {**outside, **blocks, "up_2": (128, 16, 24), "up_1": (64, 32, 48), "out": (3, 32, 48)}


def test_a_closed_gate_leaves_the_change_alone(network: CycleGAN) -> None:
    photo = torch.rand(1, 3, 16, 16)
    half, closed = (
        network(photo, gates={"block_2": gain}, taps=["block_1", "block_2"]).features for gain in (0.5, 0.0)
    )
    torch.testing.assert_close(
        half["block_2"] - closed["block_2"], 0.5 * closed["block_1"], atol=1e-4, rtol=0
    )
