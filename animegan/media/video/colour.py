"""From a decoder's planes to RGB and back: by the matrix and the range that the file names.

A pixel's Y, Cb and Cr mean different colours in different files. The matrix is BT.601 in old and small clips, BT.709 in
HD ones and BT.2020 in HDR ones; the range is 16 to 235 in most, and 0 to 255 in what some phones and cameras write.
Taking the wrong matrix turns skin towards green or pink; the wrong range makes black grey or crushes the shadows.

Source: ITU-T H.273, tables 2 to 4 for the numbers that files carry.
"""

from typing import TYPE_CHECKING

import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc, Interpolation

from animegan.types import PhotoU8

if TYPE_CHECKING:
    from av.video.codeccontext import VideoCodecContext

__all__ = ["tag_colours", "to_rgb", "to_yuv"]

HD_HEIGHT = 720  # from here on an untagged clip is taken for BT.709, as players do
_MATRIX = {
    1: Colorspace.ITU709,
    4: Colorspace.FCC,
    5: Colorspace.ITU601,
    6: Colorspace.ITU601,
    7: Colorspace.SMPTE240M,
    9: Colorspace.BT2020,
    10: Colorspace.BT2020,
}
_EXACT = (
    Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT
)  # without, flat colours come out a level or two off


def to_rgb(frame: VideoFrame, size: tuple[int, int]) -> PhotoU8:
    """A decoded frame at another size, in one pass.

    Args:
        frame: As the decoder gave it.
        size: (height, width) wished for, the frame still lying as it is stored.

    Returns:
        (height, width, 3) uint8 RGB.
    """
    height, width = size
    shrinks = height <= frame.height and width <= frame.width
    rgb = frame.reformat(
        width=width,
        height=height,
        format="rgb24",
        src_colorspace=_matrix(frame),
        src_color_range=_range(frame),
        dst_color_range=ColorRange.JPEG,
        interpolation=(Interpolation.AREA if shrinks else Interpolation.BICUBIC) | _EXACT,
        threads=1,
    )
    return np.asarray(rgb.to_ndarray(), np.uint8)


def to_yuv(picture: PhotoU8, size: tuple[int, int]) -> VideoFrame:
    """A picture as what H.264 players everywhere take: BT.709, 16 to 235, colour at half the size.

    Args:
        picture: (H, W, 3) uint8 RGB, C-contiguous.
        size: (height, width), both even.
    """
    height, width = size
    return VideoFrame.from_ndarray(picture, format="rgb24").reformat(
        width=width,
        height=height,
        format="yuv420p",
        dst_colorspace=Colorspace.ITU709,
        src_color_range=ColorRange.JPEG,
        dst_color_range=ColorRange.MPEG,
        interpolation=Interpolation.BICUBIC | _EXACT,
        threads=1,
    )


def tag_colours(encoder: "VideoCodecContext") -> None:
    """Writes into the file what `to_yuv` has done, so that no player has to guess."""
    encoder.colorspace = int(Colorspace.ITU709)
    encoder.color_range = int(ColorRange.MPEG)
    encoder.color_primaries = int(ColorPrimaries.BT709)
    encoder.color_trc = int(ColorTrc.BT709)


def _matrix(frame: VideoFrame) -> Colorspace:
    guess = Colorspace.ITU709 if min(frame.height, frame.width) >= HD_HEIGHT else Colorspace.ITU601
    return _MATRIX.get(int(frame.colorspace), guess)


def _range(frame: VideoFrame) -> ColorRange:
    if frame.format.name.startswith(("yuvj", "rgb", "bgr", "gbr", "pal")):
        return ColorRange.JPEG  # old names for "the full range"; RGB knows no other
    return ColorRange.JPEG if frame.color_range == ColorRange.JPEG else ColorRange.MPEG
