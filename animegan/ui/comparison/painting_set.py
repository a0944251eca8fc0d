"""The paintings that style is compared with: the painter's pictures of samples that are not on the bench."""

from typing import TYPE_CHECKING

import streamlit as st

from animegan.comparison.systems import STYLE

if TYPE_CHECKING:
    from animegan.comparison.quality import PaintingSet

__all__ = ["other_samples", "painting_set"]

SAMPLES = ("astronaut", "coffee", "rocket", "cat", "landscape")


def other_samples(sample: str) -> list[str]:
    """The samples whose paintings make up the set; `sample` is the photo on the bench, empty for an own one."""
    return [name for name in SAMPLES if name != sample]


@st.cache_resource(show_spinner=False, max_entries=len(SAMPLES) + 1)
def painting_set(sample: str) -> "PaintingSet":
    """The set for a photo."""
    from animegan.comparison.quality import PaintingSet
    from animegan.losslab.example import paint_sample
    from animegan.ui.resources import eye

    return PaintingSet([paint_sample(name, STYLE) for name in other_samples(sample)], eye())
