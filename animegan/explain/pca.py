"""A whole stage in one picture: its three strongest directions become red, green and blue."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["PcaColours", "pca_colours"]

SPREAD = 2.5  # standard deviations from mid-grey to full colour
NOTHING = 1e-10  # of the total variance: below, a direction is rounding noise


class PcaColours(NamedTuple):
    """A stage as colours.

    Attributes:
        picture: (h, w, 3) float32 in [0, 1]; places with like features have like colours. 0.5 is the mean.
        explained: (3,) the share of the stage's variance that red, green and blue show; 0 where there is none.
        directions: (3, C) unit vectors, the channel of greatest weight positive.
    """

    picture: NDArray[np.float32]
    explained: NDArray[np.float32]
    directions: NDArray[np.float32]


def pca_colours(features: NDArray[np.float32]) -> PcaColours:
    """Projects (C, h, w) features on their three principal components.

    Each component is scaled to its own spread, so a weak one is as visible as a strong one: read `explained` beside
    the picture. Signs are arbitrary in a PCA; here the channel of greatest weight is positive, so that the same
    features always get the same colours. Features without variance are grey.
    """
    channels, height, width = features.shape
    x = features.reshape(channels, -1).astype(np.float64)
    x -= x.mean(axis=1, keepdims=True)
    variances, vectors = np.linalg.eigh(x @ x.T / x.shape[1])  # ascending
    variances, vectors = variances[::-1][:3], vectors[:, ::-1][:, :3].T
    signs = np.sign(vectors[np.arange(len(vectors)), np.abs(vectors).argmax(axis=1)])
    vectors = vectors * signs[:, None]
    total = np.square(x).sum() / x.shape[1]
    known = variances > max(NOTHING * total, np.finfo(np.float32).tiny)
    picture, explained, directions = np.full((3, x.shape[1]), 0.5), np.zeros(3), np.zeros((3, channels))
    for colour in np.flatnonzero(known):
        picture[colour] += vectors[colour] @ x / np.sqrt(variances[colour]) / (2 * SPREAD)
        explained[colour], directions[colour] = variances[colour] / total, vectors[colour]
    shown = picture.clip(0, 1).reshape(3, height, width).transpose(1, 2, 0)
    return PcaColours(
        picture=shown.astype(np.float32),
        explained=explained.astype(np.float32),
        directions=directions.astype(np.float32),
    )
