"""One run of a photo through a network with everything it computed on the way, and runs that differ from it.

base = run(network, photo, code, size=256)
base.picture, base.features("decoder_4")
rerun(base, gates={"skip_2": 0.0}).picture
rerun(base, edits=[ChannelEdit(stage="decoder_4", channels=(7,), action="mute")]).picture

A `Pass` never changes, and a network is only read: any number of threads may work on the same ones.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from animegan.errors import InputError
from animegan.explain.edits import ChannelEdit, apply_edit, check_edit
from animegan.inference.backends.pixels import pixels_to_pm1, pm1_to_pixels
from animegan.inference.canvas import read_photo
from animegan.inference.preprocess import resize, working_size
from animegan.models.generator import PHOTO, STYLE, Generator
from animegan.models.painted import resolve_gates
from animegan.types import PhotoU8

__all__ = ["Pass", "rerun", "run"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pass:
    """What a network computed from one photo.

    Attributes:
        network: The network; shared, never changed.
        size: (height, width) of the photo as worked on and of the picture; the stages see it padded.
        values: "photo" (padded, in [-1, 1]), "style", and every stage's output, (1, C, h, w) float. Read only: copies
            come from `features`.
        gates: The gain of every gate.
        edits: The channel edits, in order.
        neutral: The pass as trained that this one differs from; None if it is that itself.
    """

    network: Generator
    size: tuple[int, int]
    values: Mapping[str, Tensor] = field(repr=False)
    gates: Mapping[str, float]
    edits: tuple[ChannelEdit, ...] = ()
    neutral: "Pass | None" = field(default=None, repr=False)

    @property
    def picture(self) -> PhotoU8:
        """The network's picture, (H, W, 3) uint8 RGB: to the bit what `Stylizer` gives with the torch backend."""
        return np.asarray(pm1_to_pixels(self.output)[0].contiguous().numpy(), np.uint8)

    @property
    def photo(self) -> PhotoU8:
        """The photo as the network saw it, (H, W, 3) uint8 RGB."""
        height, width = self.size
        return np.asarray(pm1_to_pixels(self.values[PHOTO])[0, :height, :width].numpy(), np.uint8).copy()

    @property
    def output(self) -> Tensor:
        """The picture before rounding, (1, 3, H, W) in [-1, 1]; read only."""
        height, width = self.size
        return self.values[self.network.stages[-1]][..., :height, :width]

    def features(self, stage: str) -> NDArray[np.float32]:
        """A copy of a stage's output after its activation and after its edits, (C, h, w), padding included."""
        self.check_stage(stage)
        return np.array(self.values[stage][0].numpy(), np.float32)

    def check_stage(self, stage: str) -> None:
        """Refuses, by InputError, a stage that the network does not have."""
        if stage not in self.network.stages:
            hint = f"This network has: {', '.join(self.network.stages)}."
            raise InputError(f"Unknown stage: {stage!r}.", hint=hint)

    def over_photo(self, picture: NDArray[np.float32]) -> NDArray[np.float32]:
        """A channel (h, w), or a picture of a stage (h, w, 3), each value as the block of pixels that it stands for.

        Returns:
            (H, W) or (H, W, 3) at the photo's size; what belongs to the padding is cut off.
        """
        block = self.values[PHOTO].shape[-2] // picture.shape[0]
        large = picture.repeat(block, axis=0).repeat(block, axis=1)
        return large[: self.size[0], : self.size[1]]

    @property
    def nbytes(self) -> int:
        """How much memory its values take."""
        return sum(value.nbytes for value in self.values.values())


def run(network: Generator, photo: PhotoU8, code: NDArray[np.float32], *, size: int = 256) -> Pass:
    """Runs a photo through a network and keeps everything.

    Args:
        network: Any generator in eval mode, as `catalog.load.load_generator` gives it.
        photo: (H, W, 3) uint8 RGB.
        code: (S,) the share of each style, as `inference.shares.style_code` makes it.
        size: Short side to work at, as `Stylizer` takes it.

    Raises:
        InputError: The photo, the code or the size cannot be used.
    """
    pixels = read_photo(photo).photo
    working = resize(pixels, working_size(pixels.shape[:2], size))
    with torch.inference_mode():
        photo_pm1, style = pixels_to_pm1(torch.tensor(working)[None]), torch.tensor(code)[None]
        network.check_style(photo_pm1, style)
        values = {PHOTO: network.pad(photo_pm1), STYLE: style}
        gains = resolve_gates(None, network.gate_names)
        for stage in network.plan():
            values[stage.name] = stage.compute(values, gains)
    return Pass(network=network, size=working.shape[:2], values=values, gates=gains)


def rerun(
    base: Pass, *, gates: Mapping[str, float] | None = None, edits: Collection[ChannelEdit] = ()
) -> Pass:
    """The same photo with other gates and edits; only what follows from the difference is computed again.

    Args:
        base: Any pass of the photo; its own gates and edits do not carry over.
        gates: Gain by name, 0 to close, 1 (as trained) for those not named.
        edits: Applied to their stage's output in the order given.

    Raises:
        InputError: A gate, a stage or a channel is unknown, or a gain is not finite.
    """
    base = base.neutral or base
    gains = resolve_gates(gates, base.network.gate_names)
    plan = base.network.plan()
    for edit in edits:
        check_edit(edit, {stage.name: base.values[stage.name].shape[1] for stage in plan})
    values, changed = dict(base.values), set[str]()
    with torch.inference_mode():
        for stage in plan:
            own = [edit for edit in edits if edit.stage == stage.name]
            stale = any(
                source in changed or gains.get(gate or "", 1.0) != 1.0 for source, gate in stage.reads
            )
            if stale:
                values[stage.name] = stage.compute(values, gains)
            for edit in own:
                values[stage.name] = apply_edit(edit, values[stage.name], base.size, values[PHOTO].shape[-2:])
            if stale or own:
                changed.add(stage.name)
    return Pass(
        network=base.network, size=base.size, values=values, gates=gains, edits=tuple(edits), neutral=base
    )
