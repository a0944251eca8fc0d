"""Whatever goes wrong on the way: a clear message, nothing half-written, and the next attempt goes on from there."""

import errno
import time
from threading import Event

import pytest

from animegan.catalog import download
from animegan.catalog.download import TransferSettings, disk, transfer
from animegan.errors import InputError, WeightsError
from tests.catalog.school import QUICK, School

ONCE = TransferSettings(attempts=1, pause_s=0, timeout_s=5)


def refused(school: School, name: str = "tiny_file", **options: object) -> WeightsError:
    """The error of a fetch that must fail and leave nothing that looks installed."""
    with pytest.raises(WeightsError) as caught:
        school.fetch(name, **options)
    assert not download.is_installed(name)
    assert "record.json" not in school.left()
    return caught.value


@pytest.mark.parametrize("tenth", range(1, 10))
def test_a_connection_cut_at_every_tenth_is_continued(school: School, tenth: int) -> None:
    path = school.path_of("tiny_file")
    size = len(school.publisher.files[path])
    school.publisher.cut_after = size * tenth // 10
    error = refused(school, settings=ONCE)
    assert f"{size:,} bytes" in error.message and "goes on from there" in error.hint

    school.publisher.cut_after, school.publisher.sent_bytes = None, 0
    school.fetch("tiny_file")
    assert school.publisher.asked[-1] == (path, f"bytes={size * tenth // 10}-")
    assert school.publisher.sent_bytes == size - size * tenth // 10
    download.verify("tiny_file")


def test_a_connection_that_breaks_now_and_then_needs_nobody(school: School) -> None:
    size = len(school.publisher.files[school.path_of("tiny_file")])
    school.publisher.cut_after = size // 2
    school.fetch("tiny_file")
    assert [span for _, span in school.publisher.asked][:2] == [None, f"bytes={size // 2}-"]
    download.verify("tiny_file")


def test_a_server_that_cannot_send_parts_starts_over(school: School) -> None:
    school.publisher.ranges = False
    school.publisher.cut_after = 1000
    refused(school, settings=ONCE)
    school.publisher.cut_after = None
    school.fetch("tiny_file")
    download.verify("tiny_file")


@pytest.mark.parametrize("name", ["tiny_file", "tiny_unnamed"])
def test_a_file_that_changed_in_between_is_not_put_together_from_two(school: School, name: str) -> None:
    path = school.path_of(name)
    good = school.publisher.files[path]
    school.publisher.files[path] = bytes(len(good))
    school.publisher.cut_after = 1000
    refused(school, name, settings=ONCE)
    school.publisher.files[path], school.publisher.cut_after = good, None
    school.publisher.etag = '"another"'
    school.fetch(name)
    download.verify(name)


def test_without_a_tag_the_hash_decides_and_a_wrong_mix_is_fetched_once_more(school: School) -> None:
    school.publisher.etag = ""
    path = school.path_of("tiny_file")
    good = school.publisher.files[path]
    school.publisher.files[path] = bytes(len(good))
    school.publisher.cut_after = 1000
    refused(school, settings=ONCE)
    school.publisher.files[path], school.publisher.cut_after = good, None
    school.fetch("tiny_file")
    assert [span for _, span in school.publisher.asked] == [None, "bytes=1000-", None]
    download.verify("tiny_file")


def half_fetched(school: School, body: bytes) -> None:
    """Something lies where the first file of tiny_file arrives."""
    part = school.folder / "tiny_file" / "incoming" / ("ab" * 20) / "straight.pt.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(body)


def test_more_than_there_is_starts_over(school: School) -> None:
    path = school.path_of("tiny_file")
    half_fetched(school, school.publisher.files[path] + b"more")
    school.fetch("tiny_file")
    assert school.publisher.asked[-1] == (path, None)
    download.verify("tiny_file")


def test_another_part_than_the_one_asked_for_is_not_taken(school: School) -> None:
    half_fetched(school, b"half")
    school.publisher.answers[school.path_of("tiny_file")] = (
        206,
        {"Content-Range": "bytes 9-13/14"},
        b"other",
    )
    assert "another part" in refused(school).message
    assert not any(name.endswith(".part") for name in school.left())


def test_one_flipped_byte_is_refused_by_name_and_nothing_of_it_kept(school: School) -> None:
    path = next(path for path in school.publisher.files if path.endswith("second.weight.npy"))
    body = bytearray(school.publisher.files[path])
    body[-1] ^= 1
    school.publisher.files[path] = bytes(body)
    error = refused(school, "tiny_arrays")
    assert "pretrained/second.weight.npy" in error.message and "git blob id" in error.message
    assert not any("second.weight.npy" in name for name in school.left())


