"""The routes of the interface: who may ask, how many at once, and what each answers.

    app = Starlette(routes=Api().routes())        # alone
    app = st.App("Home.py", routes=Api().routes())  # beside the pages, in their process

The event loop only reads and writes; pictures are painted in threads, one job at a time in their turn at the gate
that the pages go through as well.
"""

import asyncio
import functools
import hashlib
import json
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import psutil
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from animegan import __version__
from animegan.api import work
from animegan.api.access import check_key, check_method, check_sender
from animegan.api.metrics import MEDIA_TYPE, Metrics
from animegan.api.openapi import Described, document
from animegan.api.problems import Refusal, nothing_here, problem_response
from animegan.api.upload import let_finish, read_upload
from animegan.api.wishes import FACE_FIELDS, PHOTO_FIELDS, Field, Wishes, read_wishes
from animegan.catalog import STYLES
from animegan.errors import BusyError
from animegan.limits import Limits, the_limits
from animegan.media.formats import recognise
from animegan.serving import Gate, the_gate

__all__ = ["Api"]

UPLOAD_S = 30.0  # 20 MB at 5 Mbit/s
Answer = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation(Described):
    """A described operation and what answers it."""

    answer: Answer


class Api:
    """The interface of one process.

    Args:
        key: What a request for a picture must bring as `Authorization: Bearer KEY`; None lets everybody ask.
        limits: How much one request may ask for; by default the limits of the process.
        gate: Where jobs wait for their turn; by default that of the process, which the pages use too.
        upload_s: How long a request may take to arrive.
    """

    def __init__(
        self,
        *,
        key: str | None = None,
        limits: Limits | None = None,
        gate: Gate | None = None,
        upload_s: float = UPLOAD_S,
    ) -> None:
        self._key, self._upload_s = key, upload_s
        self._limits, self._gate = limits or the_limits(), gate or the_gate()
        self._open = 0
        self._metrics = Metrics()
        self._threads = ThreadPoolExecutor(self._limits.requests_at_once, thread_name_prefix="api")
        self.operations = self._operations()

    def routes(self) -> list[BaseRoute]:
        """One route per operation, and one that answers in JSON for what does not exist below /api."""
        known: list[BaseRoute] = [
            Route(operation.path, _Endpoint(self._door(operation)), name=operation.path)
            for operation in self.operations
        ]
        return [*known, Route("/api/{rest:path}", _Endpoint(_unknown))]

    def _operations(self) -> tuple[Operation, ...]:
        stylize = functools.partial(self._picture, work.stylize, PHOTO_FIELDS)
        faces = functools.partial(self._picture, work.face2paint, FACE_FIELDS)
        return (
            Operation(
                path="/api/stylize",
                method="post",
                says="Paints a photo.",
                fields=PHOTO_FIELDS,
                guarded=True,
                answer=stylize,
            ),
            Operation(
                path="/api/face2paint",
                method="post",
                says="Paints a photo, and every face in it by itself.",
                fields=FACE_FIELDS,
                guarded=True,
                answer=faces,
            ),
            Operation(path="/api/styles", method="get", says="What a photo can become.", answer=_styles),
            Operation(
                path="/api/openapi.json", method="get", says="This description.", answer=self._description
            ),
            Operation(
                path="/healthz", method="get", says="Whether the process answers.", answer=self._health
            ),
            Operation(
                path="/metrics",
                method="get",
                says="Figures for Prometheus.",
                answers="text/plain",
                answer=self._figures,
            ),
        )

    def _door(self, operation: Operation) -> Answer:
        """An operation as a route: who may come in, every error as JSON, every answer counted."""

        async def answer(request: Request) -> Response:
            started = time.perf_counter()
            try:
                self._check(operation, request)
                response = await operation.answer(request)
            except Exception as error:
                response = problem_response(error)
                await let_finish(request, most_mb=self._limits.upload_mb)
            self._metrics.note(operation.path, response.status_code, time.perf_counter() - started)
            return response

        return answer

    def _check(self, operation: Operation, request: Request) -> None:
        check_method(request, operation.method)
        if operation.guarded:
            check_sender(request)
            check_key(request, self._key)

    async def _picture(self, paint: work.Work, fields: tuple[Field, ...], request: Request) -> Response:
        limits = self._limits
        with self._place():
            upload = await read_upload(request, most_mb=limits.upload_mb, timeout_s=self._upload_s)
            wishes = read_wishes(upload.fields, fields)
            recognise(upload.picture)  # what is no picture need not wait in line to hear it
            painted = await self._in_turn(request, paint, upload.picture, wishes)
        headers = {"X-Animegan": json.dumps(painted.summary), "Cache-Control": "no-store"}
        return Response(painted.data, media_type=painted.media_type, headers=headers)

    @contextmanager
    def _place(self) -> Iterator[None]:
        """Room for one request and its picture; refused at once, before its body is read, where there is none."""
        if self._open >= self._limits.requests_at_once:
            each_s = self._gate.figures().mean_s
            raise BusyError(
                f"{self._open} requests are open already.",
                hint="Ask again after the seconds of Retry-After.",
                retry_after_s=max(1.0, self._open * each_s),
            )
        self._open += 1
        try:
            yield
        finally:
            self._open -= 1

    async def _in_turn(
        self, request: Request, paint: work.Work, picture: bytes, wishes: Wishes
    ) -> work.Painted:
        """Paints in a thread, in its turn; gives the place in line back when the sender hangs up or time is up."""
        unwanted = threading.Event()
        key = (paint.__name__, hashlib.sha256(picture).digest(), wishes)
        job = functools.partial(
            self._gate.once,
            object(),  # each request is a session of its own, and a client the party that turns are fair to
            key,
            lambda: paint(picture, wishes),
            patience_s=self._limits.request_seconds / 2,  # the other half is for painting
            cancelled=unwanted.is_set,
            party=("api", request.client.host if request.client else None),
        )
        watch = asyncio.create_task(_notice_leaving(request, unwanted))
        try:
            async with asyncio.timeout(self._limits.request_seconds):
                return await asyncio.get_running_loop().run_in_executor(self._threads, job)
        except TimeoutError as error:
            raise Refusal(
                504,
                f"The picture took more than {self._limits.request_seconds} seconds.",
                hint="Ask for a smaller size.",
            ) from error
        finally:
            unwanted.set()
            watch.cancel()

    async def _description(self, _request: Request) -> Response:
        return JSONResponse(document(self.operations, with_key=self._key is not None))

    async def _health(self, _request: Request) -> Response:
        figures = self._gate.figures()
        return JSONResponse(
            {"status": "ok", "version": __version__, "running": figures.running, "waiting": figures.waiting}
        )

    async def _figures(self, _request: Request) -> Response:
        memory = psutil.Process().memory_info().rss
        text = self._metrics.text(self._gate.figures(), open_requests=self._open, memory_bytes=memory)
        return PlainTextResponse(text, media_type=MEDIA_TYPE)


class _Endpoint:
    """Takes every method: beside the pages, one that a route does not take is answered by a page, with status 200."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._answer(Request(scope, receive, send))
        await response(scope, receive, send)


async def _styles(_request: Request) -> Response:
    keep = ("name", "title", "blurb")
    styles = [{name: getattr(style, name) for name in keep} for style in STYLES]
    return JSONResponse({"styles": styles})


async def _unknown(request: Request) -> Response:
    return nothing_here(request.url.path)


async def _notice_leaving(request: Request, unwanted: threading.Event) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    unwanted.set()
