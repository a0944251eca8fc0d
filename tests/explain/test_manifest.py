"""What is said of a network is what the network is."""

import copy

import pytest
import torch
from torch.utils.flop_counter import FlopCounterMode

from animegan.explain import Pass, describe, receptive_fields
from animegan.models.generator import Generator
from tests.explain.tiny import tiny_network


def test_parameters_and_work_add_up_to_the_networks(network: Generator) -> None:
    manifest = describe(network, (96, 160))
    shapes_only = copy.deepcopy(network).to("meta")
    photo, code = torch.empty(1, 3, 96, 160, device="meta"), torch.empty(1, network.styles, device="meta")
    with FlopCounterMode(display=False) as counter:
        shapes_only(photo, code)
    assert manifest.macs == counter.get_total_flops() // 2 > 0
    assert manifest.macs == sum(stage.macs for stage in manifest.stages)
    assert manifest.parameters == sum(p.numel() for p in network.parameters())
    assert manifest.parameters == sum(stage.parameters for stage in manifest.stages)


@pytest.mark.parametrize("size", [(64, 64), (50, 81), (96, 48)])
def test_shapes_and_strides_are_the_real_ones(network: Generator, size: tuple[int, int]) -> None:
    manifest = describe(network, size)
    code = torch.eye(network.styles)[:1]
    with torch.inference_mode():
        features = network(torch.zeros(1, 3, *size), code, taps=network.stages).features
    padded = network.pad(torch.zeros(1, 3, *size)).shape[-2:]
    assert [stage.name for stage in manifest.stages] == list(features)
    for stage in manifest.stages:
        assert stage.shape == tuple(features[stage.name].shape[1:])
        assert (stage.stride * stage.shape[1], stage.stride * stage.shape[2]) == padded


def test_receptive_field_of_a_small_network_is_the_textbooks() -> None:
    fields = receptive_fields(tiny_network())
    assert fields == {"down": 3, "deep": 7, "narrow": 7, "sum": 7}  # 3, then 3 + 2 * 2


def test_receptive_field_is_the_support_of_the_gradient() -> None:
    """The real weights this time, not the averaging copy that it is measured on."""
    network = tiny_network()
    photo = torch.rand(1, 3, 64, 64, requires_grad=True)
    features = network(photo, taps=network.stages).features
    for name, side in receptive_fields(network).items():
        middle = features[name].shape[-1] // 2
        (gradient,) = torch.autograd.grad(
            features[name][0, :, middle, middle].sum(), photo, retain_graph=True
        )
        rows, columns = gradient.abs().sum((0, 1)).nonzero().T
        assert rows.max() - rows.min() + 1 == columns.max() - columns.min() + 1 == side


def test_the_real_gradient_fills_the_field_and_leaves_it_only_by_a_whole_picture_norm(
    network: Generator,
) -> None:
    photo = (torch.rand(1, 3, 512, 16, generator=torch.Generator().manual_seed(6)) - 0.5).requires_grad_()
    features = network(photo, torch.eye(network.styles)[:1], taps=network.stages).features
    for stage in describe(network).stages:
        _, _, rows, columns = features[stage.name].shape
        unit = features[stage.name][0, :, rows // 2, columns // 2].sum()
        (gradient,) = torch.autograd.grad(unit, photo, retain_graph=True)
        seen = gradient.abs().sum((0, 1, 3)).nonzero()
        reach = seen.max() - seen.min() + 1
        assert reach > 0.8 * stage.receptive_field
        assert bool(reach > stage.receptive_field) is stage.whole_picture


def test_only_a_whole_picture_norm_sees_beyond_the_receptive_field(network: Generator, base: Pass) -> None:
    """At the first stage, whose field is small: does a far corner move the unit in the other one?"""
    info = describe(network).stages[0]
    photo = base.values["photo"].clone()
    changed = photo.clone()
    changed[..., info.receptive_field :, info.receptive_field :] *= -0.5
    with torch.inference_mode():
        before, after = (network.plan()[0].compute({"photo": p}, {})[..., 0, 0] for p in (photo, changed))
    assert torch.equal(before, after) is not info.whole_picture


def test_edges_say_how_the_stages_are_wired() -> None:
    edges = [(e.source, e.target, e.kind, e.gate) for e in describe(tiny_network()).edges]
    assert edges == [
        ("photo", "down", "main", None),
        ("down", "deep", "main", None),
        ("down", "deep", "residual", "round"),
        ("deep", "narrow", "main", None),
        ("narrow", "sum", "main", None),
        ("photo", "sum", "skip", "direct"),
    ]


def test_describing_changes_nothing(network: Generator) -> None:
    before = {name: tensor.clone() for name, tensor in network.state_dict().items()}
    describe(network)
    assert all(torch.equal(before[name], tensor) for name, tensor in network.state_dict().items())
    assert not network.training
