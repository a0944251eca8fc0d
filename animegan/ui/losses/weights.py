"""The learner's loss weights: a known recipe, and how much more or less each of its terms shall count."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from animegan.training.config import LossWeights, TrainConfig

__all__ = ["TERM_TITLES", "choose_losses", "in_words", "known_recipes"]

TERM_TITLES: Mapping[str, str] = {
    "l1": "L1",
    "perceptual": "Perceptual",
    "style": "Style (Gram)",
    "adversarial": "Adversarial",
    "colour": "Colour (YUV)",
    "variation": "Total variation",
}
TIMES = (0.0, 0.2, 0.5, 1.0, 2.0, 5.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Loss weights that somebody has trained with.

    Attributes:
        title: For people.
        source: Where it is from.
        config: The run it makes.
    """

    title: str
    source: str
    config: "TrainConfig"


def known_recipes() -> dict[str, Recipe]:
    """What one can start from, by name."""
    from animegan.training.ablation_recipe import family_config
    from animegan.training.config import LossWeights
    from animegan.training.published import published_settings

    return {
        "family": Recipe(
            title="Family",
            source="of the family's balanced network",
            config=family_config({}),
        ),
        "article": Recipe(
            title="Article",
            source="of the source article: 10 L1 + 6 perceptual + 4 style + 1 adversarial",
            config=family_config({"weights": LossWeights()}),
        ),
        "animeganv2": Recipe(
            title="AnimeGANv2",
            source="as published for its style Hayao, TachibanaYoshino/AnimeGANv2 train.py",
            config=family_config(published_settings("hayao")),
        ),
    }


def choose_losses(*, objectives: tuple[str, ...] = ("article", "animeganv2")) -> "TrainConfig":
    """Draws the recipe and one slider per term; all of it stands in the page's address.

    Args:
        objectives: Which objectives the room can compute.

    Returns:
        An unpaired run's settings, in which the weights are the learner's.
    """
    recipes = {n: r for n, r in known_recipes().items() if r.config.objective in objectives}
    if st.session_state.get("recipe") not in (None, *recipes):
        del st.session_state["recipe"]
    name = st.segmented_control(
        "Loss weights of",
        list(recipes),
        format_func=lambda name: recipes[name].title,
        default="family",
        required=True,
        key="recipe",
        bind="query-params",
    )
    recipe = recipes[str(name)]
    times = {term: _times(term, value) for term, value in asdict(recipe.config.weights).items() if value}
    st.markdown(f":small[Weights {recipe.source}. All rooms share them.]")
    return _multiplied(recipe.config, times)


def in_words(weights: "LossWeights") -> str:
    """Such as "5 L1 + 1 Perceptual + 300 Style (Gram)"."""
    return " + ".join(f"{value:g} {TERM_TITLES[term]}" for term, value in asdict(weights).items() if value)


def _times(term: str, weight: float) -> float:
    """One slider: how often the recipe's weight counts."""
    times = st.select_slider(
        f"{TERM_TITLES[term]}: {weight:g} ×",
        TIMES,
        value=1.0,
        format_func="{:g}".format,
        key=f"times_{term}",
        bind="query-params",
    )
    return float(times)


def _multiplied(config: "TrainConfig", times: Mapping[str, float]) -> "TrainConfig":
    weights = {term: weight * times.get(term, 1.0) for term, weight in asdict(config.weights).items()}
    return replace(config, weights=replace(config.weights, **weights))
