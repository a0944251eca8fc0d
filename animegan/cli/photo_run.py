"""Photo after photo: read, paint, write, report; one bad photo does not stop the others."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from animegan.cli.pictures import Job, count_sub_folders, plan_jobs, read_photo, write_file
from animegan.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from animegan.media.image import DecodedPhoto
    from animegan.types import PhotoU8

    Painted = tuple[PhotoU8, dict[str, Any]]
    """The picture to write, and what to report about it, ready for JSON."""

    Painter = Callable[[DecodedPhoto, str], Painted]
    """Paints a photo; the name is that of its picture's file without suffix, for whatever is written beside it."""

    Prepare = Callable[[DecodedPhoto], Painter]
    """Checks the verb's own options, loads what it needs, and may try itself on the first photo."""

__all__ = ["run_photos"]


def run_photos(args: argparse.Namespace, prepare: "Prepare", *, detail: int = 1) -> None:
    """Makes a picture of every photo named on the command line, and says so on stdout.

    Args:
        args: As declared by `options.add_picture_arguments`.
        prepare: Gives what paints a photo. It may take seconds and is called once, with the first photo that
            could be read: nobody should wait for a network to learn of a typing error.
        detail: Photos are read with at least this many times the pixels of the picture's short side.

    Raises:
        InputError: At once for a wrong option; at the end for photos that could not be used, the others done.
    """
    jobs = plan_jobs(args.photos, args.out, args.format)
    if passed_over := count_sub_folders(args.photos, args.out):
        folders = "1 sub-folder was" if passed_over == 1 else f"{passed_over} sub-folders were"
        print(f"note: {folders} not searched; name each one whose photos you want too", file=sys.stderr)
    failures: list[InputError] = []
    for job, outcome in _outcomes(jobs, detail * args.size, prepare):
        if isinstance(outcome, InputError):
            failures.append(outcome)
            outcome = {"input": str(job.source), "error": outcome.message, "hint": outcome.hint}
        if args.json:
            print(json.dumps(outcome, ensure_ascii=False), flush=True)
        elif "error" not in outcome:
            print(_line(outcome), flush=True)
    if failures:
        raise _summed_up(failures, len(jobs))


def _outcomes(
    jobs: Sequence[Job], at_least: int, prepare: "Prepare"
) -> Iterator[tuple[Job, dict[str, Any] | InputError]]:
    """Each job with its report, or with what is wrong with its photo."""
    painter: Painter | None = None
    for job in jobs:
        try:
            photo = read_photo(job.source, at_least=at_least)
        except InputError as error:
            yield job, error
            continue
        painter = painter or prepare(photo)  # outside of any `try`: what it raises concerns all photos
        try:
            report = _run_job(job, photo, painter)
        except InputError as error:
            yield job, InputError(f"{job.source}: {error.message}", hint=error.hint)
        else:
            yield job, report


def _run_job(job: Job, photo: "DecodedPhoto", painter: "Painter") -> dict[str, Any]:
    from animegan.media.image import encode

    picture, report = painter(photo, job.target.stem)
    write_file(job.target, encode(picture, file_format=job.file_format, alpha=photo.alpha))
    height, width = picture.shape[:2]
    written = {"input": str(job.source), "output": str(job.target), "width": width, "height": height}
    return {**written, **report, "notes": [*photo.notes, *report.get("notes", ())]}


def _line(report: dict[str, Any]) -> str:
    """For people: what became of the photo, and what they should know about it."""
    width, height = report["width"], report["height"]
    worked_height, worked_width = report["size"]
    size = f"width {width} x height {height} px"
    if (worked_width, worked_height) != (width, height):
        size += f", worked at {worked_width} x {worked_height} px"
    by = f" by {report['backend']} {report['precision']}" if "backend" in report else ""
    facts = f"{report['style']}, {size}{by}, {report['milliseconds']:.0f} ms"
    notes = "".join(f"\n  note: the photo {note}" for note in report["notes"])
    return f"{report['input']} -> {report['output']} ({facts}){notes}"


def _summed_up(failures: list[InputError], total: int) -> InputError:
    if total == 1:
        return failures[0]
    lines = "".join(f"\n  {error.message} {error.hint}" for error in failures)
    done = total - len(failures)
    return InputError(
        f"{len(failures)} of {total} photos could not be used:{lines}",
        hint=f"{done} {'picture is' if done == 1 else 'pictures are'} written; mend or leave out the others.",
    )
