"""The interface on a real socket: what is tested is what a client sees."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import numpy as np
import pytest
import uvicorn
from PIL import Image

from animegan.api import Api
from animegan.api.app import create_app
from animegan.limits import Limits

PATIENT = Limits(request_seconds=3600)  # however busy the machine is


@contextmanager
def served(api: Api) -> Iterator[str]:
    """The address of a server that runs in a thread of this process."""
    config = uvicorn.Config(create_app(api), host="127.0.0.1", port=0, log_level="error", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=20)


@pytest.fixture(scope="session")
def lab() -> Iterator[str]:
    """An interface that anybody may ask."""
    with served(Api(limits=PATIENT)) as address:
        yield address


def jpeg(size: tuple[int, int] = (96, 64), *, exif: Image.Exif | None = None, seed: int = 0) -> bytes:
    """A photo of nothing: soft colours, (width, height)."""
    coarse = np.random.default_rng(seed).integers(0, 255, (4, 6, 3), np.uint8)
    image = Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC)
    buffer = BytesIO()
    image.save(buffer, "JPEG", **({"exif": exif} if exif else {}))
    return buffer.getvalue()
