"""The cases of the curve detective, found in the logs at hand: a case whose story a log does not tell is left out."""

from collections.abc import Mapping
from itertools import pairwise

import numpy as np

from animegan.losslab.histories.history import CONTENT, GAME, PAINTING, RunHistory
from animegan.losslab.histories.log_case import (
    FARTHER,
    MIXED,
    NEARER,
    LogCase,
    Trap,
    compared,
    nearest,
    title_of,
)
from animegan.losslab.histories.log_cases_family import beaten_judge, three_measures, two_totals
from animegan.losslab.histories.runs import Run

__all__ = ["RISING_LOSSES", "find_cases"]

RISING_LOSSES = Trap(
    story="Somebody who retrained AnimeGANv2 saw content, colour and total-variation losses rise from epoch "
    "30 on, while the pictures of epoch 100 were clearly better. Its author answered that the content loss "
    "has to rise: the generator starts as a copy of the photo, and style leads away from it.",
    source="TachibanaYoshino/AnimeGANv2, issue 30",
)
EITHER = (NEARER, FARTHER, MIXED)
AROUND = 10  # logged steps on either side of a jump
GOT_WORSE, HARD_BATCH, FASTER = "The network got worse", "That batch was harder", "The learning rate rose"
ALL_THE_WAY, HALF_WAY, NO_WAY = "Most of the way", "About half of the way", "No way at all"


def find_cases(runs: Mapping[str, Run]) -> tuple[LogCase, ...]:
    """Every case that these runs tell, by their names."""
    makers = (
        the_jump, up_and_away, beaten_judge, two_totals, three_measures, the_warm_up, the_guest, the_spike,
    )  # fmt: skip
    return tuple(case for make in makers if (case := make(runs)) is not None)


def the_jump(runs: Mapping[str, Run]) -> LogCase | None:
    """The total jumps where the discriminator joins; the pictures do not."""
    for name, run in runs.items():
        history = run.history
        if history.joined is None or history.validations[0].step >= history.joined:
            continue
        index = int(np.searchsorted(history.steps, history.joined))
        low = float(history.terms["total"][max(0, index - AROUND) : index].mean())
        high = float(history.terms["total"][index : index + AROUND].mean())
        game = next(phase for phase in history.phases if phase.first == history.joined)
        before, after = (nearest(history.validations, step) for step in (game.first - 1, game.last))
        if high <= low or after.step <= before.step:
            continue
        return LogCase(
            name="jump",
            title="The jump",
            runs=(name,),
            terms=("total",),
            question=f"In the run of **{title_of(run)}** the total goes up from about {low:.2f} to about "
            f"{high:.2f} at one step. It stays up until step {game.last:,}. What becomes of the pictures "
            f"between step {before.step:,} and step {after.step:,}?",
            options=EITHER,
            look_at="What is the total a sum of? Is it the same sum everywhere?",
            answer=compared(before, after),
            why=f"At step {history.joined:,} the discriminator joined, so the total has one term more. "
            f"Measured against the painter's pictures, PSNR went from {before.psnr_db:.2f} to "
            f"{after.psnr_db:.2f} dB and the perceptual distance from {before.perceptual:.4f} to "
            f"{after.perceptual:.4f}.",
            lesson="Compare totals only while they are sums of the same terms with the same weights.",
            trap=RISING_LOSSES,
        )
    return None


def up_and_away(runs: Mapping[str, Run]) -> LogCase | None:
    """In an unpaired run the distance to the photo rises because the pictures leave it, towards the paintings."""
    for name, run in runs.items():
        validations = run.history.validations
        if run.is_paired or len(validations) < 2:
            continue
        before, after = validations[0], validations[-1]
        span = (after.step - before.step) // 2
        low, high = (run.history.mean("l1", first=v.step - span, last=v.step) for v in (before, after))
        if compared(before, after) != NEARER or not high > low:
            continue
        return LogCase(
            name="away",
            title="Up and up",
            runs=(name,),
            terms=("l1", "perceptual"),
            question=f"In the run of the family's **{title_of(run)}**, L1 and the perceptual loss go on "
            f"rising, L1 from {low:.3f} (before step {before.step:,}) to {high:.3f} (before step "
            f"{after.step:,}). What becomes of the pictures between these two validations?",
            options=EITHER,
            look_at="What are these curves distances to? This run is unpaired: its content terms compare "
            "the picture with the photo, not with a painting.",
            answer=compared(before, after),
            why="Measured against the painter's pictures of the same photos, PSNR went from "
            f"{before.psnr_db:.2f} to {after.psnr_db:.2f} dB and the perceptual distance from "
            f"{before.perceptual:.4f} to {after.perceptual:.4f}.",
            lesson="A rising loss says only that the pictures moved away from what that loss compares with. "
            "Here that is the photo, and leaving it was the aim.",
            trap=RISING_LOSSES,
        )
    return None


