import numpy as np
import pytest

from animegan.media.samples import SAMPLES, load_sample
from animegan.ui.shell import HOME, MENU
from tests.app.conftest import ROOT, component, mean_colour, seen
from tests.tint import tinted


def test_a_result_is_there_at_once(home):
    assert not home.exception
    shown = component(home, "first")
    before, after = seen(shown["before"]), seen(shown["after"])
    photo = load_sample(SAMPLES[0].name)
    assert np.abs(before.astype(int) - photo).mean() < 3  # JPEG
    assert np.abs(after.astype(int) - tinted(photo, sakura=1)).mean() < 3
    assert shown["labels"] == ["Photo", "Sakura"]


def test_the_heading_is_the_first_thing_on_the_page(home):
    assert home.main[0].value == HOME.title


def test_every_page_that_exists_is_in_the_menu_and_no_other():
    files = {f"pages/{file.name}" for file in (ROOT / "pages").glob("*.py")}
    assert {page.path for group in MENU for page in group.pages} == files


def test_every_page_of_the_menu_is_introduced_by_its_question(home):
    words = [element.value for element in home.markdown]
    assert all(page.question in words for group in MENU for page in group.pages)


def test_every_sample_has_its_picture_in_the_end(home):
    row = component(home, "photo_row")
    assert [option["name"] for option in row["options"]] == [sample.name for sample in SAMPLES]
    assert all(option["picture"].startswith("data:image/") for option in row["options"])
    assert row["chosen"] == SAMPLES[0].name


def test_every_style_has_a_thumbnail_of_this_photo(home):
    photo = mean_colour(load_sample(SAMPLES[0].name))
    thumbnails = {o["name"]: mean_colour(seen(o["picture"])) for o in component(home, "style_row")["options"]}
    for name, colour in thumbnails.items():
        expected = mean_colour(tinted(load_sample(SAMPLES[0].name), **{name: 1}))
        assert colour == pytest.approx(expected, abs=3), name
    assert len(thumbnails) == 4 and all(abs(c - photo).max() > 10 for c in thumbnails.values())


def test_the_source_of_a_sample_stands_beside_it(home):
    assert any(SAMPLES[0].source in element.value for element in home.markdown)


def test_the_line_below_says_how_it_was_made(home):
    (line,) = [element.value for element in home.markdown if "pixels" in element.value]
    assert "tint in fp32" in line and "512 × 512 pixels" in line and "anime_unet" in line and " s" in line
