"""What the room about the discriminator asks before it shows a logit; each truth is measured on this photo."""

from animegan.ui.losses.desk import Desk
from animegan.ui.losses.judge.scene import Scene
from animegan.ui.predict import Choice, Truth, is_revealed, predict

__all__ = ["ask_most_anime", "ask_paintings", "both_answered"]

MOST_ANIME, PAINTINGS = "ask_most_anime", "ask_paintings"

HALFWAY = 0.5  # between LSGAN's marks
REAL, FAKE, BELOW = (
    "Yes: nearer to 1, the mark for real",
    "No: nearer to 0, the mark for fake",
    "No: even below 0",
)


def ask_most_anime(desk: Desk, scene: Scene) -> bool:
    """Which picture of the photo has the highest mean logit?"""

    def truth() -> Truth:
        ranked = sorted(scene.others, key=scene.mean, reverse=True)
        said = ", ".join(f"{title} {scene.mean(title):+.2f}" for title in ranked)
        why = f"Mean logits: {said}."
        return Truth(value=ranked[0], why=why)

    return predict(
        "Which of the four pictures at the left does the discriminator find **most anime**? (Highest mean logit.)",
        Choice(options=scene.others),
        key=MOST_ANIME,
        about=(desk.photo.key, desk.size),
        truth=truth,
    )


def ask_paintings(desk: Desk, scene: Scene) -> bool:
    """Does the judge call the paintings real, absolutely?"""

    def truth() -> Truth:
        painted = scene.painted
        answer = REAL if painted > HALFWAY else FAKE if painted >= 0 else BELOW
        higher = sum(painted > scene.mean(title) for title in scene.others)
        why = (
            f"Their mean logit is {painted:+.2f}. That is above {higher} of the {len(scene.others)} other pictures: "
            "this discriminator only learnt which kind is the more real one."
        )
        return Truth(value=answer, why=why)

    return predict(
        "LSGAN wants a logit of 1 for a real painting and 0 for a fake. Measured like this, does the discriminator "
        "call the **paintings** real?",
        Choice(options=(REAL, FAKE, BELOW)),
        key=PAINTINGS,
        about=(desk.photo.key, desk.size),
        truth=truth,
    )


def both_answered(desk: Desk) -> bool:
    """Whether there is a guess for each question about this photo."""
    return all(is_revealed(key, (desk.photo.key, desk.size)) for key in (MOST_ANIME, PAINTINGS))
