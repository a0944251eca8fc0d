"""A bounded place for what was already computed: the least recently used goes first, counted in bytes."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

__all__ = ["Shelf"]

T = TypeVar("T")


class Shelf(Generic[T]):
    """Keeps values by key until their bytes exceed the room; safe to share between sessions.

    Values are handed out as they are, so nobody may change one.

    Args:
        room_bytes: What all values together may weigh.
        weigh: The bytes of one value.
    """

    def __init__(self, *, room_bytes: int, weigh: Callable[[T], int]) -> None:
        self._room_bytes = room_bytes
        self._weigh = weigh
        self._values: OrderedDict[Hashable, T] = OrderedDict()
        self._held_bytes = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> T | None:
        """The value under `key`, or None where it never was or has been dropped."""
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key]

    def drop(self, unwanted: Callable[[Hashable], bool]) -> None:
        """Gives up every value whose key is unwanted."""
        with self._lock:
            for key in [key for key in self._values if unwanted(key)]:
                self._held_bytes -= self._weigh(self._values.pop(key))

    def put(self, key: Hashable, value: T) -> T:
        """Keeps a value, drops the oldest ones to make room, and returns it; one too big for the shelf is not kept."""
        with self._lock:
            if key in self._values:
                self._held_bytes -= self._weigh(self._values.pop(key))
            self._values[key] = value
            self._held_bytes += self._weigh(value)
            while self._held_bytes > self._room_bytes:
                _, oldest = self._values.popitem(last=False)
                self._held_bytes -= self._weigh(oldest)
        return value
