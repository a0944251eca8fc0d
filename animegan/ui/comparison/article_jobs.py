"""The article's own set-up: each system at the size that the article gives it, on PyTorch."""

from animegan.comparison.claims import NUMBERS, SIZES
from animegan.comparison.speed.figures import Speed, SpeedSettings
from animegan.comparison.systems import SYSTEMS
from animegan.ui.comparison.bench import Bench
from animegan.ui.comparison.speeds import Job

__all__ = ["article_jobs", "article_speeds"]

TIMED = {claim.system for claim in NUMBERS if claim.figure == "seconds"}


def article_jobs(bench: Bench) -> list[Job]:
    """One job for each system whose time the article gives."""
    return [
        Job(system=system, entry=bench.weights[system.name], settings=SpeedSettings(size=SIZES[system.name]))
        for system in SYSTEMS
        if system.name in TIMED
    ]


def article_speeds(bench: Bench) -> dict[str, Speed]:
    """What of it was measured here, by the system's name."""
    return {job.system.name: speed for job in article_jobs(bench) if (speed := job.recall())}
