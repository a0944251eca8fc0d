"""anime_unet: MobileNetV2 encoder, U-Net skips, style-adaptive decoder. One network, several styles.

| stage      | resolution | channels | what it is                                             |
|------------|------------|----------|--------------------------------------------------------|
| encoder_2  | 1/2        | 16       | `features[0..1]` of torchvision's MobileNetV2          |
| encoder_4  | 1/4        | 24       | `features[2..3]`                                       |
| encoder_8  | 1/8        | 32       | `features[4..6]`                                       |
| encoder_16 | 1/16       | 96       | `features[7..13]`                                      |
| bottleneck | 1/16       | 128      | two styled 3x3 convolutions                            |
| decoder_8  | 1/8        | 64       | up, + skip_8, styled 3x3 convolution                   |
| decoder_4  | 1/4        | 48       | up, + skip_4, styled 3x3 convolution                   |
| decoder_2  | 1/2        | 32       | up, + skip_2, styled 3x3 convolution                   |
| decoder_1  | 1/1        | 16       | 1x1, up, + skip_1 (the photo), two styled 3x3          |
| change     | 1/1        | 3        | what is added to the photo, before the tanh            |
| picture    | 1/1        | 3        | tanh(change + atanh(photo))                            |

A skip is concatenated, scaled by its gate. Each decoder convolution is followed by batch normalisation, whose
statistics are fixed after training, so a tile of a photo is painted like the whole; and by a scale and shift that
the style code chooses (FiLM). The network predicts the *change* to the photo: `tanh(change + atanh(photo))`.
"""

from collections.abc import Iterable, Iterator
from functools import partial

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torchvision.models import mobilenet_v2

from animegan.models.generator import PHOTO, STYLE, Generator, Read, Stage

__all__ = ["AnimeUNet", "StyledConv"]

STRIDE = 16  # the encoder halves the photo four times
ENCODER_STAGES = {"encoder_2": (0, 2), "encoder_4": (2, 4), "encoder_8": (4, 7), "encoder_16": (7, 14)}
# atanh is infinite at +-1; at 0.97 pure white still has a slope, so the network can darken it
PHOTO_RANGE = 0.97


