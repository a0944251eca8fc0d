"""Every error the lab raises on purpose.

AnimeganError
├── InputError      the photo, the option or the file given cannot be used
├── WeightsError    a weights file is missing, altered or of another network
├── BackendError    an inference backend is not installed or cannot run this
└── TrainingError   a training run cannot start, continue or has diverged

The message says what happened, with the value; the hint says what to do about it.
"""

__all__ = ["AnimeganError", "BackendError", "InputError", "TrainingError", "WeightsError"]


class AnimeganError(Exception):
    """What the lab raises on purpose: a message for people and a way out.

    Args:
        message: What happened, with the value that caused it.
        hint: What the reader can do now.
    """

    def __init__(self, message: str, *, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class InputError(AnimeganError):
    """The photo, the option or the file given cannot be used."""


class WeightsError(AnimeganError):
    """A weights file is missing, altered or belongs to another network."""


class BackendError(AnimeganError):
    """An inference backend is not installed or cannot run this network."""


class TrainingError(AnimeganError):
    """A training run cannot start, cannot be resumed, or has diverged."""
