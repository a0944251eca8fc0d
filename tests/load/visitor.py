"""One browser's worth of traffic, without a browser: Streamlit's own messages over its own web socket.

A hundred lines instead of thirty Chromiums, which would need the two cores that the lab itself is to be measured on.
"""

import asyncio
import json
import time
import uuid
from dataclasses import dataclass, field
from urllib.request import Request, urlopen

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import UploadedFileInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PATIENCE_S = 600.0  # longer than anybody waits: what is too long is for the report to say


@dataclass
class Visitor:
    """A session on one page.

    Attributes:
        base: The lab's address, "http://127.0.0.1:8501".
        page: The page's name in its address.
        shown: The latest data of each of the lab's own components, by key.
        uploader: The id of the photo uploader.
        said: What the boxes on the page have said, with the second since `started`.
        problems: Exceptions and warnings on the page.
    """

    base: str
    page: str = "Stylize"
    shown: dict[str, dict[str, object]] = field(default_factory=dict)
    uploader: str = ""
    said: list[tuple[float, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    started: float = 0.0

    async def open(self) -> None:
        """Connects, as a tab that is opened, and waits until the page is drawn."""
        self.cookie = await asyncio.to_thread(self._cookie)
        self._changed, self._answers = asyncio.Condition(), {}
        self._session, self._is_running = "", False
        self._socket = await websockets.connect(
            self.base.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=["streamlit"],
            origin=self.base,
            max_size=None,
            ping_interval=None,
            open_timeout=PATIENCE_S,
        )
        self._reader = asyncio.create_task(self._read())
        await self._rerun([])
        await self.until(lambda: self.uploader and "compare" in self.shown)

    async def upload(self, name: str, data: bytes) -> None:
        """Sends a photo; `photo_is_drawn` waits for what the page makes of it."""
        ask = BackMsg()
        ask.file_urls_request.request_id = uuid.uuid4().hex
        ask.file_urls_request.file_names.append(name)
        ask.file_urls_request.session_id = self._session
        await self._socket.send(ask.SerializeToString())
        await self.until(lambda: self._answers)
        (urls,) = self._answers.popitem()[1]
        await asyncio.to_thread(self._put, urls.upload_url, name, data)
        self._file = UploadedFileInfo(file_id=urls.file_id, name=name, size=len(data), file_urls=urls)

    async def choose_photo(self) -> None:
        """Tells the page that the photo is there: from here on it is drawn."""
        self.started, self.said, self.problems = time.monotonic(), [], []
        widget = BackMsg().rerun_script.widget_states.widgets.add()
        widget.id = self.uploader
        widget.file_uploader_state_value.uploaded_file_info.append(self._file)
        self._before = self.shown["compare"]
        await self._rerun([widget])

    async def photo_is_drawn(self) -> float:
        """Seconds from `choose_photo` until another photo stands on the page, or a problem does."""
        await self.until(lambda: self.shown["compare"]["before"] != self._before["before"] or self.problems)
        return time.monotonic() - self.started

    async def rest(self) -> None:
        """Waits until the page has drawn all it wants to, the small pictures at its end too."""
        quiet = 0
        while quiet < 5:
            await self.until(lambda: not self._is_running)
            await asyncio.sleep(0.1)
            quiet = 0 if self._is_running else quiet + 1

    async def leave(self) -> None:
        """Closes the tab."""
        self._reader.cancel()
        await self._socket.close()

    async def until(self, condition) -> None:
        """Waits until something holds for what has come from the server."""
        async with self._changed, asyncio.timeout(PATIENCE_S):
            await self._changed.wait_for(lambda: condition() or self._reader.done())
        if self._reader.done():
            self._reader.result()  # the socket has closed: why

    async def _rerun(self, widgets) -> None:
        message = BackMsg()
        message.rerun_script.page_name = self.page
        message.rerun_script.query_string = ""
        message.rerun_script.widget_states.widgets.extend(widgets)
        await self._socket.send(message.SerializeToString())

    async def _read(self) -> None:
        async for data in self._socket:
            message = ForwardMsg()
            message.ParseFromString(data)
            async with self._changed:
                self._take(message)
                self._changed.notify_all()

    def _take(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._session, self._is_running = message.new_session.initialize.session_id, True
        elif kind == "script_finished":
            self._is_running = False
        elif kind == "file_urls_response":
            self._answers[message.file_urls_response.response_id] = list(message.file_urls_response.file_urls)
        elif kind == "delta":
            self._take_element(message.delta.new_element)

    def _take_element(self, element) -> None:
        kind = element.WhichOneof("type")
        if kind == "file_uploader" and element.file_uploader.label == "Upload a photo":
            self.uploader = element.file_uploader.id
        elif kind == "bidi_component":
            for key in ("compare", "style_row"):
                if f"-{key}" in element.bidi_component.id and element.bidi_component.json:
                    self.shown[key] = json.loads(element.bidi_component.json)
        elif kind == "alert":
            body = element.alert.body
            self.said.append((time.monotonic() - self.started, body))
            if "before yours" not in body:
                self.problems.append(body)
        elif kind == "exception":
            self.problems.append(element.exception.message or "an exception")

    def _cookie(self) -> str:
        with urlopen(self.base + "/_stcore/health", timeout=PATIENCE_S) as answer:
            cookies = answer.headers.get_all("Set-Cookie") or []
        (found,) = [each.split(";")[0] for each in cookies if each.startswith("_streamlit_xsrf=")]
        return found

    def _put(self, path: str, name: str, data: bytes) -> None:
        edge = uuid.uuid4().hex
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        body = head.encode() + b"Content-Type: image/jpeg\r\n\r\n" + data + f"\r\n--{edge}--\r\n".encode()
        headers = {
            "Content-Type": f"multipart/form-data; boundary={edge}",
            "Cookie": self.cookie,
            "X-Xsrftoken": self.cookie.split("=", 1)[1].strip('"'),
        }
        url = path if path.startswith("http") else self.base + path
        urlopen(Request(url, body, headers, method="PUT"), timeout=PATIENCE_S).close()
