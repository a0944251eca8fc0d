from pathlib import Path

import pytest
import torch

from animegan.errors import InputError, WeightsError
from animegan.models.vgg19 import VGG19_FILE, Vgg19Features, _layers, find_vgg19_weights


@pytest.fixture(scope="module")
def weights() -> dict[str, torch.Tensor]:
    torch.manual_seed(0)
    return {f"features.{name}": value for name, value in _layers().state_dict().items()}


def test_levels_have_the_tables_shapes(weights: dict[str, torch.Tensor]) -> None:
    found = Vgg19Features(weights)(torch.zeros(1, 3, 33, 40))
    assert {name: tuple(maps.shape) for name, maps in found.items()} == {
        "relu1_2": (1, 64, 33, 40),
        "relu2_2": (1, 128, 16, 20),
        "relu3_4": (1, 256, 8, 10),
        "conv4_4": (1, 512, 4, 5),
    }
    assert found["conv4_4"].min() < 0 <= found["relu3_4"].min()


def test_same_layers_as_torchvision(weights: dict[str, torch.Tensor]) -> None:
    from torchvision.models import vgg19

    with torch.device("meta"):
        theirs = vgg19().features[:27]
    assert [type(layer) for layer in _layers()] == [type(layer) for layer in theirs]
    assert {f"features.{name}": value.shape for name, value in theirs.state_dict().items()} == {
        name: value.shape for name, value in weights.items()
    }


@pytest.mark.parametrize("layer", ["1_2", "2_2", "3_4", "4_4"])
def test_a_layer_can_be_had_before_and_after_its_relu(weights: dict[str, torch.Tensor], layer: str) -> None:
    network = Vgg19Features(weights, levels=(f"relu{layer}", f"conv{layer}"))
    found = network(torch.rand(1, 3, 16, 16) * 2 - 1)
    before, after = found[f"conv{layer}"], found[f"relu{layer}"]
    assert before.min() < 0
    torch.testing.assert_close(after, before.relu())


@pytest.mark.parametrize("levels", [(), ("conv4_4", "conv5_1")])
def test_levels_it_does_not_have_are_refused(
    weights: dict[str, torch.Tensor], levels: tuple[str, ...]
) -> None:
    with pytest.raises(InputError, match="levels") as caught:
        Vgg19Features(weights, levels=levels)
    assert "relu4_4" in caught.value.hint


def test_a_grey_of_imagenets_mean_arrives_as_zero(weights: dict[str, torch.Tensor]) -> None:
    silent = {name: value if "weight" in name else torch.zeros_like(value) for name, value in weights.items()}
    mean = torch.tensor((0.485, 0.456, 0.406)).reshape(1, 3, 1, 1)
    found = Vgg19Features(silent, levels=("relu1_2",))((mean * 2 - 1).expand(1, 3, 16, 16))
    assert list(found) == ["relu1_2"]
    torch.testing.assert_close(found["relu1_2"], torch.zeros(1, 64, 16, 16), atol=1e-5, rtol=0)


def test_other_weights_are_refused(weights: dict[str, torch.Tensor]) -> None:
    with pytest.raises(WeightsError, match="VGG19"):
        Vgg19Features({"features.0.weight": weights["features.0.weight"]})


def test_weights_are_found_where_torchvision_leaves_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, weights: dict[str, torch.Tensor]
) -> None:
    monkeypatch.setattr(torch.hub, "get_dir", lambda: str(tmp_path))
    assert find_vgg19_weights() is None
    path = tmp_path / "checkpoints" / VGG19_FILE
    path.parent.mkdir()
    torch.save(weights, path)
    assert find_vgg19_weights() == path
    Vgg19Features(torch.load(path, weights_only=True))
