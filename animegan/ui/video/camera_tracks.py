"""Between a browser's camera and the painter: frames go in as they come, pictures go out as they are painted.

The library that speaks WebRTC also offers to hand every frame to a function and to send back what that returns. But
then the frames stand in line for whatever is slow. So the two directions are kept apart here: `CameraSink` reads what
the camera sends and never waits, `PaintedTrack` sends each picture once. Compressing a picture takes a fraction of
what painting it takes, so none pile up behind it either.
"""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

from aiortc import MediaStreamTrack
from aiortc.mediastreams import MediaStreamError
from av import VideoFrame

from animegan.inference.film.live import LivePainter

__all__ = ["Camera", "CameraSink", "PaintedTrack"]

CLOCK_HZ = 90_000  # of video in RTP (RFC 3551)


class Camera:
    """One camera from its start to its stop: what it sends, who paints, what goes back."""

    def __init__(self, painter: LivePainter[VideoFrame]) -> None:
        self.painter = painter
        self.sink = CameraSink(painter)
        self.track = PaintedTrack(painter)


class CameraSink:
    """Gives the painter every frame a camera sends; stops it when the camera has stopped.

    The names of the methods are those the library calls.
    """

    def __init__(self, painter: LivePainter[VideoFrame]) -> None:
        self._painter = painter
        self._track: MediaStreamTrack | None = None
        self._task: asyncio.Task[None] | None = None

    def addTrack(self, track: MediaStreamTrack) -> None:
        """Takes the camera's track."""
        self._track = track

    def hasTrack(self) -> bool:
        """Whether there is a camera."""
        return self._track is not None

    def start(self) -> None:
        """Begins to read; on the server's event loop."""
        if self._track is not None:
            self._task = asyncio.get_running_loop().create_task(self._read(self._track))

    def stop(self) -> None:
        """Ends it, from any thread."""
        self._painter.stop()

    async def _read(self, track: MediaStreamTrack) -> None:
        try:
            while not self._painter.is_stopped:
                frame = await track.recv()
                if isinstance(frame, VideoFrame):
                    self._painter.give(frame)
        except MediaStreamError:
            pass  # the camera has stopped
        finally:
            track.stop()
            self._painter.stop()


class PaintedTrack(MediaStreamTrack):
    """The painter's pictures as a video; each is sent once, as soon as it is there."""

    kind = "video"

    def __init__(self, painter: LivePainter[VideoFrame]) -> None:
        super().__init__()
        self._painter = painter
        self._number = 0
        self._began = time.monotonic()
        self._waiter = ThreadPoolExecutor(
            1, "camera"
        )  # the server's own few threads must not all wait for cameras

    async def recv(self) -> VideoFrame:
        """The next picture; raises MediaStreamError when there will be none."""
        if self.readyState != "live":
            raise MediaStreamError
        frame = await asyncio.get_running_loop().run_in_executor(self._waiter, self._next)
        if frame is None:
            self.stop()
            raise MediaStreamError
        return frame

    def stop(self) -> None:
        """Ends the video, and the painter with it."""
        super().stop()
        self._painter.stop()
        self._waiter.shutdown(wait=False)

    def _next(self) -> VideoFrame | None:
        painted = self._painter.picture_after(self._number)
        if painted is None:
            return None
        self._number = painted.number
        frame = VideoFrame.from_ndarray(painted.picture, format="rgb24")
        frame.pts = int((time.monotonic() - self._began) * CLOCK_HZ)
        frame.time_base = Fraction(1, CLOCK_HZ)
        return frame
