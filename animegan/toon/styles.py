"""The four hands the painter can draw with, and every number they differ in."""

from dataclasses import dataclass

from animegan.errors import InputError

__all__ = ["STYLES", "PainterStyle", "get_style"]

ColourShift = tuple[float, float]
"""A push in (a*, b*) of CIE L*a*b*: towards red and towards yellow where positive."""

LabColour = tuple[float, float, float]
"""One colour in CIE L*a*b*: L* 0..100, a* and b* about -100..100."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PainterStyle:
    """One way of drawing; all lengths are pixels of the working picture.

    Attributes:
        name: What code and command line call it.
        title: What people read.
        flatness: Rounds of edge-preserving smoothing.
        flat_range: Colour difference (L*a*b* units) that smoothing still wipes away.
        dab: Radius of a dab of the brush.
        tones: L* between two steps of the cel shading.
        step_hardness: 4 gives airy steps, 14 nearly cut paper.
        cel_mix: Share of stepped light against the photo's own.
        detail: Share of the photo's fine detail that is put back.
        skin_step: L* between lit and shaded skin, on light skin.
        pooling: How much a wash darkens where it ends against a lighter one.
        gamma: Tone curve of L*; below 1 lightens the middle.
        contrast: Share of an S-curve in the tone curve.
        paper: L* / 100 at which that curve reaches white.
        black: L* that black becomes.
        white: L* that white becomes.
        chroma: Gain on colourfulness.
        shadow: Colour push of what is dark.
        light: Colour push of what is bright.
        sky: Colour push of bright blue.
        accent_hue: Hue angle in degrees of the style's own colour.
        accent_width: Degrees either side at which the accent has faded out.
        accent_gain: Further gain on chroma at that hue.
        accent_floor: Chroma below which the accent does not act.
        line_sigma: Half-width of the pen.
        line_threshold: Contrast (L* units) at which the pen starts to draw.
        line_softness: Contrast (L* units) from a faint line to a full one.
        line_strength: Opacity of the fullest line.
        line_ink: Colour of the ink.
        line_local: Share of the local colour in the ink.
        brush: Weight of a second, broad stroke where contrast is strong.
        strands: Gain on light strands combed along hair and grass.
        rim: Gain on the light that catches the bright side of edges.
        blush: Colour push on cheeks.
        iris: Colour push on irises.
        glow: Share of bloom screened over the picture.
        glow_radius: Blur of the bloom.
        glow_tint: RGB gain of the bloom.
    """

    name: str
    title: str
    flatness: int
    flat_range: float
    dab: float
    tones: float
    step_hardness: float
    cel_mix: float
    detail: float
    skin_step: float
    pooling: float = 0.0
    gamma: float
    contrast: float
    paper: float
    black: float
    white: float
    chroma: float
    shadow: ColourShift
    light: ColourShift
    sky: ColourShift
    accent_hue: float
    accent_width: float = 53.0
    accent_gain: float
    accent_floor: float = 0.0
    line_sigma: float
    line_threshold: float
    line_softness: float
    line_strength: float
    line_ink: LabColour
    line_local: float
    brush: float = 0.0
    strands: float
    rim: float = 0.0
    blush: ColourShift
    iris: ColourShift
    glow: float
    glow_radius: float = 9.0
    glow_tint: tuple[float, float, float] = (1.0, 1.0, 1.0)


STYLES: tuple[PainterStyle, ...] = (
    PainterStyle(
        name="sakura",
        title="Sakura",
        flatness=3,
        flat_range=6.0,
        dab=2.5,
        tones=17.0,
        step_hardness=7.0,
        cel_mix=0.7,
        detail=0.3,
        skin_step=12.0,
        gamma=0.84,
        contrast=0.3,
        paper=0.92,
        black=8.0,
        white=100.0,
        chroma=1.18,
        shadow=(11.0, -9.0),
        light=(5.0, 1.0),
        sky=(9.0, 5.0),
        accent_hue=15.0,
        accent_gain=1.3,
        line_sigma=0.7,
        line_threshold=0.65,
        line_softness=1.8,
        line_strength=0.78,
        line_ink=(24.0, 24.0, 2.0),
        line_local=0.35,
        brush=0.5,
        strands=1.0,
        blush=(13.0, 2.0),
        iris=(9.0, -5.0),
        glow=0.3,
        glow_tint=(1.0, 0.9, 0.95),
    ),
    PainterStyle(
        name="aozora",
        title="Aozora",
        flatness=3,
        flat_range=6.0,
        dab=2.0,
        tones=21.0,
        step_hardness=12.0,
        cel_mix=0.8,
        detail=0.45,
        skin_step=15.0,
        gamma=0.86,
        contrast=0.4,
        paper=0.96,
        black=3.0,
        white=100.0,
        chroma=1.36,
        shadow=(3.0, -20.0),
        light=(-3.0, -3.0),
        sky=(5.0, -5.0),
        accent_hue=265.0,
        accent_gain=1.35,
        line_sigma=0.72,
        line_threshold=0.7,
        line_softness=1.3,
        line_strength=0.95,
        line_ink=(10.0, 8.0, -26.0),
        line_local=0.12,
        brush=0.6,
        strands=1.2,
        rim=0.35,
        blush=(7.0, 2.0),
        iris=(-3.0, -14.0),
        glow=0.16,
        glow_radius=6.0,
        glow_tint=(0.9, 0.97, 1.0),
    ),
    PainterStyle(
        name="yuyake",
        title="Yuyake",
        flatness=3,
        flat_range=7.0,
        dab=3.5,
        tones=24.0,
        step_hardness=8.0,
        cel_mix=0.8,
        detail=0.3,
        skin_step=18.0,
        gamma=0.86,
        contrast=0.4,
        paper=1.0,
        black=7.0,
        white=95.0,
        chroma=1.3,
        shadow=(16.0, -12.0),
        light=(6.0, 26.0),
        sky=(20.0, 26.0),
        accent_hue=48.0,
        accent_gain=1.3,
        line_sigma=0.85,
        line_threshold=0.8,
        line_softness=1.8,
        line_strength=0.9,
        line_ink=(14.0, 26.0, 8.0),
        line_local=0.2,
        brush=0.6,
        strands=1.3,
        rim=0.75,
        blush=(10.0, 8.0),
        iris=(8.0, 14.0),
        glow=0.28,
        glow_radius=12.0,
        glow_tint=(1.0, 0.78, 0.5),
    ),
    PainterStyle(
        name="sumi",
        title="Sumi",
        flatness=5,
        flat_range=8.0,
        dab=3.0,
        tones=25.0,
        step_hardness=11.0,
        cel_mix=0.9,
        detail=0.2,
        skin_step=17.0,
        pooling=0.5,
        gamma=0.85,
        contrast=0.85,
        paper=0.8,
        black=12.0,
        white=97.0,
        chroma=0.06,
        shadow=(0.0, -1.0),
        light=(0.6, 5.0),
        sky=(0.0, 0.0),
        accent_hue=36.0,
        accent_width=25.0,
        accent_gain=14.0,
        accent_floor=42.0,
        line_sigma=0.75,
        line_threshold=0.6,
        line_softness=1.2,
        line_strength=1.0,
        line_ink=(9.0, 0.0, 1.0),
        line_local=0.0,
        brush=1.0,
        strands=0.8,
        blush=(0.0, 0.0),
        iris=(0.0, 0.0),
        glow=0.0,
    ),
)


def get_style(name: str) -> PainterStyle:
    """The style of that name.

    Args:
        name: One of the names in `STYLES`.

    Returns:
        The style with all its numbers.

    Raises:
        InputError: There is no style of that name.
    """
    for style in STYLES:
        if style.name == name:
            return style
    known = ", ".join(style.name for style in STYLES)
    raise InputError(f"The painter has no style {name!r}.", hint=f"Choose one of: {known}.")
