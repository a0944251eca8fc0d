"""The rows: what each system is, which weights it has here, and what is counted of it."""

from dataclasses import replace

import pytest

from animegan.catalog import get_weights
from animegan.comparison import available
from animegan.comparison.available import choose_weights, learnt_from_painter, style_of, weights_of, why_none
from animegan.comparison.counts import count
from animegan.comparison.systems import SYSTEMS, get_system
from animegan.errors import InputError
from animegan.models.registry import get_generator

# Counted from the published layer lists, by hand and not by this code: parameters, GMAC at 256 px.
PUBLISHED = {
    "cyclegan": (11_378_179, 49.6),
    "cartoongan": (11_129_667, 54.4),
    "animegan": (3_956_096, 31.1),
    "animeganv2": (2_143_552, 26.3),
}


def fetched(name, architecture, style):
    return replace(
        get_weights("animeganv2_sakura"), name=name, architecture=architecture, styles=(style,), fetched=True
    )


def test_every_system_but_the_painter_has_a_network():
    assert [s.name for s in SYSTEMS if s.architecture is None] == ["painter"]
    for system in SYSTEMS[:-1]:
        get_generator(system.architecture)
    with pytest.raises(InputError, match="vangogh"):
        get_system("vangogh")


@pytest.mark.parametrize("name", PUBLISHED)
def test_networks_are_counted_as_published(name):
    parameters, gmac = PUBLISHED[name]
    counts = count(get_system(name), None, 256)
    assert counts.parameters == parameters
    assert counts.fp32_mb == pytest.approx(parameters * 4 / 1e6)
    assert counts.gmac == pytest.approx(gmac, abs=0.05)
    assert counts.file_mb is None


def test_what_is_counted_is_the_network_in_the_file():
    entry = get_weights("ablation_balanced")  # a quarter of the usual channels
    small, usual = (count(get_system("anime_unet"), which, 256) for which in (entry, None))
    assert small.parameters < usual.parameters / 2
    assert small.file_mb == entry.size_bytes / 1e6
    assert count(get_system("painter"), None, 256) is None


def test_own_weights_in_the_compared_style_come_first_and_fetched_ones_last(monkeypatch):
    paprika = fetched("animeganv2_paprika", "animeganv2", "paprika")
    monkeypatch.setattr(available, "installed_weights", lambda: (paprika,))
    monkeypatch.setattr(
        available, "WEIGHTS", (get_weights("animeganv2_aozora"), get_weights("animeganv2_sakura"))
    )
    system = get_system("animeganv2")
    names = [entry.name for entry in weights_of(system)]
    assert names == ["animeganv2_sakura", "animeganv2_aozora", "animeganv2_paprika"]
    assert choose_weights(system).name == names[0]
    assert choose_weights(system, "animeganv2_paprika") == paprika
    with pytest.raises(InputError, match="hayao"):
        choose_weights(system, "hayao")


def test_families_are_no_choice():
    assert all(not entry.family for entry in weights_of(get_system("anime_unet")))


def test_the_style_that_is_compared():
    assert style_of(get_weights("anime_unet")) == "sakura"
    assert style_of(get_weights("animeganv2_aozora")) == "aozora"
    assert learnt_from_painter(get_weights("animeganv2_sakura"))
    assert not learnt_from_painter(get_weights("animeganv2_aozora"))
    assert not learnt_from_painter(fetched("other", "animeganv2", "sakura"))


def test_a_system_without_weights_says_why():
    assert "fetched" in why_none(get_system("cartoongan"))
    assert "TensorFlow" in why_none(get_system("animegan"))
    assert "Drive" in why_none(get_system("toonify"))
    assert why_none(get_system("painter")) == "It needs no weights."
