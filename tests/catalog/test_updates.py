"""Looking for updates changes nothing; taking one is a step of its own, keeps the old file, and can be undone."""

import json
from typing import Any

import pytest
import torch

from animegan.catalog import download, get_published, get_weights
from animegan.catalog.download.identity import identify
from animegan.catalog.installed import read_record
from animegan.catalog.load import load_entry
from animegan.errors import AnimeganError, InputError, WeightsError
from tests.catalog.school import QUICK, School, as_pt
from tests.tiny_generators import Straight

NEW = "cd" * 20


class GitHub:
    """The part of its interface that is asked, as tables of the publisher."""

    def __init__(self, school: School) -> None:
        self.school = school
        files = [file for name in ("tiny_file", "tiny_arrays") for file in get_published(name).files]
        self.tree = {file.path: (file.git_blob, file.size_bytes) for file in files}
        self.publish()

    def publish(self, *, truncated: bool = False) -> None:
        tree = [{"path": "weights", "type": "tree", "sha": "0" * 40}] + [
            {"path": path, "type": "blob", "sha": sha, "size": size}
            for path, (sha, size) in self.tree.items()
        ]
        last = {
            "sha": NEW,
            "commit": {"committer": {"date": "2026-05-01T10:00:00Z"}, "message": "Better\n\nmore"},
        }
        self.say("commits?per_page=1", [last])
        self.say("commits?per_page=1&path=weights/straight.pt", [last])
        self.say(f"git/trees/{NEW}?recursive=1", {"tree": tree, "truncated": truncated})

    def say(self, path: str, answer: Any) -> None:
        place = f"api/repos/someone/networks/{path}"
        self.school.publisher.answers[place] = (200, {}, json.dumps(answer).encode())

    def change_the_file(self) -> Straight:
        """A new version of tiny_file's network is published."""
        network = Straight().eval()
        torch.nn.init.normal_(network.only.weight)
        body, scratch = as_pt(network.state_dict()), self.school.folder.parent / "new"
        scratch.write_bytes(body)
        found = identify(scratch, as_path="weights/straight.pt")
        self.tree["weights/straight.pt"] = (found.git_blob, found.size_bytes)
        self.school.publisher.files[f"someone/networks/{NEW}/weights/straight.pt"] = body
        self.publish()
        return network


@pytest.fixture
def github(school: School) -> GitHub:
    return GitHub(school)


def kernel_of(name: str) -> torch.Tensor:
    return load_entry(get_weights(name)).state_dict()["only.weight"]


def test_nothing_has_changed(school: School, github: GitHub) -> None:
    states = {one.pinned.name: one.state for one in download.check_updates(settings=QUICK)}
    assert states == {"tiny_arrays": "unchanged", "tiny_file": "unchanged", "tiny_unnamed": "unknown"}
    assert len(school.publisher.asked) == 2  # the newest commit and its tree, once for both


def test_a_change_is_shown_and_not_taken(school: School, github: GitHub) -> None:
    school.fetch("tiny_file")
    before = read_record("tiny_file")
    github.change_the_file()
    (found,) = download.check_updates(["tiny_file"], settings=QUICK)
    assert (found.state, found.commit, found.date, found.message) == (
        "changed", NEW, "2026-05-01T10:00:00Z", "Better",
    )  # fmt: skip
    (file,) = found.changed
    assert (file.path, file.git_blob, file.size_bytes) == ("weights/straight.pt", *github.tree[file.path])
    assert read_record("tiny_file") == before


def test_an_update_is_taken_kept_and_undone(school: School, github: GitHub) -> None:
    school.fetch("tiny_file")
    old = kernel_of("tiny_file")
    network = github.change_the_file()
    (found,) = download.check_updates(["tiny_file"], settings=QUICK)
    with pytest.raises(InputError, match="not accepted"):
        download.update(found, accepted_licence=False)
    list(download.update(found, accepted_licence=True, settings=QUICK))
    assert torch.equal(kernel_of("tiny_file"), network.only.weight)
    assert NEW in get_weights("tiny_file").source
    (again,) = download.check_updates(["tiny_file"], settings=QUICK)
    assert again.state == "unchanged"  # it is pinned now

    assert "ab" * 20 in download.undo("tiny_file").source
    assert torch.equal(kernel_of("tiny_file"), old)
    assert NEW in download.undo("tiny_file").source  # and forward again


