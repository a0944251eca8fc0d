"""Brings the model cards into the site, and lets links between the repository's files work there too."""

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[2]
CARDS = "cards"  # the folder they get in the site
LINK = re.compile(r"(\]\()(?P<target>[^)#\s:]+)(?P<rest>(?:#[^)\s]*)?\))")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Every card, and every picture beside one, as a file of the site."""
    wanted = [*ROOT.glob("weights/**/*.md"), *ROOT.glob("weights/**/*.jpg"), *ROOT.glob("weights/**/*.png")]
    for path in sorted(wanted):
        place = f"{CARDS}/{path.relative_to(ROOT / 'weights').as_posix()}"
        files.append(File.generated(config, place, abs_src_path=str(path)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Links to files that are not in the site become their plain names."""
    folder = _in_repository(page.file.src_uri).parent

    def carry_over(link: re.Match[str]) -> str:
        target = (ROOT / folder / link["target"]).resolve()
        if not target.is_relative_to(ROOT):
            return link[0]
        place = _in_site(target.relative_to(ROOT))
        if files.get_file_from_path(place) is None:
            return link[0]
        return f"{link[1]}{_from(page.file.src_uri, place)}{link['rest']}"

    return LINK.sub(carry_over, markdown)


def _in_repository(place: str) -> Path:
    """Where a file of the site lies in the repository."""
    path = Path(place)
    return Path("weights", *path.parts[1:]) if path.parts[0] == CARDS else Path("docs", path)


def _in_site(path: Path) -> str:
    folder, *rest = path.parts
    return "/".join([CARDS, *rest] if folder == "weights" else rest)


def _from(page: str, place: str) -> str:
    """`place` as a link that stands in `page`."""
    return "../" * page.count("/") + place
