"""The five games against values worked out by hand."""

import math

import pytest
import torch
from torch import Tensor

from animegan.errors import InputError
from animegan.losses.adversarial import (
    GAMES,
    AdversarialGame,
    get_game,
    ragan_discriminator_loss,
    ragan_generator_loss,
)

every_game = pytest.mark.parametrize("game", GAMES, ids=[game.name for game in GAMES])
REAL, FAKE = [1.0, 3.0], [0.0, -2.0]  # means 2 and -1


def bce(logit: float, label: int) -> float:
    p = 1 / (1 + math.exp(-logit))
    return -math.log(p if label else 1 - p)


def play(name: str, real: Tensor, fake: Tensor) -> tuple[float, float]:
    """The losses of discriminator and generator."""
    game = get_game(name)
    return game.discriminator(real, fake).item(), game.generator(real, fake).item()


def test_names_and_titles_are_the_fields_own() -> None:
    assert {game.name: game.title for game in GAMES} == {
        "vanilla": "Vanilla GAN",
        "lsgan": "LSGAN",
        "ragan": "RaGAN",
        "ralsgan": "RaLSGAN",
        "hinge": "Hinge GAN",
    }
    assert get_game("hinge") is GAMES[-1]


def test_an_unknown_game_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError, match="'wgan'") as caught:
        get_game("wgan")
    assert all(game.name in caught.value.hint for game in GAMES)


@pytest.mark.parametrize(
    ("name", "judge", "painter"),
    [
        (
            "vanilla",
            (bce(1, 1) + bce(3, 1)) / 2 + (bce(0, 0) + bce(-2, 0)) / 2,
            (bce(0, 1) + bce(-2, 1)) / 2,
        ),
        ("lsgan", (0 + 4) / 2 + (0 + 4) / 2, (1 + 9) / 2),
        # logits against the other kind's mean: real 2 and 4, fake -2 and -4
        (
            "ragan",
            ((bce(2, 1) + bce(4, 1)) / 2 + (bce(-2, 0) + bce(-4, 0)) / 2) / 2,
            ((bce(2, 0) + bce(4, 0)) / 2 + (bce(-2, 1) + bce(-4, 1)) / 2) / 2,
        ),
        ("ralsgan", ((1 + 9) / 2 + (1 + 9) / 2) / 2, ((9 + 25) / 2 + (9 + 25) / 2) / 2),
        ("hinge", 0 + (1 + 0) / 2, 1.0),
    ],
)
def test_closed_form(name: str, judge: float, painter: float) -> None:
    assert play(name, torch.tensor(REAL), torch.tensor(FAKE)) == pytest.approx((judge, painter))


@pytest.mark.parametrize(
    ("name", "judge", "painter"),
    [
        ("vanilla", 2 * math.log(2), math.log(2)),
        ("lsgan", 1, 1),
        ("ragan", math.log(2), math.log(2)),
        ("ralsgan", 1, 1),
        ("hinge", 2, 0),
    ],
)
def test_what_a_judge_that_cannot_tell_costs(name: str, judge: float, painter: float) -> None:
    logits = torch.zeros(2, 1, 3, 3)
    assert play(name, logits, logits) == pytest.approx((judge, painter))


@pytest.mark.parametrize(
    ("name", "real", "fake"), [("lsgan", 1.0, 0.0), ("ralsgan", 0.5, -0.5), ("hinge", 1.0, -1.0)]
)
def test_the_judge_pays_nothing_at_the_targets(name: str, real: float, fake: float) -> None:
    judge, painter = play(name, torch.full((1, 1, 2, 2), real), torch.full((1, 1, 3, 3), fake))
    assert judge == 0
    assert painter > 0


def test_lsgans_painter_pays_nothing_when_its_pictures_score_one() -> None:
    assert get_game("lsgan").generator(torch.randn(3), torch.ones(2, 1, 3, 3)) == 0


@pytest.mark.parametrize("name", ["ragan", "ralsgan"])
def test_in_a_relativistic_game_only_the_difference_counts(name: str) -> None:
    real, fake = torch.tensor([0.3, -1.2, 2.0]), torch.tensor([0.1, 0.4])
    assert play(name, real + 5, fake + 5) == pytest.approx(play(name, real, fake), abs=1e-5)


@pytest.mark.parametrize("name", ["ragan", "ralsgan"])
def test_in_a_relativistic_game_the_players_are_mirrored(name: str) -> None:
    real, fake = torch.tensor([0.3, -1.2, 2.0]), torch.tensor([0.1, 0.4])
    judge, painter = play(name, real, fake)
    assert play(name, fake, real) == pytest.approx((painter, judge))


@every_game
def test_the_players_want_opposite_things(game: AdversarialGame) -> None:
    real, fake = torch.zeros(4), torch.zeros(4, requires_grad=True)
    (judge,) = torch.autograd.grad(game.discriminator(real, fake), fake)
    (painter,) = torch.autograd.grad(game.generator(real, fake), fake)
    assert (painter < 0).all()  # the generator pulls the logits of its pictures up
    if game.name == "lsgan":
        assert (judge == 0).all()  # zero already is where the judge wants them
    else:
        assert (judge > 0).all()


@every_game
def test_the_losing_painter_still_has_a_gradient(game: AdversarialGame) -> None:
    fake = torch.full((4,), -20.0, requires_grad=True)
    (painter,) = torch.autograd.grad(game.generator(torch.full((4,), 20.0), fake), fake)
    assert (painter < -0.1).all()  # log(1 - D), the saturating form, would give about 1e-9


@every_game
def test_huge_logits_stay_finite(game: AdversarialGame) -> None:
    real, fake = torch.tensor([-1e4]), torch.tensor([1e4])
    assert game.discriminator(real, fake).isfinite()
    assert game.generator(fake, real).isfinite()


@every_game
def test_gradients(game: AdversarialGame) -> None:
    generator = torch.Generator().manual_seed(1)
    real = torch.randn(5, dtype=torch.double, generator=generator, requires_grad=True)
    fake = torch.randn(3, dtype=torch.double, generator=generator, requires_grad=True)
    assert torch.autograd.gradcheck(game.discriminator, (real, fake))
    assert torch.autograd.gradcheck(lambda x: game.generator(real.detach(), x), fake)


def test_ragan_by_its_own_name_is_the_game() -> None:
    game = get_game("ragan")
    assert (game.generator, game.discriminator) == (ragan_generator_loss, ragan_discriminator_loss)