def test_a_damaged_update_is_fetched_again_at_its_own_commit(school: School, github: GitHub) -> None:
    school.fetch("tiny_file")
    network = github.change_the_file()
    (found,) = download.check_updates(["tiny_file"], settings=QUICK)
    list(download.update(found, accepted_licence=True, settings=QUICK))
    (school.folder / "tiny_file" / get_weights("tiny_file").file.rpartition("/")[2]).unlink()
    school.fetch("tiny_file")
    assert torch.equal(kernel_of("tiny_file"), network.only.weight)
    download.undo("tiny_file")  # the version before it is still there


def test_an_update_that_fails_changes_nothing(school: School, github: GitHub) -> None:
    school.fetch("tiny_file")
    github.change_the_file()
    (found,) = download.check_updates(["tiny_file"], settings=QUICK)
    path = f"someone/networks/{NEW}/weights/straight.pt"
    school.publisher.files[path] = school.publisher.files[path][:-1] + b"x"
    with pytest.raises(WeightsError, match="pinned at commit cdcd"):
        list(download.update(found, accepted_licence=True, settings=QUICK))
    assert "ab" * 20 in download.verify("tiny_file").source
    with pytest.raises(InputError, match="never updated"):
        download.undo("tiny_file")


def test_undo_does_not_go_back_to_a_damaged_file(school: School, github: GitHub) -> None:
    school.fetch("tiny_file")
    github.change_the_file()
    (found,) = download.check_updates(["tiny_file"], settings=QUICK)
    list(download.update(found, accepted_licence=True, settings=QUICK))
    record = read_record("tiny_file")
    assert record is not None and record.previous is not None
    (school.folder / "tiny_file" / record.previous.file).write_bytes(b"")
    with pytest.raises(WeightsError):
        download.undo("tiny_file")
    assert NEW in download.verify("tiny_file").source


def test_files_that_are_gone_are_named_and_there_is_nothing_to_take(school: School, github: GitHub) -> None:
    del github.tree["weights/straight.pt"]
    github.publish()
    (found,) = download.check_updates(["tiny_file"], settings=QUICK)
    assert found.state == "gone" and found.gone == ("weights/straight.pt",)
    with pytest.raises(InputError, match="gone"):
        download.update(found, accepted_licence=True)


def test_a_file_without_ids_can_be_taken_anew_and_undone(school: School) -> None:
    school.fetch("tiny_unnamed")
    old = kernel_of("tiny_unnamed")
    network = Straight()
    torch.nn.init.normal_(network.only.weight)
    school.publisher.files[school.path_of("tiny_unnamed")] = as_pt(network.state_dict())
    (found,) = download.check_updates(["tiny_unnamed"], settings=QUICK)
    assert "no list of changes" in found.note
    list(download.update(found, accepted_licence=True, settings=QUICK))
    assert torch.equal(kernel_of("tiny_unnamed"), network.only.weight)
    download.undo("tiny_unnamed")
    assert torch.equal(kernel_of("tiny_unnamed"), old)


def test_taking_the_same_file_again_leaves_nothing_to_go_back_to(school: School) -> None:
    school.fetch("tiny_unnamed")
    (found,) = download.check_updates(["tiny_unnamed"], settings=QUICK)
    list(download.update(found, accepted_licence=True, settings=QUICK))
    with pytest.raises(InputError, match="never updated"):
        download.undo("tiny_unnamed")


@pytest.mark.parametrize(
    ("status", "headers", "body", "message"),
    [
        (403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1"}, b"", "requests an hour"),
        (200, {}, b"<html>", "not JSON"),
        (200, {}, b"[]", "not what GitHub"),
        (200, {}, b'{"message": "?"}', "not what GitHub"),
    ],
)
def test_an_answer_that_is_none_is_said(
    school: School, github: GitHub, status: int, headers: dict[str, str], body: bytes, message: str
) -> None:
    school.publisher.answers["api/repos/someone/networks/commits?per_page=1"] = (status, headers, body)
    with pytest.raises(AnimeganError, match=message):
        download.check_updates(settings=QUICK)


def test_a_list_that_was_cut_short_is_not_taken_for_the_whole(school: School, github: GitHub) -> None:
    github.publish(truncated=True)
    with pytest.raises(WeightsError, match="too large"):
        download.check_updates(["tiny_file"], settings=QUICK)
