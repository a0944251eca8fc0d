"""`weights` on the command line: what it shows before it fetches, and what it says afterwards."""

import json

import pytest

from animegan.catalog import download, get_weights
from animegan.cli import weights
from animegan.cli.main import main
from animegan.errors import AnimeganError
from tests.catalog.school import School
from tests.catalog.test_updates import GitHub


@pytest.fixture(autouse=True)
def tiny_list(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    from animegan.catalog import published

    monkeypatch.setattr(weights, "PUBLISHED", published.PUBLISHED)


def test_the_list_says_what_is_here(school: School, capsys: pytest.CaptureFixture[str]) -> None:
    school.fetch("tiny_file")
    school.fetch("tiny_arrays")
    (school.folder / "tiny_arrays" / "record.json").write_text("{")
    assert main(["weights", "list"]) == 0
    lines = {line.split()[0]: line for line in capsys.readouterr().out.splitlines() if line.strip()}
    assert " installed " in lines["tiny_file"] and "for lessons" in lines["tiny_file"]
    assert " damaged " in lines["tiny_arrays"] and " not fetched " in lines["tiny_unnamed"]
    assert main(["weights", "list", "--json"]) == 0
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["tiny_unnamed"]["checked_by"] == "what came first"
    assert rows["tiny_file"]["urls"] == [f"{school.publisher.address}/{school.path_of('tiny_file')}"]


def test_terms_are_shown_and_without_acceptance_nothing_comes(
    school: School, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["weights", "fetch", "tiny_file"]) == 2
    shown = capsys.readouterr()
    assert "for lessons" in shown.out and "made for a test" in shown.out
    assert "--accept-licence" in shown.err
    assert school.publisher.asked == []


@pytest.mark.parametrize(("answer", "comes"), [("y", True), ("", False), ("n", False)])
def test_on_a_terminal_it_asks(
    school: School, monkeypatch: pytest.MonkeyPatch, answer: str, comes: bool
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: answer)
    assert main(["weights", "fetch", "tiny_file"]) == (0 if comes else 2)
    assert download.is_installed("tiny_file") is comes


def test_fetch_verify_remove(school: School, capsys: pytest.CaptureFixture[str]) -> None:
    mirror = ["--from", school.publisher.address]
    assert main(["weights", "fetch", "tiny_file", "tiny_arrays", "--accept-licence", *mirror]) == 0
    assert "tiny_arrays is installed" in capsys.readouterr().err
    assert main(["weights", "verify"]) == 0
    assert capsys.readouterr().out.count("every byte") == 2
    (school.folder / "tiny_file" / "record.json").unlink()
    (school.folder / "tiny_file" / "record.json").mkdir()
    assert main(["weights", "verify"]) == 2
    shown = capsys.readouterr()
    assert "tiny_arrays: every byte" in shown.out and "tiny_file" in shown.err
    assert main(["weights", "remove", "tiny_file", "tiny_arrays"]) == 0
    assert main(["weights", "remove", "tiny_file"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "tiny_file: was not here"


def test_check_update_undo(school: School, capsys: pytest.CaptureFixture[str]) -> None:
    school.fetch("tiny_file")
    GitHub(school).change_the_file()
    assert main(["weights", "check-updates"]) == 0
    shown = capsys.readouterr().out
    assert "tiny_file: changed since abab" in shown and "2026-05-01" in shown and "Better" in shown
    assert "weights update tiny_file" in shown and "tiny_arrays: as pinned" in shown
    assert main(["weights", "update", "tiny_file"]) == 2  # the terms are to be accepted again
    assert main(["weights", "update", "tiny_file", "--accept-licence"]) == 0
    assert "cdcd" in get_weights("tiny_file").source
    assert main(["weights", "undo", "tiny_file"]) == 0
    assert "abab" in get_weights("tiny_file").source


def test_a_misspelt_name_is_told_before_anything_comes(school: School) -> None:
    assert main(["weights", "fetch", "tiny_file", "tiny_fil", "--accept-licence"]) == 2
    assert school.publisher.asked == []
    with pytest.raises(AnimeganError):
        get_weights("tiny_file")
