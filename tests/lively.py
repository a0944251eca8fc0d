"""Networks with fresh weights that behave like trained ones: they normalise, and they change the photo."""

import torch
from torch import nn

from animegan.models.registry import GeneratorSpec


def lively(spec: GeneratorSpec) -> nn.Module:
    """An untrained network in eval mode, with batch statistics as after training; the same on every call."""
    torch.manual_seed(0)
    network = spec.build().eval()
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.normal_(module.running_mean, std=0.1)
            nn.init.uniform_(module.running_var, 0.5, 1.5)
    if hasattr(network, "change"):
        nn.init.normal_(network.change.weight, std=0.2)  # an untrained AnimeUNet returns the photo
    return network
