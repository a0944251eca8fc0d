"""What the caller of a training recipe says."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from animegan.types import Landmarks, PhotoU8

__all__ = ["TrainRequest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainRequest:
    """One run, as asked for on the command line or by a page.

    Attributes:
        photos: Folder of photos, searched with its sub-folders.
        out: Folder for checkpoints, logs and the finished weights.
        paintings: Folder of painted photos that several runs share; None keeps them below `out`.
        device: A torch device, such as "cpu" or "cuda".
        resume: Go on from the checkpoint in `out`.
        tiers: Keep only photos whose CSV names one of these licence tiers; None keeps all.
        start: Weights to begin with, for recipes of generators; None begins with fresh ones.
        teacher: For recipes that imitate a network: a weights file, or for `distil` a name of the catalog.
        find_faces: Finds face points in photos whose points are unknown; None treats those as faceless.
        crop_face: Cuts a face upright out of a photo, given its points and the side of the crop; for recipes of faces.
        settings: Fields of the recipe's configuration that differ from its default.
    """

    photos: Path
    out: Path
    paintings: Path | None = None
    device: str = "cpu"
    resume: bool = False
    tiers: tuple[str, ...] | None = None
    start: Path | None = None
    teacher: Path | None = None
    find_faces: Callable[[PhotoU8], tuple[Landmarks, ...]] | None = None
    crop_face: Callable[[PhotoU8, Landmarks, int], PhotoU8] | None = None
    settings: dict[str, Any] = field(default_factory=dict)

    @property
    def plates(self) -> Path:
        """Where painted photos are kept."""
        return self.paintings or self.out / "paintings"
