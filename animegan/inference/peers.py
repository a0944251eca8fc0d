"""What else people would run the published network with: ONNX Runtime, where it is installed."""

import importlib
import importlib.util
import io
import warnings
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from animegan.catalog import WeightsEntry
from animegan.catalog.load import load_entry
from animegan.errors import BackendError
from animegan.inference.backends.openvino import physical_cores
from animegan.inference.backends.pixels import PixelGenerator
from animegan.inference.preprocess import pad_to_multiple
from animegan.types import PhotoU8

__all__ = ["ONNX_HINT", "OnnxRuntime", "has_onnxruntime"]

ONNX_HINT = "Run: pip install -r requirements-bench.txt"
OPSET = 18
EXAMPLE_SIZE = (64, 96)


def has_onnxruntime() -> bool:
    """Whether ONNX Runtime is installed, and what writes its files."""
    return all(importlib.util.find_spec(package) for package in ("onnxruntime", "onnx"))


class OnnxRuntime:
    """A generator exported to ONNX and run by ONNX Runtime on the CPU in 32 bits, with its own settings.

    Not a backend of the lab: it is here to be compared with, on the published networks. The exporter does not know
    every operation of `anime_unet`.

    Args:
        entry: The weights to load.

    Raises:
        BackendError: ONNX Runtime is not installed.
    """

    name = "onnxruntime"
    precision = "fp32"

    def __init__(self, entry: WeightsEntry) -> None:
        if not has_onnxruntime():
            raise BackendError("ONNX Runtime is not installed.", hint=ONNX_HINT)
        runtime = importlib.import_module("onnxruntime")
        network: Any = load_entry(entry)
        self.threads = physical_cores()
        self._stride = int(network.stride)
        options = runtime.SessionOptions()
        options.intra_op_num_threads = self.threads
        self._session = runtime.InferenceSession(
            _onnx(network, len(entry.styles)), options, providers=["CPUExecutionProvider"]
        )

    def paint(self, photo: PhotoU8, code: NDArray[np.float32]) -> PhotoU8:
        """Paints a photo; see `backends.Backend`."""
        height, width = photo.shape[:2]
        padded = pad_to_multiple(photo, self._stride)[None]
        given = {"photo": padded, "style": code[None]}
        used = [wanted.name for wanted in self._session.get_inputs()]  # with one style, the code is not read
        (painted,) = self._session.run(None, {name: given[name] for name in used})
        return np.asarray(painted[0, :height, :width], np.uint8)


def _onnx(network: Any, styles: int) -> bytes:
    """The network from 8-bit pixels to 8-bit pixels as an ONNX file; height and width stay open."""
    example = (torch.zeros(1, *EXAMPLE_SIZE, 3, dtype=torch.uint8), torch.full((1, styles), 1 / styles))
    file = io.BytesIO()
    with warnings.catch_warnings(), torch.inference_mode():
        warnings.simplefilter("ignore")  # torch calls its exporter by tracing old
        torch.onnx.export(
            PixelGenerator(network, padded=True),
            example,
            file,  # type: ignore[arg-type]
            input_names=["photo", "style"],
            output_names=["picture"],
            dynamic_axes={"photo": {1: "height", 2: "width"}, "picture": {1: "height", 2: "width"}},
            opset_version=OPSET,
            dynamo=False,
        )
    return file.getvalue()
