"""What every room of the page about faces looks at: a photo, what was wished, and what came of it."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING

import streamlit as st

from animegan.types import PhotoU8
from animegan.ui.code import where_to_run
from animegan.ui.drawing import MEANWHILE_FACES, say_who_is_ahead
from animegan.ui.faces.painted import DETAIL, detailed, paint_faces
from animegan.ui.faces.words import settings_call
from animegan.ui.inside.program import photo_lines
from animegan.ui.photo import ChosenPhoto
from animegan.ui.resources import figure_url

if TYPE_CHECKING:
    from animegan.face.painting import FacePainting
    from animegan.face.settings import FaceSettings

__all__ = ["FaceScene", "set_scene"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceScene:
    """One photo, painted.

    Attributes:
        photo: The photo.
        style: Name of the style.
        settings: How faces are painted and put back.
        refine: Whether the refiner has its say.
        painting: The outcome.
    """

    photo: ChosenPhoto
    style: str
    settings: "FaceSettings"
    refine: bool
    painting: "FacePainting" = field(repr=False)

    @property
    def key(self) -> Hashable:
        """What a figure depends on, besides the photo."""
        wish = self.settings
        mix = tuple(wish.mix.items()) if wish.mix else ()
        return ("faces", self.style, mix, wish.size, wish.drawing, wish.blend, wish.strength, self.refine)

    @property
    def stem(self) -> str:
        """The beginning of the names of files made here."""
        style = "mix" if self.settings.mix else self.style
        return f"{PurePath(self.photo.file_name).stem}-{style}-faces"

    @property
    def pixels(self) -> PhotoU8:
        """(H, W, 3) uint8: the photo in whose pixels faces are given."""
        return detailed(self.photo, self.settings.size)

    def url(self, what: Hashable, make: Callable[[], PhotoU8]) -> str:
        """A picture of this scene as a URL for a component."""
        return figure_url(self.photo, (self.key, what), make)

    def code(self, call: str, *, imports: str = "") -> str:
        """A complete program that paints the same and then does `call`."""
        photo_import, pixels = photo_lines(self.photo, DETAIL * self.settings.size)
        refiner = ", refiner=open_refiner()" if self.painting.refiner else ""
        lines = [
            where_to_run(self.photo),
            "from pathlib import Path",
            "",
            "from animegan.face.face2paint import face2paint",
            *(["from animegan.face.refine import open_refiner"] if refiner else []),
            "from animegan.face.settings import FaceSettings",
            *([imports] if imports else []),
            "from animegan.inference import Stylizer",
            "from animegan.media.image import encode",
            photo_import,
            "",
            f"photo = {pixels}",
            f"settings = {settings_call(self.settings)}",
            f'painting = face2paint(photo, Stylizer.load("{self.style}"), settings=settings{refiner})',
            call,
        ]
        return "\n".join(lines) + "\n"


def set_scene(photo: ChosenPhoto, style: str, settings: "FaceSettings", *, refine: bool = True) -> FaceScene:
    """Paints, or takes what was painted before; waits in line and says so."""
    line = st.empty()
    with st.spinner(MEANWHILE_FACES):
        painting = paint_faces(photo, style, settings, refine=refine, on_wait=say_who_is_ahead(line))
    line.empty()
    return FaceScene(photo=photo, style=style, settings=settings, refine=refine, painting=painting)
