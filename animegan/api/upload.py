"""A multipart request as a picture's bytes and some short fields, bounded while it arrives.

The body is counted as it comes in and refused as soon as it is over the limit. A picture stays in memory: the form
parser would by itself move a file above 1 MB to the disk, where a stranger's photo has no business.
"""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing, suppress
from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from animegan.api.problems import Refusal

__all__ = ["PICTURE", "Upload", "let_finish", "read_upload"]

PICTURE = "picture"  # the name of the file's part
MB = 2**20
FORM_ROOM = 2**16  # bytes for the fields and the lines between the parts
MOST_FIELDS, LONGEST_FIELD = 10, 1024
LINGER_S = 0.5  # without a byte


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """What a request held.

    Attributes:
        picture: The bytes of the file; its name and type are ignored.
        fields: The other parts by name.
    """

    picture: bytes
    fields: Mapping[str, str]


class _InMemory(MultiPartParser):
    """Keeps the file in memory, whatever its size: that is bounded already."""

    spool_max_size = 0  # for `SpooledTemporaryFile`: never to the disk


async def read_upload(request: Request, *, most_mb: int, timeout_s: float) -> Upload:
    """Reads the body of a request.

    Args:
        request: Its body not yet read.
        most_mb: The largest file, in MB of 2^20 bytes.
        timeout_s: How long it may take to arrive.

    Raises:
        Refusal: 400 damaged, 408 too slow, 413 too large, 415 no multipart form, 422 without a picture.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "multipart/form-data":
        raise Refusal(
            415,
            f"The body is {kind or 'of no type'}.",
            hint=f"Send multipart/form-data with a file named {PICTURE!r}.",
        )
    try:
        async with asyncio.timeout(timeout_s):
            return await _parsed(request, most_mb * MB)
    except TimeoutError as error:
        raise Refusal(
            408, f"The picture did not arrive in {timeout_s:g} seconds.", hint="Send a smaller one."
        ) from error
    except MultiPartException as error:
        raise Refusal(
            400, f"The form cannot be read: {error.message}", hint="Send it as browsers do."
        ) from error


async def _parsed(request: Request, most_bytes: int) -> Upload:
    counted = _counted(request, most_bytes)
    parser = _InMemory(
        request.headers, counted, max_files=1, max_fields=MOST_FIELDS, max_part_size=LONGEST_FIELD
    )
    form = await parser.parse()
    try:
        return await _sorted(form, most_bytes)
    finally:
        await form.close()


async def _sorted(form: FormData, most_bytes: int) -> Upload:
    """The file and the fields, each once."""
    fields: dict[str, str] = {}
    picture: bytes | None = None
    for name, value in form.multi_items():
        if isinstance(value, UploadFile) and name == PICTURE:
            picture = await value.read()
        elif isinstance(value, UploadFile) or name in fields:
            hint = f"Send one file, named {PICTURE!r}, and each field once."
            raise Refusal(400, f"The form has an unexpected part {name!r}.", hint=hint)
        else:
            fields[name] = value
    if picture is None:
        raise Refusal(422, "The form holds no picture.", hint=f"Send it as a file named {PICTURE!r}.")
    if len(picture) > most_bytes:
        raise _too_large(most_bytes)
    return Upload(picture=picture, fields=fields)


async def _counted(request: Request, most_bytes: int) -> AsyncGenerator[bytes, None]:
    """The body in chunks, until it is over the limit: that is known from its header or noticed on the way."""
    most = most_bytes + FORM_ROOM
    claimed = request.headers.get("content-length", "")
    if claimed.isdecimal() and int(claimed) > most:
        raise _too_large(most_bytes)
    arrived = 0
    async with aclosing(request.stream()) as body:
        async for chunk in body:
            arrived += len(chunk)
            if arrived > most:
                raise _too_large(most_bytes)
            yield chunk


async def let_finish(request: Request, *, most_mb: int) -> None:
    """Throws away what still comes of a refused body: who is cut off while sending never reads why."""
    thrown_away = 0
    with suppress(TimeoutError, ClientDisconnect, RuntimeError):  # the last one: it was read to its end
        async with aclosing(request.stream()) as body:
            while thrown_away <= most_mb * MB:
                chunk = await asyncio.wait_for(anext(body, b""), LINGER_S)
                if not chunk:
                    return
                thrown_away += len(chunk)


def _too_large(most_bytes: int) -> Refusal:
    return Refusal(
        413,
        f"The picture is larger than {most_bytes / MB:g} MB.",
        hint="Save a smaller copy: the networks work at 256 to 1024 pixels.",
    )
