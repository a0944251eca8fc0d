"""The four hands the painter can draw with."""

from animegan.errors import InputError
from animegan.toon.settings import (
    Accent,
    CelSettings,
    FlatSettings,
    GlowSettings,
    LightSettings,
    PainterStyle,
    PenSettings,
)

__all__ = ["STYLES", "get_style"]

SAKURA = PainterStyle(
    name="sakura",
    title="Sakura",
    flat=FlatSettings(rounds=3, colour_range=6.0, dab_px=2.5),
    cel=CelSettings(tones=17.0, hardness=7.0, share=0.7, detail=0.3, skin_step=12.0, skin_shade=(5.0, -4.0)),
    light=LightSettings(
        gamma=0.81,
        contrast=0.3,
        paper=0.92,
        black=10.0,
        white=100.0,
        chroma=1.22,
        dark_shift=(11.0, -9.0),
        bright_shift=(5.0, 1.0),
        sky_shift=(9.0, 5.0),
        accent=Accent(hue=15.0, gain=1.3),
        blush_shift=(13.0, 2.0),
        iris_shift=(10.0, 5.0),
        strands=1.0,
        air=0.15,
    ),
    pen=PenSettings(
        width_px=0.6,
        threshold=0.65,
        softness=1.8,
        strength=0.78,
        ink=(34.0, 28.0, 2.0),
        local=0.45,
        brush=0.35,
    ),
    glow=GlowSettings(share=0.3, radius_px=9.0, tint=(1.0, 0.9, 0.95)),
)
"""Soft portrait light: pink air, thin plum lines that take the local colour, a wide glow."""

AOZORA = PainterStyle(
    name="aozora",
    title="Aozora",
    flat=FlatSettings(rounds=3, colour_range=6.0, dab_px=2.0),
    cel=CelSettings(
        tones=21.0, hardness=12.0, share=0.8, detail=0.45, skin_step=15.0, skin_shade=(4.0, -8.0)
    ),
    light=LightSettings(
        gamma=0.82,
        contrast=0.4,
        paper=0.96,
        black=3.0,
        white=100.0,
        chroma=1.42,
        dark_shift=(3.0, -20.0),
        bright_shift=(-3.0, -3.0),
        sky_shift=(5.0, -5.0),
        accent=Accent(hue=265.0, gain=1.35),
        blush_shift=(7.0, 2.0),
        iris_shift=(-6.0, -40.0),
        strands=1.2,
        rim=0.35,
    ),
    pen=PenSettings(
        width_px=0.72,
        threshold=0.7,
        softness=1.1,
        strength=0.95,
        ink=(10.0, 8.0, -26.0),
        local=0.12,
        brush=0.6,
    ),
    glow=GlowSettings(share=0.16, radius_px=6.0, tint=(0.9, 0.97, 1.0)),
)
"""A clear day: crisp steps, crisp navy lines, blue shadows, bright azure skies."""

YUYAKE = PainterStyle(
    name="yuyake",
    title="Yuyake",
    flat=FlatSettings(rounds=3, colour_range=7.0, dab_px=4.0),
    cel=CelSettings(tones=24.0, hardness=8.0, share=0.8, detail=0.3, skin_step=18.0, skin_shade=(8.0, -2.0)),
    light=LightSettings(
        gamma=0.84,
        contrast=0.4,
        paper=1.0,
        black=7.0,
        white=95.0,
        chroma=1.3,
        dark_shift=(15.0, -17.0),
        bright_shift=(7.0, 28.0),
        sky_shift=(20.0, 26.0),
        accent=Accent(hue=48.0, gain=1.3),
        blush_shift=(10.0, 8.0),
        iris_shift=(9.0, 20.0),
        strands=1.3,
        rim=0.75,
    ),
    pen=PenSettings(
        width_px=0.85,
        threshold=0.8,
        softness=1.8,
        strength=0.9,
        ink=(14.0, 26.0, 8.0),
        local=0.2,
        brush=0.6,
    ),
    glow=GlowSettings(share=0.28, radius_px=12.0, tint=(1.0, 0.78, 0.5)),
)
"""Dusk: broad dabs, wine-coloured lines, deep red shadows, gold on every edge that faces the light."""

SUMI = PainterStyle(
    name="sumi",
    title="Sumi",
    flat=FlatSettings(rounds=5, colour_range=8.0, dab_px=3.0),
    cel=CelSettings(tones=25.0, hardness=11.0, share=0.9, detail=0.2, skin_step=17.0, pooling=0.5),
    light=LightSettings(
        gamma=0.8,
        contrast=0.85,
        paper=0.76,
        black=10.0,
        white=97.0,
        chroma=0.015,
        dark_shift=(0.0, 0.5),
        bright_shift=(0.6, 5.0),
        sky_shift=(0.0, 0.0),
        accent=Accent(hue=36.0, gain=60.0, width=25.0, floor=38.0, depth=1.0),
        blush_shift=(0.0, 0.0),
        iris_shift=(0.0, 0.0),
        strands=0.8,
        air=0.4,
    ),
    pen=PenSettings(
        width_px=0.85,
        threshold=0.6,
        softness=1.2,
        strength=1.0,
        ink=(9.0, 0.0, 1.0),
        local=0.0,
        brush=1.0,
    ),
    glow=GlowSettings(),
)
"""Ink on paper: brush lines that swell with contrast, flat grey washes that pool at their edges, and
the red of a seal where the photo is strongly red."""

STYLES: tuple[PainterStyle, ...] = (SAKURA, AOZORA, YUYAKE, SUMI)


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
