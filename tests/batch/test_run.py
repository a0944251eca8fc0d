"""A folder becomes a folder: what is done is not done again, what changed is, and a bad file stops nothing."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from animegan.batch.engine import Paint, Workshop, attempt
from animegan.batch.inputs import find_inputs
from animegan.batch.manifest import FILE_NAME, Manifest
from animegan.batch.run import Batch, FileReport
from animegan.batch.settings import BatchSettings
from animegan.batch.work import Outcome, Painted, Task, Work
from animegan.errors import InputError

SETTINGS = BatchSettings(style="sakura")


class Here:
    """An engine in this very process; the power goes off after some outcomes."""

    def __init__(self, lasts: int = 10**9) -> None:
        self.lasts = lasts

    def run(self, workshop: Workshop, tasks: Iterator[Task]) -> Iterator[Outcome]:
        paint = workshop()
        for number, task in enumerate(tasks):
            if number == self.lasts:
                raise RuntimeError("power cut")
            yield Outcome(name=task.name, answer=attempt(paint, task.work))


class Turned:
    """Turns the bytes round, counts what it does, and refuses what is broken."""

    def __init__(self) -> None:
        self.seen: list[bytes] = []

    def __call__(self) -> Paint:
        return self._paint

    def _paint(self, work: Work) -> Painted:
        self.seen.append(work.data)
        if work.data == b"broken":
            raise InputError("It is broken.", hint="Mend it.")
        return Painted(data=work.data[::-1], report={"style": "sakura"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three photos, one of them in a sub-folder, among things that are none."""
    for name, data in {
        "a.jpg": b"one",
        "inside/b.PNG": b"two",
        "c.webp": b"three",
        "notes.txt": b"x",
    }.items():
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_bytes(data)
    return tmp_path / "in"


def paint(
    folder: Path, settings: BatchSettings = SETTINGS, lasts: int = 10**9
) -> tuple[list[FileReport], Turned]:
    out, turned = folder.parent / "out", Turned()
    inputs = find_inputs(folder, out, settings)
    return list(Batch(inputs, out, settings, Here(lasts), workshop=turned).run()), turned


def states(reports: list[FileReport]) -> dict[str, str]:
    return {report.name: report.state for report in reports}


def test_every_photo_becomes_an_output_in_its_folder(folder: Path) -> None:
    reports, _ = paint(folder)
    assert states(reports) == dict.fromkeys(["a.png", "c.png", "inside/b.png"], "painted")
    out = folder.parent / "out"
    assert (out / "inside/b.png").read_bytes() == b"owt"
    assert not list(out.rglob("*.part"))
    lines = [json.loads(line) for line in (out / FILE_NAME).read_text().splitlines()]
    assert [line["output"] for line in lines] == ["a.png", "c.png", "inside/b.png"]
    assert lines[0]["style"] == "sakura"


def test_only_what_changed_is_painted_again(folder: Path) -> None:
    paint(folder)
    reports, turned = paint(folder)
    assert (set(states(reports).values()), turned.seen) == ({"there already"}, [])
    (folder / "a.jpg").write_bytes(b"other")
    (folder.parent / "out" / "c.png").unlink()
    (folder.parent / "out" / "inside" / "b.png").write_bytes(b"half")
    _, turned = paint(folder)
    assert sorted(turned.seen) == [b"other", b"three", b"two"]
    _, turned = paint(folder, BatchSettings(style="sumi"))
    assert len(turned.seen) == 3


def test_a_bad_file_stops_nothing_and_is_tried_again(folder: Path) -> None:
    (folder / "a.jpg").write_bytes(b"broken")
    reports, _ = paint(folder)
    assert states(reports) == {"a.png": "failed", "c.png": "painted", "inside/b.png": "painted"}
    assert reports[0].failure and reports[0].failure.message == "It is broken."
    _, turned = paint(folder)
    assert turned.seen == [b"broken"]


def test_after_a_power_cut_the_rest_is_painted_and_nothing_twice(folder: Path) -> None:
    with pytest.raises(RuntimeError, match="power cut"):
        paint(folder, lasts=1)
    out = folder.parent / "out"
    assert [path.name for path in out.rglob("*.png")] == ["a.png"]
    with (out / FILE_NAME).open("a") as file:
        file.write('{"output": "c.png", "key": "12')  # what a cut line looks like
    reports, turned = paint(folder)
    assert states(reports)["a.png"] == "there already"
    assert sorted(turned.seen) == [b"three", b"two"]


def test_an_output_that_only_lacks_its_name_gets_it(folder: Path) -> None:
    paint(folder)
    done = folder.parent / "out" / "a.png"
    done.rename(done.with_name("a.png.part"))  # killed between the line and the name
    _, turned = paint(folder)
    assert turned.seen == [] and done.read_bytes() == b"eno"


def test_two_photos_of_one_name_become_two_outputs(folder: Path) -> None:
    (folder / "A.png").write_bytes(b"four")
    names = [given.name for given in find_inputs(folder, folder.parent / "out", SETTINGS)]
    assert sorted(names) == ["A.png.png", "a.jpg.png", "c.png", "inside/b.png"]


def test_outputs_inside_the_folder_are_no_inputs(folder: Path) -> None:
    out = folder / "out"
    (out / "x.png").parent.mkdir()
    (out / "x.png").write_bytes(b"x")
    (folder / ".hidden.jpg").write_bytes(b"x")
    assert len(find_inputs(folder, out, SETTINGS)) == 3
    for where in (folder, folder / "a.jpg"):
        with pytest.raises(InputError):
            find_inputs(folder, where, SETTINGS)
    (folder.parent / "empty").mkdir()
    with pytest.raises(InputError, match="no photo and no clip"):
        find_inputs(folder.parent / "empty", out, SETTINGS)


def test_one_batch_at_a_time_writes_into_a_folder(tmp_path: Path) -> None:
    with Manifest(tmp_path), pytest.raises(InputError, match="Another batch"):
        Manifest(tmp_path)
    Manifest(tmp_path).close()
