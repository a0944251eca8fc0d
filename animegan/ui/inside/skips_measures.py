"""The measures that gates can be asked about, in words and units for people."""

from dataclasses import dataclass

__all__ = ["MEASURES", "Measure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How to speak of a measure of `explain.get_measure`.

    Attributes:
        name: Its name there.
        title: Its name for people.
        what: What it measures, in one sentence.
        unit: What its axis says.
        scale: What its values are multiplied by to be in that unit.
    """

    name: str
    title: str
    what: str
    unit: str
    scale: float = 1.0


MEASURES = (
    Measure(
        name="high_frequency",
        title="Fine detail",
        what="How strongly brightness varies in stripes finer than 4 pixels: lines, hair, and noise just as well.",
        unit="fine detail: variance of brightness, squared steps of 255",
        scale=255.0**2,
    ),
    Measure(
        name="perceptual",
        title="Looks",
        what="How different the picture looks from the full one to a small network trained to compare pictures.",
        unit="distance in looks to the full picture: 0 looks the same",
    ),
    Measure(
        name="ssim",
        title="Structure",
        what="How much of the full picture's structure is there (structural similarity, SSIM).",
        unit="structural similarity to the full picture: 1 is equal",
    ),
)
