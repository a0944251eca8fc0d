"""How far a unit can see (receptive field), and what of that it really looks at (effective receptive field)."""

import copy

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from animegan.errors import InputError
from animegan.explain.passes import Pass
from animegan.models.generator import PHOTO, STYLE, Generator

__all__ = ["effective_receptive_field", "receptive_fields"]

HEIGHTS = (512, 1024, 2048, 4096)  # pixels: the next one where a field fills the one before
FAINT = 1e-3  # so faint a photo keeps every clipped activation (ReLU6, tanh) in its straight part


def receptive_fields(network: Generator) -> dict[str, int]:
    """Side of the square of photo pixels that the kernels before each stage span, by stage.

    It is the support of a gradient: in a copy of the network every kernel averages and every normalisation is left
    out, so no path can cancel another, and whatever pixel a unit can see moves it. For the unit in the middle of the
    grid; where a stage is enlarged, its neighbours may see a few pixels more or less.

    Returns:
        By stage name, in pixels; 4096 at most.
    """
    plain = _averaging(network)
    for height in HEIGHTS:
        fields = _measured_on(plain, height)
        if max(fields.values()) < height - plain.stride:
            break
    return fields


def _measured_on(plain: Generator, height: int) -> dict[str, int]:
    """On a strip that is tall and narrow: kernels are square, so their height says it all."""
    photo = plain.pad(torch.full((1, 3, height, plain.stride), FAINT)).requires_grad_()
    values: dict[str, Tensor] = {PHOTO: photo, STYLE: torch.full((1, plain.styles), 1 / plain.styles)}
    fields = {}
    for stage in plain.plan():
        values[stage.name] = stage.compute(values, {})
        _, _, rows, columns = values[stage.name].shape
        unit = values[stage.name][0, :, rows // 2, columns // 2].sum()
        (gradient,) = torch.autograd.grad(unit, photo, retain_graph=True)
        seen = gradient.abs().sum((0, 1, 3)).nonzero()
        fields[stage.name] = int(seen.max() - seen.min()) + 1
    return fields


def effective_receptive_field(
    base: Pass, pixel: tuple[int, int], *, stage: str | None = None
) -> NDArray[np.float32]:
    """Which photo pixels a unit listens to: the size of its gradient, pixel by pixel.

    Args:
        base: A pass of the photo; its gates hold here too, its edits do not.
        pixel: (row, column) in the picture.
        stage: Ask the unit of this stage above that pixel instead of the picture.

    Returns:
        (H, W) float32, at least 0, sums to 1 (or is all 0 where nothing of the photo matters).

    Source:
        Luo et al. 2016, "Understanding the Effective Receptive Field in Deep Convolutional Neural Networks".
    """
    height, width = base.size
    row, column = pixel
    if not (0 <= row < height and 0 <= column < width):
        raise InputError(f"The picture has no pixel {pixel}.", hint=f"It has {height} x {width} pixels.")
    asked = stage or base.network.stages[-1]
    base.check_stage(asked)
    photo = base.values[PHOTO].clone().requires_grad_()
    values = {PHOTO: photo, STYLE: base.values[STYLE].clone()}
    for step in base.network.plan():
        values[step.name] = step.compute(values, base.gates)
    features = values[asked]
    block = photo.shape[-2] // features.shape[-2]
    (gradient,) = torch.autograd.grad(features[0, :, row // block, column // block].sum(), photo)
    strength = gradient[0, :, :height, :width].abs().sum(0)
    return np.asarray((strength / strength.sum().clamp(min=1e-30)).numpy(), np.float32)


def _averaging(network: Generator) -> Generator:
    """A copy whose kernels average what they see, without normalisation; style has no say in it."""
    plain = copy.deepcopy(network).eval()
    for module in list(plain.modules()):
        for name, child in module.named_children():
            if isinstance(child, (nn.BatchNorm2d, nn.GroupNorm, nn.InstanceNorm2d)):
                setattr(module, name, nn.Identity())
    for parameter in plain.parameters():
        kernel = parameter.dim() == 4
        parameter.data.fill_(parameter.shape[0] / parameter.numel() if kernel else 0.0)
    return plain.requires_grad_(False)
