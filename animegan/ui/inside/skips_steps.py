"""What the page about skips computes, in the few calls of `animegan.explain` that it shows as code.

Each function imports what it needs, and its annotations are quoted: so its source alone can be shown and run.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from torch import nn

    from animegan.explain import Pass, Shapley, Spectrum
    from animegan.types import PhotoU8, Progress

__all__ = ["apart", "at_gains", "colourfulness", "contributions", "patch", "spectra", "with_gains"]


def with_gains(base: "Pass", gains: dict[str, float]) -> "PhotoU8":
    """The picture with other gains; only the stages behind the first changed gate are computed again."""
    from animegan.explain import rerun

    return rerun(base, gates=gains).picture


def apart(full: "PhotoU8", now: "PhotoU8") -> "NDArray[np.float32]":
    """(H, W) how far two pictures are apart: mean of red, green and blue, in steps of 255."""
    import numpy as np

    return np.asarray(np.abs(full.astype(np.float32) - now).mean(axis=2), np.float32)


def at_gains(
    base: "Pass", gains: dict[str, float], gate: str, steps: "Sequence[float]"
) -> "NDArray[np.uint8]":
    """(S, H, W, 3) the picture at each of S gains of one gate, the other gates held."""
    import numpy as np

    from animegan.explain import rerun

    return np.stack([rerun(base, gates={**gains, gate: gain}).picture for gain in steps])


def patch(pictures: "NDArray[np.uint8]", across: float, down: float, side: int) -> "NDArray[np.uint8]":
    """(S, side, side, 3) the same square of all pictures; `across` and `down` are shares of the way, 0 to 1."""
    height, width = pictures.shape[1:3]
    top, left = round(down * (height - side)), round(across * (width - side))
    return pictures[:, top : top + side, left : left + side]


def spectra(base: "Pass", now: "PhotoU8") -> "dict[str, Spectrum]":
    """Radially averaged power spectra of the photo, of the network's picture, and of the current one."""
    from animegan.explain import radial_spectrum

    pictures = {"photo": base.photo, "full": base.picture, "now": now}
    return {name: radial_spectrum(picture) for name, picture in pictures.items()}


def contributions(
    base: "Pass",
    measure: str,
    eye: "nn.Module | None" = None,
    on_progress: "Callable[[Progress], object] | None" = None,
) -> "Shapley":
    """Every gate's exact Shapley value: what it adds to a measure, averaged over all orders of opening the gates."""
    from animegan.explain import get_measure, shapley_of_gates

    return shapley_of_gates(base, get_measure(measure, base, eye=eye), on_progress=on_progress)


def colourfulness(picture: "PhotoU8") -> float:
    """How far from grey: the largest of red, green and blue less the smallest, in steps of 255, on average."""
    return float((picture.max(axis=2) - picture.min(axis=2)).mean())
