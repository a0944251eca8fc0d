"""The published CycleGAN generator with nine residual blocks, layer for layer.

| stage | layers | channels | size |
|---|---|---|---|
| first | 7x7 | 3 > 64 | 1/1 |
| down_2, down_4 | 3x3 stride 2 each | 64 > 128 > 256 | 1/2, 1/4 |
| block_1 to block_9 | two 3x3 with a shortcut each | 256 | 1/4 |
| up_2, up_1 | transposed 3x3 stride 2 each | 256 > 128 > 64 | 1/2, 1/1 |
| out | 7x7, tanh | 64 > 3 | 1/1 |

The 7x7 and the blocks are padded by reflection, the others by zeros. Each convolution but the last is followed by an
instance normalisation that learns nothing, so the convolutions have biases. 48 tensors, 11,378,179 parameters,
49.6 GMAC at 256x256. All layers stand in one `nn.Sequential` called `model`, and their places in it are the key names
of the published checkpoints, so that these load as they are. (Older ones also carry `running_mean` and the like, which
instance normalisation does not use; built with dropout, the second convolution of a block has another place.)

CycleGAN itself is two such generators that undo each other; see `training.cyclegan_recipe`.

Source:
    Zhu et al. 2017; junyanz/pytorch-CycleGAN-and-pix2pix models/networks.py (`resnet_9blocks`).
"""

from torch import Tensor, nn

from animegan.models.generator import PHOTO, Generator, Read, Stage

__all__ = ["CycleGAN"]

STRIDE = 4  # two halvings
LEAST_SIDE = 8  # reflection at 1/4 of the size needs two pixels there
BLOCKS = 9


class ResidualBlock(nn.Module):
    """Two 3x3 convolutions; what they find is added to what came in."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv_block = nn.Sequential(
            nn.ReflectionPad2d(1),
            nn.Conv2d(channels, channels, 3),
            nn.InstanceNorm2d(channels),
            nn.ReLU(inplace=True),
            nn.ReflectionPad2d(1),
            nn.Conv2d(channels, channels, 3),
            nn.InstanceNorm2d(channels),
        )

    def forward(self, x: Tensor, shortcut: Tensor) -> Tensor:
        """(N, C, H, W), same shape back; `shortcut` is the input again, as its gate lets it through."""
        change: Tensor = self.conv_block(x)
        return change + shortcut


class CycleGAN(Generator):
    """One of CycleGAN's two generators: from photos to paintings, or back."""

    stride = STRIDE
    least_side = LEAST_SIDE
    styles = 1

    def __init__(self) -> None:
        super().__init__()
        self.model = nn.Sequential(
            nn.ReflectionPad2d(3),
            *_with_norm(nn.Conv2d(3, 64, 7), 64),
            *_with_norm(nn.Conv2d(64, 128, 3, stride=2, padding=1), 128),
            *_with_norm(nn.Conv2d(128, 256, 3, stride=2, padding=1), 256),
            *(ResidualBlock(256) for _ in range(BLOCKS)),
            *_with_norm(nn.ConvTranspose2d(256, 128, 3, stride=2, padding=1, output_padding=1), 128),
            *_with_norm(nn.ConvTranspose2d(128, 64, 3, stride=2, padding=1, output_padding=1), 64),
            nn.ReflectionPad2d(3),
            nn.Conv2d(64, 3, 7),
            nn.Tanh(),
        )

    def plan(self) -> tuple[Stage, ...]:
        """Three steps in, nine blocks, three steps out; nothing but the blocks' shortcuts leaves the main stream."""
        return (
            self._stage("first", PHOTO, "7x7", 0, 4),
            self._stage("down_2", "first", "3x3 that halves", 4, 7),
            self._stage("down_4", "down_2", "3x3 that halves", 7, 10),
            *(self._block(number) for number in range(1, BLOCKS + 1)),
            self._stage("up_2", f"block_{BLOCKS}", "transposed 3x3 that doubles", 19, 22),
            self._stage("up_1", "up_2", "transposed 3x3 that doubles", 22, 25),
            self._stage("out", "up_1", "7x7, tanh", 25, 28),
        )

    def _stage(self, name: str, source: str, does: str, first: int, end: int) -> Stage:
        layers = self.model[first:end]
        return Stage(name=name, does=does, reads=(Read(source),), run=layers, parts=(layers,))

    def _block(self, number: int) -> Stage:
        name, source = f"block_{number}", "down_4" if number == 1 else f"block_{number - 1}"
        block = self.model[9 + number]
        reads = (Read(source), Read(source, name))
        return Stage(name=name, does="two 3x3 with shortcut", reads=reads, run=block, parts=(block,))


def _with_norm(convolution: nn.Module, channels: int) -> tuple[nn.Module, ...]:
    return convolution, nn.InstanceNorm2d(channels), nn.ReLU(inplace=True)
