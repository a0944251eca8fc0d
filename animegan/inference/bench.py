"""How long each network takes in every way, beside what this machine could do at best and what people use today.

Everything is measured in turns (one picture by each, then the next round), so that whatever else the machine does
falls on all alike, and the ratios hold even where the times do not.
"""

import copy
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from animegan.catalog import WeightsEntry, get_style, get_weights
from animegan.errors import InputError
from animegan.inference.backends import (
    AUTO,
    CPU,
    Backend,
    installed_backends,
    installed_ways,
    open_backend,
    open_on,
)
from animegan.inference.cold import measure_cold_start
from animegan.inference.machine import MATRIX_GMAC, describe_machine, device_product, matrix_products
from animegan.inference.preprocess import MIN_SIZE
from animegan.inference.stages import measure_stages
from animegan.inference.tiles import SEEN_SIDE, backend_for
from animegan.inference.timing import BenchReport, Row, Timed, make_row
from animegan.types import Progress

if TYPE_CHECKING:
    from torch import nn

__all__ = ["BenchSettings", "bench", "count_gmac"]

PUBLISHED = "animeganv2_sakura"
"""Weights in the published AnimeGANv2 network; which weights, does not matter to the time."""
MAX_SIZE = 8192  # 67 MP; a picture takes minutes there
ON_DEVICE = " on "  # in the names of backends that do not run on the processor
MISSING_PEER = "ONNX Runtime is not installed, so it was not measured: pip install -r requirements-bench.txt."


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchSettings:
    """What to measure.

    Attributes:
        style: A style of the catalog; the network that paints it is timed.
        sizes: Sides of the square pictures in pixels; above 1792, only the default way is timed.
        repeats: Rounds that count; one more before them warms up.
        published_up_to: The published network is timed at sizes up to this: at 1024 a picture takes it some 10 s.
        cold: Also measure cold starts and memory, in a process for each row.
        device: Also time PyTorch on this device, one of `backends.DEVICES`, up to 1792 px.
    """

    style: str = "sakura"
    sizes: tuple[int, ...] = (256, 512, 1024)
    repeats: int = 7
    published_up_to: int = 512
    cold: bool = True
    device: str = CPU

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
        BackendError: A process that starts cold broke off.
    """
    machine = describe_machine()  # first, while the load is not yet our own
    entry, other = get_weights(get_style(settings.style).weights), get_weights(PUBLISHED)
    small = [size for size in settings.sizes if size <= settings.published_up_to]
    device = settings.device
    parts = [
        list(_subjects(entry, settings.sizes, device)),
        list(_subjects(other, small, device)),
        list(_peers(other, small)),
    ]
    rates, rows = yield from _in_turns([subject for part in parts for subject in part], settings.repeats)
    if settings.cold:
        rows = yield from _from_cold(rows)
    stages = [measure_stages(entry, size, settings.repeats) for size in settings.sizes if size <= SEEN_SIDE]
    default = open_backend(AUTO, entry)
    ends = np.cumsum([len(part) for part in parts])
    return BenchReport(
        machine=machine,
        matrix_gmac_per_s=rates,
        repeats=settings.repeats,
        default=(default.name, default.precision),
        rows=rows[: ends[0]],
        published=rows[ends[0] : ends[1]],
        peers=rows[ends[1] :],
        stages=stages,
        notes=() if parts[2] or not small else (MISSING_PEER,),
    )


def _in_turns(
    subjects: Sequence[_Subject], repeats: int
) -> Generator[Progress, None, tuple[dict[str, float], list[Row]]]:
    """The machine's rates and a row for each subject, all measured in the same rounds."""
    products = _products([subject.timed for subject in subjects])
    runs = [*products.values(), *(subject.run for subject in subjects)]
    times = np.empty((repeats + 1, len(runs)))
    for number in range(repeats + 1):
        times[number] = [_milliseconds(run) for run in runs]
        message = f"round {number} of {repeats}" if number else "warmed up"
        yield Progress(done=number, total=repeats, message=message)
    product_times, network_times = np.split(times[1:], [len(products)], axis=1)
    rates = dict(zip(products, (MATRIX_GMAC / np.median(product_times, axis=0) * 1000).tolist(), strict=True))
    rows = [
        make_row(subject.timed, column, _best_rate(rates, subject.timed))
        for subject, column in zip(subjects, network_times.T, strict=True)
    ]
    return rates, rows


