"""What the room about the discriminator asks before it shows a logit; each truth is measured on this photo."""

from animegan.ui.losses.desk import Desk
from animegan.ui.losses.judge.scene import Scene
from animegan.ui.predict import Choice, Truth, predict

__all__ = ["ask_most_anime", "ask_paintings"]

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
        why = f"Mean logits on this photo: {said}. The paintings get {scene.painted:+.2f} on average."
        return Truth(value=ranked[0], why=why)

    return predict(
        "Which of the four pictures of this photo does the discriminator find **most anime**, by its mean logit?",
        Choice(options=scene.others),
        key="ask_most_anime",
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
            f"Their mean logit is {painted:+.2f}. It is higher than that of {higher} of the {len(scene.others)} "
            "other pictures: this judge was only ever asked which kind is the more real one."
        )
        return Truth(value=answer, why=why)

    return predict(
        "LSGAN wants a logit of 1 for a real painting and 0 for a fake. Does this discriminator call the **paintings** "
        "real, in such absolute terms?",
        Choice(options=(REAL, FAKE, BELOW)),
        key="ask_paintings",
        about=(desk.photo.key, desk.size),
        truth=truth,
    )
