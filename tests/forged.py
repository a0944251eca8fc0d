"""A catalog of the tests' own: an untrained AnimeUNet in a directory of their own."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import nn

from animegan.catalog import WeightsEntry, entries
from animegan.catalog.write import write_weights
from animegan.models.anime_unet import AnimeUNet


def lively_unet(styles: int = 4) -> AnimeUNet:
    """An untrained AnimeUNet that changes the photo a lot, differently in each style.

    Fresh batch statistics are 0 and 1 and the last layer starts near zero, which would hide most mistakes.
    """
    torch.manual_seed(7)
    network = AnimeUNet(styles=styles)
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.running_mean.normal_(0, 0.3)
            module.running_var.uniform_(0.5, 1.5)
    nn.init.normal_(network.change.weight, std=0.3)
    return network.eval()


def forge_catalog(directory: Path, monkeypatch: pytest.MonkeyPatch) -> WeightsEntry:
    """Puts a lively AnimeUNet where the catalog's `anime_unet` would be, and returns its entry."""
    real = entries.get_weights("anime_unet")
    written = write_weights(
        directory / real.file,
        lively_unet(len(real.styles)),
        architecture="anime_unet",
        styles=real.styles,
        config={"styles": len(real.styles)},
    )
    entry = replace(real, sha256=written.sha256, size_bytes=written.size_bytes, openvino="")
    monkeypatch.setattr(entries, "WEIGHTS", (entry,))
    monkeypatch.setenv("ANIMEGAN_WEIGHTS", str(directory))
    return entry
