"""Films in line: one at a time, each knows its place, and none goes on for a visitor who has left."""

import threading
import time

import pytest

from animegan.errors import InputError
from animegan.inference.film import Film, FilmPlan
from animegan.media.video.clip import read_clip
from animegan.serving import Gate
from animegan.ui.video import cinema
from animegan.ui.video.chosen_clip import ChosenClip
from animegan.ui.video.cinema import FilmJob
from tests.media.clips import grey_frames, read_all, write_clip

PLAN = FilmPlan(size=64)


@pytest.fixture
def chosen(tmp_path):
    clip = read_clip(write_clip(tmp_path / "a.mp4", grey_frames(12)))
    return ChosenClip(key="a", name="a.mp4", clip=clip)


def job(chosen, line, paint=lambda photo: photo, **options):
    return FilmJob(
        chosen, PLAN, "sakura", lambda path: Film(chosen.clip, path, PLAN, paint), line=line, **options
    )


def until(condition):
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


def test_one_film_at_a_time_and_the_next_knows_its_place(chosen):
    line, release = Gate(slots=1), threading.Event()

    def slowly(photo):
        release.wait(10)
        return photo

    first = job(chosen, line, slowly)
    until(lambda: first.look().state == "painting")
    second = job(chosen, line)
    until(lambda: second.look().ahead == 1)
    assert second.look().state == "waiting"
    release.set()
    until(lambda: first.look().is_over and second.look().is_over)
    assert (first.look().state, second.look().state) == ("done", "done")
    assert len(read_all(second.path)[1]) == 12


def test_who_leaves_the_line_is_not_painted(chosen):
    line, release = Gate(slots=1), threading.Event()
    first = job(chosen, line, lambda photo: release.wait(10) and photo)
    until(lambda: first.look().state == "painting")
    second = job(chosen, line)
    until(lambda: second.look().ahead == 1)
    second.stop()
    second.thread.join(10)
    assert second.look().state == "stopped" and not second.path.exists()
    release.set()
    first.thread.join(10)


def test_a_film_ends_when_its_visitor_has_left(chosen, monkeypatch):
    monkeypatch.setattr(cinema, "LEFT_FOR_S", 0.0)
    here = threading.Event()
    here.set()

    def paint(photo):
        if photo.mean() > 40:
            here.clear()
            time.sleep(0.01)
        return photo

    gone = job(chosen, Gate(), paint, is_here=here.is_set)
    gone.thread.join(10)
    assert gone.look().state == "stopped" and gone.look().report.frames < 12


def test_what_goes_wrong_is_told_and_the_place_is_given_back(chosen):
    line = Gate(slots=1)

    def refuse(path):
        raise InputError("No.", hint="Never.")

    failed = FilmJob(chosen, PLAN, "sakura", refuse, line=line)
    failed.thread.join(10)
    assert failed.look().state == "failed" and failed.look().problem.message == "No."
    after = job(chosen, line)
    after.thread.join(10)
    assert after.look().state == "done"


def test_the_folder_goes_with_the_film(chosen):
    done = job(chosen, Gate())
    done.thread.join(10)
    path = done.path
    assert path.exists() and path.parent.stat().st_mode & 0o077 == 0
    del done
    until(lambda: not path.parent.exists())
