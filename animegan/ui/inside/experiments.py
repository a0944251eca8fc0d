"""What the page on feature maps does with the engine: it runs these functions, and shows their source.

So each stands alone: it imports what it needs, annotates in quotes, takes plain values and gives arrays.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from animegan.explain import ChannelEdit, Lens, Pass, PcaColours
    from animegan.explain.channels import Order, Range
    from animegan.types import PhotoU8

__all__ = [
    "change_channels",
    "channel_over_photo",
    "channels_in_order",
    "channels_that_hold",
    "colour_stage",
    "influence_of_photo",
    "mean_difference",
    "read_out",
    "side_of_square",
]


def channels_in_order(
    base: "Pass", stage: str, order: "Order", scale: "Range | tuple[float, float]"
) -> "tuple[NDArray[np.float32], NDArray[np.intp], NDArray[np.float32]]":
    """A stage's channels (C, h, w), the order to show them in (C,), and the range of each one's colours (C, 2)."""
    from animegan.explain import colour_ranges, order_channels

    features = base.features(stage)
    return features, order_channels(features, order), colour_ranges(features, scale)


def channel_over_photo(base: "Pass", stage: str, channel: int) -> "NDArray[np.float32]":
    """One channel, (H, W): each of its values as the block of photo pixels above it."""
    return base.over_photo(base.features(stage)[channel])


def channels_that_hold(base: "Pass", stage: str, share: float) -> int:
    """How few channels, the loudest first, hold a share of a stage's energy (the sum of its squares)."""
    from animegan.explain import channel_energy

    energy = sorted(channel_energy(base.features(stage)), reverse=True)
    wanted, held = share * sum(energy), 0.0
    for count, loudness in enumerate(energy, start=1):
        held += loudness
        if held >= wanted:
            return count
    return len(energy)


def colour_stage(base: "Pass", stage: str) -> "tuple[NDArray[np.float32], PcaColours]":
    """A whole stage in three colours, (H, W, 3) from 0 to 1, and what they are."""
    from animegan.explain import pca_colours

    colours = pca_colours(base.features(stage))
    return base.over_photo(colours.picture), colours


def read_out(base: "Pass", lens: "Lens") -> "dict[str, PhotoU8]":
    """The picture as it stands after each stage."""
    return {stage: lens.view(base, stage) for stage in base.network.stages}


def change_channels(base: "Pass", edits: "Sequence[ChannelEdit]") -> "PhotoU8":
    """The picture with channels changed; only the stages behind the change are computed again."""
    from animegan.explain import rerun

    return rerun(base, edits=edits).picture


def mean_difference(before: "PhotoU8", after: "PhotoU8") -> float:
    """How far two pictures are apart: the mean over all pixels and colours, in steps of 255."""
    import numpy as np

    return float(np.abs(before.astype(np.int16) - after).mean())


def influence_of_photo(base: "Pass", stage: str, pixel: tuple[int, int]) -> "NDArray[np.float32]":
    """How much each pixel of the photo matters to a stage's unit above one of them, (H, W), sums to 1."""
    from animegan.explain import effective_receptive_field

    return effective_receptive_field(base, pixel, stage=stage)


def side_of_square(influence: "NDArray[np.float32]", pixel: tuple[int, int], share: float) -> int:
    """Side of the smallest square of photo pixels round a pixel in which a share of the influence lies."""
    import numpy as np

    rows, columns = np.indices(influence.shape)
    reach = np.maximum(abs(rows - pixel[0]), abs(columns - pixel[1]))
    within = np.cumsum(np.bincount(reach.ravel(), influence.ravel()))
    return 2 * int(np.searchsorted(within, share * within[-1])) + 1
