"""The discriminator: says for each patch of a picture how much it looks like a painting of the asked style.

| stage | resolution | channels | what it is                                     |
|-------|------------|----------|------------------------------------------------|
| 0     | 1/2        | 32       | 4x4 convolution, stride 2                      |
| 1     | 1/4        | 64       | 4x4 convolution, stride 2                      |
| 2     | 1/8        | 128      | 4x4 convolution, stride 2                      |
| 3     | 1/8        | 128      | 3x3 convolution; the style is added here       |
| judge | 1/8        | 1        | 3x3 convolution: one logit per patch           |

Each logit sees 54x54 pixels, a patch. Every convolution is spectrally normalised, so the judge's slope is bounded and
small networks train without a gradient penalty.
"""

from itertools import pairwise

from torch import Tensor, nn
from torch.nn.functional import leaky_relu
from torch.nn.utils.parametrizations import spectral_norm

__all__ = ["PatchDiscriminator"]

SLOPE = 0.2


class PatchDiscriminator(nn.Module):
    """A PatchGAN judge that knows which style it is asked about.

    Args:
        styles: Length of a style code.

    Shape:
        picture (N, 3, H, W) in [-1, 1], H and W at least 8; style (N, styles) -> logits (N, 1, H/8, W/8).

    Source:
        Isola et al. 2017 (PatchGAN); Miyato et al. 2018 (spectral normalisation).
    """

    def __init__(self, styles: int = 4) -> None:
        super().__init__()
        widths = (3, 32, 64, 128)
        self.down = nn.ModuleList(
            spectral_norm(nn.Conv2d(before, after, 4, stride=2, padding=1))
            for before, after in pairwise(widths)
        )
        self.mix = spectral_norm(nn.Conv2d(128, 128, 3, padding=1))
        self.style = nn.Linear(styles, 128, bias=False)
        self.judge = spectral_norm(nn.Conv2d(128, 1, 3, padding=1))

    def forward(self, picture: Tensor, style: Tensor) -> Tensor:
        """Logits per patch; higher means more like a painting of that style."""
        x = picture
        for layer in self.down:
            x = leaky_relu(layer(x), SLOPE)  # halves H and W
        x = leaky_relu(self.mix(x) + self.style(style)[:, :, None, None], SLOPE)  # (N, 128, H/8, W/8)
        logits: Tensor = self.judge(x)
        return logits
