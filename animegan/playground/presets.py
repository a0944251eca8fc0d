"""Games worth seeing: one that goes well, and the ways in which games go wrong."""

from dataclasses import dataclass

from animegan.playground.settings import PlaySettings

__all__ = ["PRESETS", "Preset", "get_preset"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A game to begin with.

    Attributes:
        name: In links.
        title: On the page.
        blurb: A sentence that says what is set, and not what comes of it.
        why: Why it goes as it goes; said afterwards.
        settings: How it is played.
        steps: After how many steps it is judged.
    """

    name: str
    title: str
    blurb: str
    why: str
    settings: PlaySettings
    steps: int


PRESETS = (
    Preset(
        name="good",
        title="A good run",
        blurb="Two equal networks, small learning rates, and a discriminator that learns twice as fast.",
        why="Neither player runs away: the discriminator stays a little ahead, so its slopes keep telling the fakes "
        "where to go.",
        settings=PlaySettings(shape="moons", lr_discriminator=2e-3),
        steps=1000,
    ),
    Preset(
        name="collapse",
        title="Mode collapse",
        blurb="The generator learns twenty times as fast as the discriminator.",
        why="The generator sends nearly all its fakes to the place that the discriminator likes best at this moment; "
        "when that is found out, they all move to the next one. Its loss never says that the other places are empty.",
        settings=PlaySettings(lr_generator=1e-2, lr_discriminator=5e-4),
        steps=450,
    ),
    Preset(
        name="swing",
        title="Oscillation",
        blurb="Hinge loss, one hidden layer in each network, and learning rates ten times those of a good run.",
        why="Each player answers to where the other one was a step ago. With large steps both overshoot, and the fakes "
        "run round and past the real points instead of onto them.",
        settings=PlaySettings(game="hinge", layers=1, lr_generator=1e-2, lr_discriminator=1e-2),
        steps=450,
    ),
    Preset(
        name="vanishing",
        title="Vanishing gradient",
        blurb="The oldest loss, log(1 − P(real)), plain gradient descent, and a discriminator with ten turns a step.",
        why="The discriminator is sure that every fake is fake, and there the slope of log(1 − P(real)) is nearly 0: the "
        "generator is not told where to go. Change the loss to Vanilla, reset and play again.",
        settings=PlaySettings(
            shape="blob",
            game="saturating",
            optimiser="sgd",
            lr_generator=1e-3,
            lr_discriminator=0.5,
            discriminator_turns=10,
        ),  # fmt: skip
        steps=200,
    ),
    Preset(
        name="steady",
        title="Steady WGAN-GP",
        blurb="A critic of the Wasserstein distance, its slopes kept near 1, with three turns before each of the "
        "generator.",
        why="A slope near 1 everywhere tells every fake how to go, however sure the critic is. After the first search, "
        "the real distance falls steadily, and the critic's loss with it goes towards 0.",
        settings=PlaySettings(game="wgan-gp", lr_discriminator=2e-3, discriminator_turns=3),
        steps=600,
    ),
)


def get_preset(name: str) -> Preset:
    """The preset of that name, which must be there."""
    return next(preset for preset in PRESETS if preset.name == name)
