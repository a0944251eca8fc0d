import asyncio
from collections.abc import AsyncIterator

import streamlit as st
from starlette.datastructures import Headers
from starlette.formparsers import MultiPartParser

from animegan.limits import MB, the_limits
from animegan.ui.uploads import limit_uploads


def test_a_photo_that_arrives_is_never_written_to_the_disk():
    limit_uploads()
    photo = bytes(3 * MB)
    body = (
        b'--x\r\nContent-Disposition: form-data; name="f"; filename="p.jpg"\r\n\r\n'
        + photo
        + b"\r\n--x--\r\n"
    )

    async def arrive() -> AsyncIterator[bytes]:
        yield body

    async def read():
        form = await MultiPartParser(
            Headers({"content-type": "multipart/form-data; boundary=x"}), arrive()
        ).parse()
        upload = form["f"]
        in_memory = not upload.file._rolled
        data = await upload.read()
        await upload.close()
        return in_memory, data

    assert asyncio.run(read()) == (True, photo)


def test_streamlits_limit_is_the_labs():
    limit_uploads()
    assert st.get_option("server.maxUploadSize") == the_limits().upload_mb