def the_warm_up(runs: Mapping[str, Run]) -> LogCase | None:
    """While the network learns to return the photo, the total falls and nothing of a painting is learnt."""
    for name, run in runs.items():
        first, *rest = run.history.phases
        if first.kind != CONTENT or not rest:
            continue
        span = (first.last - first.first) // 5
        start = run.history.mean("total", first=first.first, last=first.first + span)
        end = run.history.mean("total", first=first.last - span, last=first.last)
        if end >= start:
            continue
        return LogCase(
            name="warm_up",
            title="A good beginning",
            runs=(name,),
            terms=("total", "style"),
            question=f"In the run of **{title_of(run)}** the total falls from {start:.2f} to {end:.2f} in "
            f"the first {first.last:,} steps. How much of the way from the photo to the painting do its "
            "pictures go in these steps?",
            options=(ALL_THE_WAY, HALF_WAY, NO_WAY),
            look_at="Where the curve of the style term begins, and what the total does there.",
            answer=NO_WAY,
            why=f"Up to step {first.last:,} the log has only L1 and perceptual, both against the photo "
            "itself. The network learns to give the photo back; no painting takes part. (This is read off "
            "the terms; no picture was measured.)",
            lesson="A falling loss says that a goal comes nearer. Which goal, the curve does not say.",
        )
    return None


def the_guest(runs: Mapping[str, Run]) -> LogCase | None:
    """A run that changes its aim more than once: which change is the discriminator's?"""
    for name, run in runs.items():
        history = run.history
        if sum(phase.kind == GAME for phase in history.phases[1:]) != 1 or len(history.phases) < 3:
            continue
        last = int(history.steps[-1])
        changes = [phase.first for phase in history.phases[1:]]
        between = [last * share // 4 for share in (1, 2, 3)]
        decoys = [step for step in between if min(abs(step - change) for change in changes) > last // 10]
        return LogCase(
            name="guest",
            title="A guest",
            runs=(name,),
            terms=("total",),
            question=f"Somewhere in the run of **{title_of(run)}** the discriminator joined. At which of "
            "these steps?",
            options=tuple(f"{step:,}" for step in sorted([*changes, *decoys])),
            look_at="Where does the total go up at one step and stay up?",
            answer=f"{history.joined:,}",
            why=f"From step {history.joined:,} on there is a discriminator. Its term adds {_added(run):.2f} to "
            f"the total on average. {_other_changes(history)}",
            lesson="Before you explain a curve, find out when the aim of the run was changed.",
        )
    return None


def _other_changes(history: RunHistory) -> str:
    """What changed at the beginnings of the other phases."""
    changed = {PAINTING: "the painting took the photo's place", CONTENT: "the photo became the aim"}
    said = []
    for before, after in pairwise(history.phases):
        if after.kind != GAME:
            what = "the discriminator left" if before.kind == GAME else changed[after.kind]
            said.append(f"At step {after.first:,} {what}.")
    return " ".join(said)


def _added(run: Run) -> float:
    """What the adversarial term adds to the total, mean of the steps in which it takes part."""
    return float(np.nanmean(run.weighted["adversarial"]))


def the_spike(runs: Mapping[str, Run]) -> LogCase | None:
    """One logged step is one batch: the greatest rise from one to the next means nothing for what follows."""
    for name, run in runs.items():
        history = run.history
        phase = max(
            (p for p in history.phases if p.kind == PAINTING), key=lambda p: p.last - p.first, default=None
        )
        if phase is None:
            continue
        inside = np.flatnonzero((history.steps >= phase.first) & (history.steps <= phase.last))
        middle = inside[len(inside) // 2 : -AROUND]  # the learning rate has stopped rising there
        if len(middle) < AROUND:
            continue
        total, rate = history.terms["total"], history.terms["learning_rate"]
        spike = int(middle[np.argmax(total[middle] - total[middle - 1])])
        before, after = total[spike - AROUND : spike].mean(), total[spike + 1 : spike + 1 + AROUND].mean()
        rise = total[spike] - total[spike - 1]
        if rate[spike] > rate[spike - 1] or rise <= 0 or after - before > rise / 2:
            continue
        return LogCase(
            name="spike",
            title="The spike",
            runs=(name,),
            terms=("total",),
            question=f"In the run of **{title_of(run)}** the total was {total[spike - 1]:.2f} at step "
            f"{history.steps[spike - 1]:,} and {total[spike]:.2f} at step {history.steps[spike]:,}. What "
            "happened?",
            options=(GOT_WORSE, HARD_BATCH, FASTER),
            look_at="The steps before and after it, with smoothing 1 and with smoothing 20.",
            answer=HARD_BATCH,
            why=f"The {AROUND} logged steps before it have a mean of {before:.2f}, the {AROUND} after it of "
            f"{after:.2f}. The learning rate did not rise. Each logged value is of one batch of "
            f"{run.config.batch} crops, and some crops are harder than others.",
            lesson="Read means of many steps, never one step. Look at the smoothing before the curve.",
        )
    return None
