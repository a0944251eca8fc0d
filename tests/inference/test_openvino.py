"""The compiled network: kept between starts, checked before use, made again when it is not right."""

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from animegan.catalog import WeightsEntry, verified_path
from animegan.errors import BackendError, WeightsError
from animegan.inference.backends import compiled as compiled_module
from animegan.inference.backends import compiled_cache
from animegan.inference.backends import convert as convert_module
from animegan.inference.backends import openvino as backend_module
from animegan.inference.backends.compiled import Plan
from animegan.inference.backends.compiled_cache import Compiled, read_compiled, write_compiled
from animegan.inference.backends.convert import Converted
from animegan.inference.backends.openvino import OpenVINOBackend, physical_cores
from animegan.inference.backends.quiet import import_openvino
from animegan.types import PhotoU8

CODE = np.array([1, 0, 0, 0], np.float32)


@pytest.fixture
def painted(entry: WeightsEntry, photo: PhotoU8) -> PhotoU8:
    """What the network makes of the photo; the compiled network is in the cache after this."""
    return OpenVINOBackend(entry).paint(photo, CODE)


@pytest.fixture(scope="module")
def converted(entry: WeightsEntry) -> Converted:
    """The forged network in OpenVINO's form; converting takes seconds and is the same every time."""
    return convert_module.convert(entry)


def _kept() -> Path:
    """The compiled network of the forged entry."""
    blobs = compiled_cache.cache_dir().glob("anime_unet-*.blob")
    return max(blobs, key=lambda path: path.stat().st_mtime)


def _start(entry: WeightsEntry, home: Path, **environment: str) -> str:
    """Starts a new Python that paints with the fast backend, and returns what it says."""
    code = f"""
import sys
import numpy as np
from animegan.catalog import WeightsEntry, entries
entries.WEIGHTS = ({entry!r},)
from animegan.inference import Stylizer
result = Stylizer.load("sakura", backend="openvino")(np.zeros((64, 64, 3), np.uint8))
print(result.backend, "torch" in sys.modules, bool(sys.modules.get("openvino_telemetry")))
"""
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "HOME": str(home), **environment},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def test_the_second_start_imports_no_torch_and_no_telemetry(
    entry: WeightsEntry, painted: PhotoU8, tmp_path: Path
) -> None:
    assert _start(entry, tmp_path) == "openvino False False"
    assert list(tmp_path.iterdir()) == []  # OpenVINO's telemetry would have left an identifier here


