"""Is a face still a face afterwards, and are its eyes, nose and mouth where they were?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from animegan.face.detect import Face
from animegan.face.match import landmark_shift, match_faces

__all__ = ["FaceFigures", "FaceTally"]

LARGE_FACE = 48  # pixels, the side of a square as large as the box: below, an eye has four pixels or fewer


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceFigures:
    """What became of the faces of a set of photos.

    Attributes:
        found_share: Of the faces found in the photos, those found again in the pictures; None without faces.
        large_found_share: The same of faces of at least LARGE_FACE pixels.
        landmark_shift: Mean distance between the five points of photo and picture, over the faces found again,
            in distances between the eyes of the photo's face; None where there is none.
    """

    found_share: float | None
    large_found_share: float | None
    landmark_shift: float | None


class FaceTally:
    """Counts faces, photo by photo."""

    def __init__(self) -> None:
        self._faces: list[Face] = []
        self._again: list[Face] = []
        self._shifts: list[float] = []

    @property
    def faces(self) -> int:
        """How many faces the photos had."""
        return len(self._faces)

    def add(self, photo: Sequence[Face], picture: Sequence[Face]) -> None:
        """Counts one photo.

        Args:
            photo: The faces found in the photo.
            picture: Those found in the picture made of it, in the same pixels.
        """
        pairs = match_faces(photo, picture)
        self._faces += photo
        self._again += [before for before, _ in pairs]
        self._shifts += [landmark_shift(before, after) for before, after in pairs]

    def figures(self) -> FaceFigures:
        """The figures over everything counted so far."""
        return FaceFigures(
            found_share=_share(self._again, self._faces),
            large_found_share=_share(_large(self._again), _large(self._faces)),
            landmark_shift=float(np.mean(self._shifts)) if self._shifts else None,
        )


def _large(faces: Sequence[Face]) -> list[Face]:
    return [face for face in faces if face.area >= LARGE_FACE**2]


def _share(some: Sequence[Face], all_of_them: Sequence[Face]) -> float | None:
    return len(some) / len(all_of_them) if all_of_them else None
