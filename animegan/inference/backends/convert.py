"""From a PyTorch network to OpenVINO's model: the one step of the fast path that needs torch."""

import warnings
from typing import Any, NamedTuple

import torch

from animegan.catalog import WeightsEntry
from animegan.catalog.load import load_entry
from animegan.inference.backends.pixels import PixelGenerator
from animegan.inference.backends.quiet import import_openvino

__all__ = ["Converted", "convert"]

EXAMPLE_SIZE = (64, 96)  # unequal, so that a mix-up of height and width cannot pass


class Converted(NamedTuple):
    """An `openvino.Model` from (1, H, W, 3) uint8 and (1, S) float to (1, H, W, 3) uint8, and its stride."""

    stride: int
    model: Any


def convert(entry: WeightsEntry) -> Converted:
    """Converts a generator of the catalog; H and W stay open, but must divide by the stride."""
    ov = import_openvino()
    generator: Any = load_entry(entry)
    styles = len(entry.styles)
    example = (torch.zeros(1, *EXAMPLE_SIZE, 3, dtype=torch.uint8), torch.full((1, styles), 1 / styles))
    inputs = [
        ("photo", ov.PartialShape([1, -1, -1, 3]), ov.Type.u8),
        ("style", ov.PartialShape([1, styles]), ov.Type.f32),
    ]
    with warnings.catch_warnings(), torch.inference_mode():
        # the checks of `forward` run once, while tracing, as they should
        warnings.simplefilter("ignore", torch.jit.TracerWarning)  # type: ignore[attr-defined]
        # tracing is what OpenVINO's converter does itself; torch calls it deprecated
        warnings.filterwarnings("ignore", r"`torch\.jit\.", FutureWarning)
        network = PixelGenerator(generator, padded=True)
        return Converted(generator.stride, ov.convert_model(network, example_input=example, input=inputs))
