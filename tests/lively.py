"""Networks with fresh weights that behave like trained ones: they normalise, and they change the photo."""

import torch
from torch import nn

from animegan.models.generator import Generator
from animegan.models.registry import GeneratorSpec

# what costs as much for a tiny photo as for a large one is tested small
SMALL = {"toonify": {"size": 32, "latent": 16, "multiplier": 1 / 32, "width": 8, "widest": 32}}


def build_small(spec: GeneratorSpec) -> Generator:
    """A network as the tests can afford it; the published one for all that work at the photo's size."""
    return spec.build(**SMALL.get(spec.name, {}))


def lively(spec: GeneratorSpec) -> nn.Module:
    """An untrained network in eval mode, with batch statistics as after training; the same on every call."""
    torch.manual_seed(0)
    network = build_small(spec).eval()
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.normal_(module.running_mean, std=0.1)
            nn.init.uniform_(module.running_var, 0.5, 1.5)
    if hasattr(network, "change"):
        nn.init.normal_(network.change.weight, std=0.2)  # an untrained AnimeUNet returns the photo
    return network
