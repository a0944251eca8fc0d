"""The recipe that makes `anime_unet`: paint the photos, train against them, validate, ship.

The run's folder afterwards holds

    checkpoint.pt         everything needed to go on
    log.jsonl             every tenth step's loss terms, and the figures of each validation
    sheet-000500.jpg      held-out photos: the painter's row above the network's, one column per style
    anime_unet.safetensors, figures.json      the averaged weights and what they reach on held-out photos
"""

import json
import logging
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from animegan.catalog.load import load_perceptual
from animegan.catalog.write import write_weights
from animegan.errors import TrainingError
from animegan.media.image import encode
from animegan.models.anime_unet import AnimeUNet
from animegan.training.config import TrainConfig
from animegan.training.device import open_device
from animegan.training.features import open_features
from animegan.training.paintings import Plate, PlateFolder
from animegan.training.photos import list_photos
from animegan.training.request import TrainRequest
from animegan.training.trainer import CHECKPOINT, Trainer
from animegan.training.validation import StyleFigures, contact_sheet, validate
from animegan.types import Progress

__all__ = ["train_anime_unet"]

logger = logging.getLogger(__name__)

LOG_EVERY = 10  # steps
QUICK_PLATES = 24  # held-out photos per validation during the run; the last one uses all
SHEET_PLATES = 6


def train_anime_unet(request: TrainRequest) -> Iterator[Progress]:
    """Trains `anime_unet` from scratch, or goes on with a run.

    Yields:
        Progress of the painting, then of the training.

    Raises:
        TrainingError: The settings, photos or checkpoint cannot be used, or the run diverged.
    """
    config, device = TrainConfig(**request.settings), open_device(request.device)
    request.out.mkdir(parents=True, exist_ok=True)
    if not request.resume and (request.out / CHECKPOINT).exists():
        raise TrainingError(
            f"{request.out} already holds a run.", hint="Add --resume to go on, or choose another folder."
        )
    folder = PlateFolder(request.out / "paintings", config.styles, request.find_faces)
    yield from folder.paint(list_photos(request.photos, tiers=request.tiers))

    torch.manual_seed(config.seed)
    network = AnimeUNet(len(config.styles))
    features_name, features = open_features()
    trainer = Trainer(network, features, folder.plates, config, request.out, device)
    if request.resume:
        trainer.resume()
    metric = load_perceptual().to(device)
    yield from _train(trainer, metric, folder.plates, request.out)
    ship(trainer.averaged(), metric, folder.plates, config, request.out, features_name)


def _train(trainer: Trainer, metric: nn.Module, plates: Sequence[Plate], out: Path) -> Iterator[Progress]:
    """The training proper, with log, validation and checkpoint at their intervals."""
    config = trainer.config
    shown = _spread([plate for plate in plates if plate.held_out], QUICK_PLATES)
    for progress in trainer.run():
        step = progress.done
        if step % LOG_EVERY == 0:
            _log(out, {"step": step, **progress.values})
        if step % config.checkpoint_every == 0 or step == config.steps:
            trainer.checkpoint()
            if shown:
                network = trainer.averaged()
                figures = validate(network, metric, shown, config.styles)
                _log(out, {"step": step, "validation": [asdict(row) for row in figures]})
                _write_sheet(network, shown, config, out / f"sheet-{step:06}.jpg")
                logger.info("step %d: %s", step, _summary(figures))
        yield progress


def ship(
    network: nn.Module,
    metric: nn.Module,
    plates: Sequence[Plate],
    config: TrainConfig,
    out: Path,
    features_name: str,
) -> None:
    """Validates on every held-out photo, then writes the weights and their figures.

    Args:
        network: The averaged generator, in eval mode.
        metric: The lab's perceptual network, on the same device; every figure uses it.
        plates: Painted photos.
        config: Settings of the run; they go into the file's header.
        out: The run's folder.
        features_name: Which network's features were compared while training.
    """
    unseen = [plate for plate in plates if plate.held_out]
    figures = [asdict(row) for row in validate(network, metric, unseen, config.styles)] if unseen else []
    written = write_weights(
        out / "anime_unet.safetensors",
        network,
        architecture="anime_unet",
        styles=config.styles,
        config={"styles": len(config.styles)},
        training=config.as_dict(),
    )
    report = {
        "sha256": written.sha256,
        "size_bytes": written.size_bytes,
        "features": features_name,
        "held_out": figures,
        "training": config.as_dict(),
    }
    (out / "figures.json").write_text(json.dumps(report, indent=2), encoding="utf-8")


def _write_sheet(network: nn.Module, plates: Sequence[Plate], config: TrainConfig, path: Path) -> None:
    sheet = contact_sheet(network, _spread(plates, SHEET_PLATES), len(config.styles))
    path.write_bytes(encode(sheet, file_format="JPEG"))


def _spread(plates: Sequence[Plate], count: int) -> list[Plate]:
    """`count` plates, evenly over the whole list, so that every group is among them."""
    picks = np.linspace(0, len(plates) - 1, min(count, len(plates))).round().astype(int)
    return [plates[i] for i in picks]


def _log(out: Path, values: dict[str, Any]) -> None:
    with (out / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps(values) + "\n")


def _summary(figures: Sequence[StyleFigures]) -> str:
    return ", ".join(
        f"{row.style} {row.psnr_db:.1f} dB ({row.gain_db:+.1f}), perceptual x{row.perceptual_ratio:.2f}"
        for row in figures
    )
