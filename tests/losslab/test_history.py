"""Histories written by the trainer's own log come back as they were; anything else is refused with a way out."""

import zipfile

import numpy as np
import pytest

from animegan.errors import WeightsError
from animegan.losslab.histories.history import CONTENT, GAME, PAINTING, RunHistory, smoothed
from animegan.losslab.histories.runs import load_run, runs_with_history
from animegan.training.run_log import RunLog
from animegan.training.validation import StyleFigures

SIDE = 16
FIRST, SECOND, THIRD = 1.0, 2.0, 4.0


def figures(psnr_db, style="aozora"):
    return StyleFigures(
        style=style, photos=2, psnr_db=psnr_db, photo_psnr_db=19.0, perceptual=0.2, photo_perceptual=0.25,
        nearer_share=0.5,
    )  # fmt: skip


def sheet(colour):
    """Three photos, each beside its picture in one style; the pictures are of one colour."""
    pixels = np.zeros((3 * SIDE, 2 * SIDE, 3), np.uint8)
    pixels[:, SIDE:] = colour
    return pixels


@pytest.fixture
def run_folder(tmp_path):
    """A run of three phases: content, painting, game; validated twice."""
    log = RunLog(tmp_path)
    log.step(10, {"learning_rate": 0.1, "total": 16.0, "l1": FIRST, "perceptual": 1.0})
    log.step(20, {"learning_rate": 0.1, "total": 30.0, "l1": SECOND, "perceptual": 1.0, "style": 1.0})
    log.validation(20, [figures(20.0)], sheet(0), sheet(60))
    game = {
        "discriminator": 0.7,
        "total": 51.0,
        "l1": THIRD,
        "perceptual": 1.0,
        "style": 1.0,
        "adversarial": 1.0,
    }
    log.step(30, {"learning_rate": 0.1, **game})
    log.validation(30, [figures(21.0)], sheet(0), sheet(200))
    return tmp_path, log


def archived(run_folder):
    folder, log = run_folder
    log.archive(folder / "run.history.zip")
    return folder / "run.history.zip"


def test_steps_terms_and_validations_come_back(run_folder):
    history = RunHistory.read(archived(run_folder))
    assert history.steps.tolist() == [10, 20, 30] and history.styles == ("aozora",)
    assert history.terms["l1"].tolist() == [FIRST, SECOND, THIRD]
    np.testing.assert_equal(history.terms["adversarial"], [np.nan, np.nan, 1.0])
    assert [(v.step, v.psnr_db) for v in history.validations] == [(20, 20.0), (30, 21.0)]
    assert set(history.loss_terms) == {"l1", "perceptual", "style", "adversarial"}


def test_the_phases_are_told_by_their_terms(run_folder):
    history = RunHistory.read(archived(run_folder))
    assert [(p.kind, p.first, p.last) for p in history.phases] == [
        (CONTENT, 10, 10),
        (PAINTING, 20, 20),
        (GAME, 30, 30),
    ]
    assert history.joined == 30


def test_a_sample_is_the_right_tile_of_the_right_step(run_folder):
    history = RunHistory.read(archived(run_folder))
    assert abs(int(history.sample(20, "cat", "aozora").mean()) - 60) <= 2
    assert abs(int(history.sample(30, "coffee", "aozora").mean()) - 200) <= 2
    assert history.sample(30, "astronaut", None).mean() <= 2


def test_what_a_resumed_run_logged_again_counts(run_folder):
    _, log = run_folder
    log.step(20, {"learning_rate": 0.1, "total": 7.0, "l1": 0.5, "perceptual": 1.0, "style": 1.0})
    history = RunHistory.read(archived(run_folder))
    assert history.steps.tolist() == [10, 20, 30] and history.terms["l1"][1] == 0.5


def test_a_mean_counts_only_what_was_logged_there(run_folder):
    history = RunHistory.read(archived(run_folder))
    assert history.mean("l1", first=15, last=30) == (SECOND + THIRD) / 2
    assert np.isnan(history.mean("adversarial", first=10, last=20))


def test_smoothing_looks_back_only_and_keeps_gaps():
    values = np.array([np.nan, 2.0, 4.0, 9.0])
    np.testing.assert_equal(smoothed(values, 2), [np.nan, 2.0, 3.0, 6.5])
    np.testing.assert_equal(smoothed(values, 1), values)


@pytest.mark.parametrize(
    "log",
    [
        b"",
        b"{",
        b"[1, 2]",
        b'{"step": "ten", "total": 1.0}',
        b'{"step": 10, "total": NaN}',
        b'{"step": 10, "l1": 1.0}',
        b'{"step": 10, "total": 1.0}',  # never validated
        b'{"step": 10, "validation": [{"style": "aozora"}]}',
        b"[" * 100_000,
    ],
)
def test_a_log_that_makes_no_sense_is_refused(tmp_path, log):
    path = tmp_path / "odd.history.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("log.jsonl", log)
    with pytest.raises(WeightsError) as refusal:
        RunHistory.read(path)
    assert refusal.value.hint


def test_an_archive_that_is_none_is_refused(tmp_path, run_folder):
    path = archived(run_folder)
    damaged = bytearray(path.read_bytes())
    damaged[60] ^= 0xFF
    for name, data in {
        "cut": path.read_bytes()[:200],
        "damaged": bytes(damaged),
        "text": b"no archive",
    }.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(WeightsError):
            RunHistory.read(tmp_path / name)
    with pytest.raises(WeightsError):
        RunHistory.read(tmp_path / "missing")


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path):
    path = tmp_path / "bomb.history.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("log.jsonl", b"\n" * (17 * 2**20))
    assert path.stat().st_size < 2**20
    with pytest.raises(WeightsError, match="larger"):
        RunHistory.read(path)


def test_a_damaged_sample_is_refused_only_when_it_is_asked_for(run_folder):
    folder, _ = run_folder
    (folder / "samples-000020.jpg").write_bytes(b"no picture")
    history = RunHistory.read(archived(run_folder))
    with pytest.raises(WeightsError):
        history.sample(20, "cat", "aozora")


def test_every_committed_history_can_be_read_and_its_weighted_terms_add_up_to_what_was_minimised():
    names = runs_with_history()
    assert names
    for name in names:
        run = load_run(name)
        total = sum(np.nan_to_num(values) for values in run.weighted.values())
        roundness = 0.01 if run.config.precision == "bf16" else 1e-5  # terms are logged as they were computed
        np.testing.assert_allclose(total, run.history.terms["total"], rtol=roundness, err_msg=name)
        last = next(reversed(run.history.sheets))
        assert run.history.sample(last, "cat", run.history.styles[-1]).ndim == 3
