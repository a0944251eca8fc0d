"""The process that trains for a minute; a page starts it, and it ends with that page's server.

    python -m animegan.losslab.short_run.worker

One line of JSON comes in on stdin: `config` (of the trainer), `seconds` and `folder`, a private one for weights. Lines
of JSON go out on stdout, each with a `kind`:

    preparing   message                     what is done before the first step
    step        step, seconds, values       the terms of one step, unweighted, and the time trained so far
    finishing   message                     what is done after the last step
    weights     step, seconds, file, final  a weights file of that name lies in the folder now
    problem     message, hint               the run ends here, for a reason that people can read

Whatever else there is to say goes to stderr. When stdin ends, the one who asked is gone: the process removes the folder
and leaves.
"""

import json
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from animegan.errors import AnimeganError, TrainingError

if (
    TYPE_CHECKING
):  # torch takes seconds to import; until then the process could not even notice that it is alone
    from torch import nn

    from animegan.training.config import TrainConfig
    from animegan.training.paintings import Plate

__all__ = ["train_for"]

Message = dict[str, Any]

SNAPSHOT_EVERY_S = 4.0
POLITE = 10  # added to the nice value: a picture for another visitor goes first
LONGEST_START_S = 300.0  # painting the samples on a slow machine; then the process gives up, whatever it does
DIVERGED = "Bring the weights nearer to a known recipe, or train for a shorter time, and start again."


def train_for(config: "TrainConfig", seconds: float, folder: Path) -> Iterator[Message]:
    """Trains until the time is over.

    Args:
        config: Of the trainer; its `steps` are no limit here.
        seconds: How long, from the first step on.
        folder: Where weights are written.

    Yields:
        What goes out on stdout, see above.

    Raises:
        AnimeganError: The run cannot start, or it diverged.
    """
    import torch

    from animegan.catalog.load import load_generator
    from animegan.losslab.short_run.plan import START
    from animegan.training.trainer import Trainer

    yield {"kind": "preparing", "message": "opening the networks"}
    network = load_generator(START).requires_grad_(True)
    features, judge = _players(config)
    yield {"kind": "preparing", "message": "painting the sample photos (the first time only)"}
    plates = _painted_samples(folder)
    trainer = Trainer(network, features, plates, config, folder, torch.device("cpu"), discriminator=judge)
    started = shown = time.monotonic()
    try:
        for progress in trainer.run():
            trained_s = time.monotonic() - started
            yield {
                "kind": "step",
                "step": progress.done,
                "seconds": trained_s,
                "values": dict(progress.values),
            }
            if trained_s >= seconds:
                break
            if time.monotonic() - shown >= SNAPSHOT_EVERY_S:
                yield _write(network, config, progress.done, trained_s, folder)
                shown = time.monotonic()
    except TrainingError as problem:
        raise TrainingError(problem.message, hint=DIVERGED) from problem
    yield {"kind": "finishing", "message": "averaging the last steps"}
    yield {**_write(trainer.averaged(), config, trainer.step, trained_s, folder), "final": True}


def _players(config: "TrainConfig") -> tuple["nn.Module", "nn.Module | None"]:
    """The network whose features are compared, and the family's discriminator where the run has a use for it."""
    from animegan.catalog.load import load_discriminator
    from animegan.training.features import open_features

    _, features = open_features()
    plays = config.weights.adversarial > 0
    return features, load_discriminator().train() if plays else None


def _painted_samples(folder: Path) -> "tuple[Plate, ...]":
    """The lab's sample photos with their paintings: from the cache, or made now and kept there if possible."""
    from animegan.inference.backends.compiled_cache import cache_dir
    from animegan.losslab.short_run.plan import STYLE
    from animegan.training.paintings import PlateFolder
    from animegan.training.photos import list_photos, write_samples

    place = cache_dir() / "painted_samples"
    try:
        photos = write_samples(place / "photos")
    except OSError:
        place = folder
        photos = write_samples(place / "photos")
    plates = PlateFolder(place / "paintings", (STYLE,))
    for _ in plates.paint(list_photos(photos), workers=0):
        pass
    return plates.plates


def _write(network: "nn.Module", config: "TrainConfig", step: int, trained_s: float, folder: Path) -> Message:
    """Writes the weights as they are now."""
    from animegan.catalog import get_weights
    from animegan.catalog.write import write_weights
    from animegan.losslab.short_run.plan import START
    from animegan.training.ablation_recipe import SMALL

    name = f"step-{step:06}.safetensors"
    training = replace(config, steps=step).as_dict()
    with _WRITING:
        write_weights(
            folder / name, network, architecture=get_weights(START).architecture, styles=config.styles,
            config=SMALL, training=training,
        )  # fmt: skip
    return {"kind": "weights", "step": step, "seconds": trained_s, "file": name, "final": False}


_WRITING = threading.Lock()  # a folder that is being removed gets no new file


def _leave(folder: Path) -> None:
    """Ends the process at once, from any thread."""
    with _WRITING:
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)


def _leave_with_the_asker(folder: Path) -> None:
    """Waits for the end of stdin, which comes when the asking process closes it or dies."""
    while os.read(0, 1):  # not through sys.stdin, whose lock an ordinary exit would wait for
        pass
    _leave(folder)


def _be_modest() -> None:
    """One thread at low priority."""
    import cv2
    import torch

    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    if hasattr(os, "nice"):  # on Windows the asker lowers the priority
        os.nice(POLITE)


def main() -> None:
    """Reads the request, trains, and says how it goes."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as channel, suppress(BrokenPipeError):
        for ending in (
            signal.SIGINT,
            signal.SIGTERM,
        ):  # meant for all: the asker leaves, then this process tidies up
            signal.signal(ending, signal.SIG_IGN)
        os.dup2(2, 1)  # a library that prints shall not talk into the channel

        def say(message: Mapping[str, Any]) -> None:
            channel.write(json.dumps(message) + "\n")
            channel.flush()

        request = json.loads(sys.stdin.readline())
        folder, seconds = Path(request["folder"]), float(request["seconds"])
        threading.Thread(target=_leave_with_the_asker, args=(folder,), daemon=True).start()
        last_call = threading.Timer(LONGEST_START_S + 2 * seconds, _leave, args=(folder,))
        last_call.daemon = True
        last_call.start()
        say({"kind": "preparing", "message": "starting"})
        try:
            _be_modest()
            from animegan.training.config import TrainConfig

            for message in train_for(TrainConfig.from_dict(request["config"]), seconds, folder):
                say(message)
        except AnimeganError as problem:
            say({"kind": "problem", "message": problem.message, "hint": problem.hint})


if __name__ == "__main__":
    main()
