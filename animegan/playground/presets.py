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
        blurb="The discriminator learns ten times as fast as the generator.",
        why="Fakes that have reached a heap sit on a small hill of the field with a moat around it: no slope leads "
        "from there to the empty heaps. The generator's loss never says that they are empty.",
        settings=PlaySettings(lr_discriminator=1e-2),
        steps=400,
    ),
    Preset(
        name="swing",
        title="Oscillation",
        blurb="The generator learns five times as fast as the discriminator, with three hidden layers each.",
        why="The generator sends nearly all fakes to where the discriminator believes most. As soon as that is found "
        "out, they all run somewhere else: each player answers to where the other one was before.",
        settings=PlaySettings(layers=3, noise=8, lr_generator=5e-3),
        steps=300,
    ),
    Preset(
        name="vanishing",
        title="Vanishing gradient",
        blurb="The oldest loss, log(1 − P(real)), plain gradient descent, and a discriminator with ten turns a step.",
        why="The discriminator is sure that every fake is fake, and there the slope of its loss is nearly 0: the "
        "generator is not told where to go. Change the loss to Vanilla, reset and play again.",
        settings=PlaySettings(
            shape="blob",
            game="saturating",
            optimiser="sgd",
            lr_generator=1e-3,
            lr_discriminator=0.5,
            discriminator_turns=10,
        ),
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
