"""The code behind a figure of the inside: opening the network, then the source of the very functions that ran."""

import inspect
from collections.abc import Callable
from typing import Any

from animegan.ui.code import where_to_run
from animegan.ui.photo import ChosenPhoto
from animegan.ui.settings import InsideSettings

__all__ = ["photo_lines", "program"]


def program(photo: ChosenPhoto, settings: InsideSettings, *functions: Callable[..., Any], call: str) -> str:
    """A complete program that computes what a figure shows.

    Args:
        photo: A file, which the program reads from its own folder, or a sample.
        settings: The network and its style; they become `network` and `base`, the pass with nothing changed.
        functions: Those that the page has called. They import what they need themselves and annotate in quotes, so
            that their source stands alone.
        call: How they were called, with the values that were chosen.
    """
    imports, pixels = photo_lines(photo, settings.size)
    sources = "\n\n\n".join(inspect.getsource(function).rstrip() for function in functions)
    return f"""\
{where_to_run(photo)}
from animegan.catalog import get_weights
from animegan.catalog.load import load_generator
from animegan.explain import run
from animegan.inference.shares import style_code
{imports}

photo = {pixels}
entry = get_weights("{settings.weights}")
network = load_generator(entry.name)
code = style_code({{"{settings.style}": 1.0}}, entry.styles)
base = run(network, photo, code, size={settings.size})


{sources}


{call}
"""


def photo_lines(photo: ChosenPhoto, size: int) -> tuple[str, str]:
    """The imports and the expression that give a photo's pixels, its short side at least `size` pixels."""
    if photo.sample:
        return "from animegan.media.samples import load_sample", f'load_sample("{photo.sample}")'
    imports = "from animegan.media.image import decode\nfrom pathlib import Path"
    return imports, f"decode(Path({photo.file_name!r}).read_bytes(), at_least={size}).photo"
