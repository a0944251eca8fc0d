"""The network that the perceptual network imitates, and how loud each of its channels is."""

from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn

from animegan.errors import WeightsError
from animegan.models.squeezenet import SqueezeNetFeatures

__all__ = ["load_teacher", "measure_spread"]


def load_teacher(path: Path, *, aligned: bool = True) -> SqueezeNetFeatures:
    """SqueezeNet 1.0 with the weights of a file, fixed.

    Raises:
        WeightsError: The file is not there or holds something else.
    """
    teacher = SqueezeNetFeatures(aligned=aligned)
    try:
        teacher.load_state_dict({name: value.float() for name, value in load_file(path).items()})
    except (OSError, RuntimeError, SafetensorError) as error:
        raise WeightsError(
            f"{path.name} is not the feature part of SqueezeNet 1.0.",
            hint="It is a safetensors file with the names of torchvision's squeezenet1_0().features.",
        ) from error
    teacher.eval().requires_grad_(False)
    return teacher.to(memory_format=torch.channels_last)


@torch.no_grad()
def measure_spread(teacher: nn.Module, batches: Sequence[Tensor]) -> dict[str, Tensor]:
    """Standard deviation of each of the teacher's channels: level to (1, C, 1, 1).

    A channel that hardly ever fires would be blown up to noise, so none counts as quieter than a tenth of the median.
    """
    seen = [teacher(batch) for batch in batches]
    spread = {}
    for level in seen[0]:
        deviation = torch.stack([maps[level].std((0, 2, 3)) for maps in seen]).square().mean(0).sqrt()
        spread[level] = deviation.clamp_min(0.1 * deviation.median().item()).reshape(1, -1, 1, 1)
    return spread
