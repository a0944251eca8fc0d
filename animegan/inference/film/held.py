"""How much memory a film takes while it is made, minute by minute: it must not grow with the film's length."""

import time

from animegan.inference.process_memory import held_bytes

__all__ = ["HeldMemory"]

EVERY_S = 0.25  # of the computer's time: asking takes a tenth of a millisecond
MINUTE_S, MB = 60.0, 1e6


class HeldMemory:
    """The most that this program held in each minute of a film."""

    def __init__(self) -> None:
        self._by_minute: dict[int, int] = {}
        self._asked_at = -EVERY_S

    def see(self, second: float) -> None:
        """Looks, now that the film has come to that second of its clip; not oftener than needed."""
        now, minute = time.monotonic(), int(second // MINUTE_S)
        if now - self._asked_at >= EVERY_S or minute not in self._by_minute:
            self._asked_at = now
            self._by_minute[minute] = max(self._by_minute.get(minute, 0), held_bytes())

    @property
    def by_minute_mb(self) -> tuple[float, ...]:
        """Megabytes (millions of bytes), in the order of the film."""
        return tuple(round(held / MB, 1) for _, held in sorted(self._by_minute.items()))
