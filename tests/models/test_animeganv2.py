"""The published AnimeGANv2 generator: its keys, its counts, and that any size comes back exact."""

import pytest
import torch
from torch.utils.flop_counter import FlopCounterMode

from animegan.errors import InputError
from animegan.models.animeganv2 import AnimeGANv2

# stage, place in it, channels in, channels out, kernel; from the layer list of the published generator
PLAIN = [
    ("block_a", 0, 3, 32, 7),
    ("block_a", 1, 32, 64, 3),
    ("block_a", 2, 64, 64, 3),
    ("block_b", 0, 64, 128, 3),
    ("block_b", 1, 128, 128, 3),
    ("block_c", 0, 128, 128, 3),
    ("block_c", 5, 256, 128, 3),
    ("block_d", 0, 128, 128, 3),
    ("block_d", 1, 128, 128, 3),
    ("block_e", 0, 128, 64, 3),
    ("block_e", 1, 64, 64, 3),
    ("block_e", 2, 64, 32, 7),
]
INVERTED = [
    (1, 128, 256),
    (2, 256, 256),
    (3, 256, 256),
    (4, 256, 256),
]  # place in block_c, channels in and out


def _published_shapes() -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {"out_layer.0.weight": (3, 32, 1, 1)}

    def norm(key: str, channels: int) -> None:
        shapes[f"{key}.weight"] = shapes[f"{key}.bias"] = (channels,)

    for stage, place, c_in, c_out, kernel in PLAIN:
        shapes[f"{stage}.{place}.1.weight"] = (c_out, c_in, kernel, kernel)
        norm(f"{stage}.{place}.2", c_out)
    for place, c_in, c_out in INVERTED:
        layers, wide = f"block_c.{place}.layers", 2 * c_in
        shapes[f"{layers}.0.1.weight"] = (wide, c_in, 1, 1)
        norm(f"{layers}.0.2", wide)
        shapes[f"{layers}.1.1.weight"] = (wide, 1, 3, 3)
        shapes[f"{layers}.1.1.bias"] = (wide,)
        norm(f"{layers}.1.2", wide)
        shapes[f"{layers}.2.weight"] = (c_out, wide, 1, 1)
        norm(f"{layers}.3", c_out)
    return shapes


@pytest.fixture(scope="module")
def network() -> AnimeGANv2:
    torch.manual_seed(3)
    return AnimeGANv2().eval().requires_grad_(False)


def _photo(height: int, width: int, n: int = 1) -> torch.Tensor:
    return torch.rand(n, 3, height, width, generator=torch.Generator().manual_seed(height * width)) * 2 - 1


def test_a_published_checkpoint_would_load_as_it_is(network: AnimeGANv2) -> None:
    shapes = {name: tuple(tensor.shape) for name, tensor in network.state_dict().items()}
    assert shapes == _published_shapes()
    assert len(shapes) == 77
    assert sum(parameter.numel() for parameter in network.parameters()) == 2_143_552


def test_its_work_is_26_gmac_at_256() -> None:
    with FlopCounterMode(display=False) as counter:
        AnimeGANv2().to("meta")(torch.empty(1, 3, 256, 256, device="meta"))
    assert counter.get_total_flops() / 2e9 == pytest.approx(26.28, abs=0.01)


@pytest.mark.parametrize("size", [(1, 1), (5, 7), (8, 8), (33, 64), (50, 31)])
def test_any_size_comes_back_exact_and_in_range(network: AnimeGANv2, size: tuple[int, int]) -> None:
    picture = network(_photo(*size, n=2)).picture
    assert picture.shape == (2, 3, *size)
    assert picture.abs().max() <= 1
    assert picture.isfinite().all()


def test_an_odd_size_is_the_corner_of_the_padded_photo(network: AnimeGANv2) -> None:
    photo = _photo(30, 41)
    padded = torch.nn.functional.pad(photo, (0, 3, 0, 2), mode="replicate")
    assert torch.equal(network(photo).picture, network(padded).picture[..., :30, :41])


