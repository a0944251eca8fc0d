"""Every hostile file by its number: those made by hand, cuts at every 64 bytes, then random damage without end."""

import random
import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

from tests.hostile.films import lying_clips, whole_clips
from tests.hostile.pictures import lying_pictures, whole_pictures
from tests.hostile.weights import (
    lying_progress,
    lying_published,
    lying_weights,
    whole_published,
    whole_weights,
)

__all__ = ["Case", "case", "damaged", "made_by_hand", "whole_files"]

CUT = 64
NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A file and where it goes.

    Attributes:
        name: What it is.
        door: Of `tests.hostile.doors`.
        make: Gives its bytes.
    """

    name: str
    door: str
    make: Callable[[], bytes]


@cache
def made_by_hand() -> tuple[Case, ...]:
    """The lies, then the cuts."""
    lies = {
        "photo": lying_pictures(), "clip": lying_clips(), "weights": lying_weights(),
        "published": lying_published(), "progress": lying_progress(),
    }  # fmt: skip
    found = [Case(name=name, door=door, make=make) for door, files in lies.items() for name, make in files]
    return (*found, *_cuts())


@cache
def whole_files() -> Mapping[tuple[str, str], bytes]:
    """By door and name; the progress file is damaged by hand alone."""
    groups = {
        "photo": whole_pictures(), "clip": whole_clips(), "weights": whole_weights(), "published": whole_published()
    }  # fmt: skip
    return {(door, name): data for door, files in groups.items() for name, data in files.items()}


def _cuts() -> Iterator[Case]:
    """Every whole file cut at every 64 bytes; of the long ones at 200 places."""
    for (door, name), data in whole_files().items():
        step = max(CUT, len(data) // 200 // CUT * CUT)
        for length in range(0, len(data), step):
            yield Case(name=f"{name} cut at {length}", door=door, make=partial(bytes, data[:length]))


def case(number: int) -> Case:
    """The file of that number, the same on every machine with the same libraries."""
    if number < len(made_by_hand()):
        return made_by_hand()[number]
    chance = random.Random(number)
    (door, name), data = chance.choice(
        [
            (key, data)
            for key, data in whole_files().items()
            if key[0] in ("photo", "clip") or chance.random() < 0.5
        ]
    )
    make = partial(damaged, data, chance.randrange(2**32))
    return Case(name=f"{name} damaged by {number}", door=door, make=make)


def damaged(data: bytes, seed: int) -> bytes:
    """One to eight changes of the kinds that files suffer, and of those that attackers make."""
    chance, found = random.Random(seed), bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if not found:
            break
        at = chance.randrange(min(len(found), chance.choice((64, 1024, len(found)))))
        length = chance.randint(1, chance.choice((2, 16, 200)))
        way = chance.randrange(7)
        if way == 0:
            found[at] ^= 1 << chance.randrange(8)
        elif way == 1:
            found[at : at + 4] = struct.pack(chance.choice("<>") + "I", chance.choice(NUMBERS))
        elif way == 2:
            del found[at : at + length]
        elif way == 3:
            found[at:at] = chance.randbytes(length)
        elif way == 4:
            found[at:at] = found[at : at + length] * chance.choice((1, 3, 50))
        elif way == 5:
            found[at : at + length] = chance.randbytes(length)
        else:
            del found[at + chance.randrange(len(found)) :]
    return bytes(found)
