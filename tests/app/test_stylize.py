import base64
import hashlib

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from animegan.catalog import STYLES
from animegan.errors import WeightsError
from animegan.inference import Stylizer
from animegan.media.image import decode, encode
from animegan.media.samples import SAMPLES, load_sample
from animegan.ui.memory import shelf
from animegan.ui.settings import SIZES
from animegan.ui.shell import STYLIZE
from tests.app.conftest import PATIENCE_S, ROOT, component, mean_colour, photo_file, seen
from tests.tint import tinted

ORANGE = (240, 160, 80)


def shown(page):
    return seen(component(page, "compare")["after"])


def upload(page, name, data):
    return page.file_uploader(key="upload").upload(name, data).run()


def open_link(**state):
    """Somebody follows a link to the page."""
    page = AppTest.from_file(str(ROOT / "Home.py"), default_timeout=PATIENCE_S).run()
    page.switch_page(STYLIZE.path)
    for key, value in state.items():
        page.query_params[key] = value
    return page.run()


def test_a_result_is_there_at_once(stylize):
    assert not stylize.exception
    assert mean_colour(shown(stylize)) == pytest.approx(
        mean_colour(tinted(load_sample(SAMPLES[0].name), sakura=1)), abs=3
    )


def test_an_upload_is_drawn(stylize):
    upload(stylize, "orange.png", photo_file(ORANGE))
    assert not stylize.exception and not stylize.warning
    assert mean_colour(shown(stylize)) == pytest.approx((240, 80, 60), abs=3)  # sakura: 1, 1/2, 3/4
    assert component(stylize, "photo_row")["chosen"] == "own"


def test_a_bad_upload_is_explained_and_the_picture_stays(stylize):
    upload(stylize, "orange.png", photo_file(ORANGE))
    before = component(stylize, "compare")
    upload(stylize, "holiday.jpg", b"%PDF-1.7 not a photo at all")
    assert not stylize.exception
    (box,) = stylize.warning
    assert "PDF" in box.value and "JPEG, PNG" in box.value.replace("\\", "")
    assert component(stylize, "compare") == before


@pytest.mark.parametrize("cut", [0, 100, 2000])
def test_a_damaged_upload_is_explained(stylize, cut):
    noise = np.random.default_rng(1).integers(0, 256, (200, 300, 3), np.uint8)
    upload(stylize, "cut.jpg", encode(noise, file_format="JPEG")[:cut])
    assert not stylize.exception and len(stylize.warning) == 1


def assert_forgotten(page, data):
    """Nowhere in the visit, on the page or in what all visits share is there anything of the photo."""
    assert not page.exception and not page.warning
    sample = mean_colour(tinted(load_sample(SAMPLES[0].name), sakura=1))
    assert mean_colour(shown(page)) == pytest.approx(sample, abs=3)
    assert "own" not in [option["name"] for option in component(page, "photo_row")["options"]]
    assert not [button for button in page.button if button.key == "forget"]
    assert "own_photo" not in page.session_state and "photo" not in page.query_params
    key = hashlib.sha256(data).hexdigest()
    assert not [kept for kept in shelf().contents() if kept[1] == key]


def test_an_emptied_uploader_forgets_the_photo_after_a_moment(stylize, monkeypatch):
    """A browser that replaces one file by another empties the uploader first: hence the moment."""
    data = photo_file(ORANGE)
    upload(stylize, "orange.png", data)
    stylize.file_uploader(key="upload").clear().run()
    assert mean_colour(shown(stylize)) == pytest.approx((240, 80, 60), abs=3)
    stylize.session_state["forget_at"] = 0.0  # the moment is over
    stylize.run()
    assert_forgotten(stylize, data)


def test_a_replaced_upload_is_not_missed_for_a_moment_and_then_gone(stylize):
    first = photo_file(ORANGE)
    upload(stylize, "orange.png", first)
    stylize.file_uploader(key="upload").clear().run()
    upload(stylize, "blue.png", photo_file((80, 160, 240)))
    assert "forget_at" not in stylize.session_state
    assert mean_colour(shown(stylize)) == pytest.approx((80, 80, 180), abs=3)
    key = hashlib.sha256(first).hexdigest()
    assert not [kept for kept in shelf().contents() if kept[1] == key]