@pytest.mark.parametrize(
    ("answer", "message", "hint"),
    [
        ((404, {}, b""), r"There is no /someone/.*straight\.pt at 127", "mirror lacks it"),
        ((403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Limit": "60", "X-RateLimit-Reset": "1"}, b""),
         "60 requests an hour", f"after {time.strftime('%H:%M', time.localtime(1))}"),
        ((429, {"Retry-After": "120"}, b""), "refuses for now", "in 2 min"),
        ((403, {}, b""), "refuses for now", "in an hour"),
        ((503, {}, b""), "problem of its own", "later"),
        ((407, {}, b""), "proxy", "HTTPS_PROXY"),
        ((401, {}, b""), "refuses", "address"),
        ((302, {"Location": "http://elsewhere.example/x"}, b""), "sends us on to http://elsewhere", "log-in page"),
        ((302, {"Location": "file:///etc/passwd"}, b""), r"refuses .* \(302\)", "address"),
        ((200, {}, b"<html>Please log in</html>"), "is not the file that was pinned", "network has changed it"),
        ((200, {}, b"x" * 100_000), "more than", "log-in page"),
    ],
)  # fmt: skip
def test_a_refusal_says_what_happened_and_what_to_do(
    school: School, answer: tuple[int, dict[str, str], bytes], message: str, hint: str
) -> None:
    school.publisher.answers[school.path_of("tiny_file")] = answer
    error = refused(school)
    assert hint in error.hint
    with pytest.raises(WeightsError, match=message):
        raise error


def test_a_redirect_on_the_same_host_is_followed(school: School) -> None:
    path = school.path_of("tiny_file")
    school.publisher.files["moved"] = school.publisher.files[path]
    school.publisher.answers[path] = (302, {"Location": "/moved"}, b"")
    school.fetch("tiny_file")
    download.verify("tiny_file")


def test_a_log_in_page_is_not_remembered_as_the_first_of_its_kind(school: School) -> None:
    path = school.path_of("tiny_unnamed")
    school.publisher.answers[path] = (200, {}, b"<html>Please log in</html>")
    assert "cannot be read" in refused(school, "tiny_unnamed").message
    del school.publisher.answers[path]
    school.fetch("tiny_unnamed")
    download.verify("tiny_unnamed")


def test_a_server_that_says_nothing_is_given_up(school: School) -> None:
    school.publisher.hold = Event()
    error = refused(school, settings=TransferSettings(timeout_s=0.1, attempts=2, pause_s=0))
    assert "stopped answering" in error.message
    assert len(school.publisher.asked) == 2


def test_offline_is_said_plainly(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANIMEGAN_MIRROR", "http://127.0.0.1:9")  # nobody listens there
    error = refused(school)
    assert "127.0.0.1:9 cannot be reached" in error.message and "online" in error.hint


def test_a_full_disk_while_writing(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(transfer, "_write_all", full)
        error = refused(school)
    assert "is full" in error.message and "ANIMEGAN_DOWNLOADS" in error.hint
    assert len(school.publisher.asked) == 1  # trying again would not help
    school.fetch("tiny_file")


def test_too_little_room_is_said_before_anything_comes(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 5_000_000}))
    assert "5 MB are free" in refused(school).message
    assert school.publisher.asked == []


@pytest.mark.parametrize("stop", ["event", "close"])
def test_a_fetch_can_be_stopped_and_goes_on_later(school: School, stop: str) -> None:
    cancel, held = Event(), Event()
    names = [path for path in school.publisher.files if path.endswith(".npy")]

    def hold_the_last(path: str) -> None:
        if path == names[-1]:
            held.wait(10)

    school.publisher.on_request = hold_the_last
    steps = download.fetch("tiny_arrays", accepted_licence=True, cancel=cancel, settings=QUICK)
    while next(steps).values["files"] < len(names) - 1:
        pass
    if stop == "event":
        cancel.set()
        assert next(step for step in steps if step.message.startswith("Stopped"))
        held.set()
        assert list(steps) == []
    else:
        held.set()
        steps.close()  # type: ignore[attr-defined]
    assert not download.is_installed("tiny_arrays")
    asked = len(school.publisher.asked)
    school.fetch("tiny_arrays")
    assert len(school.publisher.asked) - asked <= 1  # all others were here already
    download.verify("tiny_arrays")


def test_the_proxy_of_the_environment_is_used(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", school.publisher.address)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    school.publisher.files |= {
        f"http://weights.school/{path}": body for path, body in school.publisher.files.items()
    }
    school.fetch("tiny_file", mirror="http://weights.school")
    assert school.publisher.asked[-1][0].startswith("http://weights.school/someone/networks/")


def test_an_address_that_is_none_is_refused_at_once(school: School) -> None:
    with pytest.raises(InputError, match=r"weights\.school"):
        download.fetch("tiny_file", accepted_licence=True, mirror="weights.school")
