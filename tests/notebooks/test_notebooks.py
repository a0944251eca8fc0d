"""Every notebook runs from top to bottom and defines nothing of its own."""

import ast
import json
from pathlib import Path

import matplotlib
import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


def code_of(notebook: Path) -> str:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_runs_from_top_to_bottom(notebook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    matplotlib.use("agg")
    exec(compile(code_of(notebook), notebook.name, "exec"), {})  # the committed file, as Jupyter would run it
    assert "network" in capsys.readouterr().out
    matplotlib.pyplot.close("all")


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_defines_nothing_and_keeps_no_output(notebook: Path) -> None:
    tree = ast.parse(code_of(notebook))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    assert not any(cell.get("outputs") for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"])
