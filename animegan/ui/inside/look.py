"""What the learner is looking at: a photo, a network that has run on it, and one of its stages."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING

import streamlit as st

from animegan.types import PhotoU8
from animegan.ui.choice import recall_choice, remember_choice
from animegan.ui.inside.architecture import draw_architecture
from animegan.ui.inside.program import program
from animegan.ui.photo import ChosenPhoto
from animegan.ui.resources import figure_url, inside, manifest
from animegan.ui.settings import InsideSettings

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from animegan.explain import Manifest, Pass, StageInfo

__all__ = ["CHANNEL", "STAGE", "Look", "choose_stage", "enlarge", "forget_channel", "pick_stage"]

STAGE, CHANNEL = "stage", "channel"  # in the visit and in the page's address
LARGE = 2  # times: single values of a stage must stay squares on the screen
MILLION, BILLION = 10**6, 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One stage of one network on one photo; `key` names it for caches and questions."""

    photo: ChosenPhoto
    settings: InsideSettings
    manifest: "Manifest" = field(repr=False)
    base: "Pass" = field(repr=False)
    stage: str

    @property
    def key(self) -> Hashable:
        """What a figure of this stage depends on, besides the photo."""
        return (self.settings, self.stage)

    @property
    def info(self) -> "StageInfo":
        """What the stage is."""
        return self.manifest.stage(self.stage)

    @property
    def shape(self) -> tuple[int, int, int]:
        """(channels, height, width) of the stage's output for this very photo."""
        _, channels, height, width = self.base.values[self.stage].shape
        return channels, height, width

    @property
    def label(self) -> str:
        """What stands with every figure of the stage."""
        channels, height, width = self.shape
        return f"**{self.stage}**, its output (after the activation), {channels}×{height}×{width}"

    @property
    def stem(self) -> str:
        """The beginning of the names of files made here."""
        return f"{PurePath(self.photo.file_name).stem}-{self.settings.style}-{self.stage}"

    def url(self, what: Hashable, make: "Callable[[], PhotoU8]") -> str:
        """A figure of this stage as a URL, each pixel enlarged to a square."""
        return figure_url(self.photo, (self.key, what), lambda: enlarge(make()))

    def code(self, *functions: "Callable[..., Any]", call: str) -> str:
        """The program behind a figure."""
        return program(self.photo, self.settings, *functions, call=call)


def choose_stage(photo: ChosenPhoto, settings: InsideSettings) -> Look:
    """Draws the architecture, in which a stage is chosen, and what that stage is."""
    with st.spinner("Opening the network. The first time takes a few seconds."):
        network = manifest(settings.weights)
        base = inside(photo, settings)
    stage = recall_choice(STAGE, [stage.name for stage in network.stages])
    first = network.stages[0].name
    draw_architecture(
        network,
        key="architecture",
        chosen=stage,
        on_pick=lambda name: pick_stage(name, first=first),
    )
    look = Look(photo=photo, settings=settings, manifest=network, base=base, stage=stage)
    st.markdown(describe_stage(look))
    return look


def pick_stage(name: str, *, first: str) -> None:
    """Goes to another stage, and forgets the channel of the one before; only from a callback."""
    remember_choice(STAGE, name, first=first)
    forget_channel()


def forget_channel() -> None:
    """Leaves the channel: its number means another thing in another stage."""
    st.session_state.pop(CHANNEL, None)
    st.query_params.pop(CHANNEL, None)


def describe_stage(look: Look) -> str:
    """The stage in words; every figure in it is read off the network."""
    info, (channels, height, width) = look.info, look.shape
    sight = f"its kernels span **{info.receptive_field} × {info.receptive_field}** of them"
    if info.whole_picture:
        sight += ", and through a normalisation over the whole picture every other one has a small say too"
    return (
        f"**{look.stage}**: {info.does}. Output: **{channels} channels of {height} × {width}** values. "
        f"One value for {info.stride} × {info.stride} photo pixels; {sight}. "
        f"{info.parameters:,} learnt numbers, {_large(info.macs)} multiplications "
        f"for {look.manifest.size[0]} × {look.manifest.size[1]} pixels."
    )


def _large(count: int) -> str:
    word, unit = ("billion", BILLION) if count >= BILLION else ("million", MILLION)
    return f"{count / unit:.1f} {word}"


def enlarge(picture: PhotoU8) -> PhotoU8:
    """Each pixel as a square of pixels."""
    return picture.repeat(LARGE, axis=0).repeat(LARGE, axis=1)
