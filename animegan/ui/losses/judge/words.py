"""What the room about the discriminator says in words and in tables; every number is of the pictures on the page."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from animegan.ui.losses.judge.scene import ABSOLUTE, OWN, RELATIVE, Reading, Scene
from animegan.ui.losses.sliders.positions import member_title

if TYPE_CHECKING:
    from animegan.training.config import TrainConfig

__all__ = ["game_rows", "patch_rows", "patch_words", "reading_rows", "what_it_means", "which_judge"]

Rows = list[dict[str, object]]


def which_judge(config: "TrainConfig") -> str:
    """Whose discriminator this is, and what it was trained for."""
    from animegan.losses.adversarial import get_game
    from animegan.training.ablation_recipe import CHILDREN, PARENT

    member = next((name for name, weights in CHILDREN.items() if weights == config.weights), PARENT)
    steps, game = config.steps - config.first_adversarial_step, get_game(config.game).title
    return (
        f"A discriminator that learnt with {game} to tell paintings ({', '.join(config.styles)}) from a network's "
        f"pictures, in its last {steps} steps from those of {member_title(member)}."
    )


def what_it_means(scene: Scene) -> str:
    """Three lines: the absolute verdict, why it means little here, and the order."""
    from animegan.losslab.verdicts import ranked_rightly

    painted = scene.painted
    absolute = (
        "even below 0, LSGAN's mark for a fake"
        if painted < 0
        else "nearer to 0, LSGAN's mark for a fake, than to 1"
        if painted <= 0.5
        else "nearer to 1, LSGAN's mark for real, than to 0"
    )
    own, others = scene.mean(OWN), [scene.mean(title) for title in scene.others]
    beaten = sum(own > other for other in others)
    share = ranked_rightly([scene.mean(title) for title in scene.paintings], others)
    doubt = " A picture made to please it can come out higher." if beaten < len(others) else ""
    return (
        f"- **Absolutely:** the paintings get {painted:+.2f} on average. That is {absolute}.\n"
        "- **But RaGAN never looks at 0.** Add a number to every logit, and its losses stay the same.\n"
        f"- **Relatively:** the painting of this photo is above {beaten} of its {len(others)} other pictures. Of all "
        f"pairs of a painting and another picture, {share:.0%} are in the right order.{doubt}"
    )


def reading_rows(scene: Scene, readings: Sequence[Reading]) -> Rows:
    """One row per picture, with the columns of each reading."""
    return [
        {"picture": title, "kind": "real painting" if title in scene.paintings else "not a painting"}
        | (_absolute(scene, title) if ABSOLUTE in readings else {})
        | (_relative(scene, title) if RELATIVE in readings else {})
        for title in scene.pictures
    ]


def _absolute(scene: Scene, title: str) -> dict[str, object]:
    from animegan.losslab.verdicts import FAKE, REAL, distance_to, probability

    logits = scene.logits[title]
    to_real, to_fake = distance_to(logits, REAL), distance_to(logits, FAKE)
    return {
        "mean logit": float(logits.mean()),
        "vanilla: P(real)": float(probability(logits).mean()),
        "LSGAN: distance to 1": float(to_real.mean()),
        "to 0": float(to_fake.mean()),
        "patches nearer to 1": float(np.mean(to_real < to_fake)),
    }


def _relative(scene: Scene, title: str) -> dict[str, object]:
    from animegan.losslab.verdicts import probability

    ahead = scene.values(RELATIVE)[title]
    return {
        "mean lead": float(ahead.mean()),
        "RaGAN: P(more real)": float(probability(ahead).mean()),
        "patches in the lead": float(np.mean(ahead > 0)),
    }


def game_rows(scene: Scene) -> Rows:
    """What the same logits cost both players in each game: paintings against the rival's picture."""
    from animegan.losslab.verdicts import game_losses

    losses = game_losses([scene.logits[title] for title in scene.paintings], [scene.logits[scene.rival]])
    return [
        {
            "game": row.title,
            "reads": "relative" if row.name.startswith("ra") else "absolute",
            "discriminator's loss": row.discriminator,
            "if it could not tell": row.undecided,
            "generator's loss": row.generator,
        }
        for row in losses
    ]


def patch_rows(scene: Scene) -> Rows:
    """Every patch with both readings."""
    ahead = scene.values(RELATIVE)
    return [
        {
            "picture": title,
            "row": at[0],
            "column": at[1],
            "logit": float(logit),
            "lead": float(ahead[title][at]),
        }
        for title, logits in scene.logits.items()
        for at, logit in np.ndenumerate(logits)
    ]


def patch_words(scene: Scene, title: str, row: int, column: int) -> str:
    """One logit in words, read both ways."""
    from animegan.losslab.verdicts import FAKE, REAL, distance_to, probability

    logit, ahead = scene.logits[title][row, column], scene.values(RELATIVE)[title][row, column]
    alone, against = (float(probability(value)) for value in (logit, ahead))
    other = scene.rival if title in scene.paintings else "the paintings"
    side = "above" if ahead > 0 else "below"
    return (
        f"**Logit {logit:+.2f}** (row {row}, column {column})\n\n"
        f"*Is it anime?* The sigmoid says **{alone:.0%}**. From LSGAN's 0 (fake) it is "
        f"{distance_to(logit, FAKE):.2f} away, from its 1 (real) {distance_to(logit, REAL):.2f}.\n\n"
        f"*Is it more anime than the other kind?* It is **{abs(ahead):.2f} {side}** the average patch of "
        f"{other}. RaGAN says **{against:.0%}**."
    )
