"""Flat areas of colour: texture goes into dabs and clumps, edges and strands stay."""

from animegan.toon.colour import Field, mix
from animegan.toon.filters import bilateral, calmest, steepen
from animegan.toon.flow import Flow
from animegan.toon.settings import FlatSettings

__all__ = ["flatten"]

COMBED = 0.8
"""Share of the average along the flow where the flow is sure."""

CALM = 3.0
"""Variance (L*a*b* units squared) below which two patches count as equally calm."""

CLUMP = 1.6
"""Radius of a clump of leaves, in dabs of the brush."""


def flatten(lab: Field, flow: Flow, fine: Field, clumps: Field, settings: FlatSettings) -> Field:
    """Smooth what differs little, dab what is textured, then comb what runs in one direction.

    Args:
        lab: (H, W, 3) float32.
        flow: Directions of the same picture.
        fine: (H, W) 0..1, where no dabs may go: faces.
        clumps: (H, W) 0..1, where texture is gathered into clumps.
        settings: How flat.

    Returns:
        (H, W, 3) float32.

    Source:
        Winnemöller, Olsen, Gooch 2006, Real-Time Video Abstraction, for the repeated bilateral filter.
    """
    flat = lab
    for _ in range(settings.rounds):
        flat = bilateral(flat, settings.colour_range)
    flat = mix(calmest(flat, settings.dab_px, CALM), flat, fine)
    combed = mix(flat, flow.along(flat), flow.coherence * COMBED)
    crisp = steepen(combed, 1.5, 1)
    if not clumps.any():
        return crisp
    # Calm counts less among leaves: nothing there is calm, and the choice would fall on specks.
    gathered = calmest(crisp, CLUMP * settings.dab_px, 4.0 * CALM)
    return mix(crisp, steepen(gathered, 2.0, 2), clumps)
