"""Keeps a run's history: lines of JSON for people and pages, and TensorBoard's own files beside them."""

import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from animegan.media.image import encode
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
        self._out = out
        self._board = _open_board(out / "tensorboard")

    def step(self, step: int, values: Mapping[str, float]) -> None:
        """Notes the loss terms of one step."""
        self._write({"step": step, **values})
        for name, value in values.items():
            self._scalar(f"loss/{name}", value, step)

    def validation(
        self, step: int, figures: Sequence[StyleFigures], sheet: PhotoU8, samples: PhotoU8
    ) -> None:
        """Notes how good the network is by now.

        Args:
            step: Steps done.
            figures: On held-out photos.
            sheet: Pictures of held-out photos, beside the painter's; stays in the run's folder.
            samples: Pictures of the lab's sample photos, free to show; goes into the archive.
        """
        self._write({"step": step, "validation": [asdict(row) for row in figures]})
        (self._out / f"sheet-{step:06}.jpg").write_bytes(encode(sheet, file_format="JPEG"))
        (self._out / f"samples-{step:06}.jpg").write_bytes(encode(samples, file_format="JPEG", quality=80))
        for row in figures:
            self._scalar(f"psnr_db/{row.style}", row.psnr_db, step)
            self._scalar(f"perceptual/{row.style}", row.perceptual, step)
        if self._board is not None:
            self._board.add_image("held out", sheet, step, dataformats="HWC")
            self._board.flush()

    def archive(self, path: Path) -> None:
        """Writes log and sample pictures as one ZIP file, the same bytes for the same history."""
        members = [self._out / LOG, *sorted(self._out.glob("samples-*.jpg"))]
        with zipfile.ZipFile(path, "w") as archive:
            for member in members:
                about = zipfile.ZipInfo(member.name)  # of 1980: no clock, no owner
                about.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(about, member.read_bytes())

    def _write(self, values: Mapping[str, Any]) -> None:
        with (self._out / LOG).open("a", encoding="utf-8") as log:
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
