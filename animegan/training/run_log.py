"""Keeps a run's history: lines of JSON for people and pages, and TensorBoard's own files beside them."""

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from animegan.training.validation import StyleFigures
from animegan.types import PhotoU8

__all__ = ["LOG", "RunLog"]

LOG = "log.jsonl"


class RunLog:
    """Writes to one run's folder; a resumed run goes on in the same files.

    Args:
        out: The run's folder. TensorBoard's files go to `tensorboard/` below it, if that package is installed.
    """

    def __init__(self, out: Path) -> None:
        self._path = out / LOG
        self._board = _open_board(out / "tensorboard")

    def step(self, step: int, values: Mapping[str, float]) -> None:
        """Notes the loss terms of one step."""
        self._write({"step": step, **values})
        for name, value in values.items():
            self._scalar(f"loss/{name}", value, step)

    def validation(self, step: int, figures: Sequence[StyleFigures], sheet: PhotoU8) -> None:
        """Notes the figures and pictures of held-out photos."""
        self._write({"step": step, "validation": [asdict(row) for row in figures]})
        for row in figures:
            self._scalar(f"psnr_db/{row.style}", row.psnr_db, step)
            self._scalar(f"perceptual/{row.style}", row.perceptual, step)
        if self._board is not None:
            self._board.add_image("held out", sheet, step, dataformats="HWC")
            self._board.flush()

    def archive(self, path: Path) -> None:
        """Writes the whole history as one compressed file, the same bytes for the same history."""
        path.write_bytes(gzip.compress(self._path.read_bytes(), mtime=0))

    def _write(self, values: Mapping[str, Any]) -> None:
        with self._path.open("a", encoding="utf-8") as log:
            log.write(json.dumps(values) + "\n")

    def _scalar(self, name: str, value: float, step: int) -> None:
        if self._board is not None:
            self._board.add_scalar(name, value, step)


def _open_board(folder: Path) -> Any | None:
    """TensorBoard's writer, or None where the package is not installed: the run does not need it."""
    try:
        from torch.utils.tensorboard import SummaryWriter
    except ImportError:
        return None
    return SummaryWriter(str(folder))
