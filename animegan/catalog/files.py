"""Where weights files lie, and whether one is the file that the catalog means."""

import hashlib
import os
from pathlib import Path

from animegan.catalog.entries import WeightsEntry
from animegan.errors import WeightsError

__all__ = ["openvino_digest", "sha256_of", "verified_openvino", "verified_path", "weights_dir"]

WEIGHTS_VARIABLE = "ANIMEGAN_WEIGHTS"
REPOSITORY = Path(__file__).resolve().parents[2]


def weights_dir() -> Path:
    """The directory of the weights files: `weights/` of the repository, or what ANIMEGAN_WEIGHTS says."""
    chosen = os.environ.get(WEIGHTS_VARIABLE)
    return Path(chosen).expanduser() if chosen else REPOSITORY / "weights"


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, 64 lower-case hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def verified_path(entry: WeightsEntry) -> Path:
    """The path of a weights file, after every byte of it was checked against the catalog.

    Raises:
        WeightsError: It is missing, cannot be read, or has another size or hash.
    """
    path = weights_dir() / entry.file
    try:
        size_bytes, sha256 = path.stat().st_size, sha256_of(path)
    except OSError as error:
        raise _refusal(entry, f"{path} cannot be read: {error.strerror}.") from error
    if size_bytes != entry.size_bytes:
        raise _refusal(entry, f"{path} has {size_bytes:,} bytes, the catalog says {entry.size_bytes:,}.")
    if sha256 != entry.sha256:
        raise _refusal(entry, f"{path} was altered: SHA-256 {sha256[:12]}… is not {entry.sha256[:12]}….")
    return path


def verified_openvino(entry: WeightsEntry, *, int8: bool = False) -> Path | None:
    """The path of a network in OpenVINO's own form, checked like the weights; None where there is none.

    Args:
        entry: The weights.
        int8: The network in whole numbers of 8 bits is meant.

    Raises:
        WeightsError: A file of it was altered.
    """
    suffix, digest = (".int8.xml", entry.int8) if int8 else (".xml", entry.openvino)
    path = (weights_dir() / entry.file).with_suffix(suffix)
    if not (digest and path.is_file() and path.with_suffix(".bin").is_file()):
        return None
    if openvino_digest(path) != digest:
        raise _refusal(entry, f"{path} or its .bin was altered, or is of other weights.")
    return path


def openvino_digest(path: Path) -> str:
    """The SHA-256 of a network in OpenVINO's own form: the bytes of the `.xml`, then those of the `.bin`."""
    return hashlib.sha256(path.read_bytes() + path.with_suffix(".bin").read_bytes()).hexdigest()


def _refusal(entry: WeightsEntry, message: str) -> WeightsError:
    if entry.fetched:
        hint = f"Fetch it again: python -m animegan weights fetch {entry.name}."
        return WeightsError(message, hint=hint)
    hint = (
        f"Restore {entry.file} from the repository (git checkout -- weights), "
        f"or point {WEIGHTS_VARIABLE} at a directory that holds it."
    )
    return WeightsError(message, hint=hint)
