import gc
import weakref

import pytest

from animegan.serving import Shelf


def shelf_of(room_bytes, owner_bytes=None, **options):
    return Shelf(room_bytes=room_bytes, owner_bytes=owner_bytes or room_bytes, weigh=len, **options)


def put(shelf, *keys, owner="a", size=1):
    for key in keys:
        shelf.put(key, "x" * size, owner=owner)


def test_the_least_recently_used_goes_first():
    shelf = shelf_of(3)
    put(shelf, *"abc")
    assert shelf.get("a", owner="a") == "x"  # used: now b is the oldest
    put(shelf, "d")
    assert shelf.contents() == ["c", "a", "d"]


def test_bytes_count_not_entries():
    shelf = shelf_of(10)
    put(shelf, "long", size=9)
    put(shelf, "short")
    assert shelf.held_bytes() == 10
    put(shelf, "one more")
    assert shelf.contents() == ["short", "one more"]


def test_putting_again_replaces_and_does_not_count_twice():
    shelf = shelf_of(10)
    put(shelf, "a", "a", size=6)
    put(shelf, "b", size=4)
    assert shelf.contents() == ["a", "b"] and shelf.held_bytes() == 10


def test_what_is_too_big_is_not_kept_and_moves_nothing():
    shelf = shelf_of(8, owner_bytes=4)
    put(shelf, "fits", size=4)
    put(shelf, "big", size=5)
    assert shelf.contents() == ["fits"]


def test_who_asks_for_much_loses_their_own_and_nobody_elses():
    shelf = shelf_of(100, owner_bytes=3)
    put(shelf, "modest", owner="b")
    put(shelf, *"123456789", owner="a")
    assert shelf.contents() == ["modest", *"789"]
    assert shelf.held_bytes("a") == 3


def test_what_two_have_asked_for_stays_until_both_have_left():
    shelf = shelf_of(10)
    put(shelf, "same", "mine", owner="a")
    assert shelf.get("same", owner="b") == "x"
    shelf.has_left("a")
    assert shelf.contents() == ["same"] and shelf.held_bytes("b") == 1
    shelf.give_up("b", lambda key: key == "same")
    assert shelf.held_bytes() == 0


def test_the_labs_own_stays_within_half_of_the_room():
    shelf = shelf_of(10)
    put(shelf, *"123456789", owner=None)
    put(shelf, "theirs", size=5)
    assert shelf.held_bytes(None) == 5 and shelf.held_bytes("a") == 5


def test_what_nobody_has_used_for_long_goes():
    shelf = shelf_of(10, idle_s=-1.0)
    put(shelf, "old")
    put(shelf, "new")
    assert "old" not in shelf.contents()


def test_an_owner_may_be_cleared_up_by_python_at_any_moment():
    """Even while the shelf is busy in the very same thread."""

    class Visit:
        pass

    def weigh_and_leave(value):
        nonlocal visit
        visit = None
        gc.collect()
        return len(value)

    visit = Visit()
    shelf = Shelf(room_bytes=10, owner_bytes=10, weigh=weigh_and_leave)
    weakref.finalize(visit, shelf.has_left, "gone")
    shelf.put("key", "x", owner="gone")
    assert shelf.contents() == []


@pytest.mark.parametrize("owner", ["a", None])
def test_nobody_has_what_was_never_put(owner):
    assert shelf_of(10).get("key", owner=owner) is None
