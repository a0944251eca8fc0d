from animegan.ui.shelf import Shelf


def test_the_least_recently_used_goes_first():
    shelf = Shelf(room_bytes=3, weigh=len)
    for key in ("a", "b", "c"):
        shelf.put(key, "1")
    assert shelf.get("a") == "1"  # used: now b is the oldest
    shelf.put("d", "1")
    assert shelf.get("b") is None
    assert [shelf.get(key) for key in ("a", "c", "d")] == ["1", "1", "1"]


def test_bytes_count_not_entries():
    shelf = Shelf(room_bytes=10, weigh=len)
    shelf.put("long", "x" * 9)
    shelf.put("short", "x")
    assert shelf.get("long") and shelf.get("short")
    shelf.put("one more", "x")
    assert shelf.get("long") is None and shelf.get("short")


def test_putting_again_replaces_and_does_not_count_twice():
    shelf = Shelf(room_bytes=10, weigh=len)
    shelf.put("a", "x" * 6)
    assert shelf.put("a", "y" * 6) == "y" * 6
    shelf.put("b", "x" * 4)
    assert shelf.get("a") == "y" * 6 and shelf.get("b")


def test_what_is_too_big_is_handed_back_but_not_kept():
    shelf = Shelf(room_bytes=4, weigh=len)
    assert shelf.put("big", "x" * 5) == "x" * 5
    assert shelf.get("big") is None
    shelf.put("fits", "x" * 4)
    assert shelf.get("fits")
