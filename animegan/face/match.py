"""Which face of one picture is which of another."""

from collections.abc import Sequence

import numpy as np

from animegan.face.detect import Face, overlap

__all__ = ["landmark_shift", "match_faces"]

SAME_FACE = 0.5  # intersection over union; the usual bar for calling two boxes the same find
LEFT_EYE, RIGHT_EYE = 0, 1


def match_faces(before: Sequence[Face], after: Sequence[Face]) -> list[tuple[Face, Face]]:
    """Pairs of the same face: best overlap first, each face in one pair at most, SAME_FACE at least."""
    candidates = sorted(
        ((overlap(a, b), i, j) for i, a in enumerate(before) for j, b in enumerate(after)), reverse=True
    )
    pairs: dict[int, int] = {}
    for share, i, j in candidates:
        if share >= SAME_FACE and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(before[i], after[j]) for i, j in pairs.items()]


def landmark_shift(before: Face, after: Face) -> float:
    """Mean distance of the five points, in distances between the eyes of `before`."""
    apart = np.linalg.norm(after.landmarks - before.landmarks, axis=1).mean()
    eyes = np.linalg.norm(before.landmarks[RIGHT_EYE] - before.landmarks[LEFT_EYE])
    return float(apart / eyes)
