"""Who may ask: the right method, from no other website, and with the key where there is one."""

import hmac
import os

from starlette.requests import Request

from animegan.api.problems import Refusal
from animegan.errors import InputError

__all__ = ["KEY_VARIABLE", "check_key", "check_method", "check_sender", "key_from_environment"]

KEY_VARIABLE = "ANIMEGAN_API_KEY"
SHORTEST_KEY = 16


def check_method(request: Request, method: str) -> None:
    """Refuses another method than "get" or "post", with 405."""
    allowed = ["GET", "HEAD"] if method == "get" else ["POST"]
    if request.method not in allowed:
        raise Refusal(
            405,
            f"{request.url.path} does not answer {request.method}.",
            hint=f"Use {allowed[0]}.",
            headers={"Allow": ", ".join(allowed)},
        )


def check_sender(request: Request) -> None:
    """Refuses a form that another website made a visitor's browser send, with 403."""
    if request.headers.get("sec-fetch-site") == "cross-site":  # browsers say so; programs do not send it
        raise Refusal(403, "Another website has sent this request.", hint="Send it from a program of yours.")


def check_key(request: Request, key: str | None) -> None:
    """Refuses who does not bring the key, with 401; the time it takes says nothing about the key."""
    given = request.headers.get("authorization", "").removeprefix("Bearer ").encode()
    if key is not None and not hmac.compare_digest(given, key.encode()):
        raise Refusal(
            401,
            "The key is missing or wrong.",
            hint="Send the header Authorization: Bearer KEY.",
            headers={"WWW-Authenticate": "Bearer"},
        )


def key_from_environment() -> str | None:
    """The key that ANIMEGAN_API_KEY holds, or None; raises InputError for one that is too short to be safe."""
    key = os.environ.get(KEY_VARIABLE) or None
    if key is not None and len(key) < SHORTEST_KEY:
        hint = f"Use {SHORTEST_KEY} or more, for example what `openssl rand -hex 16` prints."
        raise InputError(f"{KEY_VARIABLE} has {len(key)} characters.", hint=hint)
    return key
