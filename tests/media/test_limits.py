"""What is refused before any memory is spent on it, and large pictures one at a time."""

import threading
import time
from types import SimpleNamespace

import numpy as np
import psutil
import pytest

from animegan.errors import InputError
from animegan.limits import Limits
from animegan.media import image
from animegan.media.image import decode, encode

PHOTO = encode(np.full((40, 60, 3), 200, np.uint8))


@pytest.fixture
def tight(monkeypatch):
    """Sets limits for this test; every photo counts as large."""

    def use(**limits: int) -> None:
        monkeypatch.setattr(image, "the_limits", lambda: Limits(**limits))
        monkeypatch.setattr(image, "MEGAPIXEL", 100)

    return use


def test_a_side_too_long_is_refused_with_the_limit(tight):
    tight(photo_side=59)
    with pytest.raises(InputError, match=r"60 x 40 pixels; the limit is 59") as caught:
        decode(PHOTO)
    assert caught.value.hint


def test_too_many_pixels_are_refused_by_the_limit_of_the_process(tight):
    tight(photo_megapixels=23)
    with pytest.raises(InputError, match="the limit is"):
        decode(PHOTO)


def test_a_large_photo_is_decoded_only_where_memory_is_free(tight, monkeypatch):
    tight(large_megapixels=1)
    assert decode(PHOTO).photo.shape == (40, 60, 3)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=20_000))
    with pytest.raises(InputError, match="memory"):
        decode(PHOTO)


def test_large_photos_are_decoded_one_at_a_time(tight, monkeypatch):
    tight(large_megapixels=1)
    at_once, most, whole = 0, 0, image._normalised

    def watched(*args):
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        time.sleep(0.01)
        at_once -= 1
        return whole(*args)

    monkeypatch.setattr(image, "_normalised", watched)
    threads = [threading.Thread(target=decode, args=(PHOTO,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert most == 1
