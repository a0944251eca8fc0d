"""How long each backend takes, beside what this machine could do at best and what the published network takes.

Everything is measured in turns (one picture by each, then the next round), so that whatever else the machine does
falls on all alike, and the ratios hold even where the times do not.
"""

import copy
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from animegan.catalog import get_style, get_weights
from animegan.errors import InputError
from animegan.inference.backends import Backend, installed_backends, open_backend
from animegan.inference.machine import MATRIX_GMAC, describe_machine, matrix_products
from animegan.inference.preprocess import MAX_SIZE, MIN_SIZE
from animegan.inference.timing import BenchReport, Timed, make_row
from animegan.types import Progress

if TYPE_CHECKING:
    from torch import nn

__all__ = ["BenchSettings", "bench", "count_gmac"]

PEER = "animeganv2"
PEER_WEIGHTS = "random weights, timing only"


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchSettings:
    """What to measure.

    Attributes:
        style: A style of the catalog; the network that paints it is timed.
        sizes: Sides of the square pictures in pixels.
        repeats: Rounds that count; one more before them warms up.
        peer_up_to: The published network is timed at sizes up to this: at 1024 a picture takes it some 10 s.
    """

    style: str = "sakura"
    sizes: tuple[int, ...] = (256, 512, 1024)
    repeats: int = 7
    peer_up_to: int = 512

    def __post_init__(self) -> None:
        for size in self.sizes:
            if not MIN_SIZE <= size <= MAX_SIZE:
                hint = f"Use {MIN_SIZE} to {MAX_SIZE} pixels."
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
    backends = installed_backends()
    own, peers = _own_subjects(settings, backends), _peer_subjects(settings)
    products = matrix_products(backends)
    runs = [*products.values(), *(subject.run for subject in (*own, *peers))]

    times = np.empty((settings.repeats + 1, len(runs)))
    for number in range(settings.repeats + 1):
        times[number] = [_milliseconds(run) for run in runs]
        message = f"round {number} of {settings.repeats}" if number else "warmed up"
        yield Progress(done=number, total=settings.repeats, message=message)

    product_times, network_times = np.split(times[1:], [len(products)], axis=1)
    rates = MATRIX_GMAC / np.median(product_times, axis=0) * 1000
    rows = [
        make_row(subject.timed, column, float(rates.max()))
        for subject, column in zip((*own, *peers), network_times.T, strict=True)
    ]
    return BenchReport(
        machine=machine,
        matrix_gmac_per_s=dict(zip(products, rates.tolist(), strict=True)),
        repeats=settings.repeats,
        default=backends[0],
        rows=rows[: len(own)],
        peers=rows[len(own) :],
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


def _own_subjects(settings: BenchSettings, backends: Sequence[str]) -> list[_Subject]:
    from animegan.catalog.load import load_generator

    entry = get_weights(get_style(settings.style).weights)
    network, styles = load_generator(entry.name), len(entry.styles)
    return [
        _subject(open_backend(name, entry), entry.architecture, entry.name, size, styles, gmac)
        for size in settings.sizes
        for gmac in [count_gmac(network, styles, size)]
        for name in backends
    ]


def _peer_subjects(settings: BenchSettings) -> list[_Subject]:
    from animegan.catalog.load import untrained_generator
    from animegan.inference.backends.pytorch import TorchBackend

    network = untrained_generator(PEER)
    backend = TorchBackend(network)
    return [
        _subject(backend, PEER, PEER_WEIGHTS, size, 1, count_gmac(network, 1, size))
        for size in settings.sizes
        if size <= settings.peer_up_to
    ]


def _subject(backend: Backend, network: str, weights: str, size: int, styles: int, gmac: float) -> _Subject:
    photo = np.random.default_rng(size).integers(0, 256, (size, size, 3), np.uint8)
    code = np.full(styles, 1 / styles, np.float32)
    timed = Timed(
        network=network,
        weights=weights,
        backend=backend.name,
        precision=backend.precision,
        threads=backend.threads,
        size=size,
        gmac=gmac,
    )
    return _Subject(timed, lambda: backend.paint(photo, code))


def _milliseconds(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return (time.perf_counter() - started) * 1000
