"""The arithmetic of a vote, as it is done, and what it means for both players."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from animegan.ui.playground.votes.cards import Card

if TYPE_CHECKING:
    from animegan.playground.votes import Verdicts

__all__ = ["CODE", "arithmetic", "rows_of", "what_it_means"]

BLIND = {"vanilla": 1.386, "lsgan": 0.5}  # the discriminator's loss where every verdict is one half
CODE = """\
# Run it in the lab's folder.
from animegan.playground.votes import class_losses

verdicts = class_losses({real}, {fake}, voters={voters})
print(verdicts.discriminator, verdicts.generator)
"""


def arithmetic(verdicts: "Verdicts") -> str:
    """Each loss with its numbers put in, as Markdown with formulas."""
    real, fake = verdicts.real, verdicts.fake
    vanilla_real = _mean([rf"\ln {p:.2f}" for p in real])
    vanilla_fake = _mean([rf"\ln (1 - {p:.2f})" for p in fake])
    least_real = _mean([rf"({p:.2f} - 1)^2" for p in real])
    least_fake = _mean([rf"{p:.2f}^2" for p in fake])
    wish_vanilla = _mean([rf"\ln {p:.2f}" for p in fake])
    wish_least = _mean([rf"({p:.2f} - 1)^2" for p in fake])
    d, g = verdicts.discriminator, verdicts.generator
    return rf"""
**Your loss, vanilla:** minus the mean log of what you gave the right answer.

$$-{vanilla_real} - {vanilla_fake} = {d["vanilla"]:.3f}$$

**Your loss, LSGAN:** the squares by which you missed 1 for real paintings and 0 for generated ones.

$${least_real} + {least_fake} = {d["lsgan"]:.3f}$$

**The generator's loss:** its pictures alone count, and it wants you to call them real.

$$-{wish_vanilla} = {g["vanilla"]:.3f} \qquad {wish_least} = {g["lsgan"]:.3f}$$
"""


def what_it_means(verdicts: "Verdicts", cards: Sequence[Card]) -> str:
    """How good the class was, and what the generator would learn from it."""
    loss, blind = verdicts.discriminator["vanilla"], BLIND["vanilla"]
    if loss < 0.9 * blind:
        said = f"You tell them apart: {loss:.2f} is below {blind}, the loss of a class that only guesses."
    elif loss <= blind + 0.02:
        said = f"You can hardly tell them apart: a class that only guesses has {blind}."
    else:
        said = f"Guessing would have been better: a class that only guesses has {blind}."
    fakes = [card for card in cards if not card.real]
    by_letter = dict(zip((card.letter for card in fakes), verdicts.fake, strict=True))
    worst = min(by_letter, key=by_letter.__getitem__)
    p = by_letter[worst]
    return (
        f"**{said}** The majority was right on {verdicts.right:.0%} of the pictures.\n\n"
        f"**What the generator wants:** that every generated picture gets your hands. Picture {worst} deceived you "
        f"least (P(real) = {p:.2f}). In the vanilla game the slope at its logit is P(real) − 1 = {p - 1:.2f}: there it "
        f"has most to learn. Under the old saturating rule the slope would be {-p:.2f}, minus P(real): "
        "the surer you are, the less it would learn."
    )


def rows_of(cards: Sequence[Card], hands: Sequence[int], voters: int) -> list[dict[str, object]]:
    """A row per picture, with its name."""
    from animegan.playground.votes import verdict_of

    return [
        {
            "picture": card.letter,
            "made by": "the painter (real)" if card.real else "the network (fake)",
            "photo": card.photo,
            "style": card.style,
            "hands for real": count,
            "voters": voters,
            "P(real)": round(verdict_of(count, voters), 3),
        }
        for card, count in zip(cards, hands, strict=True)
    ]


def _mean(terms: Sequence[str]) -> str:
    return rf"\tfrac{{1}}{{{len(terms)}}}\left({' + '.join(terms)}\right)"
