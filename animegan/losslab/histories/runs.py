"""The runs behind the committed weights: each with its settings, which the weights file itself carries."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open

from animegan.catalog import WEIGHTS, WeightsEntry, get_weights, weights_dir
from animegan.errors import AnimeganError, WeightsError
from animegan.losslab.histories.archive import HINT
from animegan.losslab.histories.history import CONTENT, RunHistory
from animegan.training.config import LossWeights, TrainConfig

__all__ = ["Run", "load_run", "runs_with_history"]

SUFFIX = ".history.zip"
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Run:
    """A run that made a weights file.

    Attributes:
        entry: The weights.
        history: What its log and its pictures say.
        config: Its settings.
    """

    entry: WeightsEntry
    history: RunHistory
    config: TrainConfig

    @property
    def is_paired(self) -> bool:
        """Whether L1 and perceptual compared with the painting of the photo; otherwise with the photo itself."""
        return self.config.pairing == "paired"

    @property
    def weights(self) -> Mapping[str, Values]:
        """(n,) per loss term: how much it counted at each logged step; the warm-up on content has its own weights."""
        content = np.zeros(len(self.history.steps), dtype=bool)
        for phase in self.history.phases:
            if phase.kind == CONTENT:
                content |= (self.history.steps >= phase.first) & (self.history.steps <= phase.last)
        warm_up, main = asdict(LossWeights()), asdict(self.config.weights)
        return {name: np.where(content, warm_up[name], main[name]) for name in self.history.loss_terms}

    @property
    def weighted(self) -> Mapping[str, Values]:
        """(n,) per loss term, times its weight; at each step they add up to the logged total."""
        weights = self.weights
        return {name: weights[name] * self.history.terms[name] for name in weights}


def load_run(name: str) -> Run:
    """The run that made the weights of that name.

    Raises:
        InputError: There are no such weights.
        WeightsError: Their history or their settings are missing or damaged.
    """
    entry = get_weights(name)
    path = weights_dir() / entry.file
    try:
        with safe_open(path, framework="np") as file:
            config = TrainConfig.from_dict(json.loads(file.metadata()["training"]))
    except (SafetensorError, OSError, KeyError, TypeError, ValueError, AnimeganError) as error:
        raise WeightsError(f"{path} does not say how it was trained: {error}.", hint=HINT) from error
    history = RunHistory.read(path.with_suffix(SUFFIX))
    unknown = set(history.loss_terms) - set(asdict(config.weights))
    if unknown:
        raise WeightsError(f"The history of {name} has unknown terms: {sorted(unknown)}.", hint=HINT)
    return Run(entry=entry, history=history, config=config)


def runs_with_history() -> tuple[str, ...]:
    """The names of the weights beside which a history lies, in the catalog's order."""
    painting = (entry for entry in WEIGHTS if entry.styles)
    return tuple(e.name for e in painting if (weights_dir() / e.file).with_suffix(SUFFIX).is_file())
