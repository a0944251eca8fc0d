"""The painter: draws the anime domain by classical rendering, with NumPy and OpenCV only."""

from animegan.toon.painter import paint, paint_stages
from animegan.toon.settings import PainterStyle
from animegan.toon.styles import STYLES, get_style

__all__ = ["STYLES", "PainterStyle", "get_style", "paint", "paint_stages"]