def test_taking_a_bad_file_back_leaves_the_good_photo(stylize):
    upload(stylize, "orange.png", photo_file(ORANGE))
    upload(stylize, "bad.jpg", b"nothing")
    stylize.file_uploader(key="upload").clear().run()
    assert not stylize.warning and "forget_at" not in stylize.session_state
    assert mean_colour(shown(stylize)) == pytest.approx((240, 80, 60), abs=3)


def test_a_button_forgets_the_photo_also_after_coming_back(stylize):
    data = photo_file(ORANGE)
    upload(stylize, "orange.png", data)
    stylize.switch_page("Home.py").run()
    stylize.switch_page(STYLIZE.path).run()
    stylize.button(key="forget").click().run()
    assert_forgotten(stylize, data)


def test_a_button_forgets_the_photo_and_empties_the_uploader(stylize):
    data = photo_file(ORANGE)
    upload(stylize, "orange.png", data)
    stylize.button(key="forget").click().run()
    assert_forgotten(stylize, data)
    (uploader,) = stylize.file_uploader
    assert uploader.value is None
    uploader.upload("orange.png", data).run()
    assert mean_colour(shown(stylize)) == pytest.approx((240, 80, 60), abs=3)


def test_a_link_to_a_photo_that_is_gone_says_so_until_another_is_chosen():
    page = open_link(photo="own")
    assert "choose it again" in page.info[0].value
    upload(page, "orange.png", photo_file(ORANGE))
    assert not page.info


def test_after_a_bad_file_it_is_said_that_the_photo_before_is_shown(stylize):
    upload(stylize, "bad.jpg", b"nothing")
    assert any("still shown" in element.value for element in stylize.markdown)


def test_formats_and_limit_can_be_read_without_hovering(stylize):
    assert any("HEIC, up to 20 MB" in element.value for element in stylize.markdown)


def test_a_good_upload_after_a_bad_one_clears_the_message(stylize):
    upload(stylize, "bad.jpg", b"nothing")
    assert stylize.warning
    upload(stylize, "orange.png", photo_file(ORANGE))
    assert not stylize.warning
    assert mean_colour(shown(stylize)) == pytest.approx((240, 80, 60), abs=3)


def test_the_next_photo_never_shows_the_one_before(stylize):
    """Two files that differ in one pixel are two photos."""
    picture = np.full((300, 400, 3), 100, np.uint8)
    for value in (0, 255):
        picture[:40, :40] = value
        upload(stylize, "spot.png", encode(picture))
        assert shown(stylize)[20, 20] == pytest.approx((value, value / 2, value * 0.75), abs=6)


def test_a_camera_shot_is_drawn(stylize):
    assert not stylize.get("camera_input")  # only when asked for
    stylize.toggle(key="camera_on").set_value(True).run()
    stylize.camera_input(key="camera").upload("shot.jpg", photo_file(ORANGE, file_format="JPEG")).run()
    assert not stylize.exception
    assert mean_colour(shown(stylize)) == pytest.approx((240, 80, 60), abs=4)


def test_a_style_can_be_switched(stylize):
    upload(stylize, "orange.png", photo_file(ORANGE))
    stylize.query_params["style"] = "sumi"
    stylize.run()
    assert mean_colour(shown(stylize)) == pytest.approx((120, 80, 40), abs=3)
    assert component(stylize, "compare")["labels"] == ["Photo", "Sumi"]
    assert component(stylize, "style_row")["chosen"] == "sumi"


def test_a_picture_that_takes_long_begins_with_a_small_one(stylize, monkeypatch):
    drawn, whole = [], Stylizer.__call__

    def noted(self, photo, **wishes):
        drawn.append(wishes["size"])
        return whole(self, photo, **wishes)

    monkeypatch.setattr(Stylizer, "__call__", noted)
    stylize.get_by_key("size").set_value(768).run()
    drawn.clear()
    upload(stylize, "orange.png", photo_file(ORANGE, (800, 900)))
    assert drawn[:2] == [192, 768]
    assert not stylize.get("imgs")  # the large one has taken its place
    assert shown(stylize).shape == (768, 864, 3)


