"""What one style of the painter consists of, one group of settings for each job."""

from dataclasses import dataclass

from animegan.errors import InputError

__all__ = [
    "Accent",
    "CelSettings",
    "ColourShift",
    "FlatSettings",
    "GlowSettings",
    "LabColour",
    "LightSettings",
    "PainterStyle",
    "PenSettings",
]

ColourShift = tuple[float, float]
"""A push in (a*, b*) of CIE L*a*b*: towards red and towards yellow where positive."""

LabColour = tuple[float, float, float]
"""One colour in CIE L*a*b*: L* 0..100, a* and b* about -100..100."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatSettings:
    """How texture is flattened.

    Attributes:
        rounds: How often the edge-preserving filter runs.
        colour_range: Colour difference (L*a*b* units) that it still wipes away.
        dab_px: Radius of a dab of the brush.
    """

    rounds: int
    colour_range: float
    dab_px: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CelSettings:
    """How light is brought to few tones.

    Attributes:
        tones: L* between two steps.
        hardness: Of the step; 4 is airy, 14 nearly cut paper.
        share: Of stepped light against the photo's own.
        detail: Share of the photo's fine detail that is put back.
        skin_step: L* between lit and shaded skin, on light skin.
        skin_shade: Colour push of shaded skin, on light skin.
        pooling: How much a wash darkens where it ends against a lighter one.
    """

    tones: float
    hardness: float
    share: float
    detail: float
    skin_step: float
    skin_shade: ColourShift = (0.0, 0.0)
    pooling: float = 0.0

    def __post_init__(self) -> None:
        if self.tones <= 0 or self.hardness <= 0:
            raise InputError(
                f"Steps of {self.tones} L* with hardness {self.hardness} cannot be shaded.",
                hint="Both must be above 0.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Accent:
    """The colour that a style favours.

    Attributes:
        hue: Its angle in the a*, b* plane, degrees.
        width: Degrees either side at which the favour has ended.
        gain: Further gain on chroma.
        floor: Chroma from which the favour starts; it is full 20 above. At 0 every chroma counts.
        depth: Share of the photo's own lightness that is kept there; the tone curve has the rest.
    """

    hue: float
    gain: float
    width: float = 53.0
    floor: float = 0.0
    depth: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LightSettings:
    """Tone curve and colour of the light.

    Attributes:
        gamma: Tone curve of L*; below 1 lightens the middle.
        contrast: Share of an S-curve in the tone curve.
        paper: L* / 100 at which that curve reaches white.
        black: L* that black becomes.
        white: L* that white becomes.
        air: How far dark surroundings are lifted towards light ones, with all that stands in them.
        chroma: Gain on colourfulness.
        dark_shift: Colour push of what is dark.
        bright_shift: Colour push of what is bright.
        sky_shift: Colour push of bright blue.
        accent: The colour favoured.
        blush_shift: Colour push on cheeks.
        iris_shift: Colour push on irises, which otherwise keep their own colour.
        strands: Gain on light strands combed along hair and grass.
        rim: Gain on the light that catches the bright side of edges.
    """

    gamma: float
    contrast: float
    paper: float
    black: float
    white: float
    chroma: float
    dark_shift: ColourShift
    bright_shift: ColourShift
    sky_shift: ColourShift
    accent: Accent
    blush_shift: ColourShift
    iris_shift: ColourShift
    strands: float
    rim: float = 0.0
    air: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PenSettings:
    """How lines are drawn.

    Attributes:
        width_px: Half-width of the pen.
        threshold: Contrast (L* units) at which it starts to draw.
        softness: Contrast (L* units) from the faintest line to a full one.
        strength: Opacity of the fullest line.
        ink: Colour of the ink.
        local: Share of the local colour in the ink.
        brush: Weight of a second, broad stroke where contrast is strong.
    """

    width_px: float
    threshold: float
    softness: float
    strength: float
    ink: LabColour
    local: float
    brush: float

    def __post_init__(self) -> None:
        if self.width_px <= 0 or self.softness <= 0:
            raise InputError(
                f"A pen of {self.width_px} px and softness {self.softness} cannot draw.",
                hint="Both must be above 0.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class GlowSettings:
    """How far light spills over its edge.

    Attributes:
        share: Of bloom screened over the picture; 0 for none.
        radius_px: Blur of the bloom.
        tint: RGB gain of the bloom.
    """

    share: float = 0.0
    radius_px: float = 9.0
    tint: tuple[float, float, float] = (1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PainterStyle:
    """One way of drawing; lengths in pixels are those of the working picture, whatever its size.

    Attributes:
        name: What code and command line call it.
        title: What people read.
        flat: How texture is flattened.
        cel: How light is brought to few tones.
        light: Tone curve and colour of the light.
        pen: How lines are drawn.
        glow: How far light spills over its edge.
    """

    name: str
    title: str
    flat: FlatSettings
    cel: CelSettings
    light: LightSettings
    pen: PenSettings
    glow: GlowSettings
