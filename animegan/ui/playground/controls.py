"""The controls of the playground: a preset, and everything in it that can be changed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st

from animegan.ui.choice import one_of
from animegan.ui.playground.sketch import sketch

if TYPE_CHECKING:
    from animegan.playground.presets import Preset
    from animegan.playground.settings import PlaySettings

__all__ = ["GAME_TITLES", "choose_preset", "choose_settings"]

GAME_TITLES = {
    "vanilla": "Vanilla", "saturating": "Saturating", "lsgan": "LSGAN", "ragan": "RaGAN", "hinge": "Hinge",
    "wgan-gp": "WGAN-GP",
}  # fmt: skip
OPTIMISER_TITLES = {"adam": "Adam", "sgd": "Plain descent"}
WIDTHS, NOISES, BATCHES = (4, 8, 16, 32, 64, 128, 256), (1, 2, 4, 8, 16), (16, 32, 64, 128, 256, 512)
RATES = (0.0, 1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 3e-3, 5e-3, 1e-2, 2e-2, 5e-2, 0.1, 0.2, 0.5)
MOST_SEED = 9999


def choose_preset() -> "Preset":
    """A row of games worth seeing; the one that is open stands in the page's address."""
    from animegan.playground.presets import PRESETS

    titles = {preset.name: preset.title for preset in PRESETS}
    name = one_of("Games worth seeing", list(titles), PRESETS[0].name, "preset", titles.__getitem__)
    return next(preset for preset in PRESETS if preset.name == name)


def choose_settings(preset: "Preset") -> "PlaySettings":
    """Everything that makes a game, beginning with the preset's own; what differs stands in the page's address.

    Each preset has its own controls, so that a link names only what differs from the preset.
    """
    from animegan.playground.settings import PlaySettings
    from animegan.playground.shapes import DRAWN, SHAPES

    own = preset.settings
    titles = {shape.name: shape.title for shape in SHAPES} | {DRAWN: "Draw your own"}
    shape = _one_word(preset, "Real points", "shape", titles)
    drawing = sketch() if shape == DRAWN else ""
    game = _one_word(preset, "Loss", "game", GAME_TITLES)
    with st.expander("Learning rates, turns", icon=":material/speed:", key=f"{preset.name}_rates"):
        optimiser = _one_word(preset, "Optimiser", "optimiser", OPTIMISER_TITLES)
        lr_generator = _rate(preset, "Generator's rate", "lr_generator")
        lr_discriminator = _rate(preset, "Discriminator's rate", "lr_discriminator")
        turns = st.slider(
            "Discriminator's turns per step", 1, 10, own.discriminator_turns, key=f"{preset.name}_turns",
            bind="query-params",
        )  # fmt: skip
        batch = _one_number(preset, "Points of each kind per turn", "batch", BATCHES)
    with st.expander("Networks, seed", icon=":material/tune:", key=f"{preset.name}_networks"):
        layers = st.slider(
            "Hidden layers", 1, 5, own.layers, key=f"{preset.name}_layers", bind="query-params"
        )
        width = _one_number(preset, "Units per layer", "width", WIDTHS)
        noise = _one_number(preset, "Dimensions of the noise", "noise", NOISES)
        seed = st.number_input(
            "Seed", 0, MOST_SEED, own.seed, key=f"{preset.name}_seed", bind="query-params",
            help="The same seed gives the same game, point for point.",
        )  # fmt: skip
    return PlaySettings(
        shape=shape, drawing=drawing, game=game, optimiser=optimiser, layers=layers, width=width, noise=noise,
        lr_generator=lr_generator, lr_discriminator=lr_discriminator, batch=batch, discriminator_turns=turns,
        seed=int(seed),
    )  # fmt: skip


def _one_word(preset: "Preset", label: str, name: str, titles: Mapping[str, str]) -> str:
    words = list(titles)
    chosen = st.selectbox(
        label, words, words.index(getattr(preset.settings, name)), format_func=titles.__getitem__,
        key=f"{preset.name}_{name}", bind="query-params",
    )  # fmt: skip
    return str(chosen)


def _rate(preset: "Preset", label: str, name: str) -> float:
    return float(
        st.select_slider(
            label,
            RATES,
            getattr(preset.settings, name),
            format_func="{:g}".format,
            key=f"{preset.name}_{name}",
            bind="query-params",
        )
    )


def _one_number(preset: "Preset", label: str, name: str, values: tuple[int, ...]) -> int:
    return int(
        st.select_slider(
            label, values, getattr(preset.settings, name), key=f"{preset.name}_{name}", bind="query-params"
        )
    )
