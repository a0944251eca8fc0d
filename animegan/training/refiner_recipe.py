"""The recipe that makes the Local Refiner: blur a sharp face, let the generator paint it, learn the painter's picture.

The run's folder afterwards holds `refiner.ckpt` to go on from, `local_refiner.safetensors`, and `refiner.json`: how
near crops of held-out faces come to the painter's picture, as the generator left them and as the refiner does.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace

from animegan.catalog import get_weights
from animegan.catalog.write import write_weights
from animegan.errors import TrainingError
from animegan.training.checkpoint import load_checkpoint, save_checkpoint
from animegan.training.device import open_device
from animegan.training.paintings import PlateFolder
from animegan.training.photos import list_photos
from animegan.training.refiner_data import sharp_faces
from animegan.training.refiner_report import measure_refiner
from animegan.training.refiner_run import RefinerRun
from animegan.training.refiner_settings import RefinerSettings
from animegan.training.request import TrainRequest
from animegan.types import Progress

__all__ = ["train_refiner"]

CHECKPOINT, WEIGHTS, REPORT = "refiner.ckpt", "local_refiner.safetensors", "refiner.json"


def train_refiner(request: TrainRequest) -> Iterator[Progress]:
    """Trains, writes weights and measures them on the faces that were held out.

    Args:
        request: `settings` holds fields of RefinerSettings; a resumed run keeps the settings of its checkpoint.

    Yields:
        One Progress per step, and a last one with the figures.

    Raises:
        TrainingError: A setting is wrong, there is nothing to resume or no large face, or the run diverged.
    """
    state = load_checkpoint(request.out / CHECKPOINT) if request.resume else None
    settings = RefinerSettings(**state["settings"]) if state else _settings(request)
    styles = get_weights(settings.generator).styles
    folder = PlateFolder(request.plates, styles, request.find_faces)
    yield from folder.paint(list_photos(request.photos, tiers=request.tiers))
    request.out.mkdir(parents=True, exist_ok=True)
    run = RefinerRun(settings, folder.plates, open_device(request.device))
    if state:
        run.restore(state)
    while run.step < settings.steps:
        values = run.learn()
        if run.step % settings.save_every == 0 or run.step == settings.steps:
            save_checkpoint(request.out / CHECKPOINT, run.state())
        yield Progress(done=run.step, total=settings.steps, message="learning to refine", values=values)
    network = run.averaged()
    write_weights(
        request.out / WEIGHTS,
        network,
        architecture="local_refiner",
        config={"width": settings.width, "blocks": settings.blocks},
        training=asdict(settings),
    )
    unseen = sharp_faces(folder.plates, held_out=True)
    rows = (
        measure_refiner(network, run.generator, run.eye, unseen, styles, seed=settings.seed) if unseen else []
    )
    (request.out / REPORT).write_text(
        json.dumps([asdict(row) for row in rows], indent=2) + "\n", encoding="utf-8"
    )
    yield Progress(done=run.step, total=settings.steps, message="measured on held-out faces")


def _settings(request: TrainRequest) -> RefinerSettings:
    """The defaults with the request's changes."""
    try:
        return replace(RefinerSettings(), **request.settings)
    except TypeError as error:
        raise TrainingError(f"Unknown setting: {error}.", hint="Use fields of RefinerSettings.") from error
