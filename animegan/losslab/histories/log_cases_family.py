"""The cases told by the family whose members differ by the weight of one loss term."""

from collections.abc import Mapping
from itertools import permutations
from string import ascii_uppercase

from animegan.losslab.histories.log_case import LogCase, Trap, children, late, title_of
from animegan.losslab.histories.runs import Run

__all__ = ["beaten_judge", "three_measures", "two_totals"]

LOST_STYLE = Trap(
    story="Somebody rewrote AnimeGAN and saw its discriminator's loss fall and fall, while the style went "
    "out of the pictures. Its author advised a heavier penalty for being fooled late in training; elsewhere "
    "he wrote that this loss does not measure how good the pictures are.",
    source="TachibanaYoshino/AnimeGAN, issues 17 and 35",
)
LARGE_NUMBER = Trap(
    story="Somebody who retrained AnimeGAN asked whether a generator loss of about 1,100 was much too high. "
    "Its adversarial term alone counts 300-fold, so the number says nothing without its weights.",
    source="TachibanaYoshino/AnimeGAN, issue 36 and AnimeGAN.py",
)


def beaten_judge(runs: Mapping[str, Run]) -> LogCase | None:
    """Where the discriminator's loss is lowest, the pictures have kept closest to the photos."""
    family = children(runs)
    if len(family) < 3:
        return None
    letters = dict(zip(family, ascii_uppercase, strict=False))
    judged = {name: late(run, "discriminator") for name, run in family.items()}
    moved = {name: late(run, "l1") for name, run in family.items()}
    still = min(moved, key=moved.__getitem__)
    if still != min(judged, key=judged.__getitem__):
        return None
    others = [name for name in family if name != still]
    return LogCase(
        name="judge",
        title="The winning discriminator",
        runs=tuple(family),
        terms=("discriminator",),
        letters=True,
        question=f"{len(family)} networks went on from one parent, each with other weights. **Which one's "
        "pictures stayed closest to the photos?**",
        options=tuple(letters.values()),
        look_at="The discriminator's own loss. It is low where paintings and pictures are easy to tell apart.",
        answer=letters[still],
        why=f"{letters[still]} is {title_of(family[still])}. Its discriminator's loss is the lowest, "
        f"{judged[still]:.2f} (the others: {_range(judged, others, '.2f')}). Its pictures are the closest to "
        f"the photos, L1 {moved[still]:.3f} (the others: {_range(moved, others, '.3f')}). All are means of "
        "the last third of a run.",
        lesson="A low discriminator loss is no success: the pictures no longer look like paintings to it. A "
        "high one is no proof of good pictures. Look at the pictures.",
        trap=LOST_STYLE,
    )


def two_totals(runs: Mapping[str, Run]) -> LogCase | None:
    """The run with the lower total paints farther from the paintings: totals under other weights are other units."""
    family = children(runs)
    totals = {name: late(run, "total") for name, run in family.items()}
    ends = {name: run.history.validations[-1] for name, run in family.items()}
    pairs = [
        (low, high)
        for low, high in permutations(family, 2)
        if totals[low] < totals[high]
        and ends[low].perceptual > ends[high].perceptual
        and ends[low].psnr_db < ends[high].psnr_db
    ]
    if not pairs:
        return None
    low, high = max(pairs, key=lambda pair: ends[pair[0]].perceptual - ends[pair[1]].perceptual)
    letters = dict(zip(sorted((low, high)), ascii_uppercase, strict=False))
    return LogCase(
        name="totals",
        title="Two totals",
        runs=tuple(letters),
        terms=("total",),
        letters=True,
        question="Two networks went on from one parent under different weights. In the last third of the run "
        + " and ".join(f"**{letters[n]}** has a total of {totals[n]:.2f}" for n in letters)
        + ". Whose pictures are nearer to the painter's?",
        options=tuple(letters.values()),
        look_at="What would you have to know to compare the two totals?",
        answer=letters[high],
        why=" ".join(
            f"{letters[n]} is {title_of(family[n])} ({recipe(family[n])}): {ends[n].psnr_db:.2f} dB PSNR to "
            f"the paintings, perceptual distance {ends[n].perceptual:.4f}."
            for n in letters
        ),
        lesson="Totals under different weights cannot be compared. Use a measure that none of the runs "
        "minimised.",
        trap=LARGE_NUMBER,
    )


def three_measures(runs: Mapping[str, Run]) -> LogCase | None:
    """Which run is best depends on the measure."""
    family = children(runs)
    if len(family) < 3:
        return None
    ends = {name: run.history.validations[-1] for name, run in family.items()}
    winners = {
        "PSNR": max(ends, key=lambda name: ends[name].psnr_db),
        "perceptual distance": min(ends, key=lambda name: ends[name].perceptual),
        "share of photos nearer to the painting than the photo was": max(
            ends, key=lambda name: (ends[name].nearer_share, -ends[name].perceptual)
        ),
    }
    different = len(set(winners.values()))
    if different == 1:
        return None
    listed = "; ".join(f"by {measure} {title_of(family[name])}" for measure, name in winners.items())
    return LogCase(
        name="measures",
        title="Three measures",
        runs=tuple(family),
        terms=("l1", "style"),
        question=f"{len(family)} networks went on from one parent. PSNR, perceptual distance and the share "
        "of photos that came nearer to the painting each name a best one. **How many different networks are "
        "named?**",
        options=("1", "2", "3"),
        look_at="How differently the runs move: does the one with the lowest L1 to the photo have the "
        "lowest style loss too?",
        answer=str(different),
        why=f"The best is: {listed}.",
        lesson="Always say by which measure a network is the best. Then look at the pictures.",
    )


def _range(values: Mapping[str, float], names: list[str], form: str) -> str:
    """Such as "0.45 to 0.61"."""
    chosen = [values[name] for name in names]
    return f"{min(chosen):{form}} to {max(chosen):{form}}"


def recipe(run: Run) -> str:
    """The run's weights in words."""
    return " + ".join(f"{getattr(run.config.weights, term):g} {term}" for term in run.history.loss_terms)
