"""The sample photos are there without the network, credited, and each caller's own."""

import subprocess
import sys
import threading
import time
from dataclasses import replace

import numpy as np
import pytest

from animegan.errors import InputError
from animegan.media import samples
from animegan.media.drawn import draw_chart, draw_landscape
from animegan.media.samples import SAMPLES, load_sample

# Read off scikit-image's documentation; the drawn ones are the lab's own choice.
SIZES = {
    "astronaut": (512, 512),
    "cat": (300, 451),
    "coffee": (400, 600),
    "rocket": (427, 640),
    "landscape": (576, 864),
    "chart": (512, 768),
}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_each_sample_is_a_credited_picture(sample):
    photo = load_sample(sample.name)
    assert photo.shape == (*SIZES[sample.name], 3) and photo.dtype == np.uint8
    assert photo.std() > 30  # something is on it
    assert sample.title and sample.source
    assert any(word in sample.licence for word in ("CC0", "Public domain", "MIT"))


def test_names_are_unique_and_listed():
    assert [sample.name for sample in SAMPLES] == list(SIZES)


def test_the_astronaut_is_the_one_scikit_image_ships():
    from skimage import data

    assert np.array_equal(load_sample("astronaut"), data.astronaut())


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(InputError, match="nobody") as caught:
        load_sample("nobody")
    assert "astronaut" in caught.value.hint


def test_painting_over_a_sample_does_not_change_the_next_ones():
    load_sample("cat")[:] = 0
    assert load_sample("cat").any()


def test_drawings_are_the_same_every_time():
    assert np.array_equal(draw_landscape(), draw_landscape())
    assert np.array_equal(draw_chart(), draw_chart())


def test_the_chart_holds_every_grey_step_and_hue():
    chart = draw_chart()
    steps = chart[360, 5:250, 0].astype(int)
    assert len(np.unique(steps)) >= 11 and (np.diff(steps) >= 0).all()
    disc = chart[:250, :250].reshape(-1, 3)
    for colour in ((255, 0, 0), (0, 255, 0), (0, 0, 255)):
        assert np.abs(disc.astype(int) - colour).sum(axis=1).min() < 60


def test_samples_need_neither_the_network_nor_scikit_images_loader():
    code = (
        "import socket, sys\n"
        "def refuse(*args, **kwargs): raise AssertionError('network')\n"
        "socket.socket.connect = refuse\n"
        "from animegan.media.samples import SAMPLES, load_sample\n"
        "[load_sample(s.name) for s in SAMPLES]\n"
        "assert not {'skimage', 'pooch', 'torch'} & set(sys.modules), 'heavy import'\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)


def test_many_who_ask_for_a_drawn_sample_together_have_it_drawn_once(monkeypatch):
    drawn = []

    def draw():
        drawn.append("once")
        time.sleep(0.02)
        return np.zeros((8, 8, 3), np.uint8)

    monkeypatch.setattr(samples, "SAMPLES", (replace(samples.SAMPLES[0], name="slow one", draw=draw),))
    threads = [threading.Thread(target=samples.load_sample, args=("slow one",)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert drawn == ["once"]
