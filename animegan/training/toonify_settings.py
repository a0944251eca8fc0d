"""What a run of the recipe `toonify` is made of."""

from dataclasses import dataclass

from animegan.errors import TrainingError

__all__ = ["ToonifySettings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToonifySettings:
    """What a run is made of; saved in its checkpoints.

    Attributes:
        styles: The one style of the painter that is learnt.
        steps: Optimiser steps in all.
        paint_from: Share of the steps after which a copy of the generator goes on with paintings; before, encoder and
            generator learn to rebuild photos.
        grow_from: Share of the first part's steps after which the last, largest picture joins; before, faces are
            rebuilt at half the side, which takes a third of the time.
        batch: Faces per step.
        crop: Side at which faces are read and drawn, a power of two from 16 on.
        latent: Length of a latent.
        multiplier: Of all channel counts of the generator; 1 is the published width.
        width: Channels of the encoder's first layer.
        widest: Channels of the encoder at most.
        learning_rate: Of the encoder at its highest, after the warm-up; then a cosine down to 0, once for photos and
            once for paintings.
        generator_rate: The same of the generator. Its weights are stored about twenty times larger than those of the
            encoder (they are scaled while used), so at the encoder's rate they would hardly move in a short run.
        warm_up: Steps until then.
        perceptual: Weight of the perceptual term beside L1.
        spread: Weight of what pulls the latents of one face together: the further apart, the less the layers of two
            generators go together.
        adversarial: Weight of the relativistic term beside L1.
        adversarial_from: Share of each part's steps after which that term counts; discriminators learn from the start.
        discriminator_rate: The discriminators' learning rate.
        domain: Weight of the domain-adversarial term, which keeps the encoder from telling paintings from photos;
            0 leaves it out, as in every published Toonify.
        focus: How much more a pixel in the middle of the face counts than one of the background.
        texture: Whose fine layers the shipped generator has, "painting" or "photo"; the coarse ones are the other's.
            With `switch` at -2 there is no coarse layer, and all of it is of the paintings or of the photos.
        switch: Position at which layers are swapped; see `animegan.models.layer_swap`.
        switch_width: Of a soft passage, in positions; 0 for a hard one.
        ema: Decay per step of the averaged weights that are shipped.
        save_every: Steps between checkpoints.
        precision: "bf16" for autocast, or "fp32".
        seed: Of weights and faces.
    """

    styles: tuple[str, ...] = ("sakura",)
    steps: int = 3400
    paint_from: float = 0.75
    grow_from: float = 0.8
    batch: int = 8
    crop: int = 128
    latent: int = 128
    multiplier: float = 0.1875
    width: int = 32
    widest: int = 256
    learning_rate: float = 1e-3
    generator_rate: float = 1e-2
    warm_up: int = 50
    perceptual: float = 1.0
    spread: float = 0.001
    adversarial: float = 0.02
    adversarial_from: float = 0.4
    discriminator_rate: float = 2e-4
    domain: float = 0.0
    focus: float = 3.0
    texture: str = "painting"
    switch: int = 4
    switch_width: float = 1.0
    ema: float = 0.995
    save_every: int = 100
    precision: str = "fp32"
    seed: int = 7

    def __post_init__(self) -> None:
        if min(self.steps, self.batch, self.save_every) < 1 or not 0 < self.paint_from < 1:
            raise TrainingError(
                f"steps={self.steps}, batch={self.batch}, paint_from={self.paint_from} is no run.",
                hint="Counts start at 1, and both parts need steps.",
            )
        if self.crop < 16 or self.crop.bit_count() != 1:
            raise TrainingError(f"Faces of {self.crop} pixels cannot be drawn.", hint="Use 64, 128 or 256.")
        if len(self.styles) != 1:
            raise TrainingError(f"Toonify holds one style, not {len(self.styles)}.", hint="Name one.")
        if self.texture not in ("painting", "photo"):
            raise TrainingError(f"Unknown texture {self.texture!r}.", hint="Use painting or photo.")
        if self.precision not in ("fp32", "bf16"):
            raise TrainingError(f"Unknown precision {self.precision!r}.", hint="Use fp32 or bf16.")

    @property
    def photo_steps(self) -> int:
        """The steps of the first part."""
        return max(1, round(self.steps * self.paint_from))
