"""A class as discriminator: what the games' losses are if its votes are the verdicts.

Each picture is shown to all, and whoever takes it for a real painting raises a hand. The share of hands is what a
discriminator would call P(real). One hand for and one against are added to each picture: a class of 20 is never
infinitely sure, and the logarithm of 0 never asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from animegan.errors import InputError
from animegan.losses.adversarial import get_game

__all__ = ["Verdicts", "class_losses", "verdict_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """What a class has said, in numbers.

    Attributes:
        real: Its P(real) of each real painting.
        fake: Its P(real) of each generated one.
        discriminator: What its votes cost the class, by game: "vanilla" in nats, "lsgan" in squares.
        generator: What they cost the generator, by game.
        right: Share of the pictures that the majority named rightly; a tie counts half.
    """

    real: tuple[float, ...]
    fake: tuple[float, ...]
    discriminator: dict[str, float]
    generator: dict[str, float]
    right: float


def verdict_of(hands: int, voters: int) -> float:
    """P(real) of one picture, from the hands for "real"; one hand each way is added.

    Raises:
        InputError: There are more hands than voters, or no voters.
    """
    if not 0 <= hands <= voters or voters < 1:
        raise InputError(
            f"{hands} hands of {voters} voters.", hint="Count no more hands than there are voters."
        )
    return (hands + 1) / (voters + 2)


def class_losses(real_hands: Sequence[int], fake_hands: Sequence[int], voters: int) -> Verdicts:
    """The losses of both players.

    Args:
        real_hands: Hands for "real" at each real painting, at least one painting.
        fake_hands: The same at each generated one.
        voters: How many may raise a hand.

    Raises:
        InputError: More hands than voters, or pictures of one kind only.
    """
    if not real_hands or not fake_hands:
        raise InputError("There are pictures of one kind only.", hint="Show real and generated ones.")
    real, fake = (tuple(verdict_of(hands, voters) for hands in kind) for kind in (real_hands, fake_hands))
    scores = {  # the vanilla game works on logits, LSGAN on the score itself
        "vanilla": tuple(torch.tensor(kind).logit() for kind in (real, fake)),
        "lsgan": tuple(torch.tensor(kind) for kind in (real, fake)),
    }
    answers = [*real, *(1 - p for p in fake)]
    return Verdicts(
        real=real, fake=fake,
        discriminator={name: float(get_game(name).discriminator(*both)) for name, both in scores.items()},
        generator={name: float(get_game(name).generator(*both)) for name, both in scores.items()},
        right=sum(1.0 if p > 0.5 else 0.5 if p == 0.5 else 0.0 for p in answers) / len(answers),
    )  # fmt: skip
