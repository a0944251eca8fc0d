"""Figures against values worked out by hand, with a generator that is known."""

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from animegan.models.painted import Painted
from animegan.training.paintings import Plate
from animegan.training.validation import contact_sheet, validate

STYLES = ("inverted", "dimmed", "same", "dark")  # what the plates of conftest hold


class Inverts(nn.Module):
    """Paints the first style perfectly, whatever is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.unused = nn.Parameter(torch.zeros(1))

    def forward(self, photo: Tensor, style: Tensor) -> Painted:
        return Painted(-photo * (1 - 2 / 255), {})


def test_figures_say_who_is_nearer(plates: list[Plate], perceptual: nn.Module) -> None:
    inverted, _, same, _ = validate(Inverts(), perceptual, plates[:2], STYLES)
    assert inverted.photos == 2
    assert inverted.psnr_db > 45
    assert inverted.gain_db > 30
    assert inverted.perceptual_ratio < 0.05
    assert inverted.nearer_share == 1.0
    assert same.photo_perceptual == pytest.approx(0, abs=1e-6)
    assert same.nearer_share == 0.0


def test_psnr_in_closed_form(plates: list[Plate], perceptual: nn.Module) -> None:
    """A constant error of 10 levels: 20 log10(255 / 10) dB."""
    photo = np.full((64, 64, 3), 100, np.uint8)
    np.save(plates[0].path, np.stack([photo, photo + 10, photo + 10, photo + 10, photo + 10]))
    figures = validate(Inverts(), perceptual, plates[:1], STYLES)
    assert figures[0].photo_psnr_db == pytest.approx(20 * np.log10(25.5), abs=1e-3)


def test_contact_sheet_has_the_painter_above_the_network(plates: list[Plate]) -> None:
    sheet = contact_sheet(Inverts(), plates[:1], 4, side=32)
    assert sheet.shape == (64, 160, 3)
    assert abs(sheet[:32, 32:64].astype(int) - sheet[32:, 32:64]).mean() < 3  # both inverted
    assert (
        abs(sheet[:32, 96:128].astype(int) - sheet[32:, 96:128]).mean() > 30
    )  # painted same, network inverts
