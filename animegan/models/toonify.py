"""Toonify: a face is read into latents, and a StyleGAN2 generator with swapped layers draws it anew.

| stage | what it is | size |
|---|---|---|
| shrink | the photo at the network's one size | 256 |
| look_128 ... look_4 | the encoder | 128 ... 4 |
| latents | W+: one latent per step of drawing | 1 |
| draw_4, picture_4, draw_8, ... | the generator: features and picture of every side | 4 ... 256 |
| enlarge | the last picture at the photo's size | 1/1 |

**This is a redraw, not a filter.** Nothing of the photo but its latents reaches the picture. So the photo must be one
upright face, cropped as `animegan.face.align` crops it; of anything else the network draws a face all the same. The
picture is never finer than the inner size, however large the photo.

Published Toonify has no encoder: it searches the latent of each photo by hundreds of optimisation steps. With pSp's
encoder the pair is 1.2 GB. The encoder here is a small one of this project's own. There is no "Toonify-DANN" in any
published repository; the domain-adversarial option is one of this project's training (`animegan.losses.domain`).

Source:
    Pinkney and Adler 2020, arXiv 2010.05334; justinpinkney/toonify@245e6915; encoder in place of a search: Richardson
    et al. 2021, "Encoding in Style".
"""

from collections.abc import Iterator
from functools import partial

import torch.nn.functional as F
from torch import Tensor, nn

from animegan.models.generator import PHOTO, Generator, Read, Stage
from animegan.models.latent_encoder import LatentEncoder
from animegan.models.stylegan2 import Synthesis

__all__ = ["Toonify"]


class Toonify(Generator):
    """Encoder and generator as one network; the generator's mapping network is not needed for that.

    Args:
        size: Side at which it reads and draws, a power of two from 16 on.
        latent: Length of a latent.
        multiplier: Of all channel counts of the generator; 1 is the published width.
        width: Channels of the encoder's first layer.
        widest: Channels of the encoder at most.
    """

    stride = 1
    styles = 1

    def __init__(
        self, size: int = 256, latent: int = 512, multiplier: float = 1.0, width: int = 32, widest: int = 256
    ) -> None:
        super().__init__()
        self.generator = Synthesis(size, latent, multiplier)
        self.encoder = LatentEncoder(size, self.generator.latents, latent, width, widest)

    def plan(self) -> tuple[Stage, ...]:
        """Reading, then drawing; a gate lies on every smaller picture that a larger one is added to."""
        size = self.generator.size
        shrink = Stage(
            name="shrink", does=f"resized to {size}x{size}", reads=(Read(PHOTO),),
            run=lambda photo: _resized(photo, (size, size)),
        )  # fmt: skip
        enlarge = Stage(
            name="enlarge", does="resized to the photo", reads=(Read(f"picture_{size}"), Read(PHOTO)),
            run=lambda picture, photo: _resized(picture, photo.shape[-2:]).clamp(-1, 1),
        )  # fmt: skip
        return (shrink, *self._reading(), *self._drawing(), enlarge)

    def _reading(self) -> Iterator[Stage]:
        encoder, source = self.encoder, "shrink"
        layers: tuple[nn.Module, ...] = (encoder.stem, *encoder.blocks)
        for number, (side, layer) in enumerate(zip(encoder.sides, layers, strict=True)):
            yield Stage(
                name=f"look_{side}", does="residual block that halves" if number else "4x4 that halves",
                reads=(Read(source),), run=partial(encoder.look, number), parts=(layer,),
            )  # fmt: skip
            source = f"look_{side}"
        yield Stage(
            name="latents", does="one head per latent: W+", reads=(Read(source),),
            run=lambda x: encoder.read(x).flatten(1)[:, :, None, None], parts=(encoder.squeeze, encoder.heads),
        )  # fmt: skip

    def _drawing(self) -> Iterator[Stage]:
        drawn: tuple[Read, ...] = ()
        shown: tuple[Read, ...] = ()
        for level, side in enumerate(self.generator.sides):
            yield Stage(
                name=f"draw_{side}", does="doubled, two modulated 3x3" if level else "constant, modulated 3x3",
                reads=(*drawn, Read("latents")), run=partial(self._draw, level), parts=self._layers(level),
            )  # fmt: skip
            drawn = (Read(f"draw_{side}"),)
            yield Stage(
                name=f"picture_{side}", does="to RGB, added to the smaller picture" if level else "to RGB",
                reads=(*drawn, Read("latents"), *shown), run=partial(self._picture, level),
                parts=(self.generator.to_rgbs[level - 1] if level else self.generator.to_rgb1,),
            )  # fmt: skip
            shown = (Read(f"picture_{side}", f"skip_{2 * side}"),)

    def _layers(self, level: int) -> tuple[nn.Module, ...]:
        generator = self.generator
        if level == 0:
            return (generator.input, generator.conv1)
        return tuple(generator.convs[2 * level - 2 : 2 * level])

    def _draw(self, level: int, *values: Tensor) -> Tensor:
        *before, latents = values
        return self.generator.draw(level, before[0] if before else None, self._w_plus(latents))

    def _picture(self, level: int, x: Tensor, latents: Tensor, before: Tensor | None = None) -> Tensor:
        return self.generator.picture(level, x, self._w_plus(latents), before)

    def _w_plus(self, latents: Tensor) -> Tensor:
        """(N, latents * latent, 1, 1), as stages hand it on, to (N, latents, latent)."""
        return latents.reshape(-1, self.generator.latents, self.generator.latent)


def _resized(picture: Tensor, size: tuple[int, int]) -> Tensor:
    """Averaged over areas where it shrinks, cubic where it grows."""
    return F.interpolate(picture, size=size, mode="bicubic", antialias=True)
