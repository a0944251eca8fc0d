"""The program that makes the same film: the calls that ran, with the values that were chosen."""

from typing import TYPE_CHECKING

from animegan.ui.video.chosen_clip import ChosenClip

if TYPE_CHECKING:
    from animegan.inference.film import FilmPlan

__all__ = ["film_code"]


def film_code(chosen: ChosenClip, plan: "FilmPlan", style: str) -> str:
    """A complete program.

    Args:
        chosen: A file, which the program reads from its own folder, or the lab's own clip.
        plan: What was chosen.
        style: Name of the style.
    """
    if chosen.folder is None:
        where, imports, path = (
            ".",
            "from animegan.inference.film.sample import kept_sample_clip\n",
            "kept_sample_clip()",
        )
    else:
        name = " ".join(chosen.name.splitlines())
        where, imports, path = f"; copy your clip there as {name} first.", "", f"Path({chosen.name!r})"
    return f"""\
# Run it in the lab's folder{where}
from pathlib import Path

from animegan.inference import Stylizer
from animegan.inference.film import Film, FilmPlan
from animegan.inference.film.painters import stylizer_painter
{imports}from animegan.media.video.clip import read_clip

plan = FilmPlan(size={plan.size}, most_fps={plan.most_fps}, steady={plan.steady})
paint = stylizer_painter(Stylizer.load("{style}"))
film = Film(read_clip({path}), Path("anime.mp4"), plan, paint)
for progress in film.run():
    print(f"{{progress.done}} of {{progress.total}}, {{progress.values['fps']:.1f}} frames a second")
print(film.report)
"""
