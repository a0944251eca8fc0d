"""Keeps other websites from opening the web socket of a page."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

__all__ = ["SameOrigin"]

POLICY_VIOLATION = 1008  # RFC 6455; before the socket is open, the browser sees 403


class SameOrigin:
    """Refuses a web socket whose page comes from elsewhere.

    Streamlit refuses it as well, but to find out it asks an outside address for its own one, and everybody else's
    page stands still for the seconds that takes.

    Args:
        app: What serves everything else.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one connection."""
        if scope["type"] == "websocket":
            headers = Headers(scope=scope)
            origin = headers.get("origin")  # programs send none; browsers always do
            if origin is not None and origin.partition("://")[2] != headers.get("host"):
                await WebSocketClose(POLICY_VIOLATION)(scope, receive, send)
                return
        await self._app(scope, receive, send)
