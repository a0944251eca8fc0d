"""What the room about the discriminator does with the engine: it runs these functions, and shows their source."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from animegan.losslab.verdicts import Judge, Logits
    from animegan.types import PhotoU8

__all__ = ["judged", "leads", "painted"]


def painted(photo: "PhotoU8") -> "PhotoU8":
    """The painter's picture of the photo in the style that the judge knows."""
    from animegan.face.detect import detect_faces
    from animegan.toon import paint

    return paint(photo, "aozora", faces=tuple(face.landmarks for face in detect_faces(photo)))


def judged(judge: "Judge", pictures: "Mapping[str, PhotoU8]") -> "dict[str, Logits]":
    """The patch logits of every picture: what both readings start from."""
    from animegan.losslab.verdicts import patch_logits

    return {title: patch_logits(judge, picture) for title, picture in pictures.items()}


def leads(logits: "Mapping[str, Logits]", paintings: "Collection[str]", rival: str) -> "dict[str, Logits]":
    """The relative reading: paintings against the rival's picture, every other picture against all paintings."""
    from animegan.losslab.verdicts import lead

    real, fake = [logits[title] for title in paintings], [logits[rival]]
    return {title: lead(values, fake if title in paintings else real) for title, values in logits.items()}
