"""Clips in: times, turn, colours, and everything that is no clip."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from animegan.errors import InputError
from animegan.media.image import encode
from animegan.media.video.clip import read_clip
from animegan.media.video.frames import FrameReader, frame_at
from animegan.media.video.limits import VideoLimits
from tests.media.clips import BASE, EVEN, SIZE, grey_frames, numbers, turn_in_header, write_clip, write_planes

ONE = 1 << 16
COLOUR = (200, 60, 90)
MATRICES = {5: (0.299, 0.114), 1: (0.2126, 0.0722), 9: (0.2627, 0.0593)}  # H.273: number -> (Kr, Kb)


def read(clip, size=SIZE, **options):
    return list(FrameReader(clip=clip, size=size, **options))


def stored(colour, kr, kb, full_range):
    """Y, Cb, Cr of an RGB colour, by the definition in ITU-T H.273."""
    r, g, b = (level / 255 for level in colour)
    y = kr * r + (1 - kr - kb) * g + kb * b
    cb, cr = (b - y) / (2 * (1 - kb)), (r - y) / (2 * (1 - kr))
    if full_range:
        return round(255 * y), round(128 + 255 * cb), round(128 + 255 * cr)
    return round(16 + 219 * y), round(128 + 224 * cb), round(128 + 224 * cr)


def test_a_clip_is_described(tmp_path):
    clip = read_clip(write_clip(tmp_path / "a.mp4", grey_frames(12), sound="aac"))
    assert (clip.size, clip.turn, clip.codec, clip.sound) == (SIZE, 0, "h264", "aac")
    assert clip.frames == 12
    assert clip.seconds == pytest.approx(12 * EVEN / 30000, abs=0.01)


def test_frames_come_in_order_with_their_own_uneven_times(tmp_path):
    ticks = [0, 500, 1700, 1750, 6000, 6100, 9000]  # Matroska keeps milliseconds, 30 of these
    clip = read_clip(write_clip(tmp_path / "a.mkv", grey_frames(7), ticks=ticks))
    frames = read(clip)
    assert numbers([frame.photo for frame in frames]) == list(range(7))
    assert [float(frame.time) for frame in frames] == pytest.approx(
        [t * float(BASE) for t in ticks], abs=6e-4
    )


def test_an_mp4_keeps_times_exactly(tmp_path):
    ticks = [0, 500, 1700, 1750, 6000, 6001, 9000]
    clip = read_clip(write_clip(tmp_path / "a.mp4", grey_frames(7), ticks=ticks))
    assert [frame.time for frame in read(clip)] == [t * BASE for t in ticks]


@pytest.mark.parametrize("full_range", [False, True])
@pytest.mark.parametrize("matrix", MATRICES)
def test_colours_are_right_by_every_matrix_and_range(tmp_path, matrix, full_range):
    yuv = stored(COLOUR, *MATRICES[matrix], full_range)
    clip = read_clip(write_planes(tmp_path / "a.mp4", yuv, matrix=matrix, full_range=full_range))
    photo = read(clip)[0].photo
    assert np.abs(photo.astype(int) - COLOUR).max() <= 3  # one level of Y, Cb or Cr is up to two of RGB


def test_untagged_small_clips_are_taken_for_bt601(tmp_path):
    yuv = stored(COLOUR, *MATRICES[5], False)
    clip = read_clip(write_planes(tmp_path / "a.mp4", yuv, matrix=2, full_range=False))
    assert np.abs(read(clip)[0].photo.astype(int) - COLOUR).max() <= 3


@pytest.mark.parametrize(
    ("matrix", "corner"),
    [
        ((0, ONE, 0, -ONE, 0, 0, 0, 0, 1 << 30), (0, -1)),  # a quarter to the right
        ((-ONE, 0, 0, 0, -ONE, 0, 0, 0, 1 << 30), (-1, -1)),
        ((0, -ONE, 0, ONE, 0, 0, 0, 0, 1 << 30), (-1, 0)),  # a quarter to the left
    ],
)
def test_a_turned_clip_comes_upright(tmp_path, matrix, corner):
    frame = np.full((*SIZE, 3), 40, np.uint8)
    frame[:32, :32] = 220  # top left as stored
    path = write_clip(tmp_path / "a.mp4", [frame] * 3)
    turn_in_header(path, matrix)
    clip = read_clip(path)
    assert clip.size == (SIZE if corner == (-1, -1) else SIZE[::-1])
    photo = read(clip, clip.size)[0].photo
    assert photo.shape[:2] == clip.size
    bright = [(y, x) for y in (0, -1) for x in (0, -1) if photo[y, x, 0] > 150]
    assert bright == [corner]


def test_a_part_and_a_lower_rate(tmp_path):
    clip = read_clip(write_clip(tmp_path / "a.mp4", grey_frames(30)))
    part = read(clip, start=Fraction(1, 3), end=Fraction(2, 3))
    assert numbers([frame.photo for frame in part]) == list(range(10, 20))
    slower = read(clip, most_fps=Fraction(10))
    assert numbers([frame.photo for frame in slower]) == [0, 3, 6, 9, 12, 15, 18, 21, 24, 27]
    assert [frame.time for frame in slower][:2] == [0, 3 * EVEN * BASE]


@pytest.mark.parametrize("suffix", ["mp4", "mkv", "avi"])
def test_reading_can_go_on_behind_any_frame(tmp_path, suffix):
    codec = "mpeg4" if suffix == "avi" else "libx264"
    clip = read_clip(write_clip(tmp_path / f"a.{suffix}", grey_frames(30), codec=codec))
    whole = read(clip, most_fps=Fraction(10))
    rest = read(clip, most_fps=Fraction(10), after=whole[4].time)
    assert [frame.time for frame in rest] == [frame.time for frame in whole[5:]]
    assert all(np.array_equal(a.photo, b.photo) for a, b in zip(rest, whole[5:], strict=True))


def test_one_frame_by_its_second(tmp_path):
    clip = read_clip(write_clip(tmp_path / "a.mp4", grey_frames(30)))
    assert numbers([frame_at(clip, second, SIZE) for second in (0, 0.5, 0.99, 9)]) == [0, 14, 29, 29]


@pytest.mark.parametrize("name", ["empty", "text", "picture", "sound", "cut", "playlist", "script"])
def test_what_is_no_clip_is_refused_with_words(tmp_path, name):
    good = write_clip(tmp_path / "good.mp4", grey_frames(8), sound="aac")
    data = {
        "empty": b"",
        "text": b"no clip at all\n" * 50,
        "picture": encode(grey_frames(1)[0]),
        "cut": good.read_bytes()[:600],
        "playlist": f"#EXTM3U\n#EXTINF:1,\nfile://{good}\n#EXT-X-ENDLIST\n".encode(),
        "script": f"ffconcat version 1.0\nfile '{good}'\n".encode(),
    }
    path = tmp_path / "a.mp4"
    if name == "sound":
        path = _sound_only(tmp_path / "a.mp4")
    else:
        path.write_bytes(data[name])
    with pytest.raises(InputError) as refused:
        read_clip(path)
    assert refused.value.message and refused.value.hint
    assert str(tmp_path) not in refused.value.message


def _sound_only(path):
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=48_000, layout="mono")
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 4800), np.int16), format="s16", layout="mono")
        frame.sample_rate = 48_000
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def test_damage_in_the_middle_costs_only_some_frames(tmp_path):
    path = write_clip(tmp_path / "a.mkv", grey_frames(30), codec="mpeg4")
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 200] = bytes(200)
    path.write_bytes(data)
    frames = read(read_clip(path))
    assert 5 <= len(frames) <= 30
    times = [frame.time for frame in frames]
    assert times == sorted(set(times))


def test_limits_are_said_before_anything_is_painted(tmp_path):
    path = write_clip(tmp_path / "a.mp4", grey_frames(4))
    with pytest.raises(InputError, match="96 x 64"):
        read_clip(path, limits=VideoLimits(longest_s=1, most_pixels=1000))
    with pytest.raises(InputError, match="limit is 60"):
        VideoLimits(longest_s=60, most_pixels=1000).check_length(61)


def test_a_name_is_only_a_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    good = write_clip(tmp_path / "good.mp4", grey_frames(4))
    odd = tmp_path / "concat:a|$(b);.mp4"
    good.rename(odd)
    assert read_clip(Path(odd.name)).frames == 4


@pytest.mark.parametrize(("curve", "said"), [(16, ("PQ",)), (18, ("HLG",)), (1, ())])
def test_a_clip_in_hdr_says_so(tmp_path, curve, said):
    with av.open(str(tmp_path / "a.mp4"), "w") as container:
        stream = container.add_stream("libx264", rate=25)
        stream.height, stream.width, stream.pix_fmt = 64, 96, "yuv420p"
        stream.codec_context.color_trc = curve
        frame = av.VideoFrame.from_ndarray(grey_frames(1)[0], "rgb24").reformat(format="yuv420p")
        frame.color_trc = curve
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    notes = read_clip(tmp_path / "a.mp4").notes
    assert len(notes) == len(said) and all(word in note for word, note in zip(said, notes, strict=True))
