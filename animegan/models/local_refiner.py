"""LocalRefiner: redraws the features of a painted face crop; a small residual network that starts as no change at all.

| stage   | resolution | channels | what it is                                                        |
|---------|------------|----------|-------------------------------------------------------------------|
| fold    | 1/4        | 96       | painted crop and photo crop, 4x4 pixels folded into channels      |
| enter   | 1/4        | 48       | 3x3 convolution                                                   |
| blocks  | 1/4        | 48       | residual blocks: 3x3, ReLU, 3x3, added to what came in            |
| change  | 1/4        | 48       | 3x3 convolution: 16 pixels of 3 channels each                     |
| unfold  | 1/1        | 3        | the change, added to the painted crop                             |

Folding makes sixteen times fewer places: a 512 px crop costs 5 GMAC, like the generator itself, and a 3x3 kernel
reaches 12 pixels, so that after all blocks every pixel has seen the whole eye it belongs to.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from animegan.models.painted import pad_to_multiple

__all__ = ["LocalRefiner"]

FOLD = 4  # pixels


class LocalRefiner(nn.Module):
    """Adds to a painted crop what makes it crisper.

    It is not told the style: the painted crop shows it.

    Args:
        width: Channels of the blocks.
        blocks: How many there are.

    Shape:
        painted (N, 3, H, W) and photo (N, 3, H, W), both in [-1, 1] RGB, any H and W -> (N, 3, H, W), not clipped.

    Source:
        Lim et al. 2017, "Enhanced Deep Residual Networks" (blocks without normalisation); Shi et al. 2016,
        "Real-Time Single Image ... Sub-Pixel Convolutional Neural Network" (unfolding).
    """

    def __init__(self, width: int = 48, blocks: int = 6) -> None:
        super().__init__()
        self.enter = nn.Conv2d(2 * 3 * FOLD * FOLD, width, 3, padding=1)
        self.blocks = nn.ModuleList(
            nn.Sequential(
                nn.Conv2d(width, width, 3, padding=1), nn.ReLU(), nn.Conv2d(width, width, 3, padding=1)
            )
            for _ in range(blocks)
        )
        self.change = nn.Conv2d(width, 3 * FOLD * FOLD, 3, padding=1)
        nn.init.zeros_(self.change.weight)  # untrained, it returns the painted crop
        nn.init.zeros_(self.change.bias)  # type: ignore[arg-type]  # this layer has a bias

    def forward(self, painted: Tensor, photo: Tensor) -> Tensor:
        """Redraws a batch of crops; see the class."""
        height, width = painted.shape[-2:]
        both = pad_to_multiple(torch.cat([painted, photo], dim=1), FOLD)  # (N, 6, H', W')
        x = self.enter(F.pixel_unshuffle(both, FOLD))  # (N, width, H'/4, W'/4)
        for block in self.blocks:
            x = x + block(x)
        change = F.pixel_shuffle(self.change(x), FOLD)  # (N, 3, H', W')
        return painted + change[..., :height, :width]