def test_a_mix_is_normalised_and_said(stylize):
    upload(stylize, "orange.png", photo_file(ORANGE))
    stylize.toggle(key="mix").set_value(True).run()
    stylize.slider(key="mix_sakura").set_value(30).run()
    stylize.slider(key="mix_aozora").set_value(0).run()
    stylize.slider(key="mix_sumi").set_value(10).run()
    assert any(m.value == "**75% Sakura + 25% Sumi**" for m in stylize.markdown)
    expected = 0.75 * np.array((240, 80, 60)) + 0.25 * np.array((120, 80, 40))
    assert mean_colour(shown(stylize)) == pytest.approx(expected, abs=3)
    assert "mix={" in stylize.code[0].value


def test_a_mix_begins_with_the_chosen_style(stylize):
    stylize.query_params["style"] = "sumi"
    stylize.run()
    stylize.toggle(key="mix").set_value(True).run()
    assert any(m.value == "**30% Sakura + 70% Sumi**" for m in stylize.markdown)
    assert component(stylize, "style_row")["chosen"] == ""
    assert 'load("sumi")' in stylize.code[0].value


def test_the_mix_stands_beside_the_styles(stylize):
    upload(stylize, "orange.png", photo_file(ORANGE))
    stylize.toggle(key="mix").set_value(True).run()
    stylize.query_params["view"] = "All styles"
    stylize.run()
    *_, last = component(stylize, "loupe")["pictures"]
    assert last["title"] == "Mix"
    expected = 0.7 * np.array((240, 80, 60)) + 0.3 * np.array((120, 120, 80))
    assert mean_colour(seen(last["url"])) == pytest.approx(expected, abs=3)


def test_a_mix_of_nothing_is_explained_and_the_chosen_style_shown(stylize):
    upload(stylize, "orange.png", photo_file(ORANGE))
    stylize.toggle(key="mix").set_value(True).run()
    for name in ("sakura", "aozora"):
        stylize.slider(key=f"mix_{name}").set_value(0).run()
    assert not stylize.exception and "nothing to mix" in stylize.warning[0].value
    assert mean_colour(shown(stylize)) == pytest.approx((240, 80, 60), abs=3)


def test_half_strength_is_half_way_to_the_photo(stylize):
    upload(stylize, "orange.png", photo_file(ORANGE))
    stylize.slider(key="strength").set_value(50).run()
    assert mean_colour(shown(stylize)) == pytest.approx((240, 120, 70), abs=3)


