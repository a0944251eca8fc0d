"""What is compared: five published systems, the network of this lab, and the painter that uses no network.

Facts only. What can be counted or measured (size, operations, seconds, memory, faces) is in no table here.

Source:
    Zhu et al. 2017 (CycleGAN); Chen et al. 2018 (CartoonGAN); Pinkney and Adler 2020, arXiv 2010.05334 (Toonify);
    Chen et al. 2020 (AnimeGAN); TachibanaYoshino/AnimeGANv2 README and train.py.
"""

from dataclasses import dataclass

from animegan.errors import InputError

__all__ = ["ANIMEGANV2", "PAINTER", "STYLE", "SYSTEMS", "System", "get_system"]

STYLE = "sakura"  # the painter's style that every system of the lab's own was taught


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """One row of the comparison.

    Attributes:
        name: The word it is asked for by.
        title: The name for people.
        architecture: A name of `models.registry`; None for the painter.
        idea: How it works, in a sentence.
        pictures: What it learns from, and whether photo and picture must come in pairs.
        gpu: What a GPU is needed for.
    """

    name: str
    title: str
    architecture: str | None
    idea: str
    pictures: str
    gpu: str


FOR_TRAINING = "not to paint; training is quicker with one"

SYSTEMS: tuple[System, ...] = (
    System(
        name="cyclegan",
        title="CycleGAN",
        architecture="cyclegan",
        idea="Two generators undo each other, so that a picture has to keep what its photo shows.",
        pictures="photos and pictures, no pairs",
        gpu=FOR_TRAINING,
    ),
    System(
        name="cartoongan",
        title="CartoonGAN",
        architecture="cartoongan",
        idea="The discriminator also refuses pictures with smoothed edges, so that lines come out crisp.",
        pictures="photos and pictures, no pairs; smoothed copies are made automatically",
        gpu=FOR_TRAINING,
    ),
    System(
        name="toonify",
        title="Toonify",
        architecture="toonify",
        idea="Draws a face anew, whatever the photo shows: coarse layers of a cartoon network, fine layers of a photo "
        "network. Give it one upright face.",
        pictures="faces and some hundred pictures, no pairs",
        gpu=FOR_TRAINING,
    ),
    System(
        name="animegan",
        title="AnimeGAN",
        architecture="animegan",
        idea="Learns texture from grey pictures, so that colours are left to the photo.",
        pictures="photos and pictures, no pairs",
        gpu=FOR_TRAINING,
    ),
    System(
        name="animeganv2",
        title="AnimeGANv2",
        architecture="animeganv2",
        idea="AnimeGAN with half the parameters and one normalisation over the whole picture.",
        pictures="photos and pictures, no pairs",
        gpu=FOR_TRAINING,
    ),
    System(
        name="anime_unet",
        title="AnimeUNet, this lab's",
        architecture="anime_unet",
        idea="A small U-Net that predicts the change to the photo; four styles in one network.",
        pictures="photos and the painter's pictures of them, in pairs",
        gpu=FOR_TRAINING,
    ),
    System(
        name="painter",
        title="Painter, no neural network",
        architecture=None,
        idea="Classical image processing: flatten, recolour, ink. It drew what this lab's networks learnt from.",
        pictures="nothing, it is programmed",
        gpu="no",
    ),
)
ANIMEGANV2, PAINTER = "animeganv2", "painter"


def get_system(name: str) -> System:
    """The system of that name; InputError if there is none."""
    for system in SYSTEMS:
        if system.name == name:
            return system
    known = ", ".join(system.name for system in SYSTEMS)
    raise InputError(f"Unknown system: {name!r}.", hint=f"Use one of: {known}.")
