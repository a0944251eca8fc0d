"""What the table about the family counts, on two photos and two paintings."""

import numpy as np
import pytest

from animegan.losslab.case import open_eyes
from animegan.losslab.mixing.family import SLIDERS, load_family, paint_with
from animegan.losslab.mixing.measure import measure_family
from animegan.losslab.yardstick import Yardstick
from animegan.media.samples import load_sample
from animegan.types import PhotoU8


@pytest.fixture(scope="module")
def photos() -> list[PhotoU8]:
    return [load_sample("astronaut")[:96, 160:256], load_sample("coffee")[100:196, 200:296]]


def test_a_picture_is_0_from_itself_and_a_painting_from_its_own_gram(photos: list[PhotoU8]) -> None:
    same = Yardstick(photos[:1], open_eyes()).measure(photos[0], photos[0])
    assert (same.l1, same.perceptual, same.style) == (0, 0, 0)
    other = Yardstick(photos[:1], open_eyes()).measure(photos[1], photos[0])
    apart = np.abs(photos[1].astype(float) - photos[0]).mean()
    assert other.l1 == pytest.approx(apart, rel=1e-4)
    assert other.style > 0


def test_each_slider_is_measured_alone_and_counted_against_all_at_0(photos: list[PhotoU8]) -> None:
    family = load_family()
    yardstick = Yardstick(photos, open_eyes())
    rows = list(measure_family(family, photos, yardstick, positions=(0.0, 1.0)))
    assert [(row.term, row.share) for row in rows] == [(t, s) for t in SLIDERS for s in (0.0, 1.0)]
    start, raised = rows[0], rows[1]
    assert set(start.nearer.values()) == {0}
    each = [yardstick.measure(paint_with(family.members["l1_heavy"], photo), photo).l1 for photo in photos]
    assert raised.mean.l1 == pytest.approx(np.mean(each))
    assert raised.nearer["l1"] == 2, "raising L1 brings every picture nearer to its photo"
