"""Pictures drawn by hand, so that no photo needs to be in the repository."""

import cv2
import numpy as np

from animegan.types import Landmarks, PhotoU8

LIGHT_SKIN = (226, 182, 156)
DARK_SKIN = (92, 60, 44)


def scene(height: int = 160, width: int = 200) -> PhotoU8:
    """Sky, hills, a house and grass, with grain: edges, slopes, texture and strong colours."""
    photo = np.zeros((height, width, 3), np.float32)
    rows = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    photo[...] = np.dstack([90 + 110 * rows, 150 + 70 * rows, 230 + 10 * rows])
    hills = height // 2 + (np.sin(np.arange(width) / 17) * height / 12).astype(int)
    photo[np.arange(height)[:, None] > hills[None, :]] = (70, 110, 50)
    cv2.rectangle(photo, (width // 3, height // 3), (width // 2, 3 * height // 4), (190, 60, 50), -1)
    cv2.rectangle(photo, (width // 3 + 8, height // 2), (width // 3 + 20, height // 2 + 14), (40, 40, 60), -1)
    for x in range(4, width, 9):
        cv2.line(photo, (x, height - 2), (x + 4, height - 24), (120, 170, 70), 2, cv2.LINE_AA)
    grain = np.random.default_rng(7).normal(0, 3, photo.shape)
    return np.clip(photo + grain, 0, 255).astype(np.uint8)


def portrait(
    skin: tuple[int, int, int] = LIGHT_SKIN, *, size: int = 192, eyes_open: bool = True
) -> tuple[PhotoU8, Landmarks]:
    """A face from the front and its landmarks; the eyes are 0.25 of the picture apart."""
    scale = size / 192
    photo = np.full((192, 192, 3), (176, 184, 190), np.uint8)
    cv2.ellipse(photo, (96, 84), (60, 70), 0, 0, 360, (48, 36, 32), -1, cv2.LINE_AA)
    cv2.ellipse(photo, (96, 104), (46, 62), 0, 0, 360, skin, -1, cv2.LINE_AA)
    lips = tuple(int(0.75 * value) for value in skin)
    cv2.ellipse(photo, (96, 132), (15, 5), 0, 0, 360, (lips[0], lips[1] // 2, lips[2] // 2), -1, cv2.LINE_AA)
    cv2.line(photo, (93, 114), (99, 114), lips, 2, cv2.LINE_AA)
    for x in (72, 120):
        if eyes_open:
            cv2.ellipse(photo, (x, 90), (11, 6), 0, 0, 360, (238, 236, 232), -1, cv2.LINE_AA)
            cv2.circle(photo, (x, 90), 6, (52, 34, 24), -1, cv2.LINE_AA)
        cv2.line(photo, (x - 11, 87), (x + 11, 87), (40, 26, 20), 2, cv2.LINE_AA)
    points = np.array([[72, 90], [120, 90], [96, 112], [81, 132], [111, 132]], np.float32)
    return cv2.resize(photo, (size, size), interpolation=cv2.INTER_AREA), points * np.float32(scale)


def lightness(photo: PhotoU8) -> np.ndarray:
    """(H, W) L*, 0..100."""
    return cv2.cvtColor(photo.astype(np.float32) / 255, cv2.COLOR_RGB2Lab)[..., 0]


def chroma(photo: PhotoU8) -> np.ndarray:
    """(H, W) distance from grey in the a*, b* plane."""
    lab = cv2.cvtColor(photo.astype(np.float32) / 255, cv2.COLOR_RGB2Lab)
    return np.hypot(lab[..., 1], lab[..., 2])
