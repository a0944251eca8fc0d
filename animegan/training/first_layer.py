"""Gives the perceptual network its first layer in closed form, so that training need not search for it.

The teacher's first convolution is linear, so the best narrow copy of it follows from data by reduced-rank
regression: the few directions in which the teacher's answers to real pictures vary most. Gradient descent takes
hundreds of steps to find edge filters, since neighbouring pixels are almost equal.
"""

import torch
import torch.nn.functional as F
from torch import Tensor

from animegan.models.perceptual import PerceptualNet, stem_input
from animegan.models.squeezenet import SqueezeNetFeatures

__all__ = ["copy_first_layer"]

RIDGE = 1e-7  # of the mean variance: 192 values of a smooth patch are nearly dependent, yet edges live in the rest
LOUDNESS = 1.0  # standard deviation of each stem channel, so that the next layer starts in its working range


@torch.no_grad()
def copy_first_layer(
    student: PerceptualNet, teacher: SqueezeNetFeatures, spread: Tensor, pictures: Tensor
) -> None:
    """Sets the student's stem and first head to the best copy of the teacher's first convolution.

    Args:
        student: Changed in place.
        teacher: Its first layer is copied.
        spread: (1, 96, 1, 1) that the teacher's channels are divided by.
        pictures: (N, 3, H, W) in [-1, 1], H and W even; what "best" is measured on.

    Source:
        Izenman 1975, "Reduced-rank regression for the multivariate linear model".
    """
    answers = _rows(teacher.first_layer(pictures) / spread)  # (places, 96)
    patches = F.unfold(stem_input(pictures), 4)  # (N, 192, H/2 * W/2)
    patches = patches.transpose(1, 2).reshape(len(answers), -1).double()
    x_mean, y_mean = patches.mean(0), answers.mean(0)
    x, y = patches - x_mean, answers - y_mean
    covariance = x.T @ x / len(x)
    ridge = RIDGE * covariance.diagonal().mean() * torch.eye(len(covariance), dtype=x.dtype, device=x.device)
    full = torch.linalg.solve(covariance + ridge, x.T @ y / len(x))  # (192, 96)
    width = student.stem.out_channels
    directions = torch.linalg.eigh(full.T @ covariance @ full).eigenvectors[:, -width:]  # (96, width)
    narrow = full @ directions  # (192, width)
    loudness = (narrow * (covariance @ narrow)).sum(0).sqrt() / LOUDNESS
    stem, head = (narrow / loudness).T, directions * loudness
    stem_weight = stem.reshape(student.stem.weight.shape)
    student.stem.load_state_dict({"weight": stem_weight, "bias": -stem @ x_mean})
    student.heads[0].load_state_dict({"weight": head[..., None, None], "bias": y_mean})


def _rows(maps: Tensor) -> Tensor:
    """(N, C, H, W) to (N*H*W, C) in double precision."""
    return maps.permute(0, 2, 3, 1).reshape(-1, maps.shape[1]).double()
