"""What the room "Break it" does with the engine: it runs these functions, and shows their source."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from animegan.face.detect import Face
    from animegan.types import PhotoU8

__all__ = ["repaint", "search", "spoil"]


def spoil(photo: "PhotoU8", face: "Face", how: str, amount: float) -> "tuple[PhotoU8, NDArray[np.float64]]":
    """A photo made harder, and where its points went: (2, 3), from pixels of the photo to pixels of the outcome.

    Args:
        photo: (H, W, 3) uint8.
        face: The one that it is turned around, so that it stays in the picture.
        how: "rotate" by degrees, "shrink" to a percentage, "blur" by a Gaussian's sigma in pixels, or "darken" to a
            percentage of the light.
        amount: How much of it.
    """
    import cv2
    import numpy as np

    moved = np.array([[1.0, 0, 0], [0, 1.0, 0]])
    if how == "rotate":
        x, y = face.landmarks.mean(axis=0)
        moved = cv2.getRotationMatrix2D((float(x), float(y)), -amount, 1.0)
        size = photo.shape[1::-1]
        turned = cv2.warpAffine(photo, moved, size, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(turned, np.uint8), np.asarray(moved, np.float64)
    if how == "shrink":
        scale = amount / 100
        small = cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        return np.asarray(small, np.uint8), moved * scale
    if how == "blur":
        blurred = cv2.GaussianBlur(photo, (0, 0), amount) if amount else photo
        return np.asarray(blurred, np.uint8), moved
    return np.rint(photo * (amount / 100)).astype(np.uint8), moved


def search(
    photo: "PhotoU8",
    face: "Face",
    how: str,
    amount: float,
    find_faces: "Callable[[PhotoU8], tuple[Face, ...]]",
) -> float:
    """How sure the detector is of that face in the spoilt photo, 0 where it does not find it."""
    import numpy as np

    spoilt, moved = spoil(photo, face, how, amount)
    x, y = moved @ np.append(face.landmarks.mean(axis=0), 1)
    there = [
        each.probability
        for each in find_faces(spoilt)
        if each.box[0] <= x <= each.box[2] and each.box[1] <= y <= each.box[3]
    ]
    return max(there, default=0.0)


def repaint(
    photo: "PhotoU8",
    face: "Face",
    how: str,
    amount: float,
    paint: "Callable[[PhotoU8], PhotoU8]",
    find_faces: "Callable[[PhotoU8], tuple[Face, ...]]",
) -> float | None:
    """How far that face's points lie in the painted spoilt photo from where they belong.

    Returns:
        The mean over the five points, in distances between the eyes; None where the face is not found.
    """
    import numpy as np

    spoilt, moved = spoil(photo, face, how, amount)
    belong = face.landmarks @ moved[:, :2].T + moved[:, 2]
    x, y = belong.mean(axis=0)
    there = [
        each
        for each in find_faces(paint(spoilt))
        if each.box[0] <= x <= each.box[2] and each.box[1] <= y <= each.box[3]
    ]
    if not there:
        return None
    best = max(there, key=lambda each: each.probability)
    apart = np.linalg.norm(best.landmarks - belong, axis=1).mean()
    return float(apart / np.linalg.norm(belong[1] - belong[0]))
