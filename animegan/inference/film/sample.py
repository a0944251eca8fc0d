"""Where the lab's own clip is kept once it is drawn."""

import threading
from pathlib import Path

from animegan.inference.backends.compiled_cache import cache_dir
from animegan.media.video.sample import SAMPLE_CLIP_NAME, write_sample_clip

__all__ = ["kept_sample_clip"]

_DRAWING = threading.Lock()  # a class that opens the page together draws one clip


def kept_sample_clip() -> Path:
    """The clip in the lab's cache; drawn now, in about two seconds, if it is not there.

    Raises:
        InputError: The cache cannot be written to.
    """
    path = cache_dir() / SAMPLE_CLIP_NAME
    with _DRAWING:
        if not path.exists():
            write_sample_clip(path)
    return path
