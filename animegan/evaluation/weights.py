"""From what was typed, a catalog name or a file, to something that paints."""

import json
from pathlib import Path

from safetensors import SafetensorError, safe_open

from animegan.catalog import WEIGHTS, WeightsEntry, installed_weights, sha256_of
from animegan.errors import InputError, WeightsError
from animegan.models.registry import get_generator

__all__ = ["find_weights"]

UNKNOWN = "not in the catalog"


def find_weights(name_or_path: str) -> WeightsEntry:
    """The catalog's entry of that name, or an entry made of the header of that file.

    Args:
        name_or_path: A name of the catalog, or a .safetensors file by `catalog.write.write_weights`.

    Raises:
        InputError: There is neither such a name nor such a file, or the network in it is unknown or paints nothing.
        WeightsError: The file is no weights file of the lab.
    """
    every = (*WEIGHTS, *installed_weights())
    named = next((entry for entry in every if entry.name == name_or_path), None)
    entry = named or _read_entry(Path(name_or_path))
    get_generator(entry.architecture)  # refuses what is no generator
    if not entry.styles:
        raise InputError(f"{name_or_path} names no style.", hint="Write the file with its styles' names.")
    return entry


def _read_entry(path: Path) -> WeightsEntry:
    """What the catalog would say of a file that it does not know."""
    if not path.is_file():
        known = ", ".join(entry.name for entry in WEIGHTS)
        raise InputError(f"There are no weights {str(path)!r}.", hint=f"Name a file, or one of: {known}.")
    hint = "Use a .safetensors file that the lab's training wrote."
    try:
        with safe_open(path, framework="np") as file:
            header = file.metadata() or {}
        architecture, styles = header["architecture"], tuple(json.loads(header["styles"]))
    except SafetensorError as error:
        raise WeightsError(f"{path} is no safetensors file: {error}.", hint=hint) from error
    except (KeyError, TypeError, ValueError) as error:
        raise WeightsError(f"{path} does not say which network and styles it holds.", hint=hint) from error
    return WeightsEntry(
        name=path.stem,
        title=path.name,
        architecture=architecture,
        file=str(path.resolve()),
        sha256=sha256_of(path),
        size_bytes=path.stat().st_size,
        licence=UNKNOWN,
        source=UNKNOWN,
        trained_on=UNKNOWN,
        styles=styles,
    )
