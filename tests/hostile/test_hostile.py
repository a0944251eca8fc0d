"""A small part of the campaign, the same files each time, and random damage by hypothesis: a clear word for each."""

import json
import os
import random
import signal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from animegan.errors import AnimeganError
from animegan.lessons.library import lessons
from animegan.lessons.progress import KIND, VERSION
from animegan.media.image import decode
from tests.hostile.campaign import Child, Tally
from tests.hostile.cases import Case, damaged, made_by_hand, whole_files
from tests.hostile.child import open_file
from tests.hostile.doors import DOORS

pytestmark = pytest.mark.filterwarnings("ignore")  # the readers comment on odd tags

BY_DOOR = {door: [case for case in made_by_hand() if case.door == door] for door in DOORS}
SMALL = ("photo", "clip")


def check(case: Case) -> None:
    told = open_file(DOORS[case.door], case.make())
    assert told["state"] in ("used", "refused"), (case.name, told.get("why"))


@pytest.mark.parametrize(
    ("door", "every"), [("photo", 29), ("clip", 53), ("weights", 17), ("published", 1), ("progress", 1)]
)
def test_every_file_is_used_or_refused_in_words(door: str, every: int) -> None:
    for case in BY_DOOR[door][::every]:
        if not case.name.startswith(
            ("TIFF with 50 MB", "PNG with", "PNG whose", "PNG 1", "PNG 2")
        ):  # seconds each
            check(case)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    where=st.sampled_from([key for key in whole_files() if key[0] in SMALL]), seed=st.integers(0, 2**32 - 1)
)
def test_damaged_files_never_escape_as_another_error(where: tuple[str, str], seed: int) -> None:
    check(Case(name=where[1], door=where[0], make=lambda: damaged(whole_files()[where], seed)))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(start=st.sampled_from([data[:12] for data in whole_files().values()]), noise=st.binary(max_size=300))
def test_noise_behind_a_right_beginning_is_refused_in_words(start: bytes, noise: bytes) -> None:
    check(Case(name="noise", door="photo", make=lambda: start + noise))


JUNK = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    reached=st.just(1) | JUNK,
    guesses=JUNK | st.dictionaries(st.sampled_from("1238") | st.text(max_size=3), JUNK),
)
def test_no_progress_file_escapes_as_another_error(reached: object, guesses: object) -> None:
    saved = {lessons()[0].name: {"reached": reached, "guesses": guesses}}
    data = json.dumps({"kind": KIND, "version": VERSION, "lessons": saved}).encode()
    check(Case(name=repr(saved), door="progress", make=lambda: data))


@pytest.mark.parametrize(
    "name",
    [
        "0x7fffffff at 12 of stss",  # FFmpeg refuses to jump
        "MP4 cut at 9600",  # sound that no decoder was found for
        "deep",  # brackets in brackets: RecursionError
        "None for step 999999999",  # Python refuses to read so many digits
    ],
)
def test_what_once_escaped_does_not_any_more(name: str) -> None:
    check(next(case for case in made_by_hand() if case.name == name))


def test_pages_without_end_are_not_counted_to_the_end() -> None:
    pages = next(case for case in made_by_hand() if case.name == "TIFF with 60000 pages")
    assert decode(pages.make()).notes == ("has 1000 or more pages: only the first is used",)


def test_a_picture_of_100_bytes_does_not_keep_the_network_busy_for_minutes() -> None:
    with pytest.raises(AnimeganError, match="would be worked on"):
        DOORS["photo"](next(case for case in made_by_hand() if case.name == "PNG 20000x1").make())


def test_the_campaign_notices_the_death_of_a_child() -> None:
    child = Child()
    try:
        told = child.open(0)
        assert told is not None and told["state"] in ("used", "refused")
        os.kill(child.pid, signal.SIGKILL)
        assert child.open(1) is None
    finally:
        assert child.end() == -signal.SIGKILL


def test_mistakes_and_excesses_are_bad() -> None:
    tally = Tally()
    fine = {"door": "photo", "state": "refused", "cpu_s": 0.1, "peak_mb": 500}
    for told in (fine, {**fine, "state": "mistake"}, {**fine, "cpu_s": 6.0}, {**fine, "peak_mb": 9000}):
        tally.add(told)
    assert len(tally.bad) == 3 and fine not in tally.bad


def test_damage_is_the_same_each_time() -> None:
    data = random.Random(1).randbytes(500)
    assert damaged(data, 5) == damaged(data, 5) != data
    with pytest.raises(AnimeganError):
        DOORS["photo"](damaged(data, 5))
