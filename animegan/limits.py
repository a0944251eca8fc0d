"""Every limit of the lab in one place: how much one visitor may ask for, and how much all of them together.

Each is set by an environment variable before the lab starts, ANIMEGAN_LIMIT_ and its name in capitals:

    ANIMEGAN_LIMIT_UPLOAD_MB=50 streamlit run Home.py

What each one means for a class is said in docs/limits.md.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache

from animegan.errors import InputError

__all__ = ["MB", "PREFIX", "Limits", "the_limits"]

MB = 2**20
PREFIX = "ANIMEGAN_LIMIT_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is allowed; all are whole numbers of at least 1.

    Attributes:
        upload_mb: A file that is sent to a page or to the HTTP interface.
        photo_megapixels: A photo, as its header claims; a larger one is not decoded.
        photo_side: Its longer side, in pixels.
        large_megapixels: Photos above this are decoded one at a time in a process, and only if memory allows.
        clip_seconds: The part of a clip that a page paints.
        clip_frames: Frames in it.
        clip_megapixels: One frame of a clip on a page.
        tug_steps: Steps of one tug of war in the loss lab.
        training_seconds: The training run of a minute in the loss lab.
        running_jobs: Network runs at once; one uses every core already.
        waiting_jobs: Jobs that may wait in line before the next one is turned away.
        waiting_seconds: How long one waits on a page before it is told to come back later.
        request_seconds: How long a request to the HTTP interface may take, waiting included.
        request_megapixels: The picture that such a request may ask for.
        requests_at_once: Such requests that are worked on or wait; the next one is told to come back later.
        session_mb: What the lab keeps in memory of the results of one visitor.
        results_mb: The same of all visitors together.
    """

    upload_mb: int = 20  # a phone photo has 3 to 12, and every browser may hold one
    photo_megapixels: int = 100  # 700 MB for a moment: Pillow holds 4 bytes a pixel and our array 3
    photo_side: int = 32_768
    large_megapixels: int = 16  # 112 MB each; a class that uploads together stays below 2.5 GB
    clip_seconds: int = 120
    clip_frames: int = 7200  # two minutes at 60 frames a second
    clip_megapixels: int = 10  # 4K has 9.4; a decoder holds several frames
    tug_steps: int = (
        2000  # long after every curve is flat; bounds the memory of a tug somebody leaves running
    )
    training_seconds: int = 180
    running_jobs: int = 1
    waiting_jobs: int = 60
    waiting_seconds: int = 300
    request_seconds: int = 60
    request_megapixels: int = 4  # 2048 x 2048: four seconds on two cores
    requests_at_once: int = 8  # each is answered within seconds, and all bodies together stay below 200 MB
    session_mb: int = 160  # all stages of three photos at 256 px in the published network
    results_mb: int = 512

    def __post_init__(self) -> None:
        for field in fields(self):
            if (value := getattr(self, field.name)) < 1:
                raise InputError(
                    f"The limit {field.name} is {value}.", hint="Use a whole number of at least 1."
                )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Limits":
        """The limits with those that are set; raises InputError for an unknown name or what is no whole number."""
        given = {name: value for name, value in environment.items() if name.startswith(PREFIX)}
        return cls(**{_field(name): _whole_number(name, value) for name, value in given.items()})


@cache
def the_limits() -> Limits:
    """The limits of this process, read once; raises InputError."""
    return Limits.from_environment()


def _field(variable: str) -> str:
    name = variable.removeprefix(PREFIX).lower()
    known = [field.name for field in fields(Limits)]
    if name not in known:
        raise InputError(
            f"{variable} is no limit of the lab.",
            hint=f"There are {', '.join(PREFIX + each.upper() for each in known)}.",
        )
    return name


def _whole_number(variable: str, value: str) -> int:
    try:
        return int(value)
    except ValueError as error:
        raise InputError(f"{variable} is {value!r}.", hint="Use a whole number of at least 1.") from error
