import gc
import subprocess
import sys
import tempfile
from pathlib import Path

from animegan.ui.video import private_folder
from animegan.ui.video.private_folder import PREFIX, PrivateFolder


def test_only_this_user_may_look_into_it_and_it_goes_with_its_holder():
    folder = PrivateFolder()
    path = folder.path
    (path / "clip").write_bytes(b"private")
    assert path.stat().st_mode & 0o777 == 0o700
    del folder
    gc.collect()
    assert not path.exists()


def test_what_a_killed_program_left_behind_goes_at_the_next_start(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left = tmp_path / f"{PREFIX}{gone.pid}-x"
    left.mkdir()
    (left / "film.mp4").write_bytes(b"half a film")
    foreign = tmp_path / f"{PREFIX}of-somebody"
    foreign.mkdir()
    private_folder._remove_what_was_left_behind.cache_clear()
    mine = PrivateFolder()
    assert not left.exists() and foreign.exists() and mine.path.parent == Path(tmp_path)
