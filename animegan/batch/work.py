"""What travels to a worker and back: bytes, so that no disk need be shared between machines."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from animegan.media.video.clip import Clip

__all__ = ["Failure", "Outcome", "Painted", "PhotoWork", "PieceWork", "Task", "Work"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoWork:
    """A photo to paint.

    Attributes:
        data: The whole file.
    """

    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceWork:
    """A piece of a clip to paint.

    Attributes:
        data: A video file with at least the frames of the piece.
        later: Seconds to add to a time in that file for the clip's own time in its file.
        clip: The whole clip; its path need not exist where the worker is.
        start: Second of the clip where the piece begins.
        end: Second where it ends; None for the end of the clip.
    """

    data: bytes
    later: Fraction
    clip: Clip
    start: Fraction
    end: Fraction | None


Work = PhotoWork | PieceWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A piece of work with the name of the output that it is for; names are unique in a batch."""

    name: str
    work: Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Painted:
    """What a worker made.

    Attributes:
        data: The file to write.
        report: How it was made, as JSON can hold it.
    """

    data: bytes
    report: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why there is nothing to write."""

    message: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a task.

    Attributes:
        name: Of the task.
        answer: What was painted, or why not.
    """

    name: str
    answer: Painted | Failure
