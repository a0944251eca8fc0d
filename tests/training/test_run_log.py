"""A run's history can be read back, by people and by TensorBoard."""

import json
from pathlib import Path
from zipfile import ZipFile

import numpy as np
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

from animegan.media.image import decode
from animegan.training.run_log import RunLog
from animegan.training.validation import StyleFigures

FIGURES = StyleFigures(
    style="sumi", photos=2, psnr_db=25.0, photo_psnr_db=15.0, perceptual=0.1, photo_perceptual=0.4, nearer_share=1.0
)  # fmt: skip
PICTURE = np.zeros((4, 4, 3), np.uint8)


def test_history_survives(tmp_path: Path) -> None:
    log = RunLog(tmp_path)
    log.step(10, {"l1": 0.5})
    RunLog(tmp_path).validation(20, [FIGURES], PICTURE, PICTURE)  # a resumed run goes on
    log.archive(tmp_path / "h.zip")
    with ZipFile(tmp_path / "h.zip") as archive:
        assert archive.namelist() == ["log.jsonl", "samples-000020.jpg"]
        first, second = map(json.loads, archive.read("log.jsonl").splitlines())
        assert decode(archive.read("samples-000020.jpg")).photo.shape == (4, 4, 3)
    assert first == {"step": 10, "l1": 0.5}
    assert second["validation"][0]["psnr_db"] == 25.0

    whole = (tmp_path / "h.zip").read_bytes()
    log.archive(tmp_path / "h.zip")
    assert (tmp_path / "h.zip").read_bytes() == whole


def test_tensorboard_sees_the_same(tmp_path: Path) -> None:
    log = RunLog(tmp_path)
    log.step(10, {"l1": 0.5})
    log.validation(20, [FIGURES], PICTURE, PICTURE)
    events = EventAccumulator(str(tmp_path / "tensorboard"))
    events.Reload()
    assert [(e.step, e.value) for e in events.Scalars("loss/l1")] == [(10, 0.5)]
    assert [(e.step, e.value) for e in events.Scalars("psnr_db/sumi")] == [(20, 25.0)]
    assert events.Tags()["images"] == ["held out"]
