"""How near crops of unseen faces come to the painter's picture, without the refiner and with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np
import torch
from torch import Tensor, nn

from animegan.losses.perceptual import perceptual_distance
from animegan.models.generator import Generator
from animegan.models.local_refiner import LocalRefiner
from animegan.training.crops import to_pm1
from animegan.training.paintings import Plate
from animegan.training.photos import spread
from animegan.training.refiner_data import Sharp, blurred, cut
from animegan.types import Landmarks

__all__ = ["RefinerRow", "measure_refiner"]

FACTORS = (1.0, 2.0, 4.0)
MOST_FACES = 24
SIDE = 320  # a face with hair and chin at the size of the sharp portraits


@dataclass(frozen=True, slots=True, kw_only=True)
class RefinerRow:
    """One style at one coarseness; means over faces. "before" is the generator's crop, "after" the refiner's.

    Attributes:
        style: Its name.
        factor: By how much the photo had been made smaller.
        faces: How many were measured.
        l1_before: Mean absolute difference to the painter's picture, of 255.
        l1_after: The same, refined.
        eyes_before: The same weighted towards eyes and mouth.
        eyes_after: The same, refined.
        perceptual_before: Perceptual distance to the painter's picture.
        perceptual_after: The same, refined.
        crisp_before: Mean step of lightness between neighbours at eyes and mouth, over that of the painter's picture.
        crisp_after: The same, refined.
    """

    style: str
    factor: float
    faces: int
    l1_before: float
    l1_after: float
    eyes_before: float
    eyes_after: float
    perceptual_before: float
    perceptual_after: float
    crisp_before: float
    crisp_after: float


@torch.inference_mode()
def measure_refiner(
    network: LocalRefiner,
    generator: Generator,
    eye: nn.Module,
    faces: Sequence[tuple[Plate, Landmarks]],
    styles: Sequence[str],
    *,
    seed: int,
) -> list[RefinerRow]:
    """The figures of every style at every factor, each over the same faces."""
    chosen = spread(list(faces), MOST_FACES)
    rows = []
    for number, style in enumerate(styles):
        rng = np.random.default_rng(seed)
        pieces = [cut(plate, face, SIDE, rng, style=number, focus=30.0) for plate, face in chosen]
        code = torch.eye(len(styles), device=next(network.parameters()).device)[number][None]
        for factor in FACTORS:
            figures = [_figures(network, generator, eye, piece, code, factor) for piece in pieces]
            means = {name: fmean(figure[name] for figure in figures) for name in figures[0]}
            rows.append(RefinerRow(style=style, factor=factor, faces=len(pieces), **means))
    return rows


def _figures(
    network: LocalRefiner, generator: Generator, eye: nn.Module, piece: Sharp, code: Tensor, factor: float
) -> dict[str, float]:
    photo, target = (
        to_pm1(picture[None]).to(code.device) for picture in (blurred(piece.photo, factor), piece.target)
    )
    painted = generator(photo, code).picture
    refined = network(painted, photo).clamp(-1, 1)
    features = torch.from_numpy(piece.focus - 1).to(code.device)
    figures = {}
    for name, picture in (("before", painted), ("after", refined)):
        difference = (picture - target).abs().mean(dim=1)[0] * 127.5
        figures[f"l1_{name}"] = float(difference.mean())
        figures[f"eyes_{name}"] = float((difference * features).sum() / features.sum())
        figures[f"perceptual_{name}"] = float(perceptual_distance(eye, picture, target))
        figures[f"crisp_{name}"] = _crispness(picture, features) / _crispness(target, features)
    return figures


def _crispness(picture: Tensor, features: Tensor) -> float:
    """Mean step of lightness between neighbouring pixels, (1, 3, H, W) in [-1, 1], weighted by (H, W)."""
    light = picture.mean(dim=1)[0]
    steps = (light.diff(dim=0)[:, :-1].square() + light.diff(dim=1)[:-1].square()).sqrt()
    weights = features[:-1, :-1]
    return float((steps * weights).sum() / weights.sum())
