"""A network and its twin: the same pictures to the last bit of rounding, and yet nothing lies between the two.

The channels inside a network have no order of their own. Put into another order, with all that reads them, they compute
the same picture from tensors that no longer match. Halfway between the two, every channel is the sum of two unrelated
ones. So it goes between any two networks that were trained apart, however alike their pictures are; networks that went
on from one parent have kept the order.

Source:
    Entezari et al. 2022, "The Role of Permutation Invariance in Linear Mode Connectivity of Neural Networks".
"""

from itertools import pairwise

import torch
from torch import Tensor, nn
from torchvision.models.mobilenetv2 import InvertedResidual

from animegan.losslab.mixing.family import network_like
from animegan.models.anime_unet import AnimeUNet, StyledConv

__all__ = ["shuffled_twin"]

EXPAND, DEPTHWISE, PROJECT = 0, 1, 2  # the parts of an inverted residual that widens


def shuffled_twin(network: AnimeUNet, *, seed: int = 0) -> AnimeUNet:
    """The same network with its inner channels in another order.

    Args:
        network: Any `anime_unet`; it is not changed.
        seed: Of the order.

    Returns:
        A frozen network whose picture differs by rounding only.
    """
    twin = network_like(network, network.state_dict())
    order = torch.Generator().manual_seed(seed)
    for block in twin.features:
        if isinstance(block, InvertedResidual) and len(block.conv) > PROJECT + 1:
            _shuffle_block(block, order)
    styled = [*_styled(twin.bottleneck), twin.decoder_8, twin.decoder_4, twin.decoder_2]
    for layer, reader in pairwise(styled):
        _shuffle_styled(layer, reader.conv, order)
    _shuffle_styled(twin.decoder_2, twin.narrow, order)
    return twin


def _styled(layers: nn.ModuleList) -> list[StyledConv]:
    return [layer for layer in layers if isinstance(layer, StyledConv)]


def _shuffle_block(block: InvertedResidual, order: torch.Generator) -> None:
    """Another order for the channels between the widening and the projecting convolution of a block."""
    wide, deep, project = block.conv[EXPAND], block.conv[DEPTHWISE], block.conv[PROJECT]
    new = torch.randperm(wide[0].out_channels, generator=order)
    for layer in (wide, deep):
        _take(layer[0].weight, new)
        _shuffle_norm(layer[1], new)
    _take_inputs(project.weight, new)


def _shuffle_styled(layer: StyledConv, reader: nn.Conv2d, order: torch.Generator) -> None:
    """Another order for the channels of a decoder stage; they are the first that its reader reads."""
    channels = layer.conv.out_channels
    new = torch.randperm(channels, generator=order)
    _take(layer.conv.weight, new)
    _shuffle_norm(layer.norm, new)
    _take(layer.film.weight, torch.cat([new, channels + new]))  # the scales, then the shifts
    _take_inputs(reader.weight, new)


def _shuffle_norm(norm: nn.BatchNorm2d, new: Tensor) -> None:
    for tensor in (norm.weight, norm.bias, norm.running_mean, norm.running_var):
        if tensor is not None:
            _take(tensor, new)


def _take(tensor: Tensor, new: Tensor) -> None:
    tensor.data.copy_(tensor.data[new].clone())


def _take_inputs(weight: Tensor, new: Tensor) -> None:
    weight.data[:, : len(new)] = weight.data[:, new].clone()
