"""Writes a network in OpenVINO's own form: what the lab starts from without torch, and what other programs can read."""

from pathlib import Path
from typing import NamedTuple

from animegan.catalog import WeightsEntry, openvino_digest
from animegan.inference.backends.compiled import STRIDE
from animegan.inference.backends.convert import convert
from animegan.inference.backends.quiet import import_openvino

__all__ = ["Exported", "export_openvino"]


class Exported(NamedTuple):
    """The `.xml` that was written, and the SHA-256 of it and its `.bin`: what `WeightsEntry.openvino` needs."""

    path: Path
    sha256: str


def export_openvino(entry: WeightsEntry, folder: Path) -> Exported:
    """Writes NAME.xml and NAME.bin, kernels in 16 bits as in the weights file.

    The network takes `photo`, (1, H, W, 3) uint8 with sides that divide by its stride (in its runtime information
    under animegan/stride), and `style`, (1, S) float shares that sum to 1; it gives (1, H, W, 3) uint8.

    Raises:
        WeightsError: The weights file is missing or altered.
    """
    converted = convert(entry)
    converted.model.set_rt_info(converted.stride, STRIDE)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / Path(entry.file).with_suffix(".xml").name
    import_openvino().save_model(converted.model, path, compress_to_fp16=True)
    return Exported(path, openvino_digest(path))
