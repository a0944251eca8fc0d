"""What a film remembers of the frames before: so that nothing is painted twice, and what stands still keeps still.

Many clips hold a frame for a while: screen recordings, drawn animation, pauses. Such a frame equals the one painted
last but for the noise of compression, and its picture is used again.

A camera's noise also makes a painted wall seethe, since the network draws every frame anew. With `steady`, each place
of the picture is taken over from the frame before unless the clip has changed there. What counts is the change since
that place was last painted, not since the frame before, so slow changes come through too.
"""

from collections.abc import Callable, Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

from animegan.types import PhotoU8

__all__ = ["Memory", "changed_places", "is_same"]

BLOCK = 8  # px: compression works in blocks of this size, so its noise averages out within them
SAME_LEVELS = (
    2  # of 255, mean change of a block, rounded: what compression adds to a held frame; nobody sees it
)
NOISE_SIGMA = 1.5  # px: how far the difference is smoothed, which leaves a fifth of a camera's noise
STILL_LEVELS, MOVED_LEVELS = 3, 8  # of 255: up to the one a place stays, from the other on it is new
REACH = 9  # px: a change in the clip changes what the network draws around it too
WHITE = 255
_SLOPE = (np.arange(WHITE + 1) - STILL_LEVELS) / (MOVED_LEVELS - STILL_LEVELS)
_MOVED = np.rint(_SLOPE.clip(0, 1) * WHITE).astype(
    np.uint8
)  # by the levels of a change, how much of it counts

Paint = Callable[[PhotoU8], PhotoU8]


class Memory:
    """Paints frames in their order, and as few of them as will do.

    Args:
        paint: Gives the picture of a frame; (h, w, 3) uint8 in and out, frames of one size and pictures of one size.
        steady: Whether places without change are taken over.
    """

    def __init__(self, paint: Paint, *, steady: bool) -> None:
        self._paint = paint
        self._steady = steady
        self._seen: PhotoU8 | None = None  # what the picture shows, place by place
        self._picture: PhotoU8 | None = None

    def picture_of(self, photo: PhotoU8) -> tuple[PhotoU8, bool]:
        """The picture of the next frame, and whether it is the one before, used again."""
        if self._seen is not None and self._picture is not None and is_same(photo, self._seen):
            return self._picture, True
        picture = self._paint(photo)
        if self._steady and self._seen is not None and self._picture is not None:
            picture, photo = self._held(picture, photo, self._seen, self._picture)
        self._seen, self._picture = photo, picture
        return picture, False

    def state(self) -> dict[str, NDArray[np.uint8]]:
        """All that is remembered; arrays that nobody changes."""
        if self._seen is None or self._picture is None:
            return {}
        return {"seen": self._seen, "picture": self._picture}

    def restore(self, state: Mapping[str, NDArray[np.uint8]]) -> None:
        """Goes on from what `state` gave."""
        self._seen, self._picture = state.get("seen"), state.get("picture")

    @staticmethod
    def _held(picture: PhotoU8, photo: PhotoU8, seen: PhotoU8, kept: PhotoU8) -> tuple[PhotoU8, PhotoU8]:
        """Picture and photo, with the places that did not change as they were."""
        moved = changed_places(photo, seen)
        return _mix(picture, kept, moved), _mix(photo, seen, moved)


def is_same(photo: PhotoU8, other: PhotoU8) -> bool:
    """Whether two frames are the same but for what nobody sees: no block of 8 x 8 pixels differs in the mean.

    Args:
        photo: (h, w, 3) uint8.
        other: The same size.
    """
    change = cv2.absdiff(photo, other)
    height, width = change.shape[:2]
    blocks = (max(1, width // BLOCK), max(1, height // BLOCK))
    return float(cv2.resize(change, blocks, interpolation=cv2.INTER_AREA).max()) <= SAME_LEVELS


def changed_places(photo: PhotoU8, seen: PhotoU8) -> NDArray[np.float32]:
    """Where a frame differs from what was seen by more than noise.

    The difference keeps its sign while it is smoothed: noise goes up and down and cancels, an edge that moved does not.

    Args:
        photo: (h, w, 3) uint8.
        seen: The same size.

    Returns:
        (h, w) float32: 0 where nothing has changed, 1 where all has, and slopes between.
    """
    difference = cv2.subtract(photo, seen, dtype=cv2.CV_16S)
    smooth = cv2.convertScaleAbs(cv2.GaussianBlur(difference, (0, 0), NOISE_SIGMA))
    red, green, blue = cv2.split(smooth)
    moved = cv2.LUT(cv2.max(cv2.max(red, green), blue), _MOVED)
    reach = cv2.getStructuringElement(cv2.MORPH_RECT, (REACH, REACH))
    soft = cv2.blur(cv2.dilate(moved, reach), (BLOCK // 2, BLOCK // 2))
    return np.asarray(soft / np.float32(WHITE), np.float32)


def _mix(new: PhotoU8, old: PhotoU8, share: NDArray[np.float32]) -> PhotoU8:
    """`new` where the share is 1, `old` where it is 0."""
    if share.shape != new.shape[:2]:
        share = np.asarray(cv2.resize(share, new.shape[1::-1], interpolation=cv2.INTER_LINEAR), np.float32)
    return np.asarray(cv2.blendLinear(new, old, share, 1 - share), np.uint8)
