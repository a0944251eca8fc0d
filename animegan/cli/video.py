"""`python -m animegan video`: a clip becomes anime, frame by frame."""

import argparse
import json
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from animegan.cli.network import add_weights_argument, open_network
from animegan.cli.options import add_network_arguments
from animegan.errors import InputError

if TYPE_CHECKING:
    from animegan.inference import Stylizer
    from animegan.inference.film import Film, FilmPlan, FilmReport
    from animegan.types import PhotoU8, Progress

    Painter = tuple[Callable[[PhotoU8], PhotoU8], dict[str, object]]
    """What paints a frame, and in words which painter that is."""

NAME = "video"
HELP = "Turn a clip into anime, frame by frame; its sound, times and rotation are kept."

SAY_EVERY_S = 5.0  # where progress goes into a file; on a screen one line is written again and again
FACES_DETAIL = 2  # frames are read at this many times the film's size: faces are cut from them


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of `video`."""
    parser.add_argument(
        "clip", type=Path, nargs="?", metavar="IN", help="the clip (default: one drawn by the lab itself)"
    )
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT", help="the film, an .mp4")
    parser.add_argument(
        "--size",
        type=int,
        metavar="PX",
        help="short side of the film; a clip is not enlarged for it (default: 360)",
    )
    add_network_arguments(parser)
    add_weights_argument(parser)
    parser.add_argument(
        "--fps", type=float, help="frames a second at most; 12 is how much drawn film is shot"
    )
    parser.add_argument(
        "--steady", action="store_true", help="keep still what does not change in the clip, against flicker"
    )
    parser.add_argument(
        "--faces",
        action="store_true",
        help="paint every face by itself too: seconds for each frame, not milliseconds",
    )
    parser.add_argument("--start", type=float, default=0.0, metavar="S", help="second to begin at")
    parser.add_argument("--end", type=float, metavar="S", help="second to stop at")
    parser.add_argument("--no-sound", action="store_true", help="leave the clip's sound out")
    parser.add_argument(
        "--resume", action="store_true", help="go on where a run with the same options broke off"
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help="print one JSON object at the end, with the milliseconds of each stage",
    )


def run(args: argparse.Namespace) -> None:
    """Makes the film; Ctrl-C once keeps what is done."""
    if args.out.suffix.lower() != ".mp4":
        raise InputError(
            f"{args.out} is no name for the film.", hint="End it in .mp4, the one kind written here."
        )
    from animegan.inference.film import Film
    from animegan.media.video.clip import read_clip

    plan = _plan(args)
    clip = read_clip(args.clip or _sample_clip())
    paint, made_by = _painter(args, plan)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    film = Film(clip, args.out, plan, paint, made_by=made_by)
    with _stopped_by_ctrl_c(film):
        _follow(film.run(resume=args.resume))
    assert film.report is not None
    outcome = {"input": str(clip.path), "output": str(args.out), **made_by, **film.report.summary()}
    outcome["notes"] = [f"the clip {note}" for note in clip.notes]
    print(json.dumps(outcome, ensure_ascii=False) if args.json else _in_words(outcome, film.report))


def _plan(args: argparse.Namespace) -> "FilmPlan":
    from animegan.inference.film import FilmPlan
    from animegan.inference.film.plan import DEFAULT_FILM_SIZE

    return FilmPlan(
        size=args.size or DEFAULT_FILM_SIZE, most_fps=args.fps, steady=args.steady, start=args.start, end=args.end,
        detail=FACES_DETAIL if args.faces else 1, sound=not args.no_sound,
    )  # fmt: skip


def _sample_clip() -> Path:
    """The lab's own clip, drawn on first use."""
    from animegan.inference.film.sample import kept_sample_clip

    return kept_sample_clip()


def _painter(args: argparse.Namespace, plan: "FilmPlan") -> "Painter":
    """The Stylizer, or with --faces face2paint, for every frame."""
    from animegan.inference.film.painters import describe_painter, stylizer_painter

    stylizer, mix = open_network(args)
    told = describe_painter(stylizer, mix=mix)
    if not args.faces:
        return stylizer_painter(stylizer, mix=mix), told
    print("note: --faces looks for faces in every frame; that takes seconds for each", file=sys.stderr)
    return _face_painter(stylizer, plan.size, mix), {**told, "faces": True}


def _face_painter(
    stylizer: "Stylizer", size: int, mix: dict[str, float] | None
) -> "Callable[[PhotoU8], PhotoU8]":
    from animegan.face.face2paint import face2paint
    from animegan.face.refine import open_refiner
    from animegan.face.settings import FaceSettings

    settings, refiner = FaceSettings(size=size, mix=mix), open_refiner()
    return lambda photo: face2paint(photo, stylizer, settings=settings, refiner=refiner).picture


@contextmanager
def _stopped_by_ctrl_c(film: "Film") -> Iterator[None]:
    """The first Ctrl-C ends the film in good order, the second one at once."""

    def stop(_signal: int, _frame: object) -> None:
        film.stop()
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _follow(steps: "Iterator[Progress]") -> None:
    """Runs the film and says on stderr how far it is: on a screen in one line, in a file now and then."""
    on_screen, said_at = sys.stderr.isatty(), time.monotonic()
    for step in steps:
        if on_screen:
            print(f"\r{_line(step)}\x1b[K", end="", file=sys.stderr, flush=True)
        elif time.monotonic() - said_at >= SAY_EVERY_S:
            said_at = time.monotonic()
            print(_line(step), file=sys.stderr, flush=True)
    if on_screen:
        print(file=sys.stderr)


def _line(step: "Progress") -> str:
    left = time.strftime("%H:%M:%S", time.gmtime(step.values["left_s"]))
    return f"{step.done} of {step.total} frames, {step.values['fps']:.1f} a second, {left} left"


def _in_words(outcome: dict[str, Any], report: "FilmReport") -> str:
    """For people: what was made of what, how fast, and what they should know about it."""
    height, width = report.size
    facts = (
        f"{report.frames} frames of {width} x {height} px, {report.painted} of them painted, "
        f"{report.fps:.1f} frames a second, {outcome['backend']} {outcome['precision']}"
    )
    lines = [f"{outcome['input']} -> {outcome['output']} ({facts})"]
    if not report.complete:
        lines.append("  note: stopped before its end; the same command with --resume goes on")
    if report.damaged:
        lines.append(f"  note: {report.damaged} damaged pieces of the clip were left out")
    return "\n".join([*lines, *(f"  note: {note}" for note in outcome["notes"])])
