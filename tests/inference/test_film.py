"""A whole film from a small clip, with painters whose work can be told by eye: times, sound, reuse, breaks."""

import time
import weakref

import av
import numpy as np
import pytest

from animegan.errors import InputError
from animegan.inference.film import Film, FilmPlan
from animegan.inference.film.film import AHEAD
from animegan.inference.film.pipe import Pipe
from animegan.inference.film.reel import reel_folder
from animegan.media.video.clip import read_clip
from animegan.media.video.frames import FrameReader
from tests.media.clips import BASE, EVEN, SIZE, grey_frames, numbers, read_all, sound_bytes, write_clip

PLAN = FilmPlan(size=64)


class Painter:
    """Gives the frame itself, counts, and breaks down when told to."""

    def __init__(self, breaks_at=None):
        self.painted = 0
        self.breaks_at = breaks_at

    def __call__(self, photo):
        if self.painted == self.breaks_at:
            raise RuntimeError("power cut")
        self.painted += 1
        return photo


def make(clip, out, paint=None, plan=PLAN, *, resume=False, part_frames=8):
    film = Film(
        read_clip(clip), out, plan, paint or Painter(), made_by={"painter": "self"}, part_frames=part_frames
    )
    steps = list(film.run(resume=resume))
    return film.report, steps


def test_every_frame_comes_back_at_its_own_time(tmp_path):
    ticks = [0, 500, 1700, 1750, 6000, 6001, 9000, 9100, 12000, 12100]  # over the end of a part too
    clip = write_clip(tmp_path / "a.mp4", grey_frames(10), ticks=ticks)
    report, steps = make(clip, tmp_path / "out.mp4")
    times, frames = read_all(tmp_path / "out.mp4")
    assert times == [tick * BASE for tick in ticks]
    assert numbers(frames) == list(range(10))
    assert (report.frames, report.complete, report.size) == (10, True, SIZE)
    assert [step.done for step in steps] == list(range(1, 11))
    assert not reel_folder(tmp_path / "out.mp4").exists()
    assert set(report.summary()["stages_ms"]) == {"decode", "resize", "compare", "network", "encode"}


def test_the_film_says_its_colours_and_starts_at_once(tmp_path):
    colour = np.full((*SIZE, 3), (200, 60, 90), np.uint8)
    make(write_clip(tmp_path / "a.mp4", [colour] * 3, lossless=True), tmp_path / "out.mp4")
    with av.open(str(tmp_path / "out.mp4")) as container:
        context = container.streams.video[0].codec_context
        tags = (context.colorspace, context.color_range, context.color_primaries, context.color_trc)
        assert tags == (1, 1, 1, 1)  # BT.709 in the narrow range
        assert context.pix_fmt == "yuv420p"
        shown = next(container.decode(video=0)).to_ndarray(format="rgb24")
    assert np.abs(shown.astype(int) - (200, 60, 90)).max() <= 6
    data = (tmp_path / "out.mp4").read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


def test_sides_become_even_and_keep_their_ratio(tmp_path):
    clip = write_clip(tmp_path / "a.mp4", [np.zeros((98, 174, 3), np.uint8)] * 2)
    report, _ = make(clip, tmp_path / "out.mp4", plan=FilmPlan(size=75))
    assert report.size == (74, 132)


def test_sound_is_copied_packet_by_packet(tmp_path):
    clip = write_clip(tmp_path / "a.mp4", grey_frames(12), sound="aac")
    report, _ = make(clip, tmp_path / "out.mp4")
    assert report.sound == "copied"
    assert sound_bytes(tmp_path / "out.mp4") == sound_bytes(clip)


def test_sound_that_browsers_do_not_play_becomes_aac(tmp_path):
    clip = write_clip(tmp_path / "a.mkv", grey_frames(12), sound="ac3")
    report, _ = make(clip, tmp_path / "out.mp4")
    assert report.sound == "converted"
    with av.open(str(tmp_path / "out.mp4")) as container:
        assert container.streams.audio[0].codec_context.name == "aac"
        loud = [np.abs(frame.to_ndarray()).max() for frame in container.decode(audio=0)]
        assert max(loud) > 0.1
        heard_s = len(loud) * 1024 / 48_000
    assert heard_s == pytest.approx(12 * EVEN / 30000, abs=0.1)


def test_a_part_of_a_clip_starts_at_zero_with_its_own_sound(tmp_path):
    clip = write_clip(tmp_path / "a.mp4", grey_frames(30), sound="aac")
    make(clip, tmp_path / "out.mp4", plan=FilmPlan(size=64, start=0.5, end=0.8))
    times, frames = read_all(tmp_path / "out.mp4")
    assert times[0] == 0
    assert numbers(frames) == list(range(15, 24))
    assert 10 <= len(sound_bytes(tmp_path / "out.mp4")) <= 16  # 0.3 s are 14 packets


