"""Every error as JSON: `{"error": what happened, "hint": what to do}`, with a status that says whose turn it is."""

import logging
import math
import secrets
from collections.abc import Mapping

from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse

from animegan.errors import AnimeganError, BusyError, InputError, Superseded

__all__ = ["Refusal", "nothing_here", "problem_response"]

logger = logging.getLogger(__name__)
UNUSABLE, BROKEN, BUSY = 422, 500, 503
LEFT = 400  # the sender has hung up: nobody reads this


class Refusal(AnimeganError):
    """A request that is turned away with a status of its own.

    Args:
        status: The HTTP status.
        message: What was wrong with the request.
        hint: What to send instead.
        headers: What the status asks for, such as Allow for 405.
    """

    def __init__(
        self, status: int, message: str, *, hint: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message, hint=hint)
        self.status = status
        self.headers = dict(headers or {})


def problem_response(error: Exception) -> JSONResponse:
    """The answer to a request that failed; a bug gets an id, and its traceback goes to the log only."""
    if isinstance(error, Refusal):
        return _says(error.status, error.message, error.hint, error.headers)
    if isinstance(error, BusyError):
        wait = {"Retry-After": str(math.ceil(error.retry_after_s))}
        return _says(BUSY, error.message, error.hint, wait)
    if isinstance(error, Superseded | ClientDisconnect):
        return _says(LEFT, "Nobody waits for this picture any more.", "Ask again if you want it.")
    if isinstance(error, AnimeganError):
        status = UNUSABLE if isinstance(error, InputError) else BROKEN
        return _says(status, error.message, error.hint)
    number = secrets.token_hex(4)
    logger.error("Request failed, id %s", number, exc_info=error)
    return _says(
        BROKEN,
        f"Something in the lab broke (id {number}).",
        "Give the id to whoever runs the lab: it is in the log.",
    )


def nothing_here(path: str) -> JSONResponse:
    """The answer to a request for what does not exist."""
    return _says(404, f"There is nothing at {path}.", "/api/openapi.json lists what there is.")


def _says(status: int, error: str, hint: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"error": error, "hint": hint}, status, headers=dict(headers or {}))
