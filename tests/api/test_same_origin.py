"""Another website's web socket never reaches what is behind."""

import asyncio

import pytest

from animegan.api.same_origin import SameOrigin


@pytest.mark.parametrize(
    ("origin", "comes_in"),
    [
        (b"http://lab:8501", True),
        (None, True),
        (b"http://lab", False),
        (b"https://elsewhere.example", False),
        (b"null", False),
    ],
)
def test_only_pages_of_the_lab_come_in(origin: bytes | None, comes_in: bool) -> None:
    let_in, sent = [], []

    async def behind(scope: object, receive: object, send: object) -> None:
        let_in.append(scope)

    async def send(message: dict[str, object]) -> None:
        sent.append(message["type"])

    headers = [(b"host", b"lab:8501")] + ([(b"origin", origin)] if origin else [])
    asyncio.run(SameOrigin(behind)({"type": "websocket", "headers": headers}, None, send))
    assert bool(let_in) == comes_in
    assert sent == ([] if comes_in else ["websocket.close"])
