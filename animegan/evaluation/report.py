"""What an evaluation says, for a page, a card or a program to read."""

from dataclasses import asdict, dataclass
from typing import Any

from animegan.evaluation.faces import FaceFigures
from animegan.evaluation.fidelity import Fidelity
from animegan.evaluation.flicker import Flicker

__all__ = ["SCHEMA", "EvaluationReport", "StyleReport"]

SCHEMA = 1  # rises when a field of the JSON changes its name or meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleReport:
    """The figures of one style, means over the photos.

    Attributes:
        style: Its name.
        output: How near the network's picture is to the painter's.
        photo: How near the untouched photo is to it.
        kernel_distance: Between the network's pictures and the painter's; None for fewer than 4 photos.
        photo_kernel_distance: Between the photos and the painter's pictures.
        faces: What became of the photos' faces in the network's pictures.
        painter_faces: The same in the painter's pictures: it moves points on purpose.
        flicker: How much the network's picture changes with its photo.
    """

    style: str
    output: Fidelity
    photo: Fidelity
    kernel_distance: float | None
    photo_kernel_distance: float | None
    faces: FaceFigures
    painter_faces: FaceFigures
    flicker: Flicker

    @property
    def perceptual_ratio(self) -> float | None:
        """The output's perceptual distance over the photo's: 0 is perfect, 1 no better than the photo."""
        return self.output.perceptual / self.photo.perceptual if self.photo.perceptual else None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationReport:
    """One evaluation.

    Attributes:
        weights: Name of the weights.
        architecture: Their network.
        sha256: Of the whole weights file.
        folder: Where the photos are.
        photos: How many were measured.
        held_out_only: Whether all of them are kept from training by their name.
        faces: How many faces were found in them.
        size: Short side worked at, unless a photo is smaller.
        seed: Of noise and splits.
        torch: Version of PyTorch.
        seconds: How long it took.
        styles: One report per style.
    """

    weights: str
    architecture: str
    sha256: str
    folder: str
    photos: int
    held_out_only: bool
    faces: int
    size: int
    seed: int
    torch: str
    seconds: float
    styles: tuple[StyleReport, ...]

    def to_dict(self) -> dict[str, Any]:
        """Everything as JSON can hold it; keys are the attributes' names."""
        styles = [asdict(style) | {"perceptual_ratio": style.perceptual_ratio} for style in self.styles]
        return {"schema": SCHEMA} | asdict(self) | {"styles": styles}
