"""The live painter with a painter that is held up by hand: the newest frame wins, and nothing piles up."""

import threading

import numpy as np
import pytest

from animegan.errors import InputError
from animegan.inference.film.live import LivePainter


def picture(level):
    return np.full((2, 2, 3), level, np.uint8)


class HeldPainter:
    """Paints a number as a grey picture, each time only when it is let go."""

    def __init__(self):
        self.seen = []
        self.began = threading.Semaphore(0)
        self.go = threading.Semaphore(0)

    def __call__(self, frame):
        self.seen.append(frame)
        self.began.release()
        assert self.go.acquire(timeout=10)
        return picture(frame)


@pytest.fixture
def held():
    paint = HeldPainter()
    painter = LivePainter(paint)
    yield paint, painter
    painter.stop()
    paint.go.release(10)
    painter.join()


def test_a_slow_painter_paints_the_newest_frame_and_drops_the_others(held):
    paint, painter = held
    painter.give(0)
    assert paint.began.acquire(timeout=10)  # it is busy with the first frame
    for frame in range(1, 101):
        painter.give(frame)
    paint.go.release()
    assert painter.picture_after(0, timeout_s=10).picture.max() == 0
    assert paint.began.acquire(timeout=10)
    paint.go.release()
    second = painter.picture_after(1, timeout_s=10)
    assert second.picture.max() == 100 and second.number == 2
    assert paint.seen == [0, 100]
    figures = painter.look()
    assert (figures.came, figures.painted, figures.dropped) == (101, 2, 99)


def test_frames_that_are_dropped_are_let_go(held):
    import weakref

    class Frame:
        def __index__(self):
            return 1

    paint, painter = held
    painter.give(0)
    assert paint.began.acquire(timeout=10)
    frames = []
    for _ in range(20):
        frame = Frame()
        frames.append(weakref.ref(frame))
        painter.give(frame)
    del frame
    assert [alive() is not None for alive in frames] == [False] * 19 + [True]


def test_style_and_size_may_change_while_it_runs():
    painter = LivePainter(lambda frame: picture(frame))
    painter.give(1)
    assert painter.picture_after(0, timeout_s=10).picture.shape == (2, 2, 3)
    painter.change(lambda frame: np.full((4, 6, 3), frame + 100, np.uint8))
    painter.give(2)
    changed = painter.picture_after(1, timeout_s=10)
    assert changed.picture.shape == (4, 6, 3) and changed.picture.max() == 102
    painter.stop()
    painter.join()


def test_stopping_wakes_whoever_waits_and_ends_the_thread():
    painter = LivePainter(picture)
    waiting = []
    waiter = threading.Thread(target=lambda: waiting.append(painter.picture_after(0)))
    waiter.start()
    painter.stop()
    waiter.join(10)
    painter.join()
    assert waiting == [None] and painter.is_stopped
    painter.give(3)
    assert painter.picture_after(0, timeout_s=0) is None


def test_a_frame_that_cannot_be_painted_is_told_and_the_next_goes_on():
    def paint(frame):
        if frame == 0:
            raise InputError("Too many are waiting.", hint="Wait.")
        return picture(frame)

    painter = LivePainter(paint)
    painter.give(0)
    while painter.problem is None:
        threading.Event().wait(0.001)
    assert "waiting" in painter.problem.message
    painter.give(5)
    assert painter.picture_after(0, timeout_s=10).picture.max() == 5 and painter.problem is None
    painter.stop()
    painter.join()


def test_a_mistake_ends_it_with_words(caplog):
    painter = LivePainter(lambda _frame: 1 // 0)
    painter.give(0)
    painter.join()
    assert painter.is_stopped and "mistake" in painter.problem.message
    assert "ZeroDivisionError" in caplog.text


def test_frames_a_second_are_counted_over_the_last_seconds():
    now = [0.0]

    def paint(frame):
        now[0] += 0.04
        return picture(0)

    painter = LivePainter(paint, clock=lambda: now[0])
    for number in range(60):
        painter.give(number)
        assert painter.picture_after(number, timeout_s=10)
        now[0] += 0.06
    figures = painter.look()
    assert figures.fps == pytest.approx(10, rel=0.02) and figures.came_fps == pytest.approx(10, rel=0.06)
    assert figures.paint_ms == pytest.approx(40) and figures.age_ms == pytest.approx(40)
    now[0] += 60
    assert painter.look().fps == 0
    painter.stop()
    painter.join()
