"""The recipe `toonify` on drawn portraits: what it learns from, that it learns, goes on, and ships what loads."""

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from animegan.catalog import get_weights
from animegan.catalog.files import sha256_of
from animegan.catalog.load import load_entry
from animegan.errors import TrainingError
from animegan.face.align import align
from animegan.media.image import encode
from animegan.training.paintings import Plate
from animegan.training.photos import held_out
from animegan.training.request import TrainRequest
from animegan.training.toonify_data import Pairs, aligned_faces, face_window, pick
from animegan.training.toonify_recipe import train_toonify
from animegan.training.toonify_report import find_in_crops, measure_redraws
from animegan.training.toonify_run import ToonifyRun, latent_spread
from animegan.training.toonify_settings import ToonifySettings
from tests.toon.drawn import portrait

TINY = {
    "steps": 4, "paint_from": 0.5, "batch": 2, "crop": 32, "latent": 8, "multiplier": 1 / 64, "width": 4, "widest": 8,
    "save_every": 1,
}  # fmt: skip


def crop_face(photo, landmarks, side):
    return align(landmarks, side=side).crop(photo)


@pytest.fixture
def pairs() -> Pairs:
    """Three faces of 32 px; a painting is its photo, inverted."""
    photos = np.random.default_rng(0).integers(0, 256, (3, 32, 32, 3)).astype(np.uint8)
    return Pairs(photos, 255 - photos)


def run_of(pairs: Pairs, **changes) -> ToonifyRun:
    return ToonifyRun(ToonifySettings(**{**TINY, **changes}), pairs, torch.device("cpu"))


def test_faces_come_upright_with_their_own_painting(plates: list[Plate]):
    found = aligned_faces(plates, 48, crop_face, held_out=False)
    assert found.photos.shape == (1, 48, 48, 3)
    assert (
        np.abs(found.paintings.astype(int) - (255 - found.photos)).max() <= 2
    )  # cubic overshoot is cut at 0 and 255
    assert len(aligned_faces(plates, 48, crop_face, held_out=True).photos) == 0
    with pytest.raises(TrainingError, match="large enough for crops of 512"):
        aligned_faces(plates, 512, crop_face, held_out=False)


def test_variation_keeps_photo_and_painting_together_and_repeats_with_the_seed(pairs: Pairs):
    same = Pairs(pairs.photos, pairs.photos)
    photo, painting = pick(same, 8, np.random.default_rng(3), vary=True)
    again, _ = pick(same, 8, np.random.default_rng(3), vary=True)
    assert torch.equal(photo, painting) and torch.equal(photo, again)
    assert photo.shape == (8, 3, 32, 32) and photo.abs().max() <= 1
    assert len({tuple(x.flatten().tolist()) for x in photo}) == 8  # three faces, eight different crops


def test_the_middle_of_the_face_counts_most_and_the_mean_is_one():
    window = face_window(32, 3.0)[0, 0]
    assert window.argmax() // 32 in (17, 18) and window.mean().item() == pytest.approx(1)
    assert window[16, 16] > 2 * window[0, 0]
    assert torch.equal(face_window(8, 0.0), torch.ones(1, 1, 8, 8))


def test_spread_is_zero_for_one_w_and_else_its_variance():
    assert latent_spread(torch.ones(2, 5, 8)) == 0
    assert latent_spread(torch.tensor([[[1.0], [3.0]]])).item() == 1


def test_the_first_part_moves_encoder_and_generator_and_the_second_only_the_copy(pairs: Pairs):
    run = run_of(pairs)
    start = {name: tensor.clone() for name, tensor in run.photos.network.state_dict().items()}
    run.learn()
    moved = {
        name
        for name, tensor in run.photos.network.state_dict().items()
        if not torch.equal(tensor, start[name])
    }
    assert {"toonify.encoder.stem.weight", "toonify.generator.input.input"} <= moved
    assert not any(name.startswith("domain") for name in moved)
    run.learn()
    frozen = {name: tensor.clone() for name, tensor in run.photos.state()["network"].items()}
    rebuilt = run.rebuilder().generator.state_dict()
    run.learn()
    assert all(torch.equal(tensor, frozen[name]) for name, tensor in run.photos.network.state_dict().items())
    painted = run.painter().state_dict()
    assert any(not torch.equal(painted[name], rebuilt[name]) for name in rebuilt)
    apart = max((painted[name] - rebuilt[name]).abs().max().item() for name in rebuilt)
    assert apart < 0.1  # a copy that went on, not another network


def test_loss_falls_on_three_faces(pairs: Pairs):
    smooth = Pairs(
        *(np.full((2, 32, 32, 3), 40, np.uint8) + np.array([0, 150], np.uint8)[:, None, None, None],) * 2
    )
    run = run_of(
        smooth, steps=120, paint_from=0.9, learning_rate=0.01, generator_rate=0.02, adversarial=0.0, warm_up=5
    )
    losses = [run.learn()["l1"] for _ in range(40)]
    assert np.mean(losses[-5:]) < 0.5 * np.mean(losses[:3])


def test_domain_term_is_off_unless_asked_for_and_then_moves_the_classifier(pairs: Pairs):
    assert "domain" not in run_of(pairs).learn()
    run = run_of(pairs, domain=1.0, steps=40)
    before = {name: tensor.clone() for name, tensor in run.photos.network["domain"].state_dict().items()}
    first = run.learn()["domain"]
    assert math.isfinite(first) and first > 0
    after = run.photos.network["domain"].state_dict()
    # at step 0 nothing is reversed into the encoder, but the classifier learns already
    assert any(not torch.equal(after[name], before[name]) for name in before)


