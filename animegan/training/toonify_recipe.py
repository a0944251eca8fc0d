"""The recipe that makes a small Toonify: rebuild photos of faces, go on with their paintings, swap layers.

The run's folder afterwards holds `toonify.ckpt` to go on from, `toonify.safetensors`, `toonify.json`: figures of the
rebuilt photos, of the painting generator and of the shipped mixture on held-out faces, and `sheet.jpg`: these faces
as photo, painting, rebuilt, painted, and swapped at several places.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace

from animegan.catalog.write import write_weights
from animegan.errors import TrainingError
from animegan.media.image import encode
from animegan.training.checkpoint import load_checkpoint, save_checkpoint
from animegan.training.device import open_device
from animegan.training.paintings import PlateFolder
from animegan.training.photos import list_photos, spread
from animegan.training.request import TrainRequest
from animegan.training.toonify_data import CropFace, Pairs, aligned_faces
from animegan.training.toonify_report import find_in_crops, measure_redraws, redraw, redraw_sheet
from animegan.training.toonify_run import ToonifyRun
from animegan.training.toonify_settings import ToonifySettings
from animegan.types import Progress

__all__ = ["train_toonify"]

CHECKPOINT, WEIGHTS, REPORT, SHEET = "toonify.ckpt", "toonify.safetensors", "toonify.json", "sheet.jpg"
FACES_SHOWN = 8
SWITCHES = (2, 4, 6)  # positions at which the sheet shows a hard switch


def train_toonify(request: TrainRequest) -> Iterator[Progress]:
    """Trains, swaps layers, writes weights, and measures them on the faces that were held out.

    Args:
        request: `settings` holds fields of ToonifySettings; a resumed run keeps those of its checkpoint, but for
            the ones that are named again: so a run can be made shorter or longer on the way.

    Yields:
        One Progress per step, and a last one when all is measured.

    Raises:
        TrainingError: A setting is wrong, there is nothing to resume or no face, or the run diverged.
    """
    state = load_checkpoint(request.out / CHECKPOINT) if request.resume else None
    settings = _settings(request, ToonifySettings(**state["settings"]) if state else ToonifySettings())
    crop_face = _crop_face(request)
    folder = PlateFolder(request.plates, settings.styles, request.find_faces)
    yield from folder.paint(list_photos(request.photos, tiers=request.tiers))
    request.out.mkdir(parents=True, exist_ok=True)
    pairs = aligned_faces(folder.plates, settings.crop, crop_face, held_out=False)
    run = ToonifyRun(settings, pairs, open_device(request.device))
    if state:
        run.restore(state)
    while run.step < settings.steps:
        part = "learning to rebuild photos" if run.step < settings.photo_steps else "learning to paint"
        values = run.learn()
        if run.step % settings.save_every == 0 or run.step == settings.steps:
            save_checkpoint(request.out / CHECKPOINT, run.state())
        yield Progress(done=run.step, total=settings.steps, message=part, values=values)
    network = run.swapped(settings.texture, settings.switch, settings.switch_width or None)
    write_weights(
        request.out / WEIGHTS, network, architecture="toonify", styles=settings.styles, config=run.config,
        training=asdict(settings),
    )  # fmt: skip
    unseen = aligned_faces(folder.plates, settings.crop, crop_face, held_out=True)
    if len(unseen.photos):
        _report(request, run, unseen)
    yield Progress(done=run.step, total=settings.steps, message="measured on held-out faces")


def _report(request: TrainRequest, run: ToonifyRun, unseen: Pairs) -> None:
    """Writes figures and a sheet of faces that the run has not learnt from."""
    settings = run.settings
    networks = {
        "rebuilt": run.rebuilder(),
        "painted": run.swapped("painting", -2, None),  # every layer from paintings
        "shipped": run.swapped(settings.texture, settings.switch, settings.switch_width or None),
    }
    drawn = {name: redraw(network, unseen.photos) for name, network in networks.items()}
    every = {"photo": unseen.photos, "painting": unseen.paintings} | drawn
    found = {name: find_in_crops(pictures, request.find_faces) for name, pictures in every.items()}
    rows = [
        measure_redraws(name, unseen, pictures, run.eye, (found["photo"], found[name]))
        for name, pictures in every.items()
    ]
    text = json.dumps([asdict(row) for row in rows], indent=2) + "\n"
    (request.out / REPORT).write_text(text, encoding="utf-8")
    shown = spread(range(len(unseen.photos)), FACES_SHOWN)
    columns = [pictures[shown] for pictures in every.values()]
    for texture in ("painting", "photo"):
        columns += [redraw(run.swapped(texture, at, None), unseen.photos[shown]) for at in SWITCHES]
    (request.out / SHEET).write_bytes(encode(redraw_sheet(columns), file_format="JPEG"))


def _settings(request: TrainRequest, before: ToonifySettings) -> ToonifySettings:
    """The settings so far with the request's changes."""
    try:
        return replace(before, **request.settings)
    except TypeError as error:
        raise TrainingError(f"Unknown setting: {error}.", hint="Use fields of ToonifySettings.") from error


def _crop_face(request: TrainRequest) -> CropFace:
    if request.crop_face is None:
        raise TrainingError("Nobody says how a face is cropped.", hint="Pass `crop_face` with the request.")
    return request.crop_face
