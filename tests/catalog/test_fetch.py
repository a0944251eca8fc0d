"""Published weights become the lab's own kind of entry: fetched, checked, converted, loaded, removed."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from animegan.catalog import damaged_weights, download, get_weights, installed_weights, verified_path
from animegan.catalog.download.identity import identify
from animegan.catalog.installed import read_record
from animegan.catalog.load import load_entry
from animegan.errors import InputError, WeightsError
from tests.catalog.school import School
from tests.tiny_generators import Shortcuts, Straight


@pytest.mark.parametrize(("name", "build"), [("tiny_arrays", Shortcuts), ("tiny_file", Straight)])
def test_what_was_fetched_is_the_published_network(school: School, name: str, build: type) -> None:
    steps = school.fetch(name)
    assert steps[-1].done == steps[-1].total > 0
    entry = get_weights(name)
    assert entry.fetched and entry.styles == ("own",) and entry.licence == "for lessons"
    assert installed_weights() == (entry,)
    photo = torch.rand(1, 3, 9, 7) * 2 - 1
    with torch.inference_mode():
        assert torch.equal(load_entry(entry)(photo).picture, build().eval()(photo).picture)


def test_the_record_says_where_every_byte_came_from(school: School) -> None:
    school.fetch("tiny_file")
    record = read_record("tiny_file")
    assert record is not None and record.previous is None
    body = school.publisher.files[school.path_of("tiny_file")]
    (source,) = record.active.sources
    assert source.sha256 == hashlib.sha256(body).hexdigest() and source.size_bytes == len(body)
    assert record.active.licence == "for lessons" and record.active.commit == "ab" * 20
    assert record.active.fetched_from in school.publisher.address
    assert school.left() == {"record.json", record.active.file}  # nothing half-done stays


def test_a_git_blob_id_is_gits(tmp_path: Path) -> None:
    (tmp_path / "hello").write_bytes(b"hello\n")
    assert (
        identify(tmp_path / "hello", as_path="hello").git_blob == "ce013625030ba8dba906f756967f9e9ca394464a"
    )


def test_what_is_whole_is_not_fetched_again_and_what_is_damaged_is(school: School) -> None:
    school.fetch("tiny_file")
    asked = len(school.publisher.asked)
    assert "already" in school.fetch("tiny_file")[-1].message
    assert len(school.publisher.asked) == asked
    path = verified_path(get_weights("tiny_file"))
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(WeightsError, match="was altered") as caught:
        download.verify("tiny_file")
    assert "weights fetch tiny_file" in caught.value.hint
    school.fetch("tiny_file")
    download.verify("tiny_file")


def test_nothing_is_asked_for_before_the_licence_is_accepted(school: School) -> None:
    with pytest.raises(InputError, match="for lessons"):
        download.fetch("tiny_file", accepted_licence=False)
    assert school.publisher.asked == []


def test_weights_that_are_not_here_yet_say_how_to_get_them(school: School) -> None:
    with pytest.raises(InputError, match="not on this machine") as caught:
        get_weights("tiny_file")
    assert "weights fetch tiny_file" in caught.value.hint
    with pytest.raises(InputError, match="tiny_fil'"):
        download.fetch("tiny_fil", accepted_licence=True)


@pytest.mark.parametrize("harm", ["record", "strange", "missing", "short"])
def test_damage_is_named_and_harms_nothing_else(school: School, harm: str) -> None:
    school.fetch("tiny_file")
    school.fetch("tiny_arrays")
    record = school.folder / "tiny_file" / "record.json"
    file = verified_path(get_weights("tiny_file"))
    if harm == "record":
        record.write_text("{")
    elif harm == "strange":
        written = json.loads(record.read_text())
        written["active"]["file"] = "../tiny_arrays/record.json"
        record.write_text(json.dumps(written))
    elif harm == "missing":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:100])
    assert [entry.name for entry in installed_weights()] == ["tiny_arrays"]
    assert list(damaged_weights()) == ["tiny_file"]
    with pytest.raises(WeightsError, match="tiny_file") as caught:
        get_weights("tiny_file")
    assert "weights fetch tiny_file" in caught.value.hint
    school.fetch("tiny_file")
    assert damaged_weights() == {}


def test_removing_leaves_nothing_and_says_whether_there_was_anything(school: School) -> None:
    school.fetch("tiny_file")
    assert download.remove("tiny_file") and not download.remove("tiny_file")
    assert school.left() == set() and installed_weights() == ()


def test_a_second_program_is_told_to_wait_and_a_dead_one_blocks_nobody(school: School) -> None:
    code = (
        "import sys\nfrom animegan.catalog.download.disk import only_one\n"
        "with only_one('tiny_file'):\n    print('mine', flush=True)\n    sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None and other.stdout.readline() == b"mine\n"
        with pytest.raises(WeightsError, match="tiny_file now"):
            school.fetch("tiny_file")
        other.kill()
    school.fetch("tiny_file")
    assert download.is_installed("tiny_file")


def test_a_file_without_ids_is_remembered_and_compared_even_after_it_was_removed(school: School) -> None:
    school.fetch("tiny_unnamed")
    download.remove("tiny_unnamed")
    school.fetch("tiny_unnamed")
    download.remove("tiny_unnamed")
    path = school.path_of("tiny_unnamed")
    school.publisher.files[path] = school.publisher.files[path].replace(b"only.bias", b"only.bios")
    with pytest.raises(WeightsError, match=r"straight\.pt is not the file that was first fetched on 20"):
        school.fetch("tiny_unnamed")
    assert not download.is_installed("tiny_unnamed")


def test_asking_what_is_installed_imports_no_torch() -> None:
    code = (
        "import sys; from animegan.catalog import download, installed_weights; "
        "installed_weights(); sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
