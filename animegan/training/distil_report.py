"""Teacher and student side by side: how near the pictures are, how large the networks, how long they take."""

from collections.abc import Mapping, Sequence
from statistics import fmean, median
from typing import Any

import numpy as np
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

from animegan.catalog import WeightsEntry
from animegan.catalog.load import load_entry
from animegan.catalog.own import entry_of_file
from animegan.inference import Stylizer
from animegan.inference.bench import count_gmac
from animegan.training.generator_recipe import GeneratorRun
from animegan.training.paintings import Plate
from animegan.types import PhotoU8

__all__ = ["compare", "in_words"]

SIZE = 512  # pixels, both sides
PASSES = 3
WHITE = 255


def compare(teacher: WeightsEntry, run: GeneratorRun, plates: Sequence[Plate]) -> dict[str, Any]:
    """All figures of a run that is finished, as JSON can hold them.

    Args:
        teacher: Whose pictures the plates hold.
        run: The student's; its weights file is read as any user would.
        plates: Those held out count.
    """
    student = entry_of_file(run.weights)
    unseen = [plate for plate in plates if plate.held_out]
    networks = {"teacher": teacher, "student": student}
    seconds = _seconds(networks, run.config.styles[0])
    return {
        "photos": len(unseen),
        "likeness": [_likeness(student, style, row, unseen) for row, style in enumerate(run.config.styles, start=1)],
        "size": SIZE,
        **{name: _cost(entry) | seconds[name] for name, entry in networks.items()},
    }  # fmt: skip


def in_words(report: Mapping[str, Any]) -> str:
    """A table for people."""
    lines = [f"held-out photos: {report['photos']}"]
    for row in report["likeness"]:
        lines.append(
            f"{row['style']}: student to teacher {row['psnr_db']:.1f} dB, SSIM {row['ssim']:.3f} "
            f"(the photo itself {row['photo_psnr_db']:.1f} dB, {row['photo_ssim']:.3f})"
        )
    for name in ("teacher", "student"):
        told = report[name]
        lines.append(
            f"{name}: {told['weights']}, {told['parameters']:,} parameters, {told['gmac']:.2f} GMAC and "
            f"{told['seconds']:.3f} s at {report['size']} px ({told['backend']} {told['precision']})"
        )
    lines.append(
        f"the student is {report['teacher']['seconds'] / report['student']['seconds']:.1f} times as fast"
    )
    return "\n".join(lines)


def _likeness(student: WeightsEntry, style: str, row: int, plates: Sequence[Plate]) -> dict[str, Any]:
    """How near the student's pictures come to the teacher's, and how near the photos themselves are."""
    paint = Stylizer.of(student, style, precision="fp32")
    values = []
    for plate in plates:
        photo, target = (np.array(picture) for picture in plate.pictures()[[0, row]])
        picture = paint(photo, size=min(photo.shape[:2])).picture
        values.append((*_nearness(picture, target), *_nearness(photo, target)))
    names = ("psnr_db", "ssim", "photo_psnr_db", "photo_ssim")
    return {
        "style": style,
        **dict(zip(names, (fmean(column) for column in zip(*values, strict=True)), strict=True)),
    }


def _nearness(picture: PhotoU8, target: PhotoU8) -> tuple[float, float]:
    """PSNR in dB and SSIM of two pictures.

    Source:
        Wang et al. 2004, Image Quality Assessment, by scikit-image with its uniform 7x7 window.
    """
    if np.array_equal(picture, target):
        return 100.0, 1.0  # a PSNR without end, cut off as `evaluate` does
    psnr = peak_signal_noise_ratio(target, picture, data_range=WHITE)  # type: ignore[no-untyped-call]
    ssim = structural_similarity(target, picture, channel_axis=2, data_range=WHITE)  # type: ignore[no-untyped-call]
    return float(psnr), float(ssim)


def _cost(entry: WeightsEntry) -> dict[str, Any]:
    network = load_entry(entry)
    return {
        "weights": entry.name,
        "size_bytes": entry.size_bytes,
        "parameters": sum(parameter.numel() for parameter in network.parameters()),
        "gmac": count_gmac(network, len(entry.styles), SIZE),
    }


def _seconds(networks: Mapping[str, WeightsEntry], style: str) -> dict[str, dict[str, Any]]:
    """The median time of one picture, both networks by turns so that other work slows both."""
    photo = np.random.default_rng(SIZE).integers(0, 256, (SIZE, SIZE, 3), np.uint8)
    painters = {name: Stylizer.of(entry, style) for name, entry in networks.items()}
    for paint in painters.values():
        paint(photo, size=SIZE)  # the first pass allocates
    times: dict[str, list[float]] = {name: [] for name in painters}
    for _ in range(PASSES):
        for name, paint in painters.items():
            times[name].append(paint(photo, size=SIZE).network_ms / 1000)
    return {
        name: {
            "seconds": median(times[name]),
            "backend": paint.backend.name,
            "precision": paint.backend.precision,
        }
        for name, paint in painters.items()
    }
