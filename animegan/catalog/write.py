"""Writes a network to a weights file that `catalog.load` can read, and says what the catalog must know of it.

print(write_weights(Path("weights/anime_unet.safetensors"), network, architecture="anime_unet",
                    styles=("sakura", "aozora", "yuyake", "sumi"), config={"styles": 4}))
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from animegan.catalog.files import sha256_of

if TYPE_CHECKING:
    from torch import Tensor, nn

__all__ = ["Written", "write_weights"]


class Written(NamedTuple):
    """What `WeightsEntry` needs to know of a file: `sha256` and `size_bytes`."""

    sha256: str
    size_bytes: int


def write_weights(
    path: Path,
    network: nn.Module,
    *,
    architecture: str,
    styles: Sequence[str] = (),
    config: Mapping[str, object] | None = None,
    training: Mapping[str, object] | None = None,
    half: bool = True,
) -> Written:
    """Writes the network's tensors and what is needed to build it again.

    In 16 bits only kernels are halved: what has one number per channel (biases, batch statistics) is a few kilobytes,
    and a small variance would lose its digits.

    Args:
        path: Where to; replaced in one step when the new file is complete.
        network: Any module; its buffers are written too.
        architecture: A name of `models.registry`, "perceptual" or "patch_discriminator".
        styles: The names of its styles in the order of its style code.
        config: The arguments that build it, as JSON can hold them.
        training: The settings it was trained with, for whoever reads the file's header.
        half: Store kernels in 16 bits; they are read back as 32.
    """
    import torch
    from safetensors.torch import save_file

    def compact(tensor: Tensor) -> Tensor:
        kernel = tensor.is_floating_point() and tensor.dim() > 1
        return (tensor.to(torch.float16) if half and kernel else tensor).contiguous().cpu()

    tensors = {name: compact(tensor) for name, tensor in network.state_dict().items()}
    metadata = {
        "architecture": architecture,
        "styles": json.dumps(list(styles)),
        "config": json.dumps(dict(config or {})),
        "training": json.dumps(dict(training or {})),
    }
    part = path.with_name(path.name + ".part")
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(tensors, part, metadata)
    written = Written(sha256_of(part), part.stat().st_size)
    part.replace(path)
    return written