@pytest.mark.parametrize("size", SIZES)
def test_the_size_is_the_short_side(stylize, size):
    upload(stylize, "large.jpg", photo_file(ORANGE, (1200, 1800), file_format="JPEG"))
    stylize.get_by_key("size").set_value(size).run()
    assert shown(stylize).shape == (size, size * 3 // 2, 3)


def test_all_styles_stand_beside_the_photo(stylize):
    upload(stylize, "orange.png", photo_file(ORANGE))
    stylize.query_params["view"] = "All styles"
    stylize.run()
    pictures = component(stylize, "loupe")["pictures"]
    assert [p["title"] for p in pictures] == ["Photo", *(style.title for style in STYLES)]
    colours = [mean_colour(seen(p["url"])) for p in pictures]
    expected = [(240, 160, 80), (240, 80, 60), (120, 120, 80), (240, 120, 20), (120, 80, 40)]
    for colour, wanted in zip(colours, expected, strict=True):
        assert colour == pytest.approx(wanted, abs=3)
    assert len({seen(p["url"]).shape for p in pictures}) == 1  # or the loupe would not show the same spot


def test_what_is_see_through_stays_so_on_the_screen(stylize):
    alpha = np.zeros((300, 400), np.uint8)
    alpha[:, 200:] = 255
    upload(stylize, "half.png", photo_file(ORANGE, alpha=alpha))
    url = component(stylize, "compare")["after"]
    kept = decode(base64.b64decode(url.split(",", 1)[1])).alpha
    assert kept is not None and kept[:, :190].max() == 0 and kept[:, 210:].min() == 255


def test_a_link_brings_the_whole_state_back():
    page = open_link(photo="cat", style="yuyake", size="256", strength="40", view="All styles")
    assert not page.exception
    assert component(page, "photo_row")["chosen"] == "cat"
    assert component(page, "style_row")["chosen"] == "yuyake"
    assert (page.get_by_key("size").value, page.slider(key="strength").value) == (256, 40)
    before = seen(component(page, "loupe")["pictures"][0]["url"])
    assert min(before.shape[:2]) == 256
    assert mean_colour(before) == pytest.approx(mean_colour(load_sample("cat")), abs=3)


def test_a_link_with_a_mix_brings_it_back():
    page = open_link(mix="true", mix_sakura="0", mix_aozora="20", mix_sumi="60")
    assert any(m.value == "**25% Aozora + 75% Sumi**" for m in page.markdown)


def test_a_link_with_nonsense_shows_the_beginning():
    page = open_link(photo="own", style="ukiyo-e", size="100000", strength="-4", view="Secrets")
    assert not page.exception
    assert component(page, "photo_row")["chosen"] == SAMPLES[0].name
    assert component(page, "style_row")["chosen"] == "sakura"
    assert page.get_by_key("size").value == 512
    assert shown(page).shape == (512, 512, 3)


def test_the_time_it_took_stays_said_until_something_changes(stylize):
    def line():
        return next(element.value for element in stylize.markdown if " pixels · " in element.value)

    assert "Made in" in line()
    stylize.run()  # as a page does by itself
    assert "Made in" in line()
    stylize.slider(key="strength").set_value(95).run()
    assert "Made in" in line()
    stylize.slider(key="strength").set_value(100).run()
    assert "from memory" in line()


def test_a_picture_made_by_a_run_that_was_cut_off_is_no_memory(stylize):
    def line(page):
        return next(element.value for element in page.markdown if " pixels · " in element.value)

    later = open_link()
    assert "from memory" in line(later)  # another visitor had it made
    key, was_there = later.session_state["asked"]
    assert was_there
    later.session_state["asked"] = (
        key,
        False,
    )  # as if this visitor's own first run had made it, and been cut off
    later.run()
    assert "Made in" in line(later)


def test_a_size_above_the_photo_is_said_and_computes_nothing(stylize):
    upload(stylize, "orange.png", photo_file(ORANGE))
    stylize.get_by_key("size").set_value(256).run()
    assert not any("not enlarged" in element.value for element in stylize.markdown)
    stylize.get_by_key("size").set_value(512).run()
    kept = set(shelf().contents())
    assert any("only 300 px" in element.value for element in stylize.markdown)
    stylize.get_by_key("size").set_value(1024).run()
    assert any("only 300 px" in element.value for element in stylize.markdown)
    assert {kept for kept in shelf().contents() if kept[0] == "picture"} == {
        k for k in kept if k[0] == "picture"
    }
    assert shown(stylize).shape == (300, 400, 3)


def test_it_is_said_what_the_file_will_be(stylize):
    upload(stylize, "large.jpg", photo_file(ORANGE, (1200, 1800), file_format="JPEG"))
    words = [element.value for element in stylize.markdown]
    assert ":small[1800 × 1200 pixels, enlarged from 768 × 512]" in words


def test_the_code_is_that_of_the_picture(stylize):
    stylize.query_params["style"] = "aozora"
    stylize.slider(key="strength").set_value(60).run()
    code = stylize.code[0].value
    assert 'load_sample("astronaut")' in code and 'load("aozora")' in code and "strength=0.6" in code


def test_a_missing_network_is_explained(monkeypatch):
    def refuse(name, entry, precision):
        raise WeightsError("anime_unet.safetensors is missing.", hint="Restore it from the repository.")

    monkeypatch.setattr("animegan.inference.stylizer.open_backend", refuse)
    page = open_link()
    assert not page.exception
    assert "is missing" in page.warning[0].value.replace("\\", "")


def test_coming_back_finds_the_own_photo_again(stylize):
    upload(stylize, "orange.png", photo_file(ORANGE))
    stylize.switch_page("Home.py").run()
    stylize.switch_page(STYLIZE.path).run()
    assert not stylize.exception
    assert mean_colour(shown(stylize)) == pytest.approx((240, 80, 60), abs=3)
