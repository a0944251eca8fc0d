"""Networks small enough to be computed by hand."""

import torch
from torch import nn

from animegan.explain import Pass, run
from animegan.models.generator import PHOTO, Generator, Read, Stage


class Tiny(Generator):
    """photo -> down (3x3, stride 2) -> deep (3x3) -> up, plus the photo through gate `direct`."""

    stride = 2
    styles = 1

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(5)
        self.down = nn.Conv2d(3, 4, 3, stride=2, padding=1)
        self.deep = nn.Conv2d(4, 4, 3, padding=1)
        self.narrow = nn.Conv2d(4, 3, 1)

    def plan(self) -> tuple[Stage, ...]:
        """Four stages, two gates."""
        double = nn.Upsample(scale_factor=2)  # repeats pixels
        return (
            Stage(name="down", does="halves", reads=(Read(PHOTO),), run=self.down, parts=(self.down,)),
            Stage(
                name="deep",
                does="sees more",
                reads=(Read("down"), Read("down", "round")),
                run=lambda x, shortcut: self.deep(x) + shortcut,
                parts=(self.deep,),
            ),
            Stage(
                name="narrow",
                does="three channels",
                reads=(Read("deep"),),
                run=lambda x: double(self.narrow(x)),
                parts=(self.narrow,),
            ),
            Stage(
                name="sum",
                does="adds the photo",
                reads=(Read("narrow"), Read(PHOTO, "direct")),
                run=lambda x, photo: x + photo,
            ),
        )


def tiny_network() -> Tiny:
    return Tiny().eval().requires_grad_(False)


def noise(height: int, width: int, seed: int = 0) -> "torch.Tensor":
    generator = torch.Generator().manual_seed(seed)
    return torch.randint(0, 256, (height, width, 3), dtype=torch.uint8, generator=generator).numpy()


def tiny_pass(height: int = 64, width: int = 72) -> Pass:
    return run(tiny_network(), noise(height, width), torch.ones(1).numpy(), size=64)
