"""Other devices: the same picture where the machine has one, a clear refusal where it does not."""

from pathlib import Path

import numpy as np
import pytest
import torch

from animegan.catalog import get_weights
from animegan.errors import BackendError, InputError
from animegan.inference import Stylizer
from animegan.inference.preprocess import resize
from animegan.inference.streamed import paint_streamed
from animegan.media.samples import load_sample

PRESENT = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}


@pytest.mark.parametrize("device", PRESENT)
def test_a_device_paints_what_the_processor_paints_or_is_refused_with_what_it_needs(device: str) -> None:
    if not PRESENT[device]:
        with pytest.raises(BackendError, match=f"no device {device!r} here") as caught:
            Stylizer.load("sakura", device=device)
        assert "processor" in caught.value.hint
        return
    photo = resize(load_sample("astronaut"), (96, 128))
    there, here = (Stylizer.load("sumi", backend="torch", device=name)(photo) for name in (device, "cpu"))
    assert (there.backend, there.precision) == (f"torch on {device}", "fp32")
    assert np.abs(there.picture.astype(int) - here.picture).max() <= 2
    network = Stylizer.of(get_weights("animeganv2_sakura"), device=device).backend.network  # type: ignore[attr-defined]
    assert paint_streamed(network, photo, np.ones(1, np.float32), 64, side=144).shape == photo.shape


def test_what_runs_on_the_processor_only_says_so() -> None:
    with pytest.raises(InputError, match="openvino runs on the processor only"):
        Stylizer.load(backend="openvino", device="cuda")
    with pytest.raises(InputError, match="fp32, not in bf16"):
        Stylizer.load(precision="bf16", device="cuda")
    with pytest.raises(InputError, match="'npu'") as caught:
        Stylizer.load(device="npu")
    assert "cpu, cuda, mps" in caught.value.hint


def test_the_command_line_says_it_too(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    from animegan.cli.main import main
    from animegan.media.image import encode

    missing = next((name for name, present in PRESENT.items() if not present), None)
    assert missing is not None  # no machine has both
    photo = tmp_path / "photo.png"
    photo.write_bytes(encode(np.zeros((64, 64, 3), np.uint8)))
    assert main(["stylize", str(photo), "-o", str(tmp_path / "out.png"), "--device", missing]) == 2
    assert f"no device {missing!r} here" in capsys.readouterr().err
