"""Seconds and memory of one system: a process of its own measures, this one tells how far it is."""

from collections.abc import Generator, Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from animegan.catalog import WeightsEntry
from animegan.comparison.speed.child import converse
from animegan.comparison.speed.figures import RANDOM, Speed, SpeedSettings
from animegan.comparison.speed.remembered import remember
from animegan.comparison.systems import System
from animegan.errors import BackendError
from animegan.types import Progress

__all__ = ["measure_speed"]

ONE_STYLE = ("random",)


def measure_speed(
    system: System, entry: WeightsEntry | None, settings: SpeedSettings
) -> Generator[Progress, None, Speed]:
    """Measures and remembers; yields several times a second, and returns the figures.

    Closing the generator stops the measurement.

    Args:
        system: The row.
        entry: Its weights; a network without any is timed with random ones, which cost the same.
        settings: How.

    Raises:
        BackendError: The runtime is not installed, or the process broke off.
        WeightsError: The weights file is missing or altered.
    """
    with TemporaryDirectory(prefix="animegan-speed-") as folder:
        environment = {}
        if entry is None and system.architecture is not None:
            entry = _random_weights(system.architecture, Path(folder))
            environment["ANIMEGAN_CACHE"] = folder  # what is compiled of them is not worth keeping
        weights = "" if entry is None else RANDOM if environment else entry.name
        request = {**asdict(settings), "system": system.name, "entry": entry and asdict(entry)}
        found: Mapping[str, Any] | None = None
        done, message = 0, "starting"
        for said in converse(request, environment=environment):
            if said is not None and said["kind"] == "problem":
                raise BackendError(said["message"], hint=said["hint"])
            if said is not None and said["kind"] == "result":
                found = said
            elif said is not None:
                done, message = min(done + 1, settings.repeats + 2), said["message"]
            yield Progress(done=done, total=settings.repeats + 3, message=f"{system.title}: {message}")
    if found is None:
        raise BackendError("The measurement ended without a result.", hint="Measure again.")
    figures = {name: value for name, value in found.items() if name != "kind"}
    speed = Speed(
        system=system.name,
        weights=weights,
        size=settings.size,
        repeats=settings.repeats,
        measured_at=datetime.now().astimezone().isoformat(timespec="seconds"),
        **figures,
    )
    remember(speed, settings)
    return speed


def _random_weights(architecture: str, folder: Path) -> WeightsEntry:
    """A weights file as training would write it, with numbers that paint nothing."""
    from animegan.catalog.load import untrained_generator
    from animegan.catalog.write import write_weights

    path = folder / "random.safetensors"
    written = write_weights(
        path, untrained_generator(architecture), architecture=architecture, styles=ONE_STYLE
    )
    return WeightsEntry(
        name="random",
        title=RANDOM,
        architecture=architecture,
        file=str(path),
        sha256=written.sha256,
        size_bytes=written.size_bytes,
        licence="none",
        source="random numbers",
        trained_on="nothing",
        styles=ONE_STYLE,
    )
