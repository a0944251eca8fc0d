"""Weights of one's own: a file that no catalog lists, such as a student that `train distil` has made."""

import json
from pathlib import Path

from animegan.catalog.entries import WeightsEntry
from animegan.catalog.files import sha256_of
from animegan.errors import WeightsError

__all__ = ["entry_of_file"]

LENGTH_BYTES = 8  # of the number before a safetensors header
MOST_HEADER = 1_000_000  # bytes; ours have a few thousand


def entry_of_file(path: Path) -> WeightsEntry:
    """The entry of a weights file that `catalog.write` wrote, by what its header says; needs no torch.

    Raises:
        WeightsError: The file is missing, or its header does not say what it holds.
    """
    if not path.is_file():
        raise WeightsError(f"There is no weights file at {path}.", hint="Check the path.")
    try:
        about = _header(path)["__metadata__"]
        architecture, styles = str(about["architecture"]), tuple(json.loads(about["styles"]))
    except (KeyError, TypeError, ValueError) as error:
        raise WeightsError(
            f"{path.name} does not say which network it holds.",
            hint="Give a .safetensors file that `python -m animegan train` has written.",
        ) from error
    return WeightsEntry(
        name=path.stem, title=path.stem, architecture=architecture, file=str(path.resolve()), sha256=sha256_of(path),
        size_bytes=path.stat().st_size, licence="of who made the file", source=f"the file {path.name}",
        trained_on="see the file's header", styles=styles,
    )  # fmt: skip


def _header(path: Path) -> dict[str, dict[str, str]]:
    """The JSON at the beginning of a safetensors file; ValueError where there is none."""
    with path.open("rb") as file:
        length = int.from_bytes(file.read(LENGTH_BYTES), "little")
        if not 0 < length <= MOST_HEADER:
            raise ValueError(length)
        header: dict[str, dict[str, str]] = json.loads(file.read(length))
    return header
