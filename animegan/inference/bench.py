"""How long each network takes in every way, beside what this machine could do at best and what people use today.

Everything is measured in turns (one picture by each, then the next round), so that whatever else the machine does
falls on all alike, and the ratios hold even where the times do not.
"""

import copy
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from animegan.catalog import WeightsEntry, get_style, get_weights
from animegan.errors import InputError
from animegan.inference.backends import AUTO, installed_backends, installed_ways, open_backend
from animegan.inference.machine import MATRIX_GMAC, describe_machine, matrix_products
from animegan.inference.preprocess import MIN_SIZE
from animegan.inference.tiles import SEEN_SIDE
from animegan.inference.timing import BenchReport, Timed, make_row
from animegan.types import Progress

if TYPE_CHECKING:
    from torch import nn

__all__ = ["BenchSettings", "bench", "count_gmac"]

PUBLISHED = "animeganv2_sakura"
"""Weights in the published AnimeGANv2 network; which weights, does not matter to the time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchSettings:
    """What to measure.

    Attributes:
        style: A style of the catalog; the network that paints it is timed.
        sizes: Sides of the square pictures in pixels.
        repeats: Rounds that count; one more before them warms up.
        published_up_to: The published network is timed at sizes up to this: at 1024 a picture takes it some 10 s.
    """

    style: str = "sakura"
    sizes: tuple[int, ...] = (256, 512, 1024)
    repeats: int = 7
    published_up_to: int = 512

    def __post_init__(self) -> None:
        for size in self.sizes:
            if not MIN_SIZE <= size <= SEEN_SIDE:
                hint = f"Use {MIN_SIZE} to {SEEN_SIDE} pixels."
                raise InputError(f"The size {size} is out of range.", hint=hint)
        if self.repeats < 1:
            raise InputError(f"{self.repeats} repeats measure nothing.", hint="Use 1 or more.")


class _Subject(NamedTuple):
    timed: Timed
    run: Callable[[], object]


def bench(settings: BenchSettings) -> Generator[Progress, None, BenchReport]:
    """Measures; yields after every round, and returns the report.

    Raises:
        InputError: The style is unknown.
        WeightsError: Its weights are missing or altered.
    """
    machine = describe_machine()  # first, while the load is not yet our own
    entry = get_weights(get_style(settings.style).weights)
    own = list(_subjects(entry, settings.sizes))
    small = [size for size in settings.sizes if size <= settings.published_up_to]
    published = list(_subjects(get_weights(PUBLISHED), small))
    products = _products()
    runs = [*products.values(), *(subject.run for subject in (*own, *published))]

    times = np.empty((settings.repeats + 1, len(runs)))
    for number in range(settings.repeats + 1):
        times[number] = [_milliseconds(run) for run in runs]
        message = f"round {number} of {settings.repeats}" if number else "warmed up"
        yield Progress(done=number, total=settings.repeats, message=message)

    product_times, network_times = np.split(times[1:], [len(products)], axis=1)
    rates = dict(zip(products, (MATRIX_GMAC / np.median(product_times, axis=0) * 1000).tolist(), strict=True))
    rows = [
        make_row(subject.timed, column, _best_rate(rates, subject.timed.precision))
        for subject, column in zip((*own, *published), network_times.T, strict=True)
    ]
    default = open_backend(AUTO, entry)
    return BenchReport(
        machine=machine,
        matrix_gmac_per_s=rates,
        repeats=settings.repeats,
        default=(default.name, default.precision),
        rows=rows[: len(own)],
        published=rows[len(own) :],
    )


def count_gmac(network: "nn.Module", styles: int, size: int) -> float:
    """Multiplications with addition for one square picture, in thousand millions, by PyTorch's own counter.

    Nothing is computed: a copy of the network runs on a device that knows shapes only.
    """
    import torch
    from torch.utils.flop_counter import FlopCounterMode

    shapes_only = copy.deepcopy(network).to("meta")
    photo, code = torch.empty(1, 3, size, size, device="meta"), torch.empty(1, styles, device="meta")
    with FlopCounterMode(display=False) as counter, torch.inference_mode():
        shapes_only(photo, code)
    flops: int = counter.get_total_flops()  # a multiplication with addition counts as two
    return flops / 2 / 1e9


def _subjects(entry: WeightsEntry, sizes: list[int] | tuple[int, ...]) -> Iterator[_Subject]:
    """A network at every size, in every way that this machine has."""
    from animegan.catalog.load import load_entry

    network, styles = load_entry(entry), len(entry.styles)
    for size in sizes:
        gmac = count_gmac(network, styles, size)
        photo = np.random.default_rng(size).integers(0, 256, (size, size, 3), np.uint8)
        code = np.full(styles, 1 / styles, np.float32)
        for name, precision in installed_ways():
            backend = open_backend(name, entry, precision)
            timed = Timed(
                network=entry.architecture,
                weights=entry.name,
                backend=backend.name,
                precision=backend.precision,
                threads=backend.threads,
                size=size,
                gmac=gmac,
            )
            yield _Subject(timed, partial(backend.paint, photo, code))


def _products() -> dict[str, Callable[[], object]]:
    """A large matrix product by each backend in each precision of this machine, by "BACKEND PRECISION"."""
    precisions = dict.fromkeys(precision for _, precision in installed_ways())
    return {
        f"{name} {precision}": product
        for precision in precisions
        for name, product in matrix_products(installed_backends(), precision).items()
    }


def _best_rate(rates: Mapping[str, float], precision: str) -> float:
    return max(rate for name, rate in rates.items() if name.endswith(f" {precision}"))


def _milliseconds(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return (time.perf_counter() - started) * 1000
