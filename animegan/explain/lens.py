"""The picture as it stands in the middle of the network: a 1x1 read-out per stage and style, by least squares.

A read-out maps a stage's channels to red, green and blue, place by place: no neighbour helps. What it shows is what the
stage already (or still) says about the finished picture in the plainest way; R2 says how much of it.
"""

import json
from collections.abc import Generator as Job
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file
from torch import Tensor

from animegan.catalog import WeightsEntry
from animegan.catalog.load import load_entry
from animegan.errors import InputError, WeightsError
from animegan.explain.passes import Pass, run
from animegan.inference.backends.pixels import pm1_to_pixels
from animegan.models.generator import PHOTO, STYLE
from animegan.types import PhotoU8, Progress

__all__ = ["Lens", "fit_lens", "load_lens", "save_lens"]

RIDGE = 1e-7  # of the mean energy of a channel: a dead channel must not make the equations unsolvable


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """Read-outs for one weights file.

    Attributes:
        weights_sha256: Of the weights file they were fitted to; they mean nothing to another.
        styles: The styles, in the order of the style code.
        readouts: Stage name to (S, 3, C + 1) float32: per style a matrix and, in the last column, a constant.
        r2: Stage name to (S,): share of the finished picture's variance, at the stage's resolution, that the
            read-out gets right on photos it was not fitted to. Below 0: worse than a grey card.
        photos: How many photos it was fitted to, and how many it was tested on.
        size: The short side of the photos.
    """

    weights_sha256: str
    styles: tuple[str, ...]
    readouts: Mapping[str, NDArray[np.float32]] = field(repr=False)
    r2: Mapping[str, tuple[float, ...]]
    photos: tuple[int, int]
    size: int

    def view(self, base: Pass, stage: str) -> PhotoU8:
        """The picture as a stage has it, (H, W, 3) uint8 at the photo's size; a mix of styles mixes their read-outs."""
        if stage not in self.readouts:
            raise InputError(f"The lens has no stage {stage!r}.", hint=f"It has: {', '.join(self.readouts)}.")
        features = base.values[stage]
        weights = torch.tensordot(base.values[STYLE][0].float(), torch.tensor(self.readouts[stage]), dims=1)
        colours = F.conv2d(features, weights[:, :-1, None, None], weights[:, -1])  # (1, 3, h, w)
        whole = F.interpolate(colours, size=base.values[PHOTO].shape[-2:], mode="bilinear")
        height, width = base.size
        return np.asarray(pm1_to_pixels(whole[..., :height, :width])[0].contiguous().numpy(), np.uint8)


class _Sums:
    """The sums that least squares needs of channels x and colours y; photos come and go, these stay."""

    def __init__(self, channels: int) -> None:
        self.xx = np.zeros((channels + 1, channels + 1))
        self.xy = np.zeros((channels + 1, 3))
        self.yy, self.y, self.places = 0.0, np.zeros(3), 0

    def add(self, features: Tensor, target: Tensor) -> None:
        """(1, C, h, w) features and the (1, 3, h, w) colours they should give."""
        x = F.pad(features[0].flatten(1), (0, 0, 0, 1), value=1.0).double().numpy()  # (C + 1, h * w)
        y = target[0].flatten(1).double().numpy()
        self.xx += x @ x.T
        self.xy += x @ y.T
        self.yy += float(np.square(y).sum())
        self.y += y.sum(axis=1)
        self.places += y.shape[1]

    def solve(self) -> NDArray[np.float64]:
        """(C + 1, 3): the read-out with the least squared error."""
        ridge = RIDGE * np.trace(self.xx) / len(self.xx)
        return np.linalg.solve(self.xx + ridge * np.eye(len(self.xx)), self.xy)

    def r2(self, readout: NDArray[np.float64]) -> float:
        """The share of the colours' variance that a read-out gets right."""
        error = self.yy - 2 * (readout * self.xy).sum() + (readout * (self.xx @ readout)).sum()
        return float(1 - error / (self.yy - np.square(self.y).sum() / self.places))


