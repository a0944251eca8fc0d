"""A web server on this machine that has published weights, and can be as unreliable as a real one."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

ETAG = '"as-published"'


@dataclass
class Publisher:
    """What it has and how it behaves; a test changes either at any time.

    Attributes:
        files: Bodies by path, without the leading slash.
        answers: Instead of a body: status, headers and body, by path.
        cut_after: Drop the connection once this many bytes of an answer were sent.
        ranges: Whether parts can be asked for.
        etag: What the version of every file is called; empty for none.
        hold: Waited for before each body, to be slow.
        on_request: Called with the path before it is answered.
        asked: What was asked for: path and Range header, in order.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    cut_after: int | None = None
    ranges: bool = True
    etag: str = ETAG
    hold: threading.Event | None = None
    on_request: Callable[[str], None] = lambda path: None
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    sent_bytes: int = 0
    address: str = ""

    def answer(self, path: str, headers: Any) -> tuple[int, dict[str, str], bytes]:
        if path in self.answers:
            return self.answers[path]
        if path not in self.files:
            return 404, {}, b"not here"
        body, said = self.files[path], {"ETag": self.etag} if self.etag else {}
        wanted = headers.get("Range")
        fresh = headers.get("If-Range", self.etag) != self.etag
        if wanted is None or fresh or not self.ranges:
            return 200, said, body
        start = int(wanted.removeprefix("bytes=").partition("-")[0])
        if start >= len(body):
            return 416, {"Content-Range": f"bytes */{len(body)}"}, b""
        span = f"bytes {start}-{len(body) - 1}/{len(body)}"
        return 206, {**said, "Content-Range": span}, body[start:]


@contextmanager
def serving(publisher: Publisher) -> Iterator[Publisher]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.lstrip("/")  # all of the address, where this server is the proxy
            publisher.asked.append((path, self.headers.get("Range")))
            publisher.on_request(path)
            status, headers, body = publisher.answer(path, self.headers)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            if publisher.hold is not None:
                publisher.hold.wait(10)
            sent = body if publisher.cut_after is None else body[: publisher.cut_after]
            publisher.sent_bytes += len(sent)
            self.wfile.write(sent)

        def log_message(self, *_: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:  # the other side may hang up, that is what is tested
            pass

    with Server(("127.0.0.1", 0), Handler) as server:
        publisher.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield publisher
        finally:
            if publisher.hold is not None:
                publisher.hold.set()
            server.shutdown()
            thread.join()
