"""Layer swapping: one generator out of two, the structure of the one and the texture of the other.

Two generators that were fine-tuned from one another still mean the same by the same layer. So the coarse layers of a
cartoon generator (head shape, size of the eyes) go together with the fine layers of a photo generator (skin, hair), or
the other way round. Only numbers are exchanged; nothing is trained.

    low-resolution layers                        high-resolution layers
    position 0   1   2   3   |   4   5   6  ...
             theta_low       |   theta_high          theta = (1 - y) * theta_low + y * theta_high

Source:
    Pinkney and Adler 2020, "Resolution Dependent GAN Interpolation for Controllable Image Synthesis Between Domains",
    arXiv 2010.05334; the two kinds of switch: justinpinkney/stylegan2 blend_models.py@dbf69a9b.
"""

import math
import re
from collections.abc import Mapping

import torch
from torch import Tensor

from animegan.errors import InputError

__all__ = ["layer_position", "share_of_high", "swap_layers"]

_NUMBERED = re.compile(r"(convs|to_rgbs|noises\.noise_)\.?(\d+)(?:\.|$)")
HARD_STEP = 1  # the published code tests `x > 1`: a hard switch lands one step after the named one


def layer_position(key: str) -> int | None:
    """Where a tensor of a StyleGAN2 generator acts, counted from the coarsest layer.

    Two positions per side: 0 the constant, 1 the convolution and the picture of 4 px; 2 the doubling convolution,
    3 the second convolution and the picture of 8 px; and so on. A noise picture belongs to its convolution.

    Args:
        key: A name of the published state dict.

    Returns:
        None for what belongs to no side: the mapping network.
    """
    if key.startswith("input."):
        return 0
    if key.startswith(("conv1.", "to_rgb1.")):
        return 1
    found = _NUMBERED.match(key)
    if found is None:
        return None
    number = int(found[2])
    return {"convs": 2 + number, "to_rgbs": 3 + 2 * number}.get(found[1], 1 + number)


def share_of_high(position: int, switch: int, width: float | None = None) -> float:
    """How much of the high-resolution generator a layer gets, 0 to 1.

    Args:
        position: Of the layer; see `layer_position`.
        switch: The position named as the switch.
        width: Of the soft passage, in positions; None for a hard one. A hard switch at position s still takes s and
            s + 1 from the low-resolution generator: the first layer of the other is s + 2, as in the published code.
            So the two positions of one side stay together.
    """
    x = position - switch
    if width is None:
        return 1.0 if x > HARD_STEP else 0.0
    return 0.5 * (1 + math.tanh(x / (2 * width)))  # 1 / (1 + exp(-x / width)), without overflow


def swap_layers(
    low: Mapping[str, Tensor], high: Mapping[str, Tensor], *, switch: int, width: float | None = None
) -> dict[str, Tensor]:
    """A new state dict: coarse layers of `low`, fine layers of `high`.

    Args:
        low: State dict of the generator whose structure is wanted; its mapping network stays.
        high: State dict of the generator whose texture is wanted; the same names and shapes.
        switch: Position of the switch; `2 * k` is side `4 * 2**k`.
        width: See `share_of_high`.

    Returns:
        Tensors of its own; the arguments stay as they are.

    Raises:
        InputError: The two are not of one architecture, or the width is not above 0.
    """
    if width is not None and not width > 0:
        raise InputError(f"A passage of {width} layers is none.", hint="Use a width above 0, or None.")
    odd = sorted(low.keys() ^ high.keys()) or sorted(k for k in low if low[k].shape != high[k].shape)
    if odd:
        raise InputError(f"The generators differ in {odd[0]!r}.", hint="Swap layers of one architecture.")
    swapped = {}
    for key, tensor in low.items():
        position = layer_position(key)
        share = 0.0 if position is None else share_of_high(position, switch, width)
        swapped[key] = torch.lerp(tensor, high[key], share)
    return swapped
