"""Which outputs of a batch are whole: one line of JSON for each, in `batch.jsonl` among the outputs.

An output is written as NAME.part, then its line is added with the hash of its bytes, then it gets its name. So at any
moment that power or a `kill -9` may choose:

| there is | after a restart |
|---|---|
| no line | the input is painted again; a .part is written over |
| a line and the .part it speaks of | the .part gets its name: nothing is painted twice |
| a line and the output it speaks of | nothing is done |
| a line of another input or other settings, or an output with other bytes | it is painted again |

A last line that was cut off is dropped when the file is opened. The newest line of an output counts.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from animegan.catalog.files import sha256_of
from animegan.errors import InputError

__all__ = ["FILE_NAME", "PART", "Manifest"]

FILE_NAME = "batch.jsonl"
PART = ".part"


class Manifest:
    """The outputs of a folder; open at most once at a time, by whatever process.

    Args:
        folder: Of the outputs; made if need be.

    Raises:
        InputError: The folder cannot be written to, or another batch is at work in it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._path = folder, folder / FILE_NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = (folder / f"{FILE_NAME}.lock").open("w")
        except OSError as error:
            raise _cannot_write(folder, error) from error
        _hold(self._lock, folder)
        self._lines = _read(self._path)
        self._rewrite()
        self._file = self._path.open("a", encoding="utf-8")

    def holds(self, name: str, key: str) -> bool:
        """Whether the output is there, whole, and was made of this.

        Args:
            name: Of the output, relative to the folder.
            key: Changes with everything that the output depends on.
        """
        line = self._lines.get(name)
        if line is None or line["key"] != key:
            return False
        target = self._folder / name
        part = target.with_name(target.name + PART)
        if _has_hash(target, line["sha256"]):
            return True
        if not _has_hash(part, line["sha256"]):
            return False
        part.replace(target)
        return True

    def write(self, name: str, key: str, data: bytes, report: Mapping[str, object]) -> None:
        """Writes an output, whole or not at all; raises OSError where it cannot be written."""
        target = self._folder / name
        part = target.with_name(target.name + PART)
        target.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        self.adopt(name, key, part, report)

    def adopt(self, name: str, key: str, part: Path, report: Mapping[str, object]) -> None:
        """Takes in an output that lies beside its place as NAME.part, complete."""
        line = {"output": name, "key": key, "sha256": sha256_of(part), **report}
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._file.flush()
        self._lines[name] = line
        part.replace(self._folder / name)

    def close(self) -> None:
        """Lets another batch in."""
        self._file.close()
        self._lock.close()

    def __enter__(self) -> "Manifest":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _rewrite(self) -> None:
        """One line for each output, nothing cut off; in one step."""
        part = self._path.with_name(FILE_NAME + PART)
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in self._lines.values())
        try:
            part.write_text(text, encoding="utf-8")
            part.replace(self._path)
        except OSError as error:
            raise _cannot_write(self._folder, error) from error


def _read(path: Path) -> dict[str, dict[str, Any]]:
    """The newest line of each output; lines that are none are left out, so their outputs are made again."""
    if not path.exists():
        return {}
    lines = {}
    for text in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            line = json.loads(text)
            lines[str(line["output"])] = {**line, "key": str(line["key"]), "sha256": str(line["sha256"])}
        except (ValueError, KeyError, TypeError):
            continue
    return lines


def _has_hash(path: Path, sha256: str) -> bool:
    try:
        return sha256_of(path) == sha256
    except OSError:
        return False


def _hold(lock: IO[str], folder: Path) -> None:
    """Takes the lock, which the system gives back when this process ends in whatever way."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise InputError(
            f"Another batch is at work in {folder}.", hint="Wait for it, or give another folder with -o."
        ) from error


def _cannot_write(folder: Path, error: OSError) -> InputError:
    return InputError(
        f"{folder} cannot be written: {error.strerror}.",
        hint="Give another place with -o, or make room there.",
    )
