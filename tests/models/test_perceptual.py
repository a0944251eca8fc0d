import pytest
import torch
from torch.utils.flop_counter import FlopCounterMode

from animegan.models.perceptual import HEAD_LEAK, LEVELS, PerceptualConfig, PerceptualNet, stem_input
from animegan.models.squeezenet import SqueezeNetFeatures


@pytest.fixture(scope="module")
def network() -> PerceptualNet:
    torch.manual_seed(0)
    return PerceptualNet().eval().requires_grad_(False)


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (17, 33), (64, 48), (95, 31)])
def test_grids_are_halved_and_rounded_up(network: PerceptualNet, size: tuple[int, int]) -> None:
    found = network(torch.zeros(2, 3, *size))
    assert tuple(found) == LEVELS
    for (name, maps), step in zip(found.items(), (2, 4, 8, 16), strict=True):
        assert maps.shape[2:] == (-(-size[0] // step), -(-size[1] // step)), name


@pytest.mark.parametrize("size", [(17, 33), (64, 48), (95, 31)])
def test_student_and_aligned_teacher_have_the_same_maps(
    network: PerceptualNet, size: tuple[int, int]
) -> None:
    photo = torch.rand(1, 3, *size)
    truth = SqueezeNetFeatures()(photo)
    assert {name: maps.shape for name, maps in network(photo).items()} == {
        name: maps.shape for name, maps in truth.items()
    }


def test_every_pixel_has_the_same_say_in_the_stem(network: PerceptualNet) -> None:
    picture = torch.zeros(1, 3, 32, 32, requires_grad=True)
    weight = torch.ones_like(network.stem.weight)
    torch.nn.functional.conv2d(stem_input(picture), weight).sum().backward()
    assert picture.grad is not None
    inner = picture.grad[..., 8:-8, 8:-8]
    assert torch.equal(inner, inner[0, 0, 0, 0].expand_as(inner))


def test_a_stem_place_sees_the_teachers_seven_pixels() -> None:
    picture = torch.zeros(1, 1, 20, 20)
    picture[0, 0, 10 - 3 : 10 + 4, 10 - 3 : 10 + 4] = 1  # what the teacher's 7x7 reads for place (5, 5)
    patches = torch.nn.functional.unfold(stem_input(picture.expand(1, 3, -1, -1)), 4).reshape(1, -1, 10, 10)
    assert patches[0, :, 5, 5].sum() == 3 * 7 * 7


def test_features_can_be_had_before_their_relu(network: PerceptualNet) -> None:
    picture = torch.rand(1, 3, 32, 32) * 2 - 1
    after, before = network(picture), network(picture, activated=False)
    assert tuple(before) == LEVELS
    for name in LEVELS:
        torch.testing.assert_close(after[name], torch.nn.functional.leaky_relu(before[name], HEAD_LEAK))
        assert before[name].min() < after[name].min() < 0, name


def test_gradient_reaches_the_picture_from_every_level() -> None:
    network = PerceptualNet()
    for name in LEVELS:
        picture = torch.rand(1, 3, 32, 32, requires_grad=True)
        network(picture)[name].square().sum().backward()
        assert picture.grad is not None
        assert picture.grad.abs().min() > 0, name


def test_it_is_as_small_and_as_cheap_as_the_table_says(network: PerceptualNet) -> None:
    with FlopCounterMode(display=False) as counter:
        network(torch.zeros(1, 3, 256, 256))
    assert counter.get_total_flops() / 2e9 == pytest.approx(0.65, abs=0.005)
    assert sum(p.numel() for p in network.parameters()) == pytest.approx(0.49e6, rel=0.01)


def test_config_survives_json() -> None:
    config = PerceptualConfig(widths=(8, 8, 8, 8))
    assert PerceptualConfig(**{key: tuple(v) for key, v in config.to_dict().items()}) == config
    assert PerceptualNet(config)(torch.zeros(1, 3, 16, 16))["fire9"].shape == (1, 512, 1, 1)


def test_the_published_teacher_is_torchvisions() -> None:
    from torchvision.models import squeezenet1_0

    torch.manual_seed(1)
    published = squeezenet1_0().features.eval()
    ours = SqueezeNetFeatures(aligned=False)
    ours.load_state_dict(published.state_dict())
    photo = torch.rand(1, 3, 70, 65)
    torch.testing.assert_close(ours(photo * 2 - 1)["fire9"], published(photo))
