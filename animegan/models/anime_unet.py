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

A skip is concatenated, scaled by its gate. Each decoder convolution is followed by batch normalisation, whose
statistics are fixed after training, so a tile of a photo is painted like the whole; and by a scale and shift that
the style code chooses (FiLM). The network predicts the *change* to the photo: `tanh(change + atanh(photo))`.
"""

from collections.abc import Collection, Mapping

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torchvision.models import mobilenet_v2

from animegan.errors import InputError
from animegan.models.painted import Painted, TapRecorder, pad_to_multiple, resolve_gates

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


class AnimeUNet(nn.Module):
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

    stages = (*ENCODER_STAGES, "bottleneck", "decoder_8", "decoder_4", "decoder_2", "decoder_1", "change")
    gate_names = ("skip_1", "skip_2", "skip_4", "skip_8")
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
            photo: (N, 3, H, W) in [-1, 1], RGB.
            style: (N, styles) style codes.
            gates: Gain of a skip by name; 1.0 is neutral, 0.0 cuts it.
            taps: Names of stages whose output to return.

        Raises:
            InputError: No style code, one of the wrong shape, or an unknown gate or tap.
        """
        if style is None or style.shape != (len(photo), self.styles):
            shape = None if style is None else tuple(style.shape)
            raise InputError(
                f"The style code has shape {shape}; {(len(photo), self.styles)} is needed.",
                hint="Pass one row per photo with one weight per style.",
            )
        height, width = photo.shape[-2:]
        padded = self.run_padded(pad_to_multiple(photo, STRIDE), style, gates=gates, taps=taps)
        return Painted(padded.picture[..., :height, :width], padded.features)

    def run_padded(
        self,
        photo: Tensor,
        style: Tensor,
        *,
        gates: Mapping[str, float] | None = None,
        taps: Collection[str] = (),
    ) -> Painted:
        """`forward` for photos whose sides already divide by `stride`; what a backend exports."""
        tap = TapRecorder(taps, self.stages)
        gain = resolve_gates(gates, self.gate_names)
        skips = self._encode(photo, tap)

        x = skips["encoder_16"]  # (N, 96, H/16, W/16)
        for layer in self.bottleneck:
            x = layer(x, style)
        x = tap("bottleneck", x)  # (N, 128, H/16, W/16)
        x = tap(
            "decoder_8", self.decoder_8(_join(x, skips["encoder_8"], gain["skip_8"]), style)
        )  # (N, 64, H/8, W/8)
        x = tap(
            "decoder_4", self.decoder_4(_join(x, skips["encoder_4"], gain["skip_4"]), style)
        )  # (N, 48, H/4, W/4)
        x = tap(
            "decoder_2", self.decoder_2(_join(x, skips["encoder_2"], gain["skip_2"]), style)
        )  # (N, 32, H/2, W/2)
        x = _join(self.narrow(x), photo, gain["skip_1"])  # (N, 19, H, W)
        for layer in self.decoder_1:
            x = layer(x, style)  # (N, 16, H, W)
        change = tap("change", self.change(tap("decoder_1", x)))  # (N, 3, H, W)
        return Painted(torch.tanh(change + torch.atanh(photo * PHOTO_RANGE)), tap.features)

    def _encode(self, photo: Tensor, tap: TapRecorder) -> dict[str, Tensor]:
        """The encoder's stages by name, finest first."""
        skips = {}
        x = photo
        for name, (first, last) in ENCODER_STAGES.items():
            x = tap(name, self.features[first:last](x))
            skips[name] = x
        return skips


def _join(x: Tensor, skip: Tensor, gain: float) -> Tensor:
    """Doubles the resolution of `x` and lays the scaled skip beside its channels.

    A neutral gain is not multiplied at all: the traced network stays as small as it can be.
    """
    up = F.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=False)
    return torch.cat([up, skip if gain == 1.0 else skip * gain], dim=1)
