"""The ablation family as one instrument: a slider per loss term, and a network for every position of the sliders.

All members went on from one parent for the same number of steps, `balanced` with no term raised. So it is where the
sliders stand at 0: what a slider adds is then the doing of its term, and not of further training. In terms of the
parent it is `parent + sum share_i * (child_i - parent)` over all five, where `balanced` has what the others leave of 1.
"""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import TypeVar

import torch

from animegan.catalog.load import load_generator
from animegan.errors import InputError
from animegan.inference.backends.pixels import pixels_to_pm1, pm1_to_pixels
from animegan.losslab.mixing.interpolation import State, interpolate
from animegan.models.anime_unet import AnimeUNet
from animegan.models.generator import Generator
from animegan.training.ablation_recipe import CHILDREN
from animegan.types import PhotoU8

__all__ = ["ORIGIN", "SLIDERS", "Family", "load_family", "network_like", "paint_with", "raised"]

NetworkT = TypeVar("NetworkT", bound=Generator)

ORIGIN = "balanced"
SLIDERS: Mapping[str, str] = {
    "l1": "l1_heavy", "perceptual": "perceptual_heavy", "style": "style_heavy", "adversarial": "adversarial_heavy",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Family:
    """The trained networks.

    Attributes:
        members: Each child of the family by its name, frozen.
    """

    members: Mapping[str, AnimeUNet]

    def at(self, shares: Mapping[str, float]) -> AnimeUNet:
        """The network at a position of the sliders.

        Args:
            shares: Loss term to how far its slider is turned: 0 is `balanced`, 1 the child in which that term was
                raised. Terms that are not named stand at 0.

        Returns:
            A network of its own, frozen. It was never trained itself, unless the sliders stand on a member.

        Raises:
            InputError: A term has no slider.
        """
        unknown = sorted(shares.keys() - SLIDERS.keys())
        if unknown:
            raise InputError(f"No slider for {', '.join(unknown)}.", hint=f"Use {', '.join(SLIDERS)}.")
        turned = [shares.get(term, 0.0) for term in SLIDERS]
        states = [self.members[name].state_dict() for name in (ORIGIN, *SLIDERS.values())]
        return network_like(self.members[ORIGIN], interpolate(states, [1 - sum(turned), *turned]))

    def trained_point(self, shares: Mapping[str, float]) -> str | None:
        """The member that stands at that position; None where nothing was trained."""
        turned = {term: share for term, share in shares.items() if share}
        if not turned:
            return ORIGIN
        ((term, share), *others) = turned.items()
        return SLIDERS[term] if share == 1 and not others else None


def raised(term: str) -> float:
    """How many times as much a term counted in the training of the member at its slider's end."""
    heavy, balanced = CHILDREN[SLIDERS[term]], CHILDREN[ORIGIN]
    return float(getattr(heavy, term) / getattr(balanced, term))


def load_family() -> Family:
    """The five children. Raises WeightsError where a file is missing or altered."""
    return Family(members={name: _member(name) for name in CHILDREN})


def _member(name: str) -> AnimeUNet:
    network = load_generator(f"ablation_{name}")
    assert isinstance(network, AnimeUNet)
    return network


def network_like(network: NetworkT, state: State) -> NetworkT:
    """A network of the same build with other tensors, frozen; `network` is not changed."""
    twin = deepcopy(network)
    twin.load_state_dict(dict(state))
    return twin.eval().requires_grad_(False)


def paint_with(network: Generator, photo: PhotoU8) -> PhotoU8:
    """What a network of one style makes of a photo.

    Args:
        network: From `Family.at`, or any generator of one style.
        photo: (H, W, 3) uint8 at the size to work at.

    Returns:
        (H, W, 3) uint8.
    """
    with torch.inference_mode():
        painted = network(pixels_to_pm1(torch.tensor(photo)[None]), torch.ones(1, 1))
        picture: PhotoU8 = pm1_to_pixels(painted.picture)[0].numpy()
    return picture
