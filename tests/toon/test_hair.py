"""Hair: strands and sheen in what is dark and combed, nothing beside it."""

import numpy as np
import pytest

from animegan.toon import STYLES, paint_stages
from tests.toon.drawn import lightness

NAMES = [style.name for style in STYLES]


def combed(contrast: float):
    """A dark patch of strands, 5 pixels apart, on a grey wall that is itself rather dark."""
    light = np.full((120, 160), 105.0)
    strands = np.sin(np.arange(90) * 2 * np.pi / 10)
    light[:, 40:130] = 34 + contrast * strands
    return np.repeat(light[..., None], 3, axis=2).round().astype(np.uint8)


def gained(photo, name):
    stages = paint_stages(photo, name)
    return lightness(stages["comb_strands"]) - lightness(stages["recolour"])


@pytest.mark.parametrize("name", NAMES)
def test_faint_strands_in_dark_hair_are_drawn_apart(name):
    gain = gained(combed(5.0), name)[40:80, 60:110]
    assert gain.max() > 2
    assert gain.min() < 0.5


@pytest.mark.parametrize("name", NAMES)
def test_a_flat_dark_patch_stays_flat(name):
    assert np.abs(gained(combed(0.0), name)[40:80, 60:110]).max() < 1.5


@pytest.mark.parametrize("name", NAMES)
def test_the_wall_behind_dark_hair_gets_no_halo(name):
    gain = gained(combed(5.0), name)
    assert max(gain[40:80, :38].max(), gain[40:80, 132:].max()) < 1
