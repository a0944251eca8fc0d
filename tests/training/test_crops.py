"""Crops depend on seed and step alone, stay aligned with their targets, and leave held-out photos alone."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from animegan.errors import TrainingError
from animegan.training.config import TrainConfig
from animegan.training.crops import CropSampler, focus_map
from animegan.training.paintings import Plate

from .conftest import FACE

CONFIG = TrainConfig(crop=64, batch=16, mixed_style_share=0.0)


def test_a_step_is_the_same_in_every_run(plates: list[Plate]) -> None:
    first, second = (CropSampler(plates, CONFIG).batch(5) for _ in range(2))
    other = CropSampler(plates, CONFIG).batch(6)
    assert torch.equal(first.photo, second.photo)
    assert torch.equal(first.content, second.content)
    assert not torch.equal(first.photo, other.photo)


def test_target_is_the_asked_painting_of_the_very_crop(plates: list[Plate]) -> None:
    batch = CropSampler(plates, CONFIG).batch(0)
    seen = set()
    for photo, target, style in zip(batch.photo, batch.content, batch.style, strict=True):
        index = int(style.argmax())
        seen.add(index)
        u8 = ((photo + 1) * 127.5).round()
        wanted = (255 - u8, u8 // 2, u8, u8 // 4)[index]
        torch.testing.assert_close((target + 1) * 127.5, wanted, atol=1e-3, rtol=0)
    assert len(seen) > 1


def test_mixed_target_is_the_mix_of_both_paintings(plates: list[Plate]) -> None:
    batch = CropSampler(plates, TrainConfig(crop=64, batch=16, mixed_style_share=1.0)).batch(1)
    assert ((batch.style > 0).sum(1) == 2).any()
    torch.testing.assert_close(batch.style.sum(1), torch.ones(16))
    photo = ((batch.photo + 1) * 127.5).round()
    paintings = torch.stack([255 - photo, photo // 2, photo, photo // 4], dim=1)
    wanted = torch.einsum("ns,nschw->nchw", batch.style, paintings)
    torch.testing.assert_close((batch.content + 1) * 127.5, wanted, atol=1e-2, rtol=0)


def test_an_unpaired_batch_keeps_the_photo_and_shows_other_paintings(plates: list[Plate]) -> None:
    batch = CropSampler(plates, replace(CONFIG, pairing="unpaired", styles=("inverted",) * 4)).batch(0)
    assert torch.equal(batch.content, batch.photo)
    assert (batch.focus == 1).all()
    own = torch.stack([batch.photo, -batch.photo])
    assert not any(torch.allclose(batch.example, painting, atol=0.02) for painting in own)
    assert torch.equal(batch.smooth, batch.example)


def test_the_published_objective_gets_smoothed_edges(plates: list[Plate]) -> None:
    config = replace(CONFIG, pairing="unpaired", objective="animeganv2")
    batch = CropSampler(plates, config).batch(0)
    changed = (batch.smooth - batch.example).abs().amax(1) > 0.02
    assert 0.05 < changed.float().mean() < 0.95


def test_crops_grow_late_in_the_run(plates: list[Plate]) -> None:
    sampler = CropSampler(plates, replace(CONFIG, steps=10, late_crop=96, late_from=0.5))
    assert [sampler.batch(step).photo.shape[-1] for step in (0, 4, 5, 9)] == [64, 64, 96, 96]


def test_only_pictures_without_faces_are_mirrored(plates: list[Plate]) -> None:
    """The painter's catch light is always at the left of an eye; a mirrored face would teach the opposite."""
    ramp = np.tile(np.arange(112, dtype=np.uint8)[None, :, None], (96, 1, 3))
    seen = {}
    for plate in plates[:2]:
        np.save(plate.path, np.stack([ramp] * 5))
        photos = torch.cat([CropSampler([plate], CONFIG).batch(step).photo for step in range(3)])
        seen[plate.group] = set((photos[:, 0, 0, -1] > photos[:, 0, 0, 0]).tolist())
    assert seen == {"faces": {True}, "scenes": {True, False}}


def test_photos_with_small_faces_are_drawn_often_and_keep_their_tones(plates: list[Plate]) -> None:
    """As often as a whole group: here a black photo, so that its crops and its face can be told."""
    face = FACE / 3 + np.float32(30)
    np.save(
        plates[0].path,
        np.stack([np.zeros((96, 112, 3), np.uint8), *[np.full((96, 112, 3), 255, np.uint8)] * 4]),
    )
    others = [replace(plates[1], group="faces") for _ in range(9)]
    batch = CropSampler([replace(plates[0], faces=(face,)), *others], CONFIG).batch(0)
    dark = (batch.photo == -1).all(dim=(1, 2, 3))
    assert 5 <= dark.sum() <= 13
    kept = batch.content[dark] == -1
    assert kept.any()
    assert not kept.all()
    assert (batch.focus[dark].expand_as(kept)[kept] == 13).all()


def test_held_out_photos_are_never_drawn(plates: list[Plate]) -> None:
    unseen = plates[2].pictures()[0].reshape(-1, 3)
    colours = {tuple(c) for c in unseen.tolist()} - {
        tuple(c) for plate in plates[:2] for c in plate.pictures()[0].reshape(-1, 3).tolist()
    }
    for step in range(4):
        photo = ((CropSampler(plates, CONFIG).batch(step).photo + 1) * 127.5).round().byte()
        drawn = {tuple(c) for c in photo.permute(0, 2, 3, 1).reshape(-1, 3).tolist()}
        assert not drawn & colours


def test_photos_smaller_than_the_crop_are_said(plates: list[Plate]) -> None:
    with pytest.raises(TrainingError, match="128 px"):
        CropSampler(plates, TrainConfig(crop=128))


def test_focus_peaks_at_the_eyes_and_moves_with_the_window() -> None:
    whole = focus_map([FACE], (96, 112), (0, 0), 3.0)
    window = focus_map([FACE], (40, 50), (30, 20), 3.0)
    assert whole[48, 40] == pytest.approx(4.0)
    assert whole[0, 111] == pytest.approx(1.0, abs=1e-3)
    np.testing.assert_allclose(window, whole[30:70, 20:70], rtol=1e-5)
    assert (focus_map([], (4, 4), (0, 0), 3.0) == 1).all()
