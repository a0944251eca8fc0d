"""Where the photo is leaves, grass or gravel: texture that a painter gives in clumps of few tones, without lines."""

import numpy as np

from animegan.toon.colour import Field, smoothstep
from animegan.toon.filters import blur
from animegan.toon.flow import Flow

__all__ = ["clump_map"]

WIDE_PX = 9.0


def clump_map(lab: Field, flow: Flow, fine: Field) -> Field:
    """How far each place belongs to texture.

    Texture is full of edges on all sides, and few of them run straight on. What is ruled (windows, bricks) or stands
    alone (an outline) is none. Greens and browns are believed sooner than greys, where text and machines are.

    Args:
        lab: (H, W, 3) float32.
        flow: Directions of the same picture.
        fine: (H, W) 0..1, where nothing counts as texture: faces.

    Returns:
        (H, W) 0..1.
    """
    edges = np.sqrt(flow.energy)
    mean = blur(edges, WIDE_PX)
    # The ratio of mean to mean square: near 1 where edges are everywhere, small beside a single one.
    even = mean * mean / (blur(flow.energy, WIDE_PX) + 1.0)
    busy = smoothstep(mean, 1.5, 4.0) * smoothstep(even, 0.5, 0.8)
    # In the shade colours are weak: they count by what light there is.
    green = np.minimum(lab[..., 2], -2.0 * lab[..., 1]) / (30.0 + lab[..., 0])
    warm = lab[..., 2] / (30.0 + lab[..., 0])
    leafy, earthy = smoothstep(blur(green, WIDE_PX), 0.06, 0.18), smoothstep(blur(warm, WIDE_PX), 0.04, 0.16)
    # Print, cloth and windows have strong contrast, earth and bark have not.
    belief = np.maximum(leafy, (0.4 + 0.6 * earthy) * smoothstep(mean, 10.5, 6.5))
    limit = 0.6 + 0.18 * belief
    return np.asarray(busy * smoothstep(flow.ruled - limit, 0.06, -0.14) * belief * (1.0 - fine), np.float32)
