"""What the networks painted: by step of one run, or at the end of several, with what the validations say."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

import streamlit as st

from animegan.media.samples import get_sample
from animegan.types import PhotoU8
from animegan.ui.choice import one_of
from animegan.ui.embed import data_url
from animegan.ui.losses.detective.reading import table
from animegan.ui.loupe import shared_loupe

if TYPE_CHECKING:
    from animegan.losslab.histories.history import RunHistory, Validation
    from animegan.losslab.histories.runs import Run
    from animegan.training.validation import StyleFigures

__all__ = ["show_ends", "show_film"]

Check: TypeAlias = "Validation | StyleFigures"

MEASURES = {
    "psnr_db": "PSNR, dB (more is nearer)",
    "perceptual": "perceptual distance (less is nearer)",
    "nearer_share": "photos that came nearer",
}
FORMS = {"psnr_db": "{:.2f}", "perceptual": "{:.4f}", "nearer_share": "{:.0%}"}
WHAT = (
    "Means over {photos} held-out photos{styles}, against the painter's own pictures of them; the log holds "
    "no SSIM. *Photos that came nearer*: in both measures, nearer to the painting than the untouched photo "
    "is (PSNR {photo_psnr:.2f} dB, distance {photo_perceptual:.4f})."
)


def show_film(run: "Run", *, key: str) -> None:
    """One run's pictures and validations by step, and which step each measure calls the best."""
    history = run.history
    sample, style = _choose(history, key)
    pictures = {"Photo": history.sample(next(iter(history.sheets)), sample, None)} if history.sheets else {}
    pictures |= {f"Step {step:,}": history.sample(step, sample, style) for step in history.sheets}
    if pictures:
        _show(pictures, key=f"{key}_film")
    rows = _rows({f"{check.step:,}": check for check in history.validations}, "step")
    unpictured = [f"{check.step:,}" for check in history.validations if check.step not in history.sheets]
    missing = f" No picture was kept of step {', '.join(unpictured)}." if unpictured else ""
    st.markdown(f"{table(rows)}\n\n:small[{_what(history.validations[0])}{missing} {_credit(sample)}]")


def show_ends(runs: Mapping[str, "Run"], *, key: str) -> None:
    """The last pictures and validations of several runs of one style, by their titles."""
    first = next(iter(runs.values())).history
    common = [style for style in first.styles if all(style in run.history.styles for run in runs.values())]
    sample, style = _choose(first, key, common)
    pictures: dict[str, PhotoU8] = {}
    for title, run in runs.items():
        for last in list(run.history.sheets)[-1:]:
            pictures.setdefault("Photo", run.history.sample(last, sample, None))
            pictures[title] = run.history.sample(last, sample, style)
    if pictures:
        _show(pictures, key=f"{key}_ends")
    ends = {title: _of_style(run.history.validations[-1], style) for title, run in runs.items()}
    rows = _rows(ends, "run")
    st.markdown(f"{table(rows)}\n\n:small[{_what(first.validations[-1])} {_credit(sample)}]")


def _choose(history: "RunHistory", key: str, styles: list[str] | None = None) -> tuple[str, str]:
    """Which sample photo to see, and in which style where there are several."""
    from animegan.training.validation import SAMPLES_SHOWN

    names = styles or list(history.styles)
    with st.container(horizontal=True, gap="medium"):
        sample = one_of("Sample photo", list(SAMPLES_SHOWN), SAMPLES_SHOWN[0], f"{key}_sample", _title)
        style = one_of("Style", names, names[0], f"{key}_style", str.title) if len(names) > 1 else names[0]
    return sample, style


def _title(sample: str) -> str:
    return get_sample(sample).title


def _credit(sample: str) -> str:
    shown = get_sample(sample)
    return f"{shown.title}: {shown.source}. {shown.licence}."


def _show(pictures: Mapping[str, PhotoU8], *, key: str) -> None:
    urls = {title: data_url(picture) for title, picture in pictures.items()}
    shared_loupe(urls, size=(1, 1), key=key, columns=3 if len(urls) in (3, 5, 6, 9) else 0)


def _rows(checks: Mapping[str, Check], head: str) -> list[dict[str, str]]:
    """A row per check, the best of each measure marked; where all are equal, none is."""
    best = {}
    for name, choose in (("psnr_db", max), ("perceptual", min), ("nearer_share", max)):
        values = [getattr(check, name) for check in checks.values()]
        best[name] = choose(values) if len(set(values)) > 1 else None
    return [
        {head: title, **{MEASURES[name]: _cell(getattr(check, name), name, best[name]) for name in MEASURES}}
        for title, check in checks.items()
    ]


def _cell(value: float, name: str, best: float | None) -> str:
    text = FORMS[name].format(value)
    return f"**{text}** best" if value == best else text


def _of_style(check: "Validation", style: str) -> "StyleFigures":
    return next(row for row in check.figures if row.style == style)


def _what(check: "Validation") -> str:
    rows = check.figures
    return WHAT.format(
        photos=rows[0].photos,
        styles=f" and {len(rows)} styles" if len(rows) > 1 else "",
        photo_psnr=sum(row.photo_psnr_db for row in rows) / len(rows),
        photo_perceptual=sum(row.photo_perceptual for row in rows) / len(rows),
    )
