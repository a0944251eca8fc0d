import cv2
import numpy as np
import pytest
import torch
from torch import Tensor

from animegan.errors import InputError
from animegan.losses.perceptual import feature_distance, perceptual_distance, perceptual_loss


def features(**levels: list[float]) -> dict[str, Tensor]:
    """One picture, one place, the given channels at each level."""
    return {name: torch.tensor(channels).reshape(1, -1, 1, 1) for name, channels in levels.items()}


def test_loss_is_the_mean_over_levels_of_mean_differences() -> None:
    a = features(fine=[1.0, 2.0], coarse=[0.0, 0.0, 0.0, 0.0])
    b = features(fine=[1.0, 4.0], coarse=[3.0, 3.0, 3.0, 3.0])
    assert perceptual_loss(a, b).item() == pytest.approx((1.0 + 3.0) / 2)
    assert perceptual_loss(a, b, levels=["coarse"]).item() == pytest.approx(3.0)
    assert perceptual_loss(a, a).item() == 0


@pytest.mark.parametrize("levels", [["nowhere"], [], ["fine", "nowhere"]])
def test_loss_refuses_levels_it_does_not_have(levels: list[str]) -> None:
    a = features(fine=[1.0])
    with pytest.raises(InputError) as caught:
        perceptual_loss(a, a, levels=levels)
    assert "fine" in caught.value.hint


def test_distance_of_perpendicular_features_is_two() -> None:
    a, b = features(one=[5.0, 0.0]), features(one=[0.0, 0.1])
    assert feature_distance(a, b).tolist() == pytest.approx([2.0])


def test_distance_does_not_care_how_loud_features_are() -> None:
    a, b = features(one=[3.0, 4.0]), features(one=[30.0, 40.0])
    assert feature_distance(a, b).tolist() == pytest.approx([0.0])


def test_distance_is_averaged_over_places_and_levels() -> None:
    a = {"one": torch.tensor([[[[1.0, 1.0]], [[0.0, 0.0]]]]), **features(two=[1.0, 0.0])}
    b = {"one": torch.tensor([[[[1.0, 0.0]], [[0.0, 1.0]]]]), **features(two=[1.0, 0.0])}
    assert feature_distance(a, b).tolist() == pytest.approx([(1.0 + 0.0) / 2])


def test_gradient_is_finite_where_features_are_silent() -> None:
    a = {"one": torch.zeros(1, 3, 2, 2, requires_grad=True)}
    feature_distance(a, {"one": torch.ones(1, 3, 2, 2)}).sum().backward()
    assert torch.isfinite(a["one"].grad).all()  # type: ignore[arg-type]


def test_gradients() -> None:
    generator = torch.Generator().manual_seed(4)
    a, b = torch.randn(2, 1, 3, 2, 2, dtype=torch.double, generator=generator)
    a.requires_grad_()
    assert torch.autograd.gradcheck(lambda x: perceptual_loss({"one": x}, {"one": b}), a)
    assert torch.autograd.gradcheck(lambda x: feature_distance({"one": x}, {"one": b}), a)


def test_distance_asks_the_network_about_both_pictures() -> None:
    a, b = torch.rand(2, 3, 4, 4), torch.rand(2, 3, 4, 4)
    seen: list[Tensor] = []

    def network(picture: Tensor) -> dict[str, Tensor]:
        seen.append(picture)
        return {"pixels": picture}

    assert perceptual_distance(network, a, b).shape == (2,)
    assert seen[0] is a
    assert seen[1] is b


def test_committed_weights_see_a_growing_blur_and_a_changed_subject() -> None:
    from skimage.data import astronaut, coffee

    from animegan.catalog.load import load_perceptual

    photo, other = astronaut()[:256, 128:384], coffee()[:256, :256]
    blurred = [cv2.GaussianBlur(photo, (0, 0), sigma) for sigma in (0.7, 1.5, 3.0)]
    batch = torch.from_numpy(np.stack([photo, *blurred, other])).permute(0, 3, 1, 2).float() / 127.5 - 1
    distance = perceptual_distance(load_perceptual(), batch[:1].expand_as(batch), batch).tolist()
    assert distance == sorted(distance)
    assert distance[0] == pytest.approx(0, abs=1e-6)
    assert distance[1] > 0.01
