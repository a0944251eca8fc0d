"""A clip is cut at key frames, its pieces are painted apart, and no frame is lost, doubled or moved."""

from functools import partial
from pathlib import Path

import pytest

from animegan.batch import film_pieces
from animegan.batch.inputs import find_inputs
from animegan.batch.run import Batch
from animegan.batch.settings import BatchSettings
from animegan.media.image import decode, encode
from animegan.media.video.clip import read_clip
from animegan.media.video.split import Piece, split
from animegan.types import PhotoU8
from tests.batch.test_run import Here, states
from tests.media.clips import BASE, grey_frames, read_all, sound_bytes, turn_in_header, write_clip
from tests.media.files import quadrants
from tests.tint import take_the_networks_place, tinted

SETTINGS = BatchSettings(style="sakura", size=64)
COUNT = 30
TICKS = [1001 * number + number % 3 for number in range(COUNT)]  # uneven
# a key frame every ten, in open groups: frames before it are shown first, and need both groups
OPEN_GROUPS = {
    "preset": "medium", "bf": "3", "x264-params": "keyint=10:min-keyint=10:scenecut=0:open-gop=1:b-adapt=0"
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clip of three open groups with sound, and a photo; the network only tints."""
    take_the_networks_place(monkeypatch)
    monkeypatch.setattr(film_pieces, "split", partial(split, piece_frames=8))
    (tmp_path / "in").mkdir()
    write_clip(
        tmp_path / "in" / "film.mp4", grey_frames(COUNT), ticks=TICKS, sound="aac", options=OPEN_GROUPS
    )
    (tmp_path / "in" / "photo.png").write_bytes(encode(quadrants(80, 120)))
    return tmp_path / "in"


def run(folder: Path, lasts: int = 10**9) -> dict[str, str]:
    out = folder.parent / "out"
    inputs = find_inputs(folder, out, SETTINGS)
    return states(list(Batch(inputs, out, SETTINGS, Here(lasts)).run()))


def check(film: Path, clip: Path) -> None:
    times, frames = read_all(film)
    assert times == [tick * BASE for tick in TICKS]
    assert [_number(frame) for frame in frames] == list(range(COUNT))
    assert sound_bytes(film) == sound_bytes(clip)


def _number(frame: PhotoU8) -> int:
    """Which of `grey_frames` was tinted into this one."""
    red = tinted(grey_frames(1)[0], sakura=1.0)[0, 0, 0] / grey_frames(1)[0][0, 0, 0]
    return round((float(frame[..., 0].mean()) / red - 20) / 7)


def pieces_of(path: Path, piece_frames: int) -> list[Piece]:
    return list(split(read_clip(path), piece_frames=piece_frames))


def test_a_film_of_pieces_has_every_frame_at_its_time(folder: Path) -> None:
    assert run(folder) == {"film.mp4": "painted", "photo.png": "painted"}
    out = folder.parent / "out"
    check(out / "film.mp4", folder / "film.mp4")
    photo = decode((out / "photo.png").read_bytes()).photo
    assert photo.shape == (64, 96, 3)
    assert sorted(path.name for path in out.iterdir()) == [
        "batch.jsonl", "batch.jsonl.lock", "film.mp4", "photo.png"
    ]  # fmt: skip
    assert set(run(folder).values()) == {"there already"}


def test_a_film_goes_on_behind_the_pieces_that_are_whole(folder: Path) -> None:
    with pytest.raises(RuntimeError, match="power cut"):
        run(folder, lasts=2)
    out = folder.parent / "out"
    assert not (out / "film.mp4").exists()
    assert len(list((out / "film.mp4.pieces").iterdir())) == 2
    with pytest.raises(RuntimeError, match="power cut"):
        run(folder, lasts=1)  # the third piece was all that the film lacked
    check(out / "film.mp4", folder / "film.mp4")
    assert run(folder) == {"film.mp4": "there already", "photo.png": "painted"}


def test_pieces_begin_where_the_ones_before_end(folder: Path) -> None:
    pieces = pieces_of(folder / "film.mp4", 8)
    assert [piece.start for piece in pieces] == [TICKS[at] * BASE for at in (0, 10, 20)]
    assert [piece.end for piece in pieces] == [*(piece.start for piece in pieces[1:]), None]
    assert len(pieces_of(folder / "film.mp4", 100)) == 1


@pytest.mark.parametrize(
    ("name", "codec"),
    [("a.webm", "libvpx-vp9"), ("a.mkv", "libx264"), ("a.avi", "mpeg4"), ("a.ts", "libx264")],
)
def test_other_kinds_of_files_are_painted_whole_too(
    tmp_path: Path, folder: Path, name: str, codec: str
) -> None:
    for path in folder.iterdir():
        path.unlink()
    options = {"g": "8"} if codec == "libx264" else {"g": "8", "b": "1000000"}
    write_clip(folder / name, grey_frames(20), codec=codec, options=options)
    assert run(folder) == {"a.mp4": "painted"}
    times, frames = read_all(tmp_path / "out" / "a.mp4")
    wanted = read_all(folder / name)[0]
    late = [float(time - was + wanted[0]) for time, was in zip(times, wanted, strict=True)]
    assert max(map(abs, late)) < 0.002
    assert [_number(frame) for frame in frames] == list(range(20))


def test_a_turned_clip_is_upright_and_a_broken_one_stops_nothing(folder: Path) -> None:
    turn_in_header(folder / "film.mp4", (0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30))
    (folder / "broken.mp4").write_bytes((folder / "film.mp4").read_bytes()[:400])
    assert run(folder) == {"broken.mp4": "failed", "film.mp4": "painted", "photo.png": "painted"}
    assert read_clip(folder.parent / "out" / "film.mp4").size == (96, 64)
