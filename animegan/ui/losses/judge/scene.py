"""What stands before the judge: the photo, what three networks make of it, and the painter's pictures."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from animegan.types import PhotoU8
from animegan.ui.drawing import say_who_is_ahead
from animegan.ui.losses.desk import Desk
from animegan.ui.losses.example import FIRST_STYLE, TOON_SET, painting_of
from animegan.ui.losses.judge import steps as judge_steps
from animegan.ui.losses.mixed import made_once, mixed
from animegan.ui.losses.program import lab_program
from animegan.ui.losses.shared import eyes
from animegan.ui.losses.sliders.positions import member_title
from animegan.ui.resources import kept

if TYPE_CHECKING:
    from animegan.losslab.verdicts import Logits

__all__ = ["ABSOLUTE", "OWN", "PHOTO", "RELATIVE", "Reading", "Scene", "open_scene", "scene_code"]

PHOTO, OWN = "The photo", "Painting: this photo"
OTHER_PAINTINGS = 3  # of samples
TERMS = ("l1", "adversarial")  # the members in which these were raised, beside the balanced one
SCALE_STEP = 0.5  # logits: the colour scale ends at a round number


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One of the two ways to read a logit.

    Attributes:
        title: As the switch calls it.
        question: What it answers.
        unit: Of its values.
    """

    title: str
    question: str
    unit: str


ABSOLUTE = Reading(title="Absolute", question="Is it anime?", unit="logit")
RELATIVE = Reading(title="Relative", question="Is it more anime than the other kind?", unit="lead, in logits")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scene:
    """The pictures and what the judge says of each.

    Attributes:
        pictures: (H, W, 3) uint8 by title: the photo, pictures of it, then the paintings.
        paintings: The titles of the real ones.
        logits: (h, w) of each picture.
        rival: Whose picture plays against the paintings.
        shift: What has been added to every logit.
    """

    pictures: Mapping[str, PhotoU8]
    paintings: tuple[str, ...]
    logits: "Mapping[str, Logits]"
    rival: str
    shift: float = 0.0

    @property
    def others(self) -> tuple[str, ...]:
        """The titles of what is no painting."""
        return tuple(title for title in self.pictures if title not in self.paintings)

    def values(self, reading: Reading) -> "Mapping[str, Logits]":
        """What a reading makes of the logits, one value per patch."""
        if reading is ABSOLUTE:
            return self.logits
        return judge_steps.leads(self.logits, self.paintings, self.rival)

    def mean(self, title: str) -> float:
        """A picture's mean logit."""
        return float(self.logits[title].mean())

    @property
    def painted(self) -> float:
        """The mean logit of all patches of all paintings."""
        return float(np.concatenate([self.logits[title].ravel() for title in self.paintings]).mean())

    @property
    def limit(self) -> float:
        """Where the one colour scale ends, the same for both readings."""
        values = [*self.values(ABSOLUTE).values(), *self.values(RELATIVE).values()]
        highest = max(float(np.abs(value).max()) for value in values)
        return SCALE_STEP * math.ceil(highest / SCALE_STEP)

    def played(self, rival: str, shift: float) -> "Scene":
        """The same pictures with another rival, and a number added to every logit."""
        logits = {title: values + np.float32(shift) for title, values in self.logits.items()}
        return Scene(
            pictures=self.pictures, paintings=self.paintings, logits=logits, rival=rival, shift=shift
        )


def open_scene(desk: Desk) -> Scene:
    """Paints what is missing and asks the judge; all of it is kept with the photo."""
    pictures = {PHOTO: desk.pixels} | {name: mixed(desk, shares) for name, shares in _members().items()}
    paintings = {OWN: made_once(desk, ("painted", FIRST_STYLE), judge_steps.painted)}
    paintings |= {f"Painting: {name}": painting_of(name, FIRST_STYLE) for name in samples_beside(desk)}
    everything, judge, line = pictures | paintings, eyes().judge, st.empty()
    assert judge is not None
    logits = kept(
        desk.photo,
        ("verdicts", desk.size),
        lambda: judge_steps.judged(judge, everything),
        on_wait=say_who_is_ahead(line),
    )
    line.empty()
    rival = next(iter(_members()))
    return Scene(pictures=everything, paintings=tuple(paintings), logits=logits, rival=rival)


def samples_beside(desk: Desk) -> tuple[str, ...]:
    """Samples whose paintings stand beside that of the photo itself."""
    return tuple(name for name in TOON_SET if name != desk.photo.sample)[:OTHER_PAINTINGS]


def _members() -> dict[str, dict[str, float]]:
    """Titles of members of the family and where their sliders stand; the balanced one first."""
    from animegan.losslab.mixing.family import ORIGIN, SLIDERS

    return {member_title(ORIGIN): {}} | {member_title(SLIDERS[term]): {term: 1.0} for term in TERMS}


def scene_code(desk: Desk, scene: Scene) -> str:
    """The program behind the room."""
    from animegan.ui.losses.sliders.steps import mixed_network

    members = "".join(
        f'    "{name}": mixed_network(family, {shares}, photo),\n' for name, shares in _members().items()
    )
    call = f"""\
from animegan.losslab.case import open_eyes
from animegan.losslab.example import paint_sample
from animegan.losslab.mixing.family import load_family
from animegan.losslab.verdicts import game_losses

family = load_family()
pictures = {{
    "{PHOTO}": photo,
{members}}}
paintings = {{"{OWN}": painted(photo)}}
paintings |= {{f"Painting: {{name}}": paint_sample(name, "{FIRST_STYLE}") for name in {samples_beside(desk)}}}
logits = judged(open_eyes().judge, pictures | paintings)
logits = {{title: values + {scene.shift:g} for title, values in logits.items()}}
ahead = leads(logits, paintings, "{scene.rival}")
for title in logits:
    print(title, logits[title].mean(), ahead[title].mean())
for game in game_losses([logits[title] for title in paintings], [logits["{scene.rival}"]]):
    print(game)"""
    steps = (judge_steps.painted, judge_steps.judged, judge_steps.leads)
    return lab_program(desk, mixed_network, *steps, call=call)
