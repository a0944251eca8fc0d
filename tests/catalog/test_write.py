"""What is written is half as large and paints the same picture."""

import json
from pathlib import Path

import torch
from safetensors import safe_open
from torch import nn

from animegan.catalog.write import write_weights
from animegan.models.anime_unet import AnimeUNet

STYLES = ("sakura", "aozora", "yuyake", "sumi")


def test_written_weights_paint_the_same(tmp_path: Path) -> None:
    torch.manual_seed(0)
    network, twin = AnimeUNet().eval(), AnimeUNet().eval()
    nn.init.normal_(network.change.weight, std=0.2)
    nn.init.constant_(network.decoder_1[0].norm.running_var, 1e-6)  # too small for 16 bits
    path = tmp_path / "weights.safetensors"
    training = {"steps": 3}
    written = write_weights(
        path, network, architecture="anime_unet", styles=STYLES, config={"styles": 4}, training=training
    )

    with safe_open(path, "pt") as file:
        twin.load_state_dict({name: file.get_tensor(name) for name in file.keys()})  # noqa: SIM118 (no mapping)
        metadata = file.metadata()
    assert json.loads(metadata["styles"]) == list(STYLES)
    assert json.loads(metadata["training"]) == training
    assert written.size_bytes == path.stat().st_size < 2.2e6
    torch.testing.assert_close(
        twin.decoder_1[0].norm.running_var, network.decoder_1[0].norm.running_var, rtol=1e-6, atol=0
    )
    photo, code = torch.rand(1, 3, 64, 64), torch.eye(4)[:1]
    with torch.no_grad():
        error = (network(photo, code).picture - twin(photo, code).picture).abs().mean()
    assert error < 2 / 255
