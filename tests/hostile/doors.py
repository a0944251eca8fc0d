"""The functions that strangers' bytes reach. Each gives a word for what came of it, or raises an AnimeganError.

Any other exception is a mistake of the lab.
"""

import tempfile
from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import Path
from types import SimpleNamespace

import numpy as np

from animegan.inference.preprocess import resize, working_size
from animegan.lessons.progress import read_progress
from animegan.media.image import decode, encode
from animegan.media.video.clip import read_clip
from animegan.media.video.frames import FrameReader, frame_at
from animegan.media.video.limits import PAGE_CLIP
from animegan.media.video.split import split
from tests.hostile.weights import TRACE

__all__ = ["DOORS"]

SIZE = 256  # px, short side of the working picture
FRAMES = 5


def open_photo(data: bytes) -> str:
    """What a page, the HTTP interface and the command line do with a photo, but for the network."""
    photo = decode(data, at_least=SIZE)
    assert photo.photo.dtype == np.uint8 and photo.photo.ndim == 3 and photo.photo.shape[2] == 3
    assert photo.alpha is None or photo.alpha.shape == photo.photo.shape[:2]
    working = resize(photo.photo, working_size(photo.photo.shape[:2], SIZE))
    encode(working, alpha=photo.alpha)
    return photo.format


def open_clip(data: bytes) -> str:
    """What the page *Video* does with a clip: its figures, some frames, one in the middle; and what `batch` does."""
    with tempfile.TemporaryDirectory(prefix="animegan-hostile-") as folder:
        path = Path(folder) / "clip"
        path.write_bytes(data)
        clip = read_clip(path, limits=PAGE_CLIP)
        size = working_size(clip.size, 64)
        for frame in islice(FrameReader(clip=clip, size=size), FRAMES):
            assert frame.photo.shape == (*size, 3)
        frame_at(clip, clip.seconds / 2, size)
        for piece in islice(split(clip, piece_frames=4), 3):
            assert piece.data
    return clip.codec


def open_weights(data: bytes) -> str:
    """What the loss lab does with somebody's trained network."""
    from animegan.losslab.short_run.trained import open_trained, settings_of

    open_trained(data)
    settings_of(data)
    return "network"


def open_published(data: bytes) -> str:
    """What `weights fetch` does with a checkpoint before anything of it is used."""
    from animegan.catalog.download.convert import _tensors

    kind = ".npy" if data.startswith(b"\x93NUMPY") else ".pt"
    with tempfile.TemporaryDirectory(prefix="animegan-hostile-") as folder:
        (Path(folder) / f"file{kind}").write_bytes(data)
        file = SimpleNamespace(name=f"file{kind}", path=f"file{kind}")
        try:
            _tensors(SimpleNamespace(name="hostile", files=(file,)), Path(folder))  # type: ignore[arg-type]
        finally:
            assert not Path(TRACE).exists(), "code in the file was run"
    return "tensors"


def open_progress(data: bytes) -> str:
    """What the lessons do with a saved progress."""
    read_progress(data)
    return "progress"


DOORS: Mapping[str, Callable[[bytes], str]] = {
    "photo": open_photo,
    "clip": open_clip,
    "weights": open_weights,
    "published": open_published,
    "progress": open_progress,
}