def test_the_first_start_converts_apart_and_without_telemetry(entry: WeightsEntry, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    said = _start(entry, home, ANIMEGAN_CACHE=str(tmp_path / "cache"))
    assert said == "openvino False False"  # torch came and went with the process that converted
    assert not (home / "intel").exists()
    assert len(list((tmp_path / "cache").iterdir())) == 1  # the network, and no .part


def test_where_nothing_can_be_kept_the_start_converts_by_itself(entry: WeightsEntry, tmp_path: Path) -> None:
    blocked = tmp_path / "a file where the cache should be"
    blocked.write_text("")
    assert _start(entry, tmp_path, ANIMEGAN_CACHE=str(blocked)) == "openvino True False"


def test_a_kept_network_paints_the_same_picture(
    entry: WeightsEntry, painted: PhotoU8, photo: PhotoU8, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("compiled again")

    monkeypatch.setattr(compiled_module, "_compile", never)
    assert np.array_equal(OpenVINOBackend(entry).paint(photo, CODE), painted)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: b"",
        lambda data: data[:200_000] + bytes(1000) + data[201_000:],
        lambda data: data.replace(b"16}", b"32}", 1),
    ],
    ids=["cut in half", "empty", "zeros in the middle", "another stride"],
)
def test_a_damaged_file_is_noticed(
    damage: Callable[[bytes], bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("ANIMEGAN_CACHE", str(tmp_path))
    compiled = Compiled(16, np.random.default_rng(0).bytes(400_000))
    write_compiled("net-1.blob", compiled)
    assert read_compiled("net-1.blob") == compiled
    whole = (tmp_path / "net-1.blob").read_bytes()
    assert damage(whole) != whole
    (tmp_path / "net-1.blob").write_bytes(damage(whole))
    with caplog.at_level(logging.WARNING):
        assert read_compiled("net-1.blob") is None
    assert "damaged" in caplog.text


def _damage(blob: Path) -> None:
    blob.write_bytes(blob.read_bytes()[:1000])


def _replace_by_nonsense(blob: Path) -> None:
    write_compiled(blob.name, Compiled(16, b"whole, but no network"))


@pytest.mark.parametrize(
    ("spoil", "said"), [(_damage, "damaged"), (_replace_by_nonsense, "refused"), (Path.unlink, "")]
)
def test_a_network_that_cannot_be_used_is_made_again(
    entry: WeightsEntry,
    painted: PhotoU8,
    photo: PhotoU8,
    converted: Converted,
    spoil: Callable[[Path], None],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(convert_module, "convert", lambda _: converted)
    blob = _kept()
    spoil(blob)
    with caplog.at_level(logging.WARNING):
        assert np.array_equal(OpenVINOBackend(entry).paint(photo, CODE), painted)
    assert said in caplog.text
    assert read_compiled(blob.name) is not None


def test_altered_weights_are_refused_even_if_the_compiled_network_is_whole(
    entry: WeightsEntry, painted: PhotoU8
) -> None:
    path = verified_path(entry)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    try:
        with pytest.raises(WeightsError, match="altered"):
            OpenVINOBackend(entry)
    finally:
        path.write_bytes(whole)


def test_the_fingerprint_follows_weights_settings_and_code(
    entry: WeightsEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    core = import_openvino().Core()

    def fingerprint(version: str = "1", precision: str = "fp32", threads: int = 2, **changes: str) -> str:
        return compiled_module._fingerprint(
            core, version, Plan(precision, threads), replace(entry, **changes)
        )

    reference = fingerprint()
    assert fingerprint() == reference
    others = {
        fingerprint(version="2"),
        fingerprint(threads=4),
        fingerprint(precision="bf16"),
        fingerprint(sha256="0" * 64),
        fingerprint(openvino="0" * 64),
    }
    monkeypatch.setattr(compiled_module, "_code_digest", lambda: "changed")
    others.add(fingerprint())
    assert len(others - {reference}) == 6


def test_a_cache_that_cannot_be_written_stops_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "a file, not a directory"
    blocked.touch()
    monkeypatch.setenv("ANIMEGAN_CACHE", str(blocked))
    with caplog.at_level(logging.WARNING):
        write_compiled("net-1.blob", Compiled(16, b"x"))
    assert "Nothing can be kept" in caplog.text
    assert read_compiled("net-1.blob") is None


def test_only_the_latest_compiled_networks_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANIMEGAN_CACHE", str(tmp_path))
    write_compiled("other-0.blob", Compiled(4, b"x"))
    for number in range(6):
        write_compiled(f"net-{number}.blob", Compiled(16, bytes([number, 10, number])))
        os.utime(tmp_path / f"net-{number}.blob", (number, number))
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *(f"net-{number}.blob" for number in (2, 3, 4, 5)),
        "other-0.blob",
    ]
    assert read_compiled("net-5.blob") == Compiled(16, bytes([5, 10, 5]))


def test_the_cache_lies_where_the_system_keeps_such_things(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("ANIMEGAN_CACHE")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert compiled_cache.cache_dir() == tmp_path / ".cache" / "animegan"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert compiled_cache.cache_dir() == tmp_path / "xdg" / "animegan"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert compiled_cache.cache_dir() == tmp_path / "Library" / "Caches" / "animegan"
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    assert compiled_cache.cache_dir() == tmp_path / "local" / "animegan" / "cache"


def test_after_a_large_picture_its_memory_is_given_back(
    entry: WeightsEntry, photo: PhotoU8, painted: PhotoU8, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend, released = OpenVINOBackend(entry), []
    compiled = backend._compiled

    class Watched:
        def release_memory(self) -> None:
            released.append(True)
            compiled.release_memory()

    monkeypatch.setattr(backend, "_compiled", Watched())
    backend.paint(photo, CODE)
    assert released == []
    monkeypatch.setattr(backend_module, "KEEP_BUFFERS_PIXELS", photo.shape[0] * photo.shape[1] - 1)
    backend.paint(photo, CODE)
    assert released == [True]
    assert np.array_equal(backend.paint(photo, CODE), painted)


def test_it_computes_in_32_bits_on_the_real_cores(entry: WeightsEntry, painted: PhotoU8) -> None:
    backend = OpenVINOBackend(entry)
    assert str(backend._compiled.get_property("INFERENCE_PRECISION_HINT")) == "<Type: 'float32'>"
    assert backend._compiled.get_property("INFERENCE_NUM_THREADS") == backend.threads == physical_cores()
    assert 1 <= physical_cores() <= (os.cpu_count() or 1)


def test_an_openvino_that_cannot_be_loaded_is_an_error_with_a_way_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "openvino", None)
    with pytest.raises(BackendError, match="cannot be loaded") as caught:
        import_openvino()
    assert "torch" in caught.value.hint
