"""A network in whole numbers of 8 bits: a developer's step, whose outcome is committed where it is good enough.

NNCF watches what every layer gives for some photos and spreads the 256 steps of 8 bits over that range. A few layers
cannot bear it and stay as they are: the ones that choose the style, and the last ones, whose errors nothing evens out.

Source:
    Post-training quantisation of NNCF 3.4; which layers stay was found by trying (see docs/speed.md).
"""

import importlib
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from animegan.catalog import WeightsEntry, openvino_digest
from animegan.errors import BackendError
from animegan.inference.backends.compiled import DEVICE, HINTS, STRIDE
from animegan.inference.backends.convert import convert
from animegan.inference.backends.precision import picture_psnr
from animegan.inference.backends.quiet import import_openvino
from animegan.inference.preprocess import pad_to_multiple
from animegan.types import PhotoU8

__all__ = ["Quantised", "quantise", "save_quantised", "style_psnr"]

KEPT_LAYERS: Mapping[str, tuple[str, ...]] = {
    "anime_unet": ("decoder_1", "change"),
    "animeganv2": ("out_layer",),
}
"""By architecture, the modules whose convolutions are not quantised."""
KEPT_KIND = (
    "MatMul"  # the style code's layers: a thousandth of the work, and every error of theirs tints the picture
)
CONVOLUTIONS = ("Convolution", "GroupConvolution")


class Quantised(NamedTuple):
    """The same network twice, as `openvino.Model` from 8-bit pixels to 8-bit pixels, and its stride."""

    stride: int
    reference: Any
    model: Any


def quantise(entry: WeightsEntry, photos: Sequence[PhotoU8]) -> Quantised:
    """Quantises a generator of the catalog.

    Args:
        entry: Its weights.
        photos: (H, W, 3) uint8 each, of any size; the styles are gone through in turn. Never ones that it is judged by.

    Raises:
        WeightsError: The weights file is missing or altered.
        BackendError: NNCF is not installed.
    """
    reference = convert(entry)
    nncf = _import_nncf()
    codes = np.eye(len(entry.styles), dtype=np.float32)
    samples = [
        _inputs(photo, codes[number % len(codes)], reference.stride) for number, photo in enumerate(photos)
    ]
    kept = nncf.IgnoredScope(names=_kept_names(reference.model, KEPT_LAYERS.get(entry.architecture, ())))
    model = nncf.quantize(
        reference.model.clone(),
        nncf.Dataset(samples),
        preset=nncf.QuantizationPreset.MIXED,  # ranges that need not lie evenly around 0: most layers are ReLUs
        subset_size=len(samples),
        ignored_scope=kept,
    )
    return Quantised(reference.stride, reference.model, model)


def style_psnr(quantised: Quantised, photos: Sequence[PhotoU8], styles: int) -> NDArray[np.float64]:
    """(styles, photos) PSNR in dB of the quantised network's pictures to those in 32 bits."""
    core = import_openvino().Core()
    exact, coarse = (
        core.compile_model(model, DEVICE, {"INFERENCE_PRECISION_HINT": HINTS["fp32"]})
        for model in (quantised.reference, quantised.model)
    )

    def psnr(photo: PhotoU8, code: NDArray[np.float32]) -> float:
        inputs = _inputs(photo, code, quantised.stride)
        return picture_psnr(coarse(inputs)[0], exact(inputs)[0])

    codes = np.eye(styles, dtype=np.float32)
    return np.array([[psnr(photo, code) for photo in photos] for code in codes])


def save_quantised(quantised: Quantised, entry: WeightsEntry, folder: Path) -> tuple[Path, str]:
    """Writes NAME.int8.xml and NAME.int8.bin; returns the `.xml` and the SHA-256 of both, for `WeightsEntry.int8`."""
    quantised.model.set_rt_info(quantised.stride, STRIDE)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / Path(entry.file).with_suffix(".int8.xml").name
    import_openvino().save_model(quantised.model, path, compress_to_fp16=True)
    return path, openvino_digest(path)


def _inputs(photo: PhotoU8, code: NDArray[np.float32], stride: int) -> dict[str, NDArray[Any]]:
    return {"photo": pad_to_multiple(photo, stride)[None], "style": code[None]}


def _kept_names(model: Any, layers: Sequence[str]) -> list[str]:
    """The names of the operations that stay as they are."""
    operations = [(op, op.get_type_name()) for op in model.get_ordered_ops()]
    return [
        op.get_friendly_name()
        for op, kind in operations
        if kind == KEPT_KIND or (kind in CONVOLUTIONS and set(_module(op)) & set(layers))
    ]


def _module(operation: Any) -> list[str]:
    """The path of the PyTorch module that a convolution comes from.

    One that was merged with its normalisation lost its name, but what follows it has kept the normalisation's.
    """
    name: str = operation.get_friendly_name()
    if not name.startswith("__module"):
        name = next(iter(operation.output(0).get_target_inputs())).get_node().get_friendly_name()
    return name.partition("/")[0].split(".")


def _import_nncf() -> Any:
    import_openvino()  # first: it keeps the telemetry of both from starting
    try:
        nncf = importlib.import_module("nncf")
    except ImportError as error:
        hint = "Run: pip install -r requirements-train.txt"
        raise BackendError("Quantising needs NNCF, which is not installed.", hint=hint) from error
    nncf.set_log_level(logging.ERROR)
    return nncf
