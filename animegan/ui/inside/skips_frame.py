"""What every figure of the page about skips has around it: a choice above, its files and its code below."""

from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import ArrayLike

from animegan.types import PhotoU8
from animegan.ui.code import show_code
from animegan.ui.inside.program import program
from animegan.ui.inside.save import save_buttons
from animegan.ui.inside.skips_scene import Scene

__all__ = ["show_figure", "take_home"]


def show_figure(figure: PhotoU8 | bytes, words: str) -> None:
    """The figure as wide as its room, and in words for who does not see it."""
    st.image(figure, width="stretch", alt=words)


def take_home(
    scene: Scene,
    name: str,
    file: Callable[[], bytes],
    arrays: Mapping[str, ArrayLike],
    *functions: Callable[..., Any],
    call: str,
) -> None:
    """The figure's file, its numbers and its code.

    Args:
        scene: What it was made of.
        name: The figure's own name in files and keys.
        file: Makes the PNG.
        arrays: The numbers behind it.
        functions: What has computed it.
        call: How, with the values that were chosen.
    """
    stem = f"{PurePath(scene.photo.file_name).stem}-{scene.settings.weights}-{scene.settings.style}-{name}"
    gains: dict[str, ArrayLike] = {
        "gain_names": list(scene.gains),
        "gain_values": np.array(list(scene.gains.values())),
    }
    save_buttons(stem, png=file, arrays=lambda: {**arrays, **gains}, key=f"save_{name}")
    show_code(program(scene.photo, scene.settings, *functions, call=call), key=f"code_{name}")