def test_swapped_layers_come_from_both(pairs: Pairs):
    run = run_of(pairs)
    for _ in range(4):
        run.learn()
    photo, painting = run.rebuilder().generator.state_dict(), run.painter().state_dict()
    mixed = run.swapped("painting", 2, None).generator.state_dict()
    assert torch.equal(mixed["conv1.conv.weight"], photo["conv1.conv.weight"])
    assert torch.equal(mixed["convs.5.conv.weight"], painting["convs.5.conv.weight"])
    other = run.swapped("photo", 2, None).generator.state_dict()
    assert torch.equal(other["conv1.conv.weight"], painting["conv1.conv.weight"])
    assert torch.equal(
        run.swapped("painting", 2, None).encoder.stem.weight, run.rebuilder().encoder.stem.weight
    )


def test_a_resumed_run_is_the_uninterrupted_one(pairs: Pairs):
    whole, first = run_of(pairs), run_of(pairs)
    for _ in range(4):
        whole.learn()
    for _ in range(3):  # into the second part
        first.learn()
    second = run_of(pairs, seed=7)
    second.restore(first.state())
    second.learn()
    for name, tensor in whole.swapped("painting", 2, 1.0).state_dict().items():
        assert torch.equal(tensor, second.swapped("painting", 2, 1.0).state_dict()[name]), name


def test_a_run_made_shorter_beyond_its_first_part_still_paints_from_what_was_learnt(pairs: Pairs):
    run = run_of(pairs, steps=10, paint_from=0.9)
    run.step = 4
    run.rebuilder().generator.conv1.conv.weight += 5
    shorter = run_of(pairs, steps=6, paint_from=0.5)
    shorter.restore(run.state())
    shorter.learn()
    learnt, painted = (x.conv1.conv.weight for x in (shorter.rebuilder().generator, shorter.painter()))
    torch.testing.assert_close(painted, learnt, atol=0.1, rtol=0)


def test_figures_of_the_photos_themselves(pairs: Pairs):
    points = np.array([[90, 110], [160, 110], [128, 150], [100, 190], [150, 190]], np.float32)
    eye, faces, none = run_of(pairs).eye, [(points,)] * 3, [()] * 3
    same = measure_redraws("photo", pairs, pairs.photos, eye, (faces, faces))
    assert (same.l1_to_photo, same.to_photo, same.found, same.shift) == (
        0,
        pytest.approx(0, abs=1e-6),
        1.0,
        0.0,
    )
    assert same.to_painting > 0
    lost = measure_redraws("lost", pairs, pairs.paintings, eye, (faces, none))
    assert (lost.found, lost.shift, lost.to_painting) == (0.0, None, pytest.approx(0, abs=1e-6))
    assert measure_redraws("faceless", pairs, pairs.photos, eye, (none, faces)).found is None
    moved = [
        (points + np.float32([7, 0]),),
        (points + 900, points),
        (),
    ]  # 0.1 eye distances; the nearer one; none
    figures = measure_redraws("moved", pairs, pairs.photos, eye, (faces, moved))
    assert (figures.found, figures.shift) == (pytest.approx(2 / 3), pytest.approx(0.05))


def test_faces_are_looked_for_in_enlarged_crops(pairs: Pairs):
    sizes = []
    assert find_in_crops(pairs.photos, lambda x: sizes.append(x.shape) or ()) == [(), (), ()]
    assert sizes == [(256, 256, 3)] * 3
    assert find_in_crops(pairs.photos, None) == [(), (), ()]


def test_it_trains_goes_on_and_ships(tmp_path: Path):
    folder = tmp_path / "photos"
    folder.mkdir()
    photo, points = portrait(size=128)
    names = [f"{number}.png" for number in range(100)]
    for name in (next(n for n in names if not held_out(n)), next(n for n in names if held_out(n))):
        (folder / name).write_bytes(encode(photo))
    request = TrainRequest(
        photos=folder,
        out=tmp_path / "run",
        find_faces=lambda _: (points,),
        crop_face=crop_face,
        settings=dict(TINY),
    )
    messages = [progress.message for progress in train_toonify(request)]
    assert messages.count("learning to rebuild photos") == messages.count("learning to paint") == 2
    assert messages[-1] == "measured on held-out faces"
    rows = json.loads((tmp_path / "run" / "toonify.json").read_text())
    assert [row["name"] for row in rows] == ["photo", "painting", "rebuilt", "painted", "shipped"]
    assert rows[0]["to_photo"] < 1e-6 < rows[2]["to_photo"]
    assert (tmp_path / "run" / "sheet.jpg").is_file()

    weights = tmp_path / "run" / "toonify.safetensors"
    entry = replace(
        get_weights("anime_unet"), architecture="toonify", file=weights.name, styles=("sakura",),
        sha256=sha256_of(weights), size_bytes=weights.stat().st_size,
    )  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANIMEGAN_WEIGHTS", str(weights.parent))
        network = load_entry(entry)
    assert network(torch.zeros(1, 3, 50, 40)).picture.shape == (1, 3, 50, 40)

    again = [progress.message for progress in train_toonify(replace(request, resume=True))]
    assert not any(message.startswith("learning") for message in again)
    longer = replace(
        request, resume=True, settings={"steps": 6, "paint_from": 0.4}
    )  # the rest is the checkpoint's
    assert [progress.message for progress in train_toonify(longer)].count("learning to paint") == 2
    with pytest.raises(TrainingError, match="cropped"):
        list(train_toonify(replace(request, crop_face=None)))


@pytest.mark.parametrize(
    "wrong",
    [{"steps": 0}, {"crop": 96}, {"paint_from": 1.0}, {"styles": ("sakura", "sumi")}, {"texture": "both"}],
)
def test_settings_that_make_no_run_are_refused(wrong):
    with pytest.raises(TrainingError):
        ToonifySettings(**wrong)
