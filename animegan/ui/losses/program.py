"""The code behind a figure of the loss lab: the photo, then the source of the very functions that ran."""

import inspect
from collections.abc import Callable
from typing import Any

from animegan.ui.code import where_to_run
from animegan.ui.inside.program import photo_lines
from animegan.ui.losses.desk import Desk

__all__ = ["lab_program"]


def lab_program(desk: Desk, *functions: Callable[..., Any], call: str) -> str:
    """A complete program that computes what a figure shows.

    Args:
        desk: The photo becomes `photo`, (H, W, 3) uint8 at the size of the page.
        functions: Those that the page has called. They import what they need themselves and annotate in quotes, so
            that their source stands alone.
        call: How they were called, with the values that were chosen.
    """
    imports, pixels = photo_lines(desk.photo, desk.size)
    sources = "\n\n\n".join(inspect.getsource(function).rstrip() for function in functions)
    return f"""\
{where_to_run(desk.photo)}
from animegan.inference.preprocess import resize, working_size
{imports}

whole = {pixels}
photo = resize(whole, working_size(whole.shape[:2], {desk.size}))


{sources}


{call}
"""
