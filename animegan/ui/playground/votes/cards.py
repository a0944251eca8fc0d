"""The pictures that a class votes on, dealt by lot: half painted by the painter, half by the network."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from string import ascii_uppercase

from animegan.media.samples import get_sample
from animegan.types import PhotoU8
from animegan.ui.losses.example import painting_of
from animegan.ui.photo import from_sample
from animegan.ui.pictures import draw
from animegan.ui.settings import StylizeSettings

__all__ = ["CARDS", "Card", "deal", "picture_of"]

CARDS = 6
PHOTOS, STYLES = ("astronaut", "cat", "coffee", "rocket"), ("sakura", "yuyake")
SIZE = 256  # pixels, short side: where both kinds are at their best would be too easy


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A picture without its name.

    Attributes:
        letter: What it is called until the vote is closed.
        photo: Name of the sample photo.
        style: Name of the style.
        real: Whether the painter made it; otherwise the network did.
    """

    letter: str
    photo: str
    style: str
    real: bool


def deal(lot: int) -> tuple[Card, ...]:
    """Six cards, three of each kind; the lot alone decides which, and in which order."""
    chance = random.Random(lot)
    subjects: Sequence[tuple[str, str]] = chance.sample(list(product(PHOTOS, STYLES)), CARDS)
    kinds = chance.sample([True, False] * (CARDS // 2), CARDS)
    return tuple(
        Card(letter=letter, photo=photo, style=style, real=real)
        for letter, (photo, style), real in zip(ascii_uppercase, subjects, kinds, strict=False)
    )


def picture_of(card: Card) -> PhotoU8:
    """(H, W, 3) uint8, made once in a process. Raises WeightsError where the network's file is missing."""
    if card.real:
        return painting_of(card.photo, card.style, size=SIZE)
    settings = StylizeSettings(style=card.style, size=SIZE)
    return draw(from_sample(get_sample(card.photo)), settings).result.picture
