"""What a visitor has asked for: the part of a cache key that is not the photo."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from animegan.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["DEFAULT_SIZE", "INSIDE_SIZE", "SIZES", "InsideSettings", "StylizeSettings", "preview", "sketch"]

SIZES = (256, 512, 768, 1024)  # short side of the working picture, in pixels
DEFAULT_SIZE = 512
PREVIEW_SIZE = 192  # four of them cost less than one picture
INSIDE_SIZE = (
    256  # a change inside the network has to be on the screen while the finger is still on the slider
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StylizeSettings:
    """How a photo is to be drawn.

    Attributes:
        style: Name of the style.
        mix: (style name, weight) pairs that replace `style`; weights of 0 or more, any sum. Empty: no mix.
        size: Short side of the working picture in pixels.
        strength: 1 is the full drawing, 0 the photo.
        faces: Whether every face is painted once more by itself.
    """

    style: str
    mix: tuple[tuple[str, float], ...] = ()
    size: int = DEFAULT_SIZE
    strength: float = 1.0
    faces: bool = False

    def __post_init__(self) -> None:
        if self.mix and sum(weight for _, weight in self.mix) <= 0:
            raise InputError(
                "No style is in the mix.", hint="Move at least one of the style sliders up from 0."
            )

    @property
    def leading_style(self) -> str:
        """The style, or the one with the greatest weight in the mix."""
        return max(self.mix, key=lambda pair: pair[1])[0] if self.mix else self.style

    @property
    def shares(self) -> dict[str, float]:
        """The mix with weights that sum to 1, without the styles that have none; empty where there is no mix."""
        total = sum(weight for _, weight in self.mix)
        return {name: weight / total for name, weight in self.mix if weight > 0}


def preview(style: str) -> StylizeSettings:
    """A thumbnail of a style."""
    return StylizeSettings(style=style, size=PREVIEW_SIZE)


def sketch(settings: StylizeSettings) -> StylizeSettings | None:
    """What can be shown first of a picture that takes long; None where it does not."""
    if settings.size <= DEFAULT_SIZE and not settings.faces:
        return None
    return replace(settings, size=PREVIEW_SIZE, faces=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class InsideSettings:
    """Which network is looked into, and at what.

    Attributes:
        weights: Name of the weights entry.
        style: Name of one of its styles.
        size: Short side of the working picture in pixels.
    """

    weights: str
    style: str
    size: int = INSIDE_SIZE

    @property
    def code(self) -> "NDArray[np.float32]":
        """(S,) float32, the style code of the one style."""
        from animegan.catalog import get_weights
        from animegan.inference.shares import style_code, style_shares

        styles = get_weights(self.weights).styles
        return style_code(style_shares({self.style: 1.0}, styles), styles)
