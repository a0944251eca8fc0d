"""One photo by one system."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from animegan.catalog import WeightsEntry
    from animegan.types import PhotoU8

__all__ = ["paint_by"]

DRAWS_FACES = ("toonify",)  # architectures that can draw one upright face and nothing else


def paint_by(
    entry: "WeightsEntry | None", photo: "PhotoU8", *, size: int, backend: str = "auto"
) -> "PhotoU8":
    """Paints a photo.

    Args:
        entry: The weights; None for the painter, which uses none and looks for faces first.
        photo: (H, W, 3) uint8 RGB.
        size: Short side of the working picture in pixels.
        backend: What runs a network.

    Returns:
        (h, w, 3) uint8 RGB at working size. Of a network that draws faces only, the photo with its faces redrawn.

    Raises:
        InputError: The photo or the size cannot be used.
        WeightsError: The weights file is missing or altered.
        BackendError: The backend is not installed.
    """
    from animegan.comparison.available import style_of
    from animegan.comparison.redraw import redraw_faces
    from animegan.comparison.systems import STYLE
    from animegan.face.detect import detect_faces
    from animegan.inference import Stylizer
    from animegan.inference.preprocess import resize, working_size
    from animegan.toon import paint

    if entry is not None and entry.architecture not in DRAWS_FACES:
        return Stylizer.of(entry, style_of(entry), backend=backend)(photo, size=size).picture
    working = resize(photo, working_size(photo.shape[:2], size))
    if entry is not None:
        stylizer = Stylizer.of(entry, style_of(entry), backend=backend)
        return redraw_faces(working, lambda crop: stylizer(crop, size=min(crop.shape[:2])).picture)
    return paint(working, STYLE, faces=[face.landmarks for face in detect_faces(working)])