def test_a_bright_photo_and_its_multiple_look_the_same_after_the_first_block(network: AnimeGANv2) -> None:
    """No bias before the first normalisation: the first block cannot see the scale of its input."""
    photo = _photo(32, 32)
    one, many = (network(photo * scale, taps=["block_a"]).features["block_a"] for scale in (1, 255))
    assert torch.allclose(one, many, atol=1e-3)


def test_the_normalisation_sees_the_whole_picture(network: AnimeGANv2) -> None:
    """Unlike in anime_unet, a tile is not painted like the whole: a change far away shows everywhere."""
    photo = _photo(128, 128)
    changed = photo.clone()
    changed[..., 100:, 100:] = 1
    assert (network(photo).picture - network(changed).picture)[..., :16, :16].abs().max() > 1e-3


def test_every_stage_can_be_tapped_at_its_size(network: AnimeGANv2) -> None:
    painted = network(_photo(32, 48), taps=network.stages)
    assert {name: tuple(features.shape[1:]) for name, features in painted.features.items()} == {
        "block_a": (64, 16, 24),
        "block_b": (128, 8, 12),
        "block_c.0": (128, 8, 12),
        "block_c.1": (256, 8, 12),
        "block_c.2": (256, 8, 12),
        "block_c.3": (256, 8, 12),
        "block_c.4": (256, 8, 12),
        "block_c.5": (128, 8, 12),
        "block_d": (128, 16, 24),
        "block_e": (32, 32, 48),
        "out": (3, 32, 48),
    }
    assert torch.equal(painted.features["out"], painted.picture)


def test_taps_and_neutral_gates_change_nothing(network: AnimeGANv2) -> None:
    photo = _photo(20, 20)
    plain = network(photo)
    assert plain.features == {}
    neutral = network(photo, gates=dict.fromkeys(network.gate_names, 1.0), taps=["block_c.5"])
    assert torch.equal(plain.picture, neutral.picture)
    neutral.features["block_c.5"].zero_()  # a clone: nothing that the network still uses
    assert torch.equal(network(photo).picture, plain.picture)


def test_each_gate_closes_its_own_shortcut(network: AnimeGANv2) -> None:
    photo = _photo(32, 32)
    plain = network(photo).picture
    closed = [network(photo, gates={name: 0.0}).picture for name in network.gate_names]
    assert all((picture - plain).abs().max() > 1e-3 for picture in closed)
    assert (closed[0] - closed[1]).abs().max() > 1e-3


def test_a_gate_scales_the_shortcut_and_nothing_else(network: AnimeGANv2) -> None:
    photo = _photo(16, 16)
    quarter, closed = (
        network(photo, gates={"block_c.2": gain}, taps=["block_c.1", "block_c.2"]).features
        for gain in (0.25, 0.0)
    )
    assert torch.allclose(quarter["block_c.2"] - closed["block_c.2"], 0.25 * closed["block_c.1"], atol=1e-5)


def test_the_two_ways_to_place_samples_differ() -> None:
    torch.manual_seed(0)
    one, other = AnimeGANv2().eval(), AnimeGANv2(align_corners=False).eval()
    other.load_state_dict(one.state_dict())
    photo = _photo(32, 32)
    with torch.inference_mode():
        assert (one(photo).picture - other(photo).picture).abs().max() > 1e-3


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"taps": ["block_f"]}, "Unknown tap: block_f"),
        ({"gates": {"skip_1": 0.0}}, "Unknown gate: skip_1"),
        ({"gates": {"block_c.2": float("nan")}}, "nan"),
        ({"style": torch.ones(1, 4)}, r"shape \(1, 4\); \(1, 1\) is needed"),
    ],
)
def test_what_it_does_not_have_is_refused(
    network: AnimeGANv2, options: dict[str, object], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        network(_photo(16, 16), **options)
