import pytest

from animegan.errors import InputError
from animegan.ui.settings import StylizeSettings


def test_shares_sum_to_one_and_leave_out_what_is_not_there():
    mixed = StylizeSettings(style="sakura", mix=(("sakura", 30.0), ("aozora", 0.0), ("sumi", 10.0)))
    assert mixed.shares == {"sakura": 0.75, "sumi": 0.25}


def test_without_a_mix_there_are_no_shares():
    assert StylizeSettings(style="sakura").shares == {}


def test_a_mix_of_nothing_is_refused():
    with pytest.raises(InputError, match="mix"):
        StylizeSettings(style="sakura", mix=(("sakura", 0.0),))


def test_equal_settings_are_one_cache_key():
    one, two = (StylizeSettings(style="sumi", mix=(("sumi", 1.0),), size=256, strength=0.5) for _ in range(2))
    assert one == two and hash(one) == hash(two)
    assert one != StylizeSettings(style="sumi", mix=(("sumi", 1.0),), size=256, strength=0.55)
