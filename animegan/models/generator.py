"""A generator as a plan: named stages, run in order, each reading values that are already there.

Forward, taps, gates and everything that `explain` does (edits, re-running what follows a change, counting, drawing
the architecture) need no more of a network than its plan. A new architecture writes `plan` and has them all.

    photo -> encoder_2 -> encoder_4 -> ... -> decoder_2 -> decoder_1 -> ... -> picture
                  |                                ^
                  +------- gate skip_2 ------------+
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from torch import Tensor, nn

from animegan.errors import InputError
from animegan.models.painted import NEUTRAL_GATE, Painted, TapRecorder, pad_to_multiple, resolve_gates

__all__ = ["PHOTO", "STYLE", "Generator", "Read", "Stage"]

PHOTO, STYLE = "photo", "style"  # the two values that are there before the first stage


class Read(NamedTuple):
    """One value that a stage reads: an edge of the architecture.

    Attributes:
        source: "photo", "style", or an earlier stage.
        gate: The name of the gain on this edge; None where it has none.
    """

    source: str
    gate: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One named step of a generator.

    Attributes:
        name: Its own, and that of its output.
        does: What it computes, in one line for people.
        reads: What it reads, in the order of `run`'s arguments; the main stream first.
        run: Computes the output, (N, C, H, W), without changing what it read.
        parts: The modules that hold its parameters; no parameter belongs to two stages.
    """

    name: str
    does: str
    reads: tuple[Read, ...]
    run: Callable[..., Tensor]
    parts: tuple[nn.Module, ...] = ()

    def compute(self, values: Mapping[str, Tensor], gains: Mapping[str, float]) -> Tensor:
        """The stage's output, from values by name and the gain of each gate."""
        return self.run(
            *(_through_gate(values[source], gains.get(gate or "")) for source, gate in self.reads)
        )


def _through_gate(value: Tensor, gain: float | None) -> Tensor:
    """A neutral gain is not multiplied at all: the traced network stays as small as it can be."""
    return value if gain is None or gain == NEUTRAL_GATE else value * gain


class Generator(nn.Module):
    """What every generator is: a subclass holds the layers and says in `plan` how they are wired.

    Attributes:
        stride: By how much the coarsest stage is smaller than the photo.
        least_side: The smallest padded side the network can take.
        styles: The length of a style code.
    """

    stride: int
    least_side: int = 0
    styles: int

    def plan(self) -> tuple[Stage, ...]:
        """The stages in the order they are run; the last one's output is the picture."""
        raise NotImplementedError

    @property
    def stages(self) -> tuple[str, ...]:
        """The names of the stages, in order."""
        return tuple(stage.name for stage in self.plan())

    @property
    def gate_names(self) -> tuple[str, ...]:
        """The names of the gates, in the order of the stages that they lead to."""
        return _gates(self.plan())

    def forward(
        self,
        photo: Tensor,
        style: Tensor | None = None,
        *,
        gates: Mapping[str, float] | None = None,
        taps: Collection[str] = (),
    ) -> Painted:
        """Paints photos of any size.

        Args:
            photo: (N, 3, H, W) float in [-1, 1], RGB.
            style: (N, styles) style codes; may be left out where there is one style.
            gates: Gain of a skip or shortcut by name; 1.0 is as trained, 0.0 closes it.
            taps: Stages to return as features; their size is that of the padded photo.

        Raises:
            InputError: No style code or one of the wrong shape; an unknown gate or tap.
        """
        self.check_style(photo, style)
        height, width = photo.shape[-2:]
        padded = self.run_padded(self.pad(photo), style, gates=gates, taps=taps)
        return Painted(padded.picture[..., :height, :width], padded.features)

    def run_padded(
        self,
        photo: Tensor,
        style: Tensor | None = None,
        *,
        gates: Mapping[str, float] | None = None,
        taps: Collection[str] = (),
    ) -> Painted:
        """`forward` for photos whose sides already divide by `stride`; what a backend exports."""
        plan = self.plan()
        tap = TapRecorder(taps, [stage.name for stage in plan])
        gains = resolve_gates(gates, _gates(plan))
        values = {PHOTO: photo} if style is None else {PHOTO: photo, STYLE: style}
        for number, stage in enumerate(plan, start=1):
            values[stage.name] = tap(stage.name, stage.compute(values, gains))
            still_read = {read.source for later in plan[number:] for read in later.reads}
            values = {name: values[name] for name in (*values,) if name in still_read or name == stage.name}
        return Painted(values[plan[-1].name], tap.features)

    def pad(self, photo: Tensor) -> Tensor:
        """The photo with its rim repeated until the network can take it; see `pad_to_multiple`."""
        return pad_to_multiple(photo, self.stride, least=self.least_side)

    def check_style(self, photo: Tensor, style: Tensor | None) -> None:
        """Refuses, by InputError, a style code that does not fit the network or the number of photos."""
        if style is None and self.styles == 1:
            return
        needed = (len(photo), self.styles)
        if style is None or style.shape != needed:
            shape = None if style is None else tuple(style.shape)
            raise InputError(
                f"The style code has shape {shape}; {needed} is needed.",
                hint="Pass one row per photo with one weight per style.",
            )


def _gates(plan: tuple[Stage, ...]) -> tuple[str, ...]:
    return tuple(read.gate for stage in plan for read in stage.reads if read.gate is not None)
