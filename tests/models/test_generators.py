"""The contract that every generator keeps, whatever its architecture."""

import copy
import itertools

import pytest
import torch
from torch import Tensor, nn

from animegan.errors import InputError
from animegan.models.registry import GENERATORS, GeneratorSpec, get_generator
from tests.lively import build_small, lively

SIZES = [(64, 64), (37, 53), (1, 1), (16, 3), (65, 128)]


@pytest.fixture(params=GENERATORS, ids=lambda spec: spec.name)
def spec(request: pytest.FixtureRequest) -> GeneratorSpec:
    return request.param


@pytest.fixture
def network(spec: GeneratorSpec) -> nn.Module:
    return lively(spec)


def photo(height: int = 64, width: int = 64, n: int = 1) -> Tensor:
    return torch.rand(n, 3, height, width, generator=torch.Generator().manual_seed(1)) * 2 - 1


def code(network: nn.Module, n: int = 1) -> Tensor:
    return torch.eye(network.styles)[:1].expand(n, -1)


@pytest.mark.parametrize(("height", "width"), SIZES)
def test_picture_has_the_size_and_range_of_the_photo(network: nn.Module, height: int, width: int) -> None:
    with torch.no_grad():
        picture = network(photo(height, width), code(network)).picture
    assert picture.shape == (1, 3, height, width)
    assert picture.isfinite().all()
    assert picture.abs().max() <= 1


def test_same_photo_same_picture(network: nn.Module) -> None:
    with torch.no_grad():
        first, second = (network(photo(), code(network)).picture for _ in range(2))
    assert torch.equal(first, second)


def test_photos_of_a_batch_do_not_see_each_other(network: nn.Module) -> None:
    pair = photo(n=2)
    with torch.no_grad():
        together = network(pair, code(network, 2)).picture
        alone = network(pair[1:], code(network)).picture
    torch.testing.assert_close(together[1:], alone, atol=1e-5, rtol=0)


def test_taps_and_neutral_gates_change_nothing(network: nn.Module) -> None:
    with torch.no_grad():
        plain = network(photo(), code(network))
        looked = network(
            photo(), code(network), taps=network.stages, gates=dict.fromkeys(network.gate_names, 1.0)
        )
    assert plain.features == {}
    assert set(looked.features) == set(network.stages)
    assert torch.equal(plain.picture, looked.picture)


def test_every_gate_matters(network: nn.Module) -> None:
    with torch.no_grad():
        pictures = [network(photo(), code(network), gates={gate: 0.0}).picture for gate in network.gate_names]
        plain = network(photo(), code(network)).picture
    for first, second in itertools.combinations([plain, *pictures], 2):
        assert not torch.equal(first, second)


def test_features_are_the_callers_own(network: nn.Module) -> None:
    stage = network.stages[0]
    with torch.no_grad():
        first = network(photo(), code(network), taps=(stage,)).features[stage]
        kept = first.clone()
        network(photo(), code(network), taps=(stage,)).features[stage].zero_()
    assert torch.equal(first, kept)


def test_stages_read_only_what_is_there_and_the_last_is_the_picture(network: nn.Module) -> None:
    known = {"photo", "style"}
    for stage in network.plan():
        assert {read.source for read in stage.reads} <= known
        known.add(stage.name)
    with torch.no_grad():
        painted = network(photo(), code(network), taps=network.stages)
    assert torch.equal(painted.features[network.stages[-1]], painted.picture)


def test_every_parameter_belongs_to_one_stage(network: nn.Module) -> None:
    owned = [p for stage in network.plan() for part in stage.parts for p in part.parameters()]
    assert len(owned) == len({id(p) for p in owned})
    assert {id(p) for p in owned} == {id(p) for p in network.parameters()}


def test_no_stage_changes_what_it_reads(network: nn.Module) -> None:
    values = {"photo": photo(), "style": code(network)}
    with torch.no_grad():
        for stage in network.plan():
            before = {read.source: values[read.source].clone() for read in stage.reads}
            values[stage.name] = stage.compute(values, {})
            assert all(torch.equal(values[name], value) for name, value in before.items())


def test_a_copy_runs_on_its_own_weights(network: nn.Module) -> None:
    twin = copy.deepcopy(network)
    with torch.no_grad():
        before = twin(photo(), code(twin)).picture
        for parameter in network.parameters():
            parameter.zero_()
        assert torch.equal(twin(photo(), code(twin)).picture, before)


def test_unknown_tap_and_gate_are_refused_by_name(network: nn.Module) -> None:
    with pytest.raises(InputError, match="nowhere"):
        network(photo(), code(network), taps=("nowhere",))
    with pytest.raises(InputError, match="nothing"):
        network(photo(), code(network), gates={"nothing": 0.5})


def test_saved_weights_make_the_same_picture(network: nn.Module, spec: GeneratorSpec) -> None:
    twin = build_small(spec).eval()
    twin.load_state_dict(network.state_dict(), strict=True)
    with torch.no_grad():
        assert torch.equal(network(photo(), code(network)).picture, twin(photo(), code(network)).picture)


def test_unknown_generator_names_the_known_ones() -> None:
    with pytest.raises(InputError) as caught:
        get_generator("pix2pix")
    assert all(spec.name in caught.value.hint for spec in GENERATORS)
