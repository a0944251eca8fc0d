"""A running average of the weights, and batch statistics that fit it.

The average of many steps' weights is calmer than any one of them. But its activations are smaller than theirs (what
differs from step to step cancels out), so the batch statistics that were collected on the way do not fit: measured in
the middle of a run, the average with them was 2 dB worse than the last step, and as good as it with fresh ones.
"""

from collections.abc import Iterable

import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from animegan.training.crops import Batch

__all__ = ["average_of", "refresh_statistics"]


def average_of(network: nn.Module, decay: float) -> AveragedModel:
    """An exponential moving average (EMA) of a network's weights, starting as its copy.

    Args:
        network: Any module.
        decay: How much of the average stays at each step.
    """
    return AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(decay))  # type: ignore[no-untyped-call]


@torch.no_grad()
def refresh_statistics(network: nn.Module, batches: Iterable[Batch]) -> nn.Module:
    """Collects every batch normalisation's mean and variance anew, and puts the network in eval mode.

    Args:
        network: Changed in place; called with the photos and styles of each batch.
        batches: Weigh alike.

    Source:
        Izmailov et al. 2018, "Averaging Weights Leads to Wider Optima", section 3.2 (batch normalisation).
    """
    norms = [module for module in network.modules() if isinstance(module, nn.BatchNorm2d)]
    if not norms:  # a network without batch statistics has none to refresh
        return network.eval()
    usual = [norm.momentum for norm in norms]
    for norm in norms:
        norm.reset_running_stats()
        norm.momentum = None  # the plain mean over all batches
    network.train()
    for batch in batches:
        network(batch.photo, batch.style)
    for norm, momentum in zip(norms, usual, strict=True):
        norm.momentum = momentum
    return network.eval()
