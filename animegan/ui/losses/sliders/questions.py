"""What the sliders room asks before it shows: each truth is computed on this photo, after the guess."""

from collections.abc import Callable

import numpy as np

from animegan.types import PhotoU8
from animegan.ui.losses.desk import Desk
from animegan.ui.predict import Amount, Choice, Truth, predict

__all__ = ["ask_halfway", "ask_l1"]

SAME, BETWEEN, LOST = "The same picture again", "A somewhat softer one", "Most of the painting is gone"
A_LITTLE, MUCH = 0.1, 0.5  # of what the network changes about the photo


def ask_l1(desk: Desk, factor: float, distance: Callable[[dict[str, float]], float]) -> bool:
    """How much of what the network changes is left when L1 counts so much more?

    Args:
        desk: The photo.
        factor: How many times as much L1 counted in the training of the member at the slider's end.
        distance: To the photo, at a position of the sliders, steps of 255.
    """

    def truth() -> Truth:
        start, raised = distance({}), distance({"l1": 1.0})
        left = round(100 * raised / start)
        why = (
            f"Balanced is {start:.1f} steps of 255 from this photo, L1 ×{factor:g} {raised:.1f}. L1 wants every pixel "
            "as it was, so the network paints less."
        )
        return Truth(value=left, why=why)

    return predict(
        f"Now L1 counts {factor:g} times as much in training. How much of what the balanced network changes about this "
        "photo is left? (100 %: all of it. 0 %: nothing, the photo stays.)",
        Amount(low=0, high=150, step=5, unit="%", close=10),
        key="ask_l1",
        about=(desk.photo.key, desk.size),
        truth=truth,
    )


def ask_halfway(desk: Desk, between: Callable[[float], PhotoU8]) -> bool:
    """What does the network halfway between two that paint the same picture paint?

    Args:
        desk: The photo.
        between: The picture at that share of the way to the twin.
    """

    def truth() -> Truth:
        own, half, photo = (picture.astype(float) for picture in (between(0), between(0.5), desk.pixels))
        changed, lost = np.abs(own - photo).mean(), np.abs(own - half).mean()
        share = lost / max(changed, 1e-6)
        answer = SAME if share < A_LITTLE else BETWEEN if share < MUCH else LOST
        why = (
            f"The network changes the photo by {changed:.1f} steps of 255; halfway to its twin, the picture is "
            f"{lost:.1f} off. Every channel there is the sum of two that have nothing to do with each other."
        )
        return Truth(value=answer, why=why)

    return predict(
        "Network and twin paint the very same picture. What does the network **halfway** between them paint?",
        Choice(options=(SAME, BETWEEN, LOST)),
        key="ask_halfway",
        about=(desk.photo.key, desk.size),
        truth=truth,
    )
