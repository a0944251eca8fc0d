"""Several pictures on one, with their names below: for a slide or a print."""

from collections.abc import Mapping

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from animegan.types import PhotoU8

__all__ = ["contact_sheet"]

COLUMNS = 3
GAP, CAPTION = 16, 44  # px
PAPER, INK = "#fffbf4", "#22121b"


def contact_sheet(pictures: Mapping[str, PhotoU8]) -> PhotoU8:
    """The pictures in rows of three on cream paper.

    Args:
        pictures: (H, W, 3) uint8 RGB of one shape, by title, in reading order.

    Returns:
        One (H', W', 3) uint8 picture that holds each of them unscaled.
    """
    height, width = next(iter(pictures.values())).shape[:2]
    columns = min(COLUMNS, len(pictures))
    rows = -(-len(pictures) // columns)
    cell_width, cell_height = width + GAP, height + CAPTION + GAP
    sheet = Image.new("RGB", (columns * cell_width + GAP, rows * cell_height + GAP), PAPER)
    pen = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(size=26)
    for place, (title, picture) in enumerate(pictures.items()):
        left, top = GAP + place % columns * cell_width, GAP + place // columns * cell_height
        sheet.paste(Image.fromarray(picture), (left, top))
        pen.text((left + width / 2, top + height + CAPTION / 2), title, fill=INK, font=font, anchor="mm")
    return np.asarray(sheet)
