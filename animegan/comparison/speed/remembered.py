"""Measurements of this machine, kept in the cache until somebody measures again."""

import json
import logging
from dataclasses import asdict
from functools import cache
from pathlib import Path

from animegan.catalog import WeightsEntry
from animegan.comparison.speed.figures import RANDOM, Speed, SpeedSettings
from animegan.comparison.systems import System
from animegan.inference.backends.compiled_cache import cache_dir, digest_of
from animegan.inference.machine import describe_machine

__all__ = ["recall", "remember"]

_log = logging.getLogger(__name__)


def recall(system: System, entry: WeightsEntry | None, settings: SpeedSettings) -> Speed | None:
    """What was measured on this machine with these weights, settings and libraries; None if nothing was."""
    path = _path(system.name, _weights_name(system, entry), settings)
    try:
        return Speed(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, TypeError, ValueError) as error:
        _log.warning("%s cannot be read and is measured again: %s", path, error)
        return None


def remember(speed: Speed, settings: SpeedSettings) -> None:
    """Keeps a measurement; a cache that cannot be written costs measuring again, and no more."""
    path = _path(speed.system, speed.weights, settings)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_text(json.dumps(asdict(speed)), encoding="utf-8")
        part.replace(path)
    except OSError as error:
        _log.warning("Nothing can be kept in %s: %s", path.parent, error)


def _weights_name(system: System, entry: WeightsEntry | None) -> str:
    if entry is not None:
        return entry.name
    return RANDOM if system.architecture else ""


def _path(system: str, weights: str, settings: SpeedSettings) -> Path:
    """Weights of one architecture cost the same whatever their numbers; their name tells their configuration."""
    about = digest_of([weights, asdict(settings), _machine()])
    return cache_dir() / "comparison" / f"{system}-{settings.size}-{settings.runtime}-{about}.json"


@cache
def _machine() -> dict[str, object]:
    return {name: value for name, value in describe_machine().items() if name != "load_average"}