def fit_lens(
    entry: WeightsEntry, photos: Iterable[tuple[PhotoU8, bool]], *, total: int, size: int = 256
) -> Job[Progress, None, Lens]:
    """Fits a lens to a weights file; yields after every photo and returns the lens.

    Args:
        entry: The weights.
        photos: (photo, whether it is held out), at least one of each kind; read once.
        total: How many there are, for the progress.
        size: Short side to work at.

    Raises:
        InputError: No photo to fit to, or none held out.
    """
    network = load_entry(entry)
    codes = np.eye(len(entry.styles), dtype=np.float32)
    fitted: dict[tuple[str, int], _Sums] = {}
    tested: dict[tuple[str, int], _Sums] = {}
    counts = [0, 0]
    for number, (photo, held_out) in enumerate(photos, start=1):
        counts[held_out] += 1
        for style, code in enumerate(codes):
            _add(tested if held_out else fitted, style, run(network, photo, code, size=size))
        yield Progress(done=number, total=total, message="fitting the lens")
    if not all(counts):
        message = f"{counts[0]} photos to fit to and {counts[1]} held out are not enough."
        raise InputError(message, hint="Use a larger folder: one photo in ten is held out by its name.")
    solved = {key: sums.solve() for key, sums in fitted.items()}
    styles = range(len(codes))
    return Lens(
        weights_sha256=entry.sha256,
        styles=entry.styles,
        readouts={
            stage: np.stack([solved[stage, style].T for style in styles]).astype(np.float32)
            for stage in network.stages
        },
        r2={
            stage: tuple(tested[stage, style].r2(solved[stage, style]) for style in styles)
            for stage in network.stages
        },
        photos=(counts[0], counts[1]),
        size=size,
    )


def _add(sums: dict[tuple[str, int], _Sums], style: int, base: Pass) -> None:
    *_, last = base.network.stages
    for stage in base.network.stages:
        features = base.values[stage]
        target = F.adaptive_avg_pool2d(base.values[last], (features.shape[-2], features.shape[-1]))
        sums.setdefault((stage, style), _Sums(features.shape[1])).add(features, target)


def save_lens(lens: Lens, path: Path) -> None:
    """Writes a lens as safetensors; replaced in one step when complete."""
    header = {
        "weights_sha256": lens.weights_sha256,
        "styles": json.dumps(lens.styles),
        "r2": json.dumps({stage: list(values) for stage, values in lens.r2.items()}),
        "photos": json.dumps(lens.photos),
        "size": str(lens.size),
    }
    part = path.with_name(path.name + ".part")
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file({name: np.ascontiguousarray(value) for name, value in lens.readouts.items()}, part, header)
    part.replace(path)


def load_lens(path: Path, entry: WeightsEntry) -> Lens:
    """Reads the lens of a weights file.

    Raises:
        WeightsError: It is missing or damaged, or was fitted to other weights.
    """
    hint = f"Fit it again: python -m animegan fit-lens {entry.name} --photos DIR"
    if not path.is_file():
        raise WeightsError(f"There is no lens at {path}.", hint=hint)
    try:
        with safe_open(path, framework="np") as file:
            header = file.metadata() or {}
            readouts = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 (no mapping)
        r2 = {stage: tuple(values) for stage, values in json.loads(header["r2"]).items()}
        fitted, tested = json.loads(header["photos"])
        lens = Lens(
            weights_sha256=header["weights_sha256"],
            styles=tuple(json.loads(header["styles"])),
            readouts={stage: readouts[stage] for stage in r2},
            r2=r2,
            photos=(fitted, tested),
            size=int(header["size"]),
        )
    except (SafetensorError, KeyError, TypeError, ValueError) as error:
        raise WeightsError(f"{path} is no lens: {error}.", hint=hint) from error
    if lens.weights_sha256 != entry.sha256:
        raise WeightsError(f"{path} was fitted to other weights than {entry.file}.", hint=hint)
    return lens
