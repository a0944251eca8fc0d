import pytest

from tests.load.fairness import unfairness
from tests.load.photos import Who, is_the_photo, photo_of


def test_a_line_in_which_each_place_waits_its_time_is_fair():
    places = list(range(30))
    assert unfairness(places, [2.0 + place for place in places]) == pytest.approx(1.0, abs=0.35)


def test_one_who_waits_twice_as_long_as_the_neighbours_is_found():
    places = list(range(10, 20))
    waits = [10.0 + place for place in places]
    waits[4] *= 2
    assert unfairness(places, waits) > 1.9


def test_no_visitors_photo_passes_for_another_ones():
    people = [Who(number, 4, turn) for number in range(4) for turn in (1, 2)]
    for one in people:
        assert [other for other in people if is_the_photo(photo_of(other), one)] == [one]
