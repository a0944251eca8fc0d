"""The fast backend: the network compiled for this CPU by OpenVINO."""

import os
import threading

import numpy as np
import psutil
from numpy.typing import NDArray

from animegan.catalog import WeightsEntry
from animegan.inference.backends.compiled import Plan, open_compiled
from animegan.inference.preprocess import pad_to_multiple
from animegan.types import PhotoU8

__all__ = ["OpenVINOBackend", "physical_cores"]

# 370 bytes per pixel stay allocated between calls, for speed. After a picture larger than this (1.4 MP: 500 MB)
# they are given back, or one poster would take gigabytes from the server for good
KEEP_BUFFERS_PIXELS = 1200 * 1200


class OpenVINOBackend:
    """Runs a generator by OpenVINO on the CPU.

    One picture at a time: it uses every core, so two at once would not be faster, only take twice the memory.

    Args:
        entry: The weights to load.
        precision: "fp32", "bf16" where the processor computes in it, or "int8" where the network has that form.
    """

    name = "openvino"

    def __init__(self, entry: WeightsEntry, precision: str = "fp32") -> None:
        self.precision = precision
        self.threads = physical_cores()
        self._stride, self._compiled = open_compiled(entry, Plan(precision, self.threads))
        self._request = self._compiled.create_infer_request()
        self._one_at_a_time = threading.Lock()

    def paint(self, photo: PhotoU8, code: NDArray[np.float32]) -> PhotoU8:
        """Paints a photo; see `Backend`."""
        height, width = photo.shape[:2]
        inputs = {"photo": pad_to_multiple(photo, self._stride)[None], "style": code[None]}
        with self._one_at_a_time:
            painted = self._request.infer(inputs, share_inputs=True, share_outputs=True)[0]
            picture: PhotoU8 = painted[0, :height, :width].copy()
            if height * width > KEEP_BUFFERS_PIXELS:
                self._compiled.release_memory()
        return picture


def physical_cores() -> int:
    """How many real cores this process may use; hyper-threads add nothing to convolutions."""
    real = psutil.cpu_count(logical=False) or os.cpu_count() or 1
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else real
    return max(1, min(real, allowed))
