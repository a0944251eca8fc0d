"""A bounded place for what was already computed: counted in bytes, for each visitor and in all.

Every value belongs to the visitors who asked for it, and goes when the last of them has left. A value can only be had
by its key; a key names the SHA-256 of a photo, so nobody can have what was made of a photo they do not hold.

What was made of the lab's own samples belongs to the lab, the owner None: that stays, in half of the room.
"""

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Shelf"]


@dataclass(slots=True, kw_only=True)
class _Item:
    value: Any
    weight: int
    owners: set[Hashable]
    used_at: float = field(default_factory=time.monotonic)


class Shelf:
    """Keeps values by key; when there is no room, the least recently used goes first. Safe to share between threads.

    Values are handed out as they are, so nobody may change one.

    Args:
        room_bytes: What all values together may weigh.
        owner_bytes: What the values of one owner may weigh; one that has several owners counts for each of them.
        weigh: The bytes of a value.
        idle_s: A value that nobody has asked for in so many seconds goes when the next one is put down.
    """

    def __init__(
        self, *, room_bytes: int, owner_bytes: int, weigh: Callable[[Any], int], idle_s: float = 3600.0
    ) -> None:
        self._room_bytes, self._owner_bytes, self._idle_s = room_bytes, owner_bytes, idle_s
        self._weigh = weigh
        self._items: OrderedDict[Hashable, _Item] = OrderedDict()  # the least recently used first
        self._left: deque[Hashable] = deque()  # owners whose values are still to be given up
        self._lock = threading.Lock()

    def get(self, key: Hashable, *, owner: Hashable = None) -> Any:
        """The value under `key`, which is the owner's too from now on; None where there is none."""
        with self._lock:
            self._clear_up()
            if (item := self._items.get(key)) is None:
                return None
            self._items.move_to_end(key)
            item.used_at = time.monotonic()
            if owner not in item.owners:
                item.owners.add(owner)
                self._make_room(owner, keep=key)
            return item.value

    def put(self, key: Hashable, value: Any, *, owner: Hashable = None) -> None:
        """Keeps a value, unless it alone is more than its owner may have; what is in its way goes."""
        with self._lock:
            self._clear_up()
            before = self._items.pop(key, None)
            if (weight := self._weigh(value)) > self._room_of(owner):
                return
            owners = {owner} | (before.owners if before else set())
            self._items[key] = _Item(value=value, weight=weight, owners=owners)
            self._make_room(owner, keep=key)

    def give_up(self, owner: Hashable, unwanted: Callable[[Hashable], bool]) -> None:
        """Takes an owner's values away from it where the key is unwanted; what nobody has any more is gone."""
        with self._lock:
            self._clear_up()
            for key in [key for key in self._items if unwanted(key)]:
                self._disown(key, owner)

    def has_left(self, owner: Hashable) -> None:
        """Gives up all values of an owner; may be called at any moment, even while Python clears up."""
        self._left.append(owner)
        if self._lock.acquire(blocking=False):  # else whoever holds it clears up, or the next one
            try:
                self._clear_up()
            finally:
                self._lock.release()

    def held_bytes(self, *owners: Hashable) -> int:
        """What is here, or what of it belongs to any of these owners."""
        with self._lock:
            self._clear_up()
            return sum(item.weight for item in self._items.values() if not owners or item.owners & {*owners})

    def contents(self) -> list[Hashable]:
        """The keys of all that is here."""
        with self._lock:
            self._clear_up()
            return list(self._items)

    def _room_of(self, owner: Hashable) -> int:
        return self._room_bytes // 2 if owner is None else min(self._owner_bytes, self._room_bytes)

    def _make_room(self, owner: Hashable, *, keep: Hashable) -> None:
        """Takes the least recently used from an owner that has too much, then from all together."""
        own = {key: item.weight for key, item in self._items.items() if owner in item.owners}
        for key in _surplus(own, self._room_of(owner), keep):
            self._disown(key, owner)
        everything = {key: item.weight for key, item in self._items.items()}
        for key in _surplus(everything, self._room_bytes, keep):
            del self._items[key]

    def _disown(self, key: Hashable, owner: Hashable) -> None:
        item = self._items[key]
        item.owners.discard(owner)
        if not item.owners:
            del self._items[key]

    def _clear_up(self) -> None:
        """Gives up what belonged to those who have left, and what is too old."""
        while self._left:
            owner = self._left.popleft()
            for key in list(self._items):
                self._disown(key, owner)
        oldest = time.monotonic() - self._idle_s
        while self._items and next(iter(self._items.values())).used_at < oldest:
            self._items.popitem(last=False)


def _surplus(weights: dict[Hashable, int], most_bytes: int, keep: Hashable) -> list[Hashable]:
    """The first keys that must go so that the rest weighs no more than allowed."""
    too_much, gone = sum(weights.values()) - most_bytes, []
    for key, weight in weights.items():
        if too_much > 0 and key != keep:
            gone.append(key)
            too_much -= weight
    return gone
