"""The rooms about skips without a page: gates read off a manifest, figures, and the code that is shown."""

import io

import numpy as np
import pytest

from animegan import explain
from animegan.explain import describe, shapley_values
from animegan.media.samples import get_sample
from animegan.models.anime_unet import AnimeUNet
from animegan.models.animeganv2 import AnimeGANv2
from animegan.ui.inside.ink import Ink, png
from animegan.ui.inside.program import program
from animegan.ui.inside.save import npz
from animegan.ui.inside.skips_figures import colour_top, shares_figure, strip_figure
from animegan.ui.inside.skips_gates import claim, finest, gates_of, presets
from animegan.ui.inside.skips_measures import MEASURES
from animegan.ui.inside.skips_steps import apart, at_gains, colourfulness, patch, with_gains
from animegan.ui.photo import from_sample
from animegan.ui.settings import InsideSettings
from tests.forged import forge_catalog

INK = Ink(paper="#ffffff", words="#000000", faint="#cccccc", series=("#b8336a", "#0072b2", "#e69f00"))


@pytest.fixture(scope="module")
def unet():
    return describe(AnimeUNet(width=0.25).eval())


@pytest.fixture(scope="module")
def published():
    return describe(AnimeGANv2().eval())


def test_what_each_skip_carries_is_read_off_the_network(unet):
    gates = gates_of(unet)
    assert [(g.name, g.source, g.target, g.stride) for g in gates] == [
        ("skip_8", "encoder_8", "decoder_8", 8),
        ("skip_4", "encoder_4", "decoder_4", 4),
        ("skip_2", "encoder_2", "decoder_2", 2),
        ("skip_1", "photo", "decoder_1", 1),
    ]
    assert finest(gates).name == "skip_1" and gates[-1].channels == 3


def test_the_published_network_has_no_long_skip(published):
    gates = gates_of(published)
    assert len(gates) == 3 and {gate.kind for gate in gates} == {"residual"}
    assert "no long skips" in claim("X", published) and "3 residual shortcuts" in claim("X", published)


def test_what_cannot_be_closed_is_said(unet, published):
    assert "the photo still reaches picture directly" in claim("X", unet)
    assert "still reaches" not in claim("X", published)


def test_presets_go_by_fineness_and_else_by_order(unet, published):
    fine = presets(gates_of(unet))
    assert list(fine) == ["As trained", "No skips", "Only the finest", "Only the coarsest"]
    assert [name for name, gain in fine["Only the finest"].items() if gain] == ["skip_1"]
    assert [name for name, gain in fine["Only the coarsest"].items() if gain] == ["skip_8"]
    equal = presets(gates_of(published))
    assert list(equal) == ["As trained", "No shortcuts", "Only the last", "Only the first"]
    assert [list(gains.values()) for gains in equal.values()] == [[1, 1, 1], [0, 0, 0], [0, 0, 1], [1, 0, 0]]


def test_every_measure_of_the_engine_has_words():
    assert [measure.name for measure in MEASURES] == list(explain.MEASURES)


def test_differences_and_colour_by_hand():
    full = np.full((4, 4, 3), 100, np.uint8)
    now = full.copy()
    now[0, 0] = (130, 100, 70)
    assert apart(full, now)[0, 0] == 20 and apart(full, now).sum() == 20
    assert colourfulness(full) == 0 and colourfulness(now) == 60 / 16
    assert colour_top(apart(full, now)) == 24 and colour_top(apart(full, full)) == 4


def test_a_patch_is_cut_where_it_was_asked_for():
    pictures = np.arange(2 * 10 * 20 * 3).reshape(2, 10, 20, 3)
    assert (patch(pictures, 0, 0, 4) == pictures[:, :4, :4]).all()
    assert (patch(pictures, 1, 1, 4) == pictures[:, -4:, -4:]).all()
    assert (patch(pictures, 0.5, 0, 4) == pictures[:, :4, 8:12]).all()


def test_every_pixel_of_a_strip_is_a_block():
    patches = np.zeros((5, 32, 32, 3), np.uint8)
    patches[2] = 200
    strip = strip_figure(patches, [f"gain {n}" for n in range(5)], INK)
    middle = strip[: strip.shape[1] // 6, strip.shape[1] // 2]
    assert (middle == 200).all() and (strip[:200, 100] == 0).all()


def test_the_steps_of_the_shares_arrive_at_all_open():
    worths = {(False, False): 3.0, (True, False): 5.0, (False, True): 2.0, (True, True): 8.0}
    figure = shares_figure(shapley_values(("one", "two"), worths.__getitem__), "unit", 10.0, INK)
    (axes,) = figure.axes
    ends = [bar.get_x() + bar.get_width() for bar in axes.patches]
    assert ends == pytest.approx([30 + 40, 80]) and axes.patches[0].get_x() == 30
    assert {text.get_text() for text in axes.texts} >= {"30", "+40", "+10", "80"}
    assert png(figure).startswith(b"\x89PNG")


def test_numbers_come_back_as_they_were():
    file = np.load(io.BytesIO(npz({"values": np.arange(3.0), "names": ["a", "b"]})))
    assert (file["values"] == np.arange(3.0)).all() and list(file["names"]) == ["a", "b"]


def test_the_code_shown_gives_what_the_page_shows(tmp_path, monkeypatch):
    forge_catalog(tmp_path, monkeypatch)
    photo, settings = from_sample(get_sample("chart")), InsideSettings(weights="anime_unet", style="sumi")
    gains, steps = {"skip_2": 0.5}, (0.0, 2.0)
    call = f'picture = with_gains(base, {gains})\nboth = at_gains(base, {gains}, "skip_1", {steps})'
    shown: dict[str, object] = {}
    exec(compile(program(photo, settings, with_gains, at_gains, call=call), "shown.py", "exec"), shown)
    assert (shown["picture"] == with_gains(shown["base"], gains)).all()
    assert (shown["both"][1] == with_gains(shown["base"], {**gains, "skip_1": 2.0})).all()
    assert (shown["both"][0] != shown["both"][1]).any()