def test_frames_that_repeat_are_painted_once(tmp_path):
    frames = grey_frames(4)
    clip = write_clip(tmp_path / "a.mp4", [frames[i] for i in (0, 0, 0, 1, 2, 2, 3, 3, 3, 3)])
    painter = Painter()
    report, _ = make(clip, tmp_path / "out.mp4", painter)
    assert (painter.painted, report.painted, report.reused, report.frames) == (4, 4, 6, 10)
    assert numbers(read_all(tmp_path / "out.mp4")[1]) == [0, 0, 0, 1, 2, 2, 3, 3, 3, 3]


def test_a_small_thing_that_moves_is_no_repetition(tmp_path):
    frames = [np.full((*SIZE, 3), 60, np.uint8) for _ in range(4)]
    for number, frame in enumerate(frames):
        frame[20:24, 10 + 6 * number : 14 + 6 * number] = 230
    painter = Painter()
    make(write_clip(tmp_path / "a.mp4", frames, lossless=True), tmp_path / "out.mp4", painter)
    assert painter.painted == 4


def test_a_slow_fade_comes_through(tmp_path):
    frames = [np.full((*SIZE, 3), 60 + number // 2, np.uint8) for number in range(24)]
    make(write_clip(tmp_path / "a.mp4", frames, lossless=True), tmp_path / "out.mp4")
    shown = read_all(tmp_path / "out.mp4")[1]
    assert all(abs(float(a.mean()) - float(b.mean())) < 4.5 for a, b in zip(shown, frames, strict=True))


def test_stopping_keeps_a_film_that_plays(tmp_path):
    clip = write_clip(tmp_path / "a.mp4", grey_frames(30), sound="aac")
    film = Film(read_clip(clip), tmp_path / "out.mp4", PLAN, Painter(), part_frames=8)
    for step in film.run():
        if step.done == 11:
            film.stop()
    assert not film.report.complete and film.report.frames == 11
    assert numbers(read_all(tmp_path / "out.mp4")[1]) == list(range(11))
    assert 15 <= len(sound_bytes(tmp_path / "out.mp4")) <= 20  # 0.37 s are 17 packets, not all 47


@pytest.mark.parametrize("frames", range(1, 12))
def test_stopping_early_keeps_the_few_frames_there_are(tmp_path, frames):
    clip = write_clip(tmp_path / "a.mp4", grey_frames(12), sound="aac")
    film = Film(read_clip(clip), tmp_path / "out.mp4", PLAN, Painter())
    for step in film.run():
        if step.done == frames:
            film.stop()
    assert numbers(read_all(tmp_path / "out.mp4")[1]) == list(range(frames))


@pytest.mark.parametrize("steady", [False, True])
@pytest.mark.parametrize("broken_by", ["error", "stop"])
def test_a_resumed_film_equals_an_unbroken_one(tmp_path, broken_by, steady):
    rng = np.random.default_rng(0)
    frames = [
        np.clip(frame + rng.normal(0, 4, frame.shape), 0, 255).astype(np.uint8) for frame in grey_frames(30)
    ]
    clip = write_clip(tmp_path / "a.mp4", frames)
    plan = FilmPlan(size=64, steady=steady)
    make(clip, tmp_path / "whole.mp4", plan=plan)

    out = tmp_path / "out.mp4"
    film = Film(read_clip(clip), out, plan, Painter(20 if broken_by == "error" else None),
                made_by={"painter": "self"}, part_frames=8)  # fmt: skip
    if broken_by == "error":
        with pytest.raises(RuntimeError, match="power cut"):
            list(film.run())
        assert not out.exists()
    else:
        for step in film.run():
            if step.done == 20:
                film.stop()
    painter = Painter()
    report, steps = make(clip, out, painter, plan, resume=True)
    assert (report.frames, report.resumed, report.complete) == (30, 16, True)
    assert painter.painted == 14 and steps[0].done == 17
    assert out.read_bytes() == (tmp_path / "whole.mp4").read_bytes()
    assert not reel_folder(out).exists()


def test_frames_do_not_pile_up_before_a_slow_painter_or_after_it(tmp_path, monkeypatch):
    clip = write_clip(tmp_path / "a.mp4", [grey_frames(30)[i % 30] for i in range(60)])
    read, kept, ahead, behind = [], [], [], []
    make_frame = FrameReader._frame

    def counted(reader, moment, raw):
        read.append(moment)
        return make_frame(reader, moment, raw)

    def paint(photo):
        if len(kept) % 20 == 10:
            time.sleep(0.05)  # reading could be far ahead by now
        ahead.append(len(read) - len(kept))
        behind.append(sum(picture() is not None for picture in kept))
        kept.append(weakref.ref(photo))
        return photo

    monkeypatch.setattr(FrameReader, "_frame", counted)
    report, _ = make(clip, tmp_path / "out.mp4", paint)
    assert len(kept) == 60
    assert max(ahead) <= AHEAD + 2 and max(behind) <= AHEAD + 4  # a full line, and what is in hand
    assert report.peak_mb == max(report.memory_mb) > 10 and report.summary()["memory_mb"] == [report.peak_mb]


@pytest.mark.slow
def test_ten_minutes_of_film_take_no_more_memory_than_two(tmp_path):
    minutes, rate = 10, 10
    frames = grey_frames(30)
    clip = write_clip(
        tmp_path / "a.mp4",
        [frames[i % 30] for i in range(minutes * 60 * rate)],
        ticks=[30000 // rate * i for i in range(minutes * 60 * rate)],
    )
    report, _ = make(clip, tmp_path / "out.mp4", part_frames=120)
    assert len(report.memory_mb) == minutes
    assert max(report.memory_mb[2:]) <= max(report.memory_mb[:2]) + 8, report.memory_mb


def test_other_settings_do_not_go_on_and_strangers_are_spared(tmp_path):
    clip, out = write_clip(tmp_path / "a.mp4", grey_frames(20)), tmp_path / "out.mp4"
    with pytest.raises(RuntimeError):
        make(clip, out, Painter(12))
    with pytest.raises(InputError, match="other settings"):
        make(clip, out, plan=FilmPlan(size=64, steady=True), resume=True)
    make(clip, out, plan=FilmPlan(size=64, steady=True))  # without resuming, the old parts go

    folder = reel_folder(tmp_path / "other.mp4")
    folder.mkdir()
    (folder / "diary.txt").write_text("mine")
    with pytest.raises(InputError, match="something else"):
        make(clip, tmp_path / "other.mp4")
    assert (folder / "diary.txt").read_text() == "mine"


def test_a_film_never_replaces_its_clip(tmp_path):
    clip = write_clip(tmp_path / "a.mp4", grey_frames(4))
    with pytest.raises(InputError, match="clip itself"):
        Film(read_clip(clip), clip, PLAN, Painter())


def test_steadiness_stills_a_noisy_still_and_lets_movement_through(tmp_path):
    rng = np.random.default_rng(1)
    still = np.zeros((*SIZE, 3), np.uint8)
    still[:, :, 0], still[:, :, 1], still[:, :, 2] = np.linspace(60, 180, SIZE[1]), 120, 90
    frames = []
    for number in range(16):
        frame = np.clip(still + rng.normal(0, 4, still.shape), 0, 255).astype(np.uint8)
        frame[24:40, 4 * number : 4 * number + 16] = 240
        frames.append(frame)
    clip = write_clip(tmp_path / "a.mp4", frames, lossless=True)
    restless, _ = make(clip, tmp_path / "a-out.mp4")
    steady, _ = make(clip, tmp_path / "b-out.mp4", plan=FilmPlan(size=64, steady=True))
    assert restless.flicker == pytest.approx(1, abs=0.01)
    assert steady.flicker < 0.6
    shown = read_all(tmp_path / "b-out.mp4")[1]
    assert shown[12][32, 56].min() > 200 and shown[12][32, 8].max() < 200  # the square has come, and gone
    assert np.abs(shown[12][4:20].astype(int) - shown[6][4:20]).mean() < 2  # what it never touched


def test_a_larger_frame_can_be_painted_than_the_film_has(tmp_path):
    clip = write_clip(tmp_path / "a.mp4", [np.zeros((128, 192, 3), np.uint8)] * 2)
    seen = []

    def paint(photo):
        seen.append(photo.shape[:2])
        return photo[::2, ::2]

    report, _ = make(clip, tmp_path / "out.mp4", paint, FilmPlan(size=64, detail=2))
    assert seen == [(128, 192)] and report.size == (64, 96)


def test_nothing_to_paint_is_an_error_with_words(tmp_path):
    clip = read_clip(write_clip(tmp_path / "a.mp4", grey_frames(4)))
    with pytest.raises(InputError, match="nothing at second 5"):
        Film(clip, tmp_path / "out.mp4", FilmPlan(size=64, start=5), Painter())
    with pytest.raises(InputError, match="nothing to paint"):
        FilmPlan(start=3, end=3)
    with pytest.raises(InputError, match="frames a second"):
        FilmPlan(most_fps=0)


def test_a_pipe_holds_up_hands_on_errors_and_lets_go():
    pipe = Pipe(2)
    assert pipe.put(1) and pipe.put(2)
    pipe.end(ValueError("torn"))
    taken = []
    with pytest.raises(ValueError, match="torn"):
        taken.extend(pipe)
    closed = Pipe(1)
    closed.close()
    assert not closed.put(1) and list(closed) == []


def test_the_film_needs_no_torch():
    import subprocess
    import sys

    program = (
        "import sys, animegan.inference.film, animegan.inference.film.painters; print('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
