"""Colour profiles: sRGB stays as it is, other spaces arrive in sRGB, broken profiles cost only a note."""

import struct

import numpy as np
import pytest
from PIL import Image, ImageCms

from animegan.media.image import decode
from tests.media.files import quadrants, saved


def srgb_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def swapped_primaries() -> bytes:
    """The sRGB profile with red and blue primaries exchanged: pictures must come back with R and B swapped.

    ICC.1:2010 section 7.3: 128 bytes of header, a count, then (signature, offset, size) of each tag.
    """
    profile = bytearray(srgb_profile())
    for index in range(struct.unpack_from(">I", profile, 128)[0]):
        at = 132 + 12 * index
        swap = {b"rXYZ": b"bXYZ", b"bXYZ": b"rXYZ"}.get(bytes(profile[at : at + 4]))
        if swap:
            profile[at : at + 4] = swap
    return bytes(profile)


def test_an_srgb_profile_changes_nothing_visible():
    decoded = decode(saved(Image.fromarray(quadrants()), "PNG", icc_profile=srgb_profile()))
    assert np.abs(decoded.photo.astype(int) - quadrants()).max() <= 1
    assert decoded.notes == ()


@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "WebP", "TIFF", "AVIF", "HEIC"])
def test_swapped_primaries_swap_the_channels(file_format):
    decoded = decode(saved(Image.fromarray(quadrants()), file_format, icc_profile=swapped_primaries()))
    assert np.abs(decoded.photo.astype(int) - quadrants()[..., ::-1]).mean() <= 4.0


def test_alpha_survives_a_profile_untouched():
    image = Image.fromarray(quadrants())
    image.putalpha(77)
    decoded = decode(saved(image, "PNG", icc_profile=swapped_primaries()))
    assert decoded.alpha is not None and set(decoded.alpha.ravel().tolist()) == {77}
    assert np.abs(decoded.photo.astype(int) - quadrants()[..., ::-1]).mean() <= 1.0


@pytest.mark.parametrize(
    "profile", [b"garbage", srgb_profile()[:200], b"\0" * 400], ids=["text", "cut short", "zeros"]
)
def test_a_broken_profile_costs_only_a_note(profile):
    decoded = decode(saved(Image.fromarray(quadrants()), "PNG", icc_profile=profile))
    assert np.array_equal(decoded.photo, quadrants())
    assert "colour profile" in decoded.notes[0]


def test_a_profile_of_another_colour_space_is_not_applied():
    grey = Image.fromarray(quadrants()[..., 0])
    decoded = decode(saved(grey, "PNG", icc_profile=srgb_profile()))  # three channels promised, one given
    assert np.array_equal(decoded.photo[..., 0], quadrants()[..., 0])
    assert "colour profile" in decoded.notes[0]
