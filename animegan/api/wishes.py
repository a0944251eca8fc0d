"""The fields of a form beside the picture: one table says what each may be, checks it and documents it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from animegan.catalog import STYLES
from animegan.errors import InputError
from animegan.media.image import FileFormat

__all__ = ["FACE_FIELDS", "PHOTO_FIELDS", "Field", "Wishes", "read_wishes"]

FORMATS: dict[str, FileFormat] = {"png": "PNG", "jpeg": "JPEG", "webp": "WebP"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a form.

    Attributes:
        name: Its name, also that of the attribute of `Wishes`.
        schema: What it may be, in the words of JSON Schema, its default among them.
        says: What it means, for people.
    """

    name: str
    schema: Mapping[str, Any]
    says: str

    def read(self, text: str) -> Any:
        """The value that a text stands for; raises InputError for one that is not allowed."""
        kind = self.schema["type"]
        try:
            value = {"string": str, "integer": int, "number": float}[kind](text)
        except ValueError:
            raise self._refusal(text) from None
        if "enum" in self.schema:
            allowed = value in self.schema["enum"]
        else:
            allowed = self.schema["minimum"] <= value <= self.schema["maximum"]  # false for NaN
        if not allowed:
            raise self._refusal(text)
        return value

    def _refusal(self, text: str) -> InputError:
        schema = self.schema
        if "enum" in schema:
            hint = f"Use one of: {', '.join(schema['enum'])}."
        else:
            article = "an" if schema["type"] == "integer" else "a"
            hint = f"Use {article} {schema['type']} from {schema['minimum']} to {schema['maximum']}."
        return InputError(f"The field {self.name} is {text!r}.", hint=hint)


PHOTO_FIELDS: tuple[Field, ...] = (
    Field(
        name="style",
        schema={"type": "string", "enum": [style.name for style in STYLES], "default": STYLES[0].name},
        says="What the photo becomes; /api/styles describes each.",
    ),
    Field(
        name="size",
        schema={"type": "integer", "minimum": 64, "maximum": 2048, "default": 512},
        says="Short side of the picture in pixels; a photo is not enlarged for it.",
    ),
    Field(
        name="strength",
        schema={"type": "number", "minimum": 0, "maximum": 1, "default": 1},
        says="1 is the network's picture, 0 the photo.",
    ),
    Field(
        name="format",
        schema={"type": "string", "enum": list(FORMATS), "default": "png"},
        says="Of the file that comes back.",
    ),
)
FACE_FIELDS: tuple[Field, ...] = (
    *PHOTO_FIELDS,
    Field(
        name="blend",
        schema={"type": "string", "enum": ["poisson", "mixed", "alpha", "paste"], "default": "poisson"},
        says="How a painted face is put back into the picture.",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How a picture is wished for; the defaults are those of the fields."""

    style: str
    size: int
    strength: float
    format: str
    blend: str = "poisson"

    @property
    def file_format(self) -> FileFormat:
        """The format as `media.image.encode` calls it."""
        return FORMATS[self.format]


def read_wishes(given: Mapping[str, str], fields: tuple[Field, ...]) -> Wishes:
    """The wishes of a form; raises InputError for an unknown field or a value that is not allowed."""
    known = {field.name: field for field in fields}
    for name in given:
        if name not in known:
            raise InputError(f"There is no field {name!r}.", hint=f"There are: {', '.join(known)}.")
    values = {name: field.schema["default"] for name, field in known.items()}
    return Wishes(**values | {name: known[name].read(text) for name, text in given.items()})