def _from_cold(rows: Sequence[Row]) -> Generator[Progress, None, list[Row]]:
    """The rows with cold start and memory; those of peers and devices, which are opened by other means, without."""
    done: list[Row] = []
    for row in rows:
        if row.backend in installed_backends():
            start = measure_cold_start(get_weights(row.weights), row.backend, row.precision, row.size)
            row = replace(row, first_ms=start.first_ms, peak_mb=start.peak_mb)
        done.append(row)
        yield Progress(done=len(done), total=len(rows), message=f"cold start {len(done)} of {len(rows)}")
    return done


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


def _subjects(entry: WeightsEntry, sizes: Sequence[int], device: str) -> Iterator[_Subject]:
    """A network at every size, in every way that this machine has."""
    from animegan.catalog.load import load_entry

    network = load_entry(entry)
    for size in sizes:
        gmac = count_gmac(network, len(entry.styles), size)
        ways = installed_ways(entry) if size <= SEEN_SIDE else [_default_way(entry)]
        for name, precision in ways:
            yield _subject(entry, open_backend(name, entry, precision), size, gmac)
        if device != CPU and size <= SEEN_SIDE:
            yield _subject(entry, open_on(device, AUTO, entry), size, gmac)


def _peers(entry: WeightsEntry, sizes: Sequence[int]) -> Iterator[_Subject]:
    """The network by ONNX Runtime, if that is installed."""
    from animegan.catalog.load import load_entry
    from animegan.inference.peers import OnnxRuntime, has_onnxruntime

    if not (sizes and has_onnxruntime()):
        return
    peer, network = OnnxRuntime(entry), load_entry(entry)
    for size in sizes:
        yield _subject(entry, peer, size, count_gmac(network, len(entry.styles), size))


def _subject(entry: WeightsEntry, backend: Backend, size: int, gmac: float) -> _Subject:
    photo = np.random.default_rng(size).integers(0, 256, (size, size, 3), np.uint8)
    code = np.full(len(entry.styles), 1 / len(entry.styles), np.float32)
    timed = Timed(
        network=entry.architecture,
        weights=entry.name,
        backend=backend.name,
        precision=backend.precision,
        threads=backend.threads,
        size=size,
        gmac=gmac,
    )
    return _Subject(timed, partial(backend_for(backend, entry, (size, size)).paint, photo, code))


def _default_way(entry: WeightsEntry) -> tuple[str, str]:
    default = open_backend(AUTO, entry)
    return default.name, default.precision


def _products(timed: Sequence[Timed]) -> dict[str, Callable[[], object]]:
    """A large matrix product by each backend in each precision that has one, by "BACKEND PRECISION"."""
    products = {}
    for precision in dict.fromkeys(
        one.precision for one in timed if one.precision != "int8"
    ):  # it has no plain one
        for name, product in matrix_products(installed_backends(), precision).items():
            products[f"{name} {precision}"] = product
    for name in dict.fromkeys(one.backend for one in timed if ON_DEVICE in one.backend):
        products[f"{name} fp32"] = device_product(name.partition(ON_DEVICE)[2])
    return products


def _best_rate(rates: Mapping[str, float], timed: Timed) -> float:
    """The rate of the fastest product in the same precision, or of all where it has none; on a device, its own."""
    if ON_DEVICE in timed.backend:
        return rates[f"{timed.backend} {timed.precision}"]
    here = {name: rate for name, rate in rates.items() if ON_DEVICE not in name}
    return max([rate for name, rate in here.items() if name.endswith(f" {timed.precision}")] or here.values())


def _milliseconds(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return (time.perf_counter() - started) * 1000
