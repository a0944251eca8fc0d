"""Sample photos that nobody took: drawn by the lab itself, the same pixels on every run."""

from animegan.media.drawn.chart import draw_chart
from animegan.media.drawn.landscape import draw_landscape

__all__ = ["draw_chart", "draw_landscape"]
