"""Every error the lab raises on purpose.

AnimeganError
├── InputError      the photo, the option or the file given cannot be used
├── WeightsError    a weights file is missing, altered or of another network
├── BackendError    an inference backend is not installed or cannot run this
├── TrainingError   a training run cannot start, continue or has diverged
├── BusyError       too many others are asking at this moment
└── Superseded      nobody waits for this any more

The message says what happened, with the value; the hint says what to do about it.
"""

__all__ = [
    "AnimeganError",
    "BackendError",
    "BusyError",
    "InputError",
    "Superseded",
    "TrainingError",
    "WeightsError",
]


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


class BusyError(AnimeganError):
    """Too many others are asking at this moment.

    Args:
        message: What happened.
        hint: What the reader can do now.
        retry_after_s: In how many seconds it is worth asking again.
    """

    def __init__(self, message: str, *, hint: str, retry_after_s: float) -> None:
        super().__init__(message, hint=hint)
        self.retry_after_s = retry_after_s


class Superseded(AnimeganError):
    """Nobody waits for this any more: its visitor asked for something newer, or has left."""
