"""Which pixels of the photo a unit listens to, measured once for each point."""

from typing import TYPE_CHECKING

from animegan.ui.inside.experiments import influence_of_photo
from animegan.ui.inside.look import Look
from animegan.ui.resources import kept

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["influence"]


def influence(look: Look, pixel: tuple[int, int]) -> "NDArray[np.float32]":
    """How much each pixel of the photo matters to the stage's unit above one of them, (H, W), sums to 1."""
    return kept(
        look.photo,
        (look.key, "influence", pixel),
        lambda: influence_of_photo(look.base, look.stage, pixel),
    )
