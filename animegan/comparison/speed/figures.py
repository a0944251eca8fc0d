"""What is asked of a measurement, and what comes out of it."""

from dataclasses import dataclass
from typing import Literal

from animegan.errors import InputError
from animegan.inference.preprocess import MAX_SIZE, MIN_SIZE

__all__ = ["RANDOM", "RUNTIMES", "Speed", "SpeedSettings"]

Runtime = Literal["torch", "openvino"]
RUNTIMES: tuple[Runtime, ...] = ("torch", "openvino")
PAINTERS_RUNTIME = "opencv"  # the painter knows no other
RANDOM = "random weights"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeedSettings:
    """How systems are timed; the same for all that shall be compared.

    Attributes:
        size: Side of the square picture in pixels.
        runtime: What runs the networks: PyTorch as it is, or OpenVINO.
        repeats: Pictures that count; one more before them warms up.
        threads: How many compute one picture; None for as many as there are cores. On a busy computer one is fairer:
            several have to wait for the slowest at the end of every layer.
    """

    size: int = 256
    runtime: str = "torch"
    repeats: int = 5
    threads: int | None = None

    def __post_init__(self) -> None:
        if not MIN_SIZE <= self.size <= MAX_SIZE:
            raise InputError(
                f"The size {self.size} is out of range.", hint=f"Use {MIN_SIZE} to {MAX_SIZE} pixels."
            )
        if self.runtime not in RUNTIMES:
            raise InputError(
                f"Unknown runtime: {self.runtime!r}.", hint=f"Use one of: {', '.join(RUNTIMES)}."
            )
        if self.repeats < 1:
            raise InputError(f"{self.repeats} repeats measure nothing.", hint="Use 1 or more.")
        if self.threads is not None and self.threads < 1:
            raise InputError(f"{self.threads} threads compute nothing.", hint="Use 1 or more.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """One system, measured.

    Attributes:
        system: Its name.
        weights: The name of its weights, RANDOM, or empty for the painter.
        size: Side of the square picture in pixels.
        runtime: What ran it: "torch", "openvino" or "opencv".
        precision: In which numbers.
        threads: How many computed one picture.
        seconds: Median of the pictures that counted.
        slowest_s: The slowest of them.
        repeats: How many counted.
        added_mb: By how much the process grew at its peak from before the network was opened, in millions of bytes.
        peak_mb: The whole process at its peak.
        gmac_per_s: Rate of this machine's own matrix product, in turns with the pictures and by the same runtime, in
            thousand millions of multiplications with addition a second; None for the painter.
        measured_at: When, ISO 8601 with the offset from UTC.
        load: The machine's load average just before; None where the system has none.
    """

    system: str
    weights: str
    size: int
    runtime: str
    precision: str
    threads: int
    seconds: float
    slowest_s: float
    repeats: int
    added_mb: float
    peak_mb: float
    gmac_per_s: float | None
    measured_at: str
    load: float | None
