"""The painting that style and game compare with: the painter's picture of a sample that is not on the table."""

from dataclasses import dataclass
from functools import partial

import streamlit as st

from animegan.catalog import STYLES
from animegan.media.samples import SAMPLES, get_sample
from animegan.types import PhotoU8
from animegan.ui.losses.desk import Desk
from animegan.ui.photo import from_sample
from animegan.ui.resources import kept

__all__ = ["TOON_SET", "Example", "choose_example", "painting_of"]

FIRST_STYLE = "aozora"  # the one that the family and its discriminator have learnt
SIZE = 256  # pixels, short side
TOON_SET = ("coffee", "rocket", "landscape", "cat")  # samples whose paintings stand for the painted set


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A reference.

    Attributes:
        style: The painter's style.
        sample: The sample photo that was painted.
        pixels: (H, W, 3) uint8, the painting.
    """

    style: str
    sample: str
    pixels: PhotoU8


def choose_example(desk: Desk) -> Example:
    """Draws the choice of a style and of a sample; both stand in the page's address."""
    titles = {style.name: style.title for style in STYLES}
    samples = [sample for sample in SAMPLES if sample.name not in (desk.photo.sample, "chart")]
    names = [sample.name for sample in samples]
    if st.session_state.get("example_of") not in (None, *names):
        del st.session_state["example_of"]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        style = st.segmented_control(
            "Reference style",
            list(titles),
            format_func=titles.__getitem__,
            default=FIRST_STYLE,
            required=True,
            key="example_style",
            bind="query-params",
        )
        sample = st.selectbox(
            "Painting of",
            names,
            index=names.index("coffee") if "coffee" in names else 0,
            format_func={sample.name: sample.title for sample in samples}.__getitem__,
            key="example_of",
            bind="query-params",
            width=260,
        )
    return Example(style=str(style), sample=str(sample), pixels=painting_of(str(sample), str(style)))


def painting_of(sample: str, style: str, *, size: int = SIZE) -> PhotoU8:
    """(H, W, 3) uint8, the painter's picture of a sample at that short side; painted once."""
    photo = from_sample(get_sample(sample))
    return kept(photo, ("painting", style, size), partial(_paint, sample, style, size))


def _paint(sample: str, style: str, size: int) -> PhotoU8:
    from animegan.losslab.example import paint_sample

    return paint_sample(sample, style, size=size)