class StyledConv(nn.Module):
    """3x3 convolution, batch normalisation, a scale and shift chosen by the style (FiLM), ReLU.

    Shape:
        (N, in, H, W) and (N, styles) -> (N, out, H, W).

    Source:
        Perez et al. 2018, "FiLM: Visual Reasoning with a General Conditioning Layer", eq. 2.
    """

    def __init__(self, in_channels: int, out_channels: int, styles: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(in_channels, out_channels, 3, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(out_channels)
        self.film = nn.Linear(styles, 2 * out_channels, bias=False)
        nn.init.normal_(self.film.weight, std=0.1)  # styles start apart, so that they can part further

    def forward(self, x: Tensor, style: Tensor) -> Tensor:
        """Convolves, normalises and tints by style; see the class."""
        scale, shift = self.film(style)[:, :, None, None].chunk(2, dim=1)
        return F.relu(self.norm(self.conv(x)) * (1 + scale) + shift)


class AnimeUNet(Generator):
    """The lab's default generator.

    Args:
        styles: How many styles the network holds; the length of a style code.
        width: Factor on every number of channels of the table above, rounded to multiples of 8.

    Shape:
        photo (N, 3, H, W) in [-1, 1] RGB, any H and W; style (N, styles), rows sum to 1, one-hot for a pure style.

    Source:
        The design the lab's source article describes. Encoder: Sandler et al. 2018, MobileNetV2, table 2. Skips:
        Ronneberger et al. 2015, U-Net, fig. 1.
    """

    stride = STRIDE

    def __init__(self, styles: int = 4, width: float = 1.0) -> None:
        super().__init__()
        self.styles = styles
        self.features = mobilenet_v2(weights=None, width_mult=width).features[:14]
        skip_2, skip_4, skip_8, deepest = (
            self.features[last - 1].out_channels for _, last in ENCODER_STAGES.values()
        )
        wide, c_8, c_4, c_2, c_1 = (max(8, 8 * round(c * width / 8)) for c in (128, 64, 48, 32, 16))
        self.bottleneck = nn.ModuleList([StyledConv(deepest, wide, styles), StyledConv(wide, wide, styles)])
        self.decoder_8 = StyledConv(wide + skip_8, c_8, styles)
        self.decoder_4 = StyledConv(c_8 + skip_4, c_4, styles)
        self.decoder_2 = StyledConv(c_4 + skip_2, c_2, styles)
        self.narrow = nn.Conv2d(c_2, c_1, 1)
        self.decoder_1 = nn.ModuleList([StyledConv(c_1 + 3, c_1, styles), StyledConv(c_1, c_1, styles)])
        self.change = nn.Conv2d(c_1, 3, 3, padding=1)
        nn.init.normal_(self.change.weight, std=0.01)  # untrained, the network returns the photo
        self.change.bias = nn.Parameter(torch.zeros(3))

    def plan(self) -> tuple[Stage, ...]:
        """Four encoder stages, the bottleneck, four decoder stages with a skip each, and the picture."""
        style = Read(STYLE)
        return (
            *self._encoder(),
            Stage(
                name="bottleneck",
                does="two styled 3x3 convolutions",
                reads=(Read("encoder_16"), style),
                run=partial(_in_turn, self.bottleneck),
                parts=(self.bottleneck,),
            ),
            self._decoder("decoder_8", Read("bottleneck"), Read("encoder_8", "skip_8"), self.decoder_8),
            self._decoder("decoder_4", Read("decoder_8"), Read("encoder_4", "skip_4"), self.decoder_4),
            self._decoder("decoder_2", Read("decoder_4"), Read("encoder_2", "skip_2"), self.decoder_2),
            Stage(
                name="decoder_1",
                does="narrowed by 1x1, doubled, beside the photo, two styled 3x3 convolutions",
                reads=(Read("decoder_2"), Read(PHOTO, "skip_1"), style),
                run=lambda x, photo, code: _in_turn(self.decoder_1, _join(self.narrow(x), photo), code),
                parts=(self.narrow, self.decoder_1),
            ),
            Stage(
                name="change",
                does="3x3 convolution: what is added to the photo",
                reads=(Read("decoder_1"),),
                run=self.change,
                parts=(self.change,),
            ),
            Stage(
                name="picture",
                does="tanh(change + atanh(photo))",
                reads=(Read("change"), Read(PHOTO)),
                run=lambda change, photo: torch.tanh(change + torch.atanh(photo * PHOTO_RANGE)),
            ),
        )

    def _encoder(self) -> Iterator[Stage]:
        source = PHOTO
        for name, (first, last) in ENCODER_STAGES.items():
            layers = self.features[first:last]
            does = f"MobileNetV2 layers {first} to {last - 1}, which halve the size; no activation at the end"
            yield Stage(name=name, does=does, reads=(Read(source),), run=layers, parts=(layers,))
            source = name

    def _decoder(self, name: str, deeper: Read, skip: Read, layer: StyledConv) -> Stage:
        return Stage(
            name=name,
            does="doubled, beside the skip, a styled 3x3 convolution",
            reads=(deeper, skip, Read(STYLE)),
            run=lambda x, finer, code: layer(_join(x, finer), code),
            parts=(layer,),
        )


def _in_turn(layers: Iterable[nn.Module], x: Tensor, style: Tensor) -> Tensor:
    for layer in layers:
        x = layer(x, style)
    return x


def _join(x: Tensor, skip: Tensor) -> Tensor:
    """Doubles the resolution of `x` and lays the skip beside its channels."""
    up = F.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=False)
    return torch.cat([up, skip], dim=1)
