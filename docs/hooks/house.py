"""Draws the house from its own code: floors out of `pyproject.toml`, rooms with their first sentence and size.

`<!-- house -->` in a page becomes the picture. It cannot be out of date: it is drawn whenever the site is built.
"""

import ast
import tomllib
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[2]
MARK = "<!-- house -->"
WIDTH, FLOOR, GAP = 960, 64, 8  # px


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Puts the picture and its table where the mark stands."""
    return markdown.replace(MARK, f"{drawing()}\n\n{table()}") if MARK in markdown else markdown


def floors() -> list[list[str]]:
    """Modules by floor, the highest first, as the import contract has them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (layers,) = [contract["layers"] for contract in contracts if contract["type"] == "layers"]
    return [[module.strip() for module in layer.split("|")] for layer in layers]


def sources(module: str) -> list[Path]:
    """The files of a module: of a package all below it."""
    place = ROOT / module.replace(".", "/")
    return sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]


def first_sentence(module: str) -> str:
    """What the module says of itself."""
    front = ROOT / module.replace(".", "/") / "__init__.py"
    path = front if front.is_file() else front.parent.with_suffix(".py")
    words = ast.get_docstring(ast.parse(path.read_text())) or ""
    return words.split("\n")[0]


def drawing() -> str:
    """The floors as one SVG, readable in light and dark, with the same words for a screen reader."""
    rows = floors()
    height = len(rows) * (FLOOR + GAP)
    boxes = "".join(_floor(rooms, top=number * (FLOOR + GAP)) for number, rooms in enumerate(rows))
    words = "; below it ".join(" and ".join(rooms) for rooms in rows)
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(words)}" '
        f'style="width:100%;font-family:inherit">{boxes}</svg>'
    )


def _floor(rooms: list[str], *, top: int) -> str:
    width = (WIDTH - GAP * (len(rooms) - 1)) / len(rooms)
    return "".join(
        _room(room, left=number * (width + GAP), top=top, width=width) for number, room in enumerate(rooms)
    )


def _room(module: str, *, left: float, top: int, width: float) -> str:
    files = sources(module)
    lines = sum(path.read_text().count("\n") for path in files)
    middle = left + width / 2
    return (
        f'<rect x="{left:.1f}" y="{top}" width="{width:.1f}" height="{FLOOR}" rx="6" fill="#e91e63" '
        f'fill-opacity="0.12" stroke="#e91e63"/>'
        f'<text x="{middle:.1f}" y="{top + 27}" text-anchor="middle" fill="currentColor" font-size="17" '
        f'font-weight="600">{escape(module.removeprefix("animegan."))}</text>'
        f'<text x="{middle:.1f}" y="{top + 48}" text-anchor="middle" fill="currentColor" font-size="13">'
        f"{len(files)} {'file' if len(files) == 1 else 'files'}, {lines:,} lines</text>"
    )


def table() -> str:
    """What each room says of itself."""
    rows = [f"| `{room}` | {first_sentence(room)} |" for rooms in floors() for room in rooms]
    return "\n".join(["| module | what it is |", "|---|---|", *rows])
