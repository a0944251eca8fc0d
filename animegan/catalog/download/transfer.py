"""One file, from a server to the disk: in a .part file that a later attempt continues, however the first one ended."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from threading import Event
from typing import Any
from urllib.error import HTTPError

from animegan.catalog.download.disk import writing
from animegan.catalog.download.settings import TransferSettings
from animegan.catalog.download.web import NETWORK_ERRORS, explained, is_passing, open_url
from animegan.errors import WeightsError

__all__ = ["Transfer"]

BLOCK = 2**16
PARTIAL_CONTENT, RANGE_NOT_SATISFIABLE = 206, 416

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """What to bring, and where to.

    Attributes:
        url: Where the file lies.
        part: Where it goes. Beside it, .etag keeps by which the server recognises this version of the file.
        limit_bytes: A longer file is refused.
        resume_blindly: Go on even if the server gave nothing to recognise the version by; only where the whole
            file is checked against a hash afterwards.
        settings: How patient to be.
        stop: Ends the transfer at the next block.
        report: Told after each block how many bytes are here, and how many there are in all if the server says.
    """

    url: str
    part: Path
    limit_bytes: int
    resume_blindly: bool
    settings: TransferSettings
    stop: Event
    report: Callable[[int, int | None], None]

    def run(self) -> bool:
        """Brings the file, going on from what is there already.

        Returns:
            Whether all of it is there; False if it was stopped.

        Raises:
            WeightsError: The server cannot be reached, refuses, or breaks off each time; or the disk is full.
        """
        for attempt in range(1, self.settings.attempts + 1):
            try:
                self._attempt()
                if self.stop.is_set():
                    return False
                self._tag.unlink(missing_ok=True)
                return True
            except NETWORK_ERRORS as error:
                if attempt == self.settings.attempts or not is_passing(error):
                    raise explained(error, self.url) from error
                _log.info("attempt %d at %s: %s", attempt, self.url, error)
            if self.stop.wait(self.settings.pause_s):
                return False
        raise AssertionError("the last attempt returns or raises")

    def _attempt(self) -> None:
        here, headers = self._where_to_go_on()
        try:
            answer = open_url(self.url, timeout_s=self.settings.timeout_s, headers=headers)
        except HTTPError as error:
            if error.code != RANGE_NOT_SATISFIABLE:
                raise
            self._start_over("the server's file is shorter than what is here")
        with answer:
            if (
                answer.status != PARTIAL_CONTENT
            ):  # it sends the whole file: another version, or it cannot do parts
                here = 0
            total = self._total(answer, here)
            self._receive(answer, here, total)

    def _where_to_go_on(self) -> tuple[int, dict[str, str]]:
        """How many bytes are here already, and how to ask for the rest."""
        here = self.part.stat().st_size if self.part.is_file() else 0
        tag = self._tag.read_text(encoding="latin-1") if self._tag.is_file() else ""
        if here == 0 or not (tag or self.resume_blindly):
            return 0, {}
        return here, {"Range": f"bytes={here}-", **({"If-Range": tag} if tag else {})}

    def _total(self, answer: Any, here: int) -> int | None:
        """The length of the whole file, if the server says; checks that a part begins where ours ends."""
        total: int | None = None
        if answer.status == PARTIAL_CONTENT:
            span, _, whole = answer.headers.get("Content-Range", "").partition("/")
            if not span.startswith(f"bytes {here}-"):
                self._start_over("the server sent another part than the one asked for")
            total = int(whole) if whole.isdecimal() else None
        elif answer.headers.get("Content-Length", "").isdecimal():
            total = int(answer.headers["Content-Length"])
        self._refuse_if_too_long(total or 0)
        return total

    def _receive(self, answer: Any, here: int, total: int | None) -> None:
        with writing(self.part):
            file = FileIO(self.part, "ab" if here else "wb")
            if not here:
                self._tag.write_text(_validator(answer), encoding="latin-1")
        with file:
            self.report(here, total)
            for block in self._blocks(answer):
                here += len(block)
                self._refuse_if_too_long(here)
                with writing(self.part):
                    _write_all(file, block)
                self.report(here, total)
        if total is not None and here < total and not self.stop.is_set():
            raise ConnectionError(f"{here:,} of {total:,} bytes have arrived")

    def _blocks(self, answer: Any) -> Iterator[bytes]:
        while not self.stop.is_set() and (block := answer.read1(BLOCK)):
            yield block

    def _refuse_if_too_long(self, size_bytes: int) -> None:
        if size_bytes > self.limit_bytes:
            self._forget()
            raise WeightsError(
                f"{self.url} has {size_bytes:,} bytes, which is more than the {self.limit_bytes:,} there should be. "
                "Nothing of it was kept.",
                hint="Some networks answer with a log-in page: open the address in a browser.",
            )

    def _start_over(self, why: str) -> None:
        self._forget()
        raise ConnectionError(why)

    def _forget(self) -> None:
        self.part.unlink(missing_ok=True)
        self._tag.unlink(missing_ok=True)

    @property
    def _tag(self) -> Path:
        return self.part.with_name(self.part.name + ".etag")


def _validator(answer: Any) -> str:
    """By which the server will recognise this version of the file: a strong entity tag, or its date."""
    tag: str = answer.headers.get("ETag", "")
    return tag if tag.startswith('"') else answer.headers.get("Last-Modified", "")


def _write_all(file: FileIO, block: bytes) -> None:
    """A full disk takes a part of a block before it refuses; unbuffered, so that closing has nothing left to write."""
    left = memoryview(block)
    while left:
        left = left[file.write(left) :]
