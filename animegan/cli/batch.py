"""Photo after photo: read, paint, write, report; one bad photo does not stop the others."""

import argparse
import json
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from animegan.cli.pictures import Job, plan_jobs, read_photo, write_file
from animegan.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from animegan.media.image import DecodedPhoto
    from animegan.types import PhotoU8

    Painted = tuple[PhotoU8, dict[str, Any]]
    """The picture to write, and what to report about it, ready for JSON."""

    Painter = Callable[[DecodedPhoto], Painted]

__all__ = ["run_batch"]


def run_batch(args: argparse.Namespace, prepare: "Callable[[], Painter]") -> None:
    """Makes a picture of every photo named on the command line, and says so on stdout.

    Args:
        args: As declared by `options.add_picture_arguments`.
        prepare: Checks the verb's own options and gives what paints a photo. It may take seconds and is called
            once, when the first photo has been read: nobody should wait for a network to learn of a typing error.

    Raises:
        InputError: At once for a wrong option; at the end for photos that could not be used, the others done.
    """
    jobs = plan_jobs(args.photos, args.out, args.format)
    failures: list[InputError] = []
    for job, outcome in _outcomes(jobs, args.size, cache(prepare)):
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
    jobs: Sequence[Job], size: int, prepare: "Callable[[], Painter]"
) -> Iterator[tuple[Job, dict[str, Any] | InputError]]:
    """Each job with its report, or with what is wrong with its photo."""
    for job in jobs:
        try:
            photo = read_photo(job.source, at_least=size)
        except InputError as error:
            yield job, error
            continue
        painter = prepare()  # outside of any `try`: what it raises concerns all photos
        try:
            report = _run_job(job, photo, painter)
        except InputError as error:
            yield job, InputError(f"{job.source}: {error.message}", hint=error.hint)
        else:
            yield job, report


def _run_job(job: Job, photo: "DecodedPhoto", painter: "Painter") -> dict[str, Any]:
    from animegan.media.image import encode

    picture, report = painter(photo)
    write_file(job.target, encode(picture, file_format=job.file_format, alpha=photo.alpha))
    return {"input": str(job.source), "output": str(job.target), **report, "notes": list(photo.notes)}


def _line(report: dict[str, Any]) -> str:
    """For people: what became of the photo, and what they should know about it."""
    height, width = report["size"]
    by = f" by {report['backend']} {report['precision']}" if "backend" in report else ""
    facts = f"{report['style']}, {width} x {height} px{by}, {report['milliseconds']:.0f} ms"
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
