"""The interface alone, without the pages and without Streamlit.

`python -m animegan serve --api-only` runs it; so does any ASGI server: `uvicorn --factory animegan.api.app:create_app`.
"""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response

from animegan.api.access import key_from_environment
from animegan.api.problems import nothing_here
from animegan.api.service import Api

__all__ = ["create_app"]


def create_app(api: Api | None = None) -> Starlette:
    """An ASGI application with the routes of the interface.

    Args:
        api: What answers; by default one with the key of the environment and the limits of the process.
    """
    api = api or Api(key=key_from_environment())
    return Starlette(routes=api.routes(), exception_handlers={404: _nothing_here})


async def _nothing_here(request: Request, _error: Exception) -> Response:
    return nothing_here(request.url.path)
