"""What one wishes of face2paint."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from animegan.errors import InputError
from animegan.face.align import CROP_SIDE
from animegan.face.blend import BLENDS

__all__ = ["FaceSettings"]

CROP_SIDES = (128, 1024)


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceSettings:
    """How faces are painted and put back.

    Attributes:
        size: Short side of the working picture, as of `Stylizer`.
        mix: Shares by style name instead of the Stylizer's one style; None for that one.
        drawing: As the `strength` of `Stylizer`, for the whole picture with its faces: 1 is the drawing, 0 the photo.
        blend: One of `animegan.face.blend.BLENDS`.
        strength: Of the faces alone: 0 leaves the whole photo's picture as it is, 1 puts the faces in fully.
        crop: Side of a face's crop in pixels; a face that is larger in the working picture gets a larger crop, up
            to 1024, so that it need not be enlarged on its way back.
        smallest: Distance between the eyes, in pixels of the photo, below which a face is left alone.
        most: How many faces are painted, the largest ones.
    """

    size: int = 512
    mix: Mapping[str, float] | None = None
    drawing: float = 1.0
    blend: str = "poisson"
    strength: float = 1.0
    crop: int = CROP_SIDE
    smallest: float = 8.0
    most: int = 40

    def __post_init__(self) -> None:
        if self.blend not in BLENDS:
            raise InputError(f"Unknown blending: {self.blend!r}.", hint=f"Use one of: {', '.join(BLENDS)}.")
        for name, share in (("strength", self.strength), ("drawing", self.drawing)):
            if not (math.isfinite(share) and 0 <= share <= 1):
                hint = "Use 0 to 1; for 50 percent write 0.5."
                raise InputError(f"The {name} {share} is out of range.", hint=hint)
        if not CROP_SIDES[0] <= self.crop <= CROP_SIDES[1]:
            hint = f"Use {CROP_SIDES[0]} to {CROP_SIDES[1]} pixels."
            raise InputError(f"A crop of {self.crop} pixels is out of range.", hint=hint)
