"""What the sliders room does with the engine: it runs these functions, and shows their source.

So each stands alone: it imports what it needs, annotates in quotes, takes plain values and gives arrays.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from animegan.losslab.mixing.family import Family
    from animegan.types import PhotoU8

__all__ = ["averaged_pictures", "between_twins", "mixed_network"]


def mixed_network(family: "Family", shares: "Mapping[str, float]", photo: "PhotoU8") -> "PhotoU8":
    """The picture of the network at a position of the sliders: parameters are mixed, then one network runs."""
    from animegan.losslab.mixing.family import paint_with

    return paint_with(family.at(shares), photo)


def averaged_pictures(family: "Family", shares: "Mapping[str, float]", photo: "PhotoU8") -> "PhotoU8":
    """The same sum, taken of finished pictures instead of networks: every network runs, then pixels are mixed."""
    import numpy as np

    from animegan.losslab.mixing.family import ORIGIN, SLIDERS, paint_with

    total = (1 - sum(shares.values())) * paint_with(family.members[ORIGIN], photo).astype(np.float32)
    for term, share in shares.items():
        total += share * paint_with(family.members[SLIDERS[term]], photo)
    return np.clip(np.rint(total), 0, 255).astype(np.uint8)


def between_twins(family: "Family", share: float, photo: "PhotoU8") -> "PhotoU8":
    """The picture of the network between `balanced` and its twin, whose inner channels stand in another order."""
    from animegan.losslab.mixing.family import ORIGIN, network_like, paint_with
    from animegan.losslab.mixing.interpolation import interpolate
    from animegan.losslab.mixing.twin import shuffled_twin

    network = family.members[ORIGIN]
    states = [network.state_dict(), shuffled_twin(network).state_dict()]
    return paint_with(network_like(network, interpolate(states, [1 - share, share])), photo)
