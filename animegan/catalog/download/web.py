"""Asks a web server for something, and puts what goes wrong into words.

The proxies of the environment are used. A redirect is followed to the same host, or among GitHub's own, and never
from https to http: a file that is asked for at one place must not come from just anywhere.
"""

import json
import ssl
import time
from collections.abc import Mapping
from email.message import Message
from http.client import HTTPException, HTTPMessage
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from animegan import __version__
from animegan.catalog.download.settings import host_of
from animegan.errors import WeightsError

__all__ = ["NETWORK_ERRORS", "explained", "is_passing", "open_url", "read_json"]

NETWORK_ERRORS = (
    OSError,
    HTTPException,
)  # all that asking and reading can raise; HTTPError and URLError among them
GITHUB_HOSTS = frozenset(
    f"{name}.githubusercontent.com" for name in ("raw", "objects", "media", "release-assets")
) | {"github.com", "codeload.github.com"}
LONGEST_ANSWER = 32 * 2**20  # bytes; GitHub sends trees of up to 7 MB
TOO_MANY, FORBIDDEN = 429, 403
RESUME_HINT = "Try again; what has arrived is kept, and it goes on from there."


class _CarefulRedirects(HTTPRedirectHandler):
    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        known = old.netloc == new.netloc or {old.hostname, new.hostname} <= GITHUB_HOSTS
        if not known or new.scheme not in ("https", old.scheme):
            fp.close()
            raise WeightsError(
                f"{old.netloc} sends us on to {new.scheme}://{new.netloc}, which was not asked for.",
                hint="Some networks send every request to a log-in page: log in with a browser, then try again.",
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def open_url(url: str, *, timeout_s: float, headers: Mapping[str, str] | None = None) -> Any:
    """An open answer, to be used in a `with`.

    Raises:
        WeightsError: A redirect leads elsewhere.
        NETWORK_ERRORS: Anything else; `explained` puts it into words.
    """
    sent = {
        "User-Agent": f"animegan-lab/{__version__}",
        "Accept-Encoding": "identity",  # a compressed answer could not be resumed
        **(headers or {}),
    }
    try:
        return build_opener(_CarefulRedirects()).open(Request(url, headers=sent), timeout=timeout_s)
    except HTTPError as error:
        error.close()  # its number and its headers are all that is needed
        raise


def read_json(url: str, *, timeout_s: float) -> Any:
    """What a server answers, as JSON.

    Raises:
        WeightsError: It cannot be reached, refuses, or answers something else.
    """
    try:
        with open_url(url, timeout_s=timeout_s, headers={"Accept": "application/vnd.github+json"}) as answer:
            return json.loads(answer.read(LONGEST_ANSWER))
    except ValueError as error:
        raise WeightsError(
            f"{host_of(url)} answered something that is not JSON.", hint="Check the address."
        ) from error
    except NETWORK_ERRORS as error:
        raise explained(error, url) from error


def is_passing(error: Exception) -> bool:
    """Whether asking again soon may help: a connection that broke, a server that is busy."""
    if isinstance(error, HTTPError):
        return error.code >= 500
    return not isinstance(error, URLError)


def explained(error: Exception, url: str) -> WeightsError:
    """What went wrong, for people."""
    host = host_of(url)
    if isinstance(error, HTTPError):
        return _refused(error, host, url)
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, ssl.SSLError):
        hint = "Is the computer's clock right? In a school, ask for the proxy's certificate, or for a mirror."
        return WeightsError(f"The connection to {host} is not secure: {reason.reason or reason}.", hint=hint)
    if isinstance(reason, TimeoutError):
        return WeightsError(f"{host} has stopped answering.", hint=RESUME_HINT)
    if isinstance(error, URLError):
        hint = "Is this computer online? Behind a proxy, set HTTPS_PROXY; a school can set up a mirror."
        told = getattr(reason, "strerror", None) or reason
        return WeightsError(f"{host} cannot be reached: {told}.", hint=hint)
    return WeightsError(f"The connection to {host} broke: {error or type(error).__name__}.", hint=RESUME_HINT)


def _refused(error: HTTPError, host: str, url: str) -> WeightsError:
    if error.code in (FORBIDDEN, TOO_MANY):
        return WeightsError(
            f"{host} refuses for now ({error.code}): {_limit(error.headers)}.", hint=_when(error.headers)
        )
    if error.code in (404, 410):
        hint = "The publisher may have moved or removed it, or the mirror lacks it: docs/weights.md says what it needs."
        return WeightsError(f"There is no {urlsplit(url).path} at {host} ({error.code}).", hint=hint)
    if error.code == 407:
        return WeightsError(
            "The proxy wants a name and a password (407).",
            hint="Ask who runs the network; then set HTTPS_PROXY.",
        )
    if error.code >= 500:
        return WeightsError(f"{host} has a problem of its own ({error.code}).", hint="Try again later.")
    return WeightsError(f"{host} refuses {urlsplit(url).path} ({error.code}).", hint="Check the address.")


def _limit(headers: Message) -> str:
    if headers.get("X-RateLimit-Remaining") == "0":
        return f"{headers.get('X-RateLimit-Limit', 'all')} requests an hour from this network are used up"
    return "too many requests, or no permission"


def _when(headers: Message) -> str:
    """When to ask again, as the server says in one header or another."""
    reset, wait_s = headers.get("X-RateLimit-Reset", ""), headers.get("Retry-After", "")
    if reset.isdecimal():
        return (
            f"Try again after {time.strftime('%H:%M', time.localtime(int(reset)))}; a class shares one limit."
        )
    if wait_s.isdecimal():
        return f"Try again in {max(1, round(int(wait_s) / 60))} min; a class shares one limit."
    return "Try again in an hour; a class shares one limit, so that a mirror helps."
