"""Writes the API reference: a page per room of the house, filled from its docstrings."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parents[2]
ROOMS = (  # what people who write notebooks, networks or styles call
    "inference",
    "face",
    "toon",
    "models",
    "losses",
    "catalog",
    "media",
    "explain",
    "losslab",
    "training",
    "evaluation",
    "comparison",
)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """A page for each room, and for `animegan.errors`."""
    for room in ROOMS:
        files.append(File.generated(config, f"reference/{room}.md", content=_page(f"animegan.{room}")))
    files.append(File.generated(config, "reference/errors.md", content=_page("animegan.errors")))
    return files


def _page(module: str) -> str:
    entries = "\n\n".join(f"::: {name}" for name in _modules(module))
    return f"# {module}\n\n{entries}\n"


def _modules(module: str) -> list[str]:
    """The module, and all below it."""
    place = ROOT / module.replace(".", "/")
    if not place.is_dir():
        return [module]
    inside = sorted(path for path in place.rglob("*.py") if not path.name.startswith("_"))
    return [module, *(".".join(path.relative_to(ROOT).with_suffix("").parts) for path in inside)]
