"""How a game on the plane is played."""

from dataclasses import dataclass

from animegan.errors import InputError

__all__ = ["GAMES", "MOST_LAYERS", "MOST_NOISE", "MOST_WIDTH", "OPTIMISERS", "RETUNABLE", "PlaySettings"]

GAMES = ("vanilla", "saturating", "lsgan", "ragan", "hinge", "wgan-gp")
MOST_LAYERS, MOST_WIDTH, MOST_NOISE, MOST_BATCH, MOST_TURNS = 5, 256, 16, 1024, 10
OPTIMISERS = ("adam", "sgd")
FASTEST = 1.0  # learning rate, for plain gradient descent; Adam needs a hundredth of it
RETUNABLE = ("game", "lr_generator", "lr_discriminator", "batch", "discriminator_turns")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaySettings:
    """One game.

    Attributes:
        shape: Where the real points lie, a name of `shapes`; "drawn": in the cells of `drawing`.
        drawing: "0" and "1" for each cell of the square of `shapes.DRAWN_CELLS` by as many, row by row from the top.
        game: What the logits ask of each player, one of `GAMES`.
        layers: Hidden layers of each network.
        width: Units in each hidden layer.
        noise: Dimensions of the generator's noise.
        optimiser: "adam" gives every weight its own pace; "sgd" is plain descent, slow where slopes are small.
        lr_generator: The generator's learning rate.
        lr_discriminator: The discriminator's.
        batch: Points of each kind in a step.
        discriminator_turns: Steps of the discriminator before each of the generator.
        seed: Decides weights, points and noise.

    Raises:
        InputError: A value is outside its range.
    """

    shape: str = "ring"
    drawing: str = ""
    game: str = "vanilla"
    layers: int = 2
    width: int = 64
    noise: int = 2
    optimiser: str = "adam"
    lr_generator: float = 1e-3
    lr_discriminator: float = 1e-3
    batch: int = 128
    discriminator_turns: int = 1
    seed: int = 1

    def __post_init__(self) -> None:
        if self.game not in GAMES:
            raise InputError(f"Unknown game {self.game!r}.", hint=f"Choose from {', '.join(GAMES)}.")
        if self.optimiser not in OPTIMISERS:
            raise InputError(
                f"Unknown optimiser {self.optimiser!r}.", hint=f"Choose from {', '.join(OPTIMISERS)}."
            )
        for name, most in (
            ("layers", MOST_LAYERS), ("width", MOST_WIDTH), ("noise", MOST_NOISE), ("batch", MOST_BATCH),
            ("discriminator_turns", MOST_TURNS),
        ):  # fmt: skip
            if not 1 <= getattr(self, name) <= most:
                raise InputError(f"{name} is {getattr(self, name)}.", hint=f"Choose 1 to {most}.")
        for name in ("lr_generator", "lr_discriminator"):
            if not 0 <= getattr(self, name) <= FASTEST:
                raise InputError(f"{name} is {getattr(self, name)}.", hint=f"Choose 0 to {FASTEST}.")
