"""The recipe that makes a generator: paint the photos, train, validate, ship.

The run's folder afterwards holds

    checkpoint.pt                     everything needed to go on
    log.jsonl, tensorboard/           every tenth step's loss terms, and the figures of each validation
    samples-000500.jpg                the lab's sample photos, one column per style
    sheet-000500.jpg                  held-out photos: the painter's row above the network's, one column per style
    NAME.safetensors, figures.json    the averaged weights and what they reach on held-out photos
    NAME.discriminator.safetensors    the judge they were trained against, as it was at the end
    NAME.history.zip                  the log, with pictures of the lab's sample photos at each validation
"""

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import nn

from animegan.catalog.load import load_perceptual, read_weights_into
from animegan.catalog.write import write_weights
from animegan.errors import TrainingError
from animegan.models.discriminator import PatchDiscriminator
from animegan.models.registry import get_generator
from animegan.training.checkpoint import load_checkpoint
from animegan.training.config import TrainConfig
from animegan.training.device import open_device
from animegan.training.features import open_features
from animegan.training.paintings import Plate
from animegan.training.photos import spread
from animegan.training.run_log import RunLog
from animegan.training.trainer import CHECKPOINT, Trainer
from animegan.training.validation import StyleFigures, contact_sheet, sample_sheet, validate
from animegan.types import Progress

__all__ = ["GeneratorRun", "carry_out", "check_free", "ship_discriminator", "train_generator"]

logger = logging.getLogger(__name__)

LOG_EVERY = 10  # steps
QUICK_PLATES = 24  # held-out photos per validation during the run; the last one uses all
SHEET_PLATES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratorRun:
    """One network to be made.

    Attributes:
        name: Of the weights file.
        architecture: A name of `models.registry`.
        build: The arguments that build the network.
        config: Every setting of the training.
        out: The run's folder.
        start: Weights to begin with; None begins with fresh ones.
        start_discriminator: A discriminator's weights to begin with; None begins with a fresh one.
        judged_on: Held-out photos for the finished weights' figures, evenly over the list; None for all.
    """

    name: str
    architecture: str
    build: Mapping[str, Any] = field(default_factory=dict)
    config: TrainConfig
    out: Path
    start: Path | None = None
    start_discriminator: Path | None = None
    judged_on: int | None = None

    @property
    def weights(self) -> Path:
        """The finished file."""
        return self.out / f"{self.name}.safetensors"

    @property
    def discriminator(self) -> Path:
        """The finished file of the judge."""
        return self.out / f"{self.name}.discriminator.safetensors"


def train_generator(
    run: GeneratorRun, plates: Sequence[Plate], *, device: str = "cpu", resume: bool = False
) -> Iterator[Progress]:
    """Trains one generator, or goes on with a run.

    Args:
        run: What to make.
        plates: Painted photos, in the run's styles.
        device: A torch device.
        resume: Go on from the checkpoint in the run's folder.

    Yields:
        One `Progress` per step.

    Raises:
        TrainingError: The settings or the checkpoint cannot be used, or the run diverged.
        WeightsError: The weights to start with do not fit.
    """
    place = open_device(device)
    check_free(run.out, resume)
    run.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(run.config.seed)
    network = get_generator(run.architecture).build(**run.build)
    if run.start is not None:
        read_weights_into(network, run.start)
    features_name, features = open_features()
    judge = PatchDiscriminator(len(run.config.styles))
    if run.start_discriminator is not None:
        read_weights_into(judge, run.start_discriminator)
    trainer = Trainer(network, features, plates, run.config, run.out, place, discriminator=judge)
    if resume:
        trainer.resume()
    yield from carry_out(trainer, plates, run, features_name, place)
    ship_discriminator(run)


def carry_out(
    trainer: Trainer, plates: Sequence[Plate], run: GeneratorRun, features_name: str, device: torch.device
) -> Iterator[Progress]:
    """What follows when a trainer is ready: trains to the end, validates, ships, keeps the history.

    Args:
        trainer: At its first step, or where it goes on.
        plates: Painted photos, in the run's styles.
        run: What is made.
        features_name: Of the network whose features the trainer compares, for the record.
        device: The trainer's.

    Yields:
        One `Progress` per step.

    Raises:
        TrainingError: The run diverged.
    """
    metric = load_perceptual().to(device)
    log = RunLog(run.out)
    yield from _train(trainer, metric, plates, run, log)
    _ship(trainer.averaged(), metric, plates, run, features_name)
    log.archive(run.out / f"{run.name}.history.zip")


def check_free(out: Path, resume: bool) -> None:
    """Refuses to begin in a folder that holds a run already."""
    if not resume and (out / CHECKPOINT).exists():
        raise TrainingError(
            f"{out} already holds a run.", hint="Add --resume to go on, or choose another folder."
        )


def ship_discriminator(run: GeneratorRun) -> None:
    """Writes the discriminator out of the run's last checkpoint, unless it never joined the game.

    Raises:
        TrainingError: There is no checkpoint.
    """
    config = run.config
    if config.first_adversarial_step >= config.steps:
        return
    network = PatchDiscriminator(len(config.styles))
    network.load_state_dict(load_checkpoint(run.out / CHECKPOINT)["players"]["discriminator"])
    write_weights(
        run.discriminator,
        network,
        architecture="patch_discriminator",
        styles=config.styles,
        config={"styles": len(config.styles)},
        training=config.as_dict(),
    )


def _train(
    trainer: Trainer, metric: nn.Module, plates: Sequence[Plate], run: GeneratorRun, log: RunLog
) -> Iterator[Progress]:
    """The training proper, with log, validation and checkpoint at their intervals."""
    config = run.config
    shown = spread([plate for plate in plates if plate.held_out], QUICK_PLATES)
    for progress in trainer.run():
        step = progress.done
        if step % LOG_EVERY == 0:
            log.step(step, progress.values)
        if step % config.checkpoint_every == 0 or step == config.steps:
            trainer.checkpoint()
            if shown:
                network, styles = trainer.averaged(), len(config.styles)
                figures = validate(network, metric, shown, config.styles)
                sheet = contact_sheet(network, spread(shown, SHEET_PLATES), styles)
                log.validation(step, figures, sheet, sample_sheet(network, styles))
                logger.info("step %d: %s", step, _summary(figures))
        yield progress


def _ship(
    network: nn.Module, metric: nn.Module, plates: Sequence[Plate], run: GeneratorRun, features_name: str
) -> None:
    """Validates on held-out photos, then writes the weights and their figures."""
    config = run.config
    unseen = [plate for plate in plates if plate.held_out]
    if run.judged_on is not None:
        unseen = spread(unseen, run.judged_on)
    figures = [asdict(row) for row in validate(network, metric, unseen, config.styles)] if unseen else []
    written = write_weights(
        run.weights,
        network,
        architecture=run.architecture,
        styles=config.styles,
        config=run.build,
        training=config.as_dict(),
    )
    report = {
        "sha256": written.sha256,
        "size_bytes": written.size_bytes,
        "features": features_name,
        "held_out": figures,
        "training": config.as_dict(),
    }
    (run.out / "figures.json").write_text(json.dumps(report, indent=2), encoding="utf-8")


def _summary(figures: Sequence[StyleFigures]) -> str:
    return ", ".join(
        f"{row.style} {row.psnr_db:.1f} dB ({row.gain_db:+.1f}), perceptual x{row.perceptual_ratio:.2f}"
        for row in figures
    )
