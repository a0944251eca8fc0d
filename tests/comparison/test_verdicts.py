"""What becomes of the article's claims."""

import pytest

from animegan.comparison.claims import FACTS, NUMBERS, SIZES, TOPICS
from animegan.comparison.systems import get_system
from animegan.comparison.verdicts import implied_ratio, judge_ratio, judge_seconds, judge_size


def claim(system, figure):
    return next(claim for claim in NUMBERS if (claim.system, claim.figure) == (system, figure))


@pytest.mark.parametrize(
    ("system", "fp32_mb", "word"),
    [
        ("cyclegan", 45.5, "differs"),
        ("animeganv2", 8.57, "agree"),
        ("toonify", 121.5, "wrong"),
        ("toonify", 600, "agree"),
    ],
)
def test_sizes(system, fp32_mb, word):
    verdict = judge_size(claim(system, "size"), fp32_mb)
    assert verdict.word == word
    assert verdict.measured == f"{fp32_mb:.1f} MB"


@pytest.mark.parametrize(
    ("seconds", "word"), [(5.5, "agree"), (2.0, "differs"), (0.05, "differs"), (100, "differs")]
)
def test_another_machine_makes_no_claim_about_seconds_wrong(seconds, word):
    assert judge_seconds(claim("cyclegan", "seconds"), seconds).word == word


def test_without_a_measurement_there_is_no_verdict():
    assert judge_seconds(claim("cyclegan", "seconds"), None).word is None
    assert judge_ratio("cyclegan", {"cyclegan": 1.0}, of="Seconds").word is None


def test_a_ratio_does_not_depend_on_the_machine():
    assert implied_ratio("cyclegan") == (2.5, 8.0)
    assert judge_ratio("cyclegan", {"cyclegan": 6.0, "animeganv2": 2.0}, of="Seconds").word == "agree"
    for slow in (1, 100):
        verdict = judge_ratio("cyclegan", {"cyclegan": 0.5 * slow, "animeganv2": 1.0 * slow}, of="Seconds")
        assert (verdict.word, verdict.measured) == ("wrong", "0.50 times")


def test_every_claim_is_about_a_system_and_has_its_source():
    for each in (*NUMBERS, *FACTS):
        get_system(each.system)
        assert each.says and each.source
    assert all(each.topic in TOPICS and each.reason for each in FACTS)
    assert all(each.low < each.high and each.system in SIZES for each in NUMBERS)
