"""The lab's own clip, made of its sample photos: a camera that wanders over them, and stands still now and then.

It is drawn when it is first asked for, so that no video lies in the repository. The moments of stillness are there on
purpose: they show what a film saves by painting a frame only once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np

from animegan.media.samples import get_sample, load_sample
from animegan.media.video.join import join
from animegan.media.video.segments import SEGMENT_SUFFIX, Encoding, SegmentWriter
from animegan.types import PhotoU8

__all__ = ["SAMPLE_CLIP_NAME", "sample_credits", "write_sample_clip"]

SAMPLE_CLIP_NAME = (
    "sample-clip-1.mp4"  # another number when the clip changes: old ones lie in people's caches
)
SIZE = (480, 854)
FRAMES_PER_S = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One photo, and how the camera moves over it.

    Attributes:
        photo: Name of the sample.
        begin: (x, y, width) of the part in view at first, each as a share of the photo's width.
        finish: The same at last.
        moving: Frames from the one to the other, at an even pace.
        still: Frames that follow without any movement.
    """

    photo: str
    begin: tuple[float, float, float]
    finish: tuple[float, float, float]
    moving: int
    still: int


SHOTS = (
    Shot(photo="landscape", begin=(0.0, 0.08, 0.7), finish=(0.3, 0.04, 0.7), moving=42, still=6),
    Shot(photo="astronaut", begin=(0.0, 0.02, 1.0), finish=(0.17, 0.04, 0.6), moving=36, still=12),
    Shot(photo="coffee", begin=(0.3, 0.15, 0.6), finish=(0.0, 0.02, 1.0), moving=24, still=0),
)


def write_sample_clip(path: Path) -> None:
    """Writes the clip as MP4: 854 x 480 pixels, 5 seconds at 24 frames a second, without sound."""
    path.parent.mkdir(parents=True, exist_ok=True)
    time_base = Fraction(1, FRAMES_PER_S)
    encoding = Encoding(size=SIZE, time_base=time_base, frames_per_s=FRAMES_PER_S)
    with TemporaryDirectory(prefix="animegan-") as folder:
        drawn = Path(folder) / f"clip{SEGMENT_SUFFIX}"
        with SegmentWriter(drawn, encoding) as writer:
            for number, picture in enumerate(_pictures()):
                writer.write(picture, number * time_base, time_base)
        join([drawn], path, sound_of=None, start=Fraction(0), end=None)


def sample_credits() -> str:
    """Who made the photos in it."""
    samples = [get_sample(shot.photo) for shot in SHOTS]
    return " ".join(f"{sample.title}: {sample.source}, {sample.licence}." for sample in samples)


def _pictures() -> Iterator[PhotoU8]:
    for shot in SHOTS:
        photo = load_sample(shot.photo)
        for step in range(shot.moving):
            yield _view(photo, shot, step / (shot.moving - 1))
        for _ in range(shot.still):
            yield _view(photo, shot, 1.0)


def _view(photo: PhotoU8, shot: Shot, progress: float) -> PhotoU8:
    """What the camera sees: the part of the photo, moved by fractions of a pixel too."""
    pixels = photo.shape[1]
    x, y, width = (pixels * (a + (b - a) * progress) for a, b in zip(shot.begin, shot.finish, strict=True))
    scale = SIZE[1] / width
    to_screen = np.array([[scale, 0, -x * scale], [0, scale, -y * scale]], np.float32)
    return np.asarray(
        cv2.warpAffine(
            photo, to_screen, SIZE[::-1], flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101
        ),
        np.uint8,
    )
