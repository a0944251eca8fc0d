"""Frames from a camera to the painter and pictures back to the browser, with a camera that is a list."""

import asyncio
from fractions import Fraction

import numpy as np
import pytest
from aiortc import MediaStreamTrack
from aiortc.mediastreams import MediaStreamError
from av import VideoFrame

from animegan.inference.film.live import LivePainter
from animegan.ui.video.camera_tracks import CLOCK_HZ, Camera


class ListCamera(MediaStreamTrack):
    """Sends so many grey frames, each lighter than the one before, and ends."""

    kind = "video"

    def __init__(self, levels):
        super().__init__()
        self._levels = list(levels)

    async def recv(self):
        if not self._levels:
            raise MediaStreamError
        await asyncio.sleep(0)
        return VideoFrame.from_ndarray(np.full((48, 64, 3), self._levels.pop(0), np.uint8), format="rgb24")


def inverted(frame):
    return 255 - frame.to_ndarray(format="rgb24")


def test_every_picture_goes_out_once_and_in_time():
    async def journey():
        camera = Camera(LivePainter(inverted))
        camera.sink.addTrack(ListCamera([10, 20]))
        assert camera.sink.hasTrack()
        camera.painter.give(VideoFrame.from_ndarray(np.full((48, 64, 3), 5, np.uint8), format="rgb24"))
        first = await camera.track.recv()
        camera.painter.give(VideoFrame.from_ndarray(np.full((48, 64, 3), 95, np.uint8), format="rgb24"))
        second = await camera.track.recv()
        camera.sink.stop()
        with pytest.raises(MediaStreamError):
            await camera.track.recv()
        assert camera.track.readyState == "ended"
        return camera, first, second

    camera, first, second = asyncio.run(journey())
    camera.painter.join()
    assert first.to_ndarray(format="rgb24").max() == 250 and second.to_ndarray(format="rgb24").max() == 160
    assert first.time_base == Fraction(1, CLOCK_HZ) and second.pts > first.pts


def test_when_the_camera_ends_the_painter_and_the_video_end_too():
    async def journey():
        camera = Camera(LivePainter(inverted))
        camera.sink.addTrack(ListCamera(range(50)))
        camera.sink.start()
        while not camera.painter.is_stopped:
            await asyncio.sleep(0.001)
        with pytest.raises(MediaStreamError):
            await camera.track.recv()
        return camera

    camera = asyncio.run(journey())
    camera.painter.join()
    assert camera.painter.look().came == 50


def test_a_visitor_who_leaves_stops_the_camera_from_another_thread():
    async def journey():
        camera = Camera(LivePainter(inverted))
        source = ListCamera([1] * 1000)
        camera.sink.addTrack(source)
        camera.sink.start()
        while camera.painter.look().came == 0:
            await asyncio.sleep(0.001)
        await asyncio.to_thread(camera.sink.stop)
        while source.readyState == "live":
            await asyncio.sleep(0.001)
        return camera

    camera = asyncio.run(journey())
    camera.painter.join()
    assert camera.painter.look().came < 1000
