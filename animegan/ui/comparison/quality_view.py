"""What each system does to the faces and the style of the photo on the bench."""

from typing import TYPE_CHECKING

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from animegan.comparison.available import learnt_from_painter
from animegan.comparison.pictures import paint_by
from animegan.comparison.systems import STYLE, SYSTEMS, System, get_system
from animegan.media.samples import get_sample
from animegan.types import PhotoU8
from animegan.ui.comparison.bench import Bench
from animegan.ui.comparison.figure import Panel, panels_figure
from animegan.ui.comparison.painting_set import other_samples, painting_set
from animegan.ui.inside.ink import page_ink, png
from animegan.ui.losses.program import lab_program
from animegan.ui.problems import show_problem
from animegan.ui.take_home import take_home

if TYPE_CHECKING:
    from animegan.comparison.quality import Quality
    from animegan.face.detect import Face

__all__ = ["quality_view"]

THOUSAND = 1000

CODE = """
from animegan.catalog.load import load_perceptual
from animegan.comparison.quality import PaintingSet, measure_quality
from animegan.face.detect import detect_faces
from animegan.losslab.example import paint_sample
from animegan.catalog import get_weights

paintings = PaintingSet([paint_sample(name, "{style}") for name in {samples}], load_perceptual())
painting, faces = paint_by(None, photo, size={size}), detect_faces(photo)
for entry in ({entries}):
    picture = paint_by(entry, photo, size={size})
    print(entry.name, measure_quality(picture, faces, paintings, painting=painting))"""


def quality_view(bench: Bench, _row: DeltaGenerator) -> None:
    """The figure, the table, and what the figures mean."""
    found = {system: _quality(bench, system) for system in bench.painting_systems}
    done = {system: quality for system, quality in found.items() if quality is not None}
    names = [system.title for system in bench.painting_systems]
    figure = png(panels_figure(names, _panels(done), page_ink()))
    st.image(figure, width="stretch", alt="Faces, style distance and nearness of each system's picture")
    st.markdown(f":small[{_words(bench)}]")
    rows = [_row_of(bench, system, done.get(system)) for system in SYSTEMS]
    for system in bench.painting_systems:
        if (problem := bench.problem(("quality", *bench.key_of(system)))) is not None:
            show_problem(problem)
    st.dataframe(rows, key="quality_table", hide_index=True)
    take_home(
        f"{bench.stem}-quality", key="quality", png=lambda: figure, table=lambda: rows, code=_code(bench)
    )


def _quality(bench: Bench, system: System) -> "Quality | None":
    """The figures of one picture; None while something it needs is missing."""
    picture, painting, faces = bench.picture(system), bench.picture(get_system("painter")), _faces(bench)
    if picture is None or painting is None or faces is None:
        return None
    entry = bench.weights[system.name]
    target = painting if entry and learnt_from_painter(entry) else None
    return bench.made(
        ("quality", *bench.key_of(system)),
        f"Measuring the picture by {system.title}",
        lambda: _measure(bench, picture, faces, target),
    )


def _faces(bench: Bench) -> "tuple[Face, ...] | None":
    pixels = bench.pixels
    found = bench.made(("faces of the bench", bench.size), "Looking for faces", lambda: _detect(pixels))
    return found and found[0]


def _detect(pixels: PhotoU8) -> "tuple[tuple[Face, ...]]":
    from animegan.face.detect import detect_faces

    return (detect_faces(pixels),)


def _measure(
    bench: Bench, picture: PhotoU8, faces: "tuple[Face, ...]", painting: PhotoU8 | None
) -> "Quality":
    from animegan.comparison.quality import measure_quality

    return measure_quality(picture, faces, painting_set(bench.photo.sample), painting=painting)


def _panels(done: "dict[System, Quality]") -> list[Panel]:
    faces = {s.title: 100 * q.kept / q.faces for s, q in done.items() if q.faces}
    shifts = {s.title: q.landmark_shift for s, q in done.items() if q.landmark_shift is not None}
    styles = {s.title: THOUSAND * q.style_distance for s, q in done.items()}
    near = {s.title: q.psnr_db for s, q in done.items() if q.psnr_db is not None}
    return [
        Panel(title="Faces found again, %", values=faces),
        Panel(title="Landmark shift", values=shifts, digits=3),
        Panel(title="Style distance × 1000", values=styles, digits=2),
        Panel(title="Nearness to painter, dB", values=near, digits=1),
    ]


def _words(bench: Bench) -> str:
    others = ", ".join(get_sample(name).title for name in other_samples(bench.photo.sample))
    return (
        "One photo is an anecdote: `python -m animegan compare --photos FOLDER` measures many. Landmark shift: how far "
        "eyes, nose and mouth moved, in distances between the eyes; less is better, and the painter enlarges eyes on "
        "purpose. Style distance: between Gram matrices of this lab's perceptual network, mean over the painter's "
        f"{STYLE} pictures of {others}; less is nearer. It also depends on what a photo shows, so compare it within "
        "one photo only. Nearness: PSNR to the painter's picture of this photo, only for networks that were taught to "
        "paint it; more is nearer."
    )


def _row_of(bench: Bench, system: System, quality: "Quality | None") -> dict[str, object]:
    entry = bench.weights[system.name]
    return {
        "system": system.title,
        "weights": entry.name if entry else "",
        "faces": quality and quality.faces,
        "found again": quality and quality.kept,
        "landmark shift": quality and _rounded(quality.landmark_shift, 3),
        "style distance × 1000": quality and _rounded(THOUSAND * quality.style_distance, 3),
        "PSNR to the painter, dB": quality and _rounded(quality.psnr_db, 2),
        "perceptual distance to the painter": quality and _rounded(quality.perceptual, 4),
    }


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


def _code(bench: Bench) -> str:
    entries = [bench.weights[s.name] for s in SYSTEMS if bench.weights[s.name] is not None]
    listed = ", ".join(f'get_weights("{entry.name}")' for entry in entries if entry)
    call = CODE.format(
        style=STYLE, samples=tuple(other_samples(bench.photo.sample)), size=bench.size, entries=f"{listed},"
    )
    return lab_program(bench.desk, paint_by, call=call.strip())
