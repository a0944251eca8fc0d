"""What the interface offers, for machines: an OpenAPI 3.1 document from the operations and their fields."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from animegan import __version__
from animegan.api.upload import PICTURE
from animegan.api.wishes import FORMATS, Field

__all__ = ["Described", "document"]

JSON = "application/json"
PROBLEM = {"$ref": "#/components/responses/Problem"}
REFUSALS = ("400", "408", "413", "415", "422", "500", "503", "504")


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """One operation.

    Attributes:
        path: Of its route.
        method: "get" or "post".
        says: What it does, in a sentence.
        fields: Of its form beside the picture; None for an operation without a form.
        answers: The media type of its answer; a picture has its own.
        guarded: Whether it asks for the key, where there is one.
    """

    path: str
    method: str
    says: str
    fields: tuple[Field, ...] | None = None
    answers: str = JSON
    guarded: bool = False


def document(operations: Iterable[Described], *, with_key: bool) -> dict[str, Any]:
    """The whole document.

    Args:
        operations: All of them.
        with_key: Whether this server asks for a key.
    """
    paths: dict[str, Any] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method] = _operation(operation, with_key)
    components: dict[str, Any] = {"responses": {"Problem": _problem()}}
    if with_key:
        components["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
    info = {
        "title": "AnimeGAN Lab",
        "version": __version__,
        "description": "A photo becomes anime on a CPU. Photos stay in memory and are not kept.",
    }
    return {"openapi": "3.1.0", "info": info, "paths": paths, "components": components}


def _operation(operation: Described, with_key: bool) -> dict[str, Any]:
    said: dict[str, Any] = {
        "summary": operation.says,
        "operationId": operation.path.strip("/").replace("/", "_").replace(".json", ""),
    }
    if operation.fields is None:
        said["responses"] = {"200": {"description": "So it is.", "content": _content(operation.answers)}}
    else:
        form = {"multipart/form-data": {"schema": _form(operation.fields)}}
        said["requestBody"] = {"required": True, "content": form}
        said["responses"] = {"200": _picture(), **dict.fromkeys(REFUSALS, PROBLEM)}
    if operation.guarded and with_key:
        said["security"] = [{"key": []}]
        said["responses"]["401"] = PROBLEM
    if operation.guarded:
        said["responses"]["403"] = PROBLEM
    return said


def _form(fields: tuple[Field, ...]) -> dict[str, Any]:
    picture = {
        "type": "string",
        "contentMediaType": "application/octet-stream",
        "description": "A photo as JPEG, PNG, WebP, GIF, TIFF, BMP, AVIF or HEIC.",
    }
    others = {field.name: {**field.schema, "description": field.says} for field in fields}
    return {
        "type": "object",
        "required": [PICTURE],
        "properties": {PICTURE: picture, **others},
        "additionalProperties": False,
    }


def _picture() -> dict[str, Any]:
    how = {"description": "How the picture was made, as JSON.", "schema": {"type": "string"}}
    return {
        "description": "The picture, without metadata of the photo.",
        "headers": {"X-Animegan": how},
        "content": {f"image/{name}": {"schema": {"type": "string", "format": "binary"}} for name in FORMATS},
    }


def _problem() -> dict[str, Any]:
    text = {"type": "string"}
    schema = {
        "type": "object",
        "required": ["error", "hint"],
        "properties": {"error": text, "hint": text},
        "additionalProperties": False,
    }
    return {"description": "What was wrong, and what to do.", "content": {JSON: {"schema": schema}}}


def _content(media_type: str) -> Mapping[str, Any]:
    return {media_type: {"schema": {"type": "object" if media_type == JSON else "string"}}}
