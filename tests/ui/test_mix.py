import pytest

from animegan.ui.mix import whole_percents


@pytest.mark.parametrize("weights", [(1, 1, 1), (5, 5, 5, 100), (1, 2, 4, 0), (35, 20, 10, 5), (100,)])
def test_shown_percents_sum_to_100_and_none_is_off_by_a_whole_one(weights):
    shares = whole_percents({str(place): weight for place, weight in enumerate(weights)})
    assert sum(shares.values()) == 100
    for place, weight in enumerate(weights):
        assert abs(shares[str(place)] - 100 * weight / sum(weights)) < 1


def test_what_is_left_goes_to_the_largest_remainder():
    assert whole_percents({"a": 1, "b": 1, "c": 1, "d": 20}) == {"a": 5, "b": 4, "c": 4, "d": 87}
