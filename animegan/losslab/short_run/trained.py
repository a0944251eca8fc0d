"""Networks that somebody has trained for a minute, as files: checked before they paint anything."""

import json
import tempfile
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open

from animegan.catalog.load import load_generator, read_weights_into
from animegan.errors import TrainingError, WeightsError
from animegan.losslab.short_run.plan import START
from animegan.models.generator import Generator
from animegan.training.config import TrainConfig

__all__ = ["open_trained", "settings_of"]

MOST_BYTES = 2 * 2**20  # in 32 bits the small network has one million
HINT = (
    "Load a file that this room has saved. If it is one, the copy may be cut off: save or download it again."
)


def open_trained(data: bytes) -> Generator:
    """The small network with the weights of a file, frozen.

    Args:
        data: A weights file; whatever else it may be, no code in it is run.

    Raises:
        WeightsError: It is no safetensors file, holds another network, or its numbers are of no use.
    """
    if len(data) > MOST_BYTES:
        raise WeightsError(
            f"The file has {len(data):,} bytes, a small network at most {MOST_BYTES:,}.", hint=HINT
        )
    network = load_generator(START)
    with tempfile.TemporaryDirectory(prefix="animegan-") as folder:
        path = Path(folder) / "weights.safetensors"
        path.write_bytes(data)
        try:
            read_weights_into(network, path)
        except WeightsError as error:
            raise WeightsError(_what_is_wrong(error, path), hint=HINT) from error
    with torch.inference_mode():
        picture = network(torch.zeros(1, 3, 64, 64), torch.ones(1, 1)).picture
    if not torch.isfinite(picture).all():
        raise WeightsError("The network in the file paints values that are not finite.", hint=HINT)
    return network


def _what_is_wrong(error: WeightsError, path: Path) -> str:
    """In words for people: of a picture or a text, the reader says "header too large"."""
    if isinstance(error.__cause__, SafetensorError):
        return "This is no safetensors file, or only a part of one."
    reason = error.message.removeprefix(str(path)).removeprefix(":").strip()
    return f"The file holds another network than this room's, or a damaged one: {reason}"


def settings_of(data: bytes) -> TrainConfig | None:
    """The settings that a file says it was trained with; None where it does not say, or nonsense.

    Args:
        data: A file that `open_trained` has taken.
    """
    with tempfile.TemporaryDirectory(prefix="animegan-") as folder:
        path = Path(folder) / "weights.safetensors"
        path.write_bytes(data)
        with safe_open(path, framework="pt") as file:
            told = (file.metadata() or {}).get("training", "")
    try:
        return TrainConfig.from_dict(json.loads(told))
    except (KeyError, TypeError, ValueError, AttributeError, TrainingError):
        return None
