"""Does a measurement bear out what the article says?"""

from collections.abc import Mapping
from dataclasses import dataclass

from animegan.comparison.claims import NUMBERS, SIZES, NumberClaim, Word
from animegan.comparison.systems import ANIMEGANV2

__all__ = ["Verdict", "implied_ratio", "judge_ratio", "judge_seconds", "judge_size"]

FAR = 2.0  # times outside the claimed range: beyond, a figure is not only another one but wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of a claim.

    Attributes:
        word: In one word; None while there is no measurement.
        measured: The figure, in words.
        reason: Why, in a sentence.
    """

    word: Word | None
    measured: str
    reason: str


def judge_size(claim: NumberClaim, fp32_mb: float) -> Verdict:
    """Compares a claimed size with the weights of one generator in 32 bits, in millions of bytes."""
    return Verdict(
        word=_word(claim, fp32_mb),
        measured=f"{fp32_mb:.1f} MB",
        reason=f"Counted here, in 32 bits. {claim.note}",
    )


def judge_seconds(claim: NumberClaim, seconds: float | None) -> Verdict:
    """Compares claimed seconds with those of this machine, at the article's size.

    They may differ because machines do, so never does this alone make a claim wrong; see `judge_ratio`.
    """
    if seconds is None:
        return Verdict(word=None, measured="not yet", reason=claim.note)
    word = _word(claim, seconds)
    return Verdict(
        word="differs" if word == "wrong" else word,
        measured=f"{seconds:.2f} s",
        reason=f"On this machine, at the article's {SIZES[claim.system]} px. {claim.note}",
    )


def implied_ratio(system: str) -> tuple[float, float]:
    """How many times as long as AnimeGANv2 a system takes by the article, each at the article's own size."""
    claims = {claim.system: claim for claim in NUMBERS if claim.figure == "seconds"}
    one, other = claims[system], claims[ANIMEGANV2]
    return one.low / other.high, one.high / other.low


def judge_ratio(system: str, figures: Mapping[str, float], *, of: str) -> Verdict:
    """Compares two systems on one machine: what the machine is, falls out.

    Args:
        system: Compared with AnimeGANv2.
        figures: Seconds, or multiplications, of both at the article's sizes; empty while there are none.
        of: What the figures are, for people.
    """
    if not {system, ANIMEGANV2} <= figures.keys():
        return Verdict(word=None, measured="not yet", reason="")
    low, high = implied_ratio(system)
    ratio = figures[system] / figures[ANIMEGANV2]
    word: Word = "agree" if low <= ratio <= high else "wrong"
    side = "within" if word == "agree" else "outside"
    return Verdict(
        word=word,
        measured=f"{ratio:.2f} times",
        reason=f"{of} of both on this machine, each at the article's size; {side} the article's {low:g} to {high:g}.",
    )


def _word(claim: NumberClaim, value: float) -> Word:
    if claim.low <= value <= claim.high:
        return "agree"
    off = claim.low / value if value < claim.low else value / claim.high
    return "differs" if off < FAR else "wrong"
