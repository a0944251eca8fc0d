import hashlib
from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import nn

from animegan.catalog import get_weights
from animegan.explain import ChannelEdit, colour_ranges, fit_lens, order_channels, rerun, save_lens
from animegan.media.samples import SAMPLES, load_sample
from animegan.ui.inside.colours import tile_sheet
from animegan.ui.inside.experiments import channels_that_hold, mean_difference, side_of_square
from animegan.ui.inside.field import influence_of_photo
from animegan.ui.inside.look import enlarge
from animegan.ui.memory import shelf
from animegan.ui.shell import FEATURE_MAPS
from tests.app.conftest import base_pass, component, open_page, photo_file, seen
from tests.forged import forge_catalog
from tests.tiny_generators import Shortcuts, Straight, add_to_catalog


class Normalised(Straight):
    """Sees all of the photo through a normalisation, though its kernels span three pixels."""

    def __init__(self):
        super().__init__()
        self.norm = nn.GroupNorm(1, 3)

    def plan(self):
        (only,) = super().plan()
        return (
            replace(only, run=lambda x: torch.tanh(self.norm(self.only(x))), parts=(self.only, self.norm)),
        )


ROOMS = ("Channels", "The whole stage", "From stage to stage", "Change channels", "What a unit sees")


@pytest.fixture(autouse=True)
def catalog(tmp_path, monkeypatch):
    """An untrained AnimeUNet, and two networks that no page can know."""
    forge_catalog(tmp_path, monkeypatch)
    add_to_catalog(Shortcuts, tmp_path, monkeypatch)
    add_to_catalog(Straight, tmp_path, monkeypatch)
    add_to_catalog(Normalised, tmp_path, monkeypatch)


def words(page):
    return "\n".join(element.value for element in page.main.markdown)


def assert_close(url, picture):
    """The screen's copy is a JPEG, twice enlarged."""
    assert np.abs(seen(url).astype(int) - enlarge(picture)).mean() < 2.5


def picture_in(page, key, title):
    (url,) = [each["url"] for each in component(page, key)["pictures"] if each["title"] == title]
    return url


def numbers(page, key="channels"):
    return [int(tile["name"]) for tile in component(page, key)["tiles"]]


def commit(page, key):
    page.button(key=f"{key}_commit").click().run()
    assert not page.exception
    return page


def test_every_stage_stands_in_the_architecture_and_the_first_is_open():
    page = open_page(FEATURE_MAPS)
    told = component(page, "architecture")
    stages = base_pass().network.stages
    assert [box["name"] for box in told["drawing"]["boxes"]] == ["photo", *stages]
    assert told["chosen"] == stages[0]
    assert numbers(page) == list(order_channels(base_pass().features(stages[0]), "energy"))


def test_the_channels_on_the_screen_are_those_of_the_network():
    told = component(open_page(FEATURE_MAPS, stage="decoder_8", order="index"), "channels")
    features = base_pass().features("decoder_8")
    sheet = tile_sheet(features, colour_ranges(features), longest=96)
    assert np.abs(seen(told["sheet"]).astype(int) - sheet).mean() < 5  # JPEG
    assert told["columns"] == 8 and len(told["tiles"]) == 64


@pytest.mark.parametrize("order", ["energy", "variance", "index"])
def test_the_order_can_be_chosen(order):
    page = open_page(FEATURE_MAPS, stage="encoder_8", order=order)
    assert numbers(page) == list(order_channels(base_pass().features("encoder_8"), order))


def test_a_label_says_name_shape_and_the_range_of_the_colours():
    page = open_page(FEATURE_MAPS, stage="encoder_4", channel="5")
    channels, height, width = (features := base_pass().features("encoder_4")).shape
    shape = f"{channels}×{height}×{width}"
    assert f"**Channel 5** of **encoder_4**, its output (after the activation), {shape}" in words(page)
    values = features[5]
    for end in (values.min(), values.max()):
        assert f"**{end:.2g}**".replace("-", "−") in words(page)


def test_one_scale_for_the_stage_has_the_ends_of_the_stage():
    page = open_page(FEATURE_MAPS, stage="encoder_4", scale="stage")
    features = base_pass().features("encoder_4")
    for end in (features.min(), features.max()):
        assert f"**{end:.2g}**".replace("-", "−") in words(page)
    assert {tile["note"] for tile in component(page, "channels")["tiles"]} == {""}


def test_a_fixed_scale_is_that_of_the_numbers_given():
    page = open_page(FEATURE_MAPS, stage="encoder_4", scale="fixed", scale_low="-2", scale_high="2.5")
    assert "**−2**" in words(page) and "**2.5**" in words(page)


def test_a_link_brings_the_whole_state_back():
    page = open_page(FEATURE_MAPS, stage="decoder_4", channel="17", style="sumi", order="variance")
    assert component(page, "architecture")["chosen"] == "decoder_4"
    assert component(page, "channels")["chosen"] == ["17"]
    assert component(page, "photo_row")["chosen"] == "cat"
    assert numbers(page) == list(order_channels(base_pass(style="sumi").features("decoder_4"), "variance"))


def test_a_link_with_nonsense_shows_the_beginning():
    page = open_page(
        FEATURE_MAPS, network="none", stage="nowhere", channel="9999", style="no", order="x", room="Secrets"
    )
    assert component(page, "architecture")["chosen"] == base_pass().network.stages[0]
    assert component(page, "channels")["chosen"] == [str(numbers(page)[0])]


def test_the_same_channel_stands_beside_itself_in_another_style():
    page = open_page(FEATURE_MAPS, stage="decoder_4", channel="3")
    page.selectbox(key="beside").set_value("Sumi").run()
    titles = [each["title"] for each in component(page, "opened_twice")["pictures"]]
    assert titles == ["Sakura", "Sumi"]
    assert "of the colour scale apart" in words(page)


def test_before_the_style_enters_the_channel_is_the_same_in_every_style():
    page = open_page(FEATURE_MAPS, stage="encoder_8")
    page.selectbox(key="beside").set_value("Yuyake").run()
    assert "the same to the last digit" in words(page)


@pytest.mark.parametrize("network", ["shortcuts", "straight"])
@pytest.mark.parametrize("room", ROOMS)
def test_a_network_nobody_has_heard_of_has_every_room(network, room):
    page = open_page(FEATURE_MAPS, network=network, room=room)
    stages = base_pass(network, "own").network.stages
    assert [box["name"] for box in component(page, "architecture")["drawing"]["boxes"]] == ["photo", *stages]


def mute(page, *channels, stage="decoder_4"):
    page.session_state[f"selected anime_unet {stage}"] = channels
    page.run()
    return page.button(key="mute").click().run()


def test_nothing_can_be_changed_before_channels_are_chosen():
    page = open_page(FEATURE_MAPS, room="Change channels")
    assert all(page.button(key=action).disabled for action in ("mute", "boost", "invert", "undo"))


def test_a_muted_channel_changes_the_picture_by_the_number_that_is_said():
    page = mute(open_page(FEATURE_MAPS, room="Change channels", stage="decoder_4"), 3, 7)
    base = base_pass()
    changed = rerun(base, edits=[ChannelEdit(stage="decoder_4", channels=(3, 7), action="mute")]).picture
    assert_close(picture_in(page, "changed", "Changed"), changed)
    assert_close(picture_in(page, "changed", "As trained"), base.picture)
    assert f"**{mean_difference(base.picture, changed):.2f}** of 255 steps" in words(page)
    assert "muted 3, 7 of decoder_4" in words(page)


def test_changes_add_up_and_are_undone_one_by_one():
    page = mute(open_page(FEATURE_MAPS, room="Change channels", stage="decoder_4"), 3)
    page.session_state["selected anime_unet decoder_4"] = (9,)
    page.run()
    page.button(key="invert").click().run()
    assert "muted 3 of decoder_4; then inverted 9 of decoder_4" in words(page)
    page.button(key="undo").click().run()
    assert "muted 3 of decoder_4." in words(page)
    page.button(key="undo").click().run()
    assert "No change yet" in words(page)
    assert_close(picture_in(page, "changed", "Changed"), base_pass().picture)


def test_what_is_painted_changes_there():
    page = open_page(FEATURE_MAPS, room="Change channels", stage="decoder_2")
    page.get_by_key("where").set_value("where I paint").run()
    told = component(page, "paint")
    assert (told["rows"], told["columns"]) == (21, 32)
    cells = np.zeros((21, 32), int)
    cells[:, :8] = 1
    page.session_state["cells 21 32"] = "".join(map(str, cells.ravel()))
    mute(page, 1, 2, 3, stage="decoder_2")
    edit = ChannelEdit(stage="decoder_2", channels=(1, 2, 3), action="mute", mask=cells.astype(bool))
    assert_close(picture_in(page, "changed", "Changed"), rerun(base_pass(), edits=[edit]).picture)
    assert "where you painted last" in words(page)


def test_how_many_channels_is_only_known_after_a_guess():
    page = open_page(FEATURE_MAPS, stage="encoder_8")
    assert "hold half of the energy here" not in words(page)
    commit(page, "ask_channels")
    half = channels_that_hold(base_pass(), "encoder_8", 0.5)
    assert f"The loudest {half} of 32 hold half" in words(page)
    assert str(half) in [metric.value.split()[0] for metric in page.metric]


def test_what_the_colours_tell_is_only_known_after_a_guess():
    page = open_page(FEATURE_MAPS, room="The whole stage", stage="encoder_8")
    assert "of the variance, green" not in words(page)
    commit(page, "ask_colour")
    assert "of the variance, green" in words(page)


def test_what_muting_does_is_measured_after_a_guess():
    page = open_page(FEATURE_MAPS, room="Change channels", stage="encoder_8")
    page.radio(key="ask_mute_guess").set_value(page.radio(key="ask_mute_guess").options[0])
    commit(page, "ask_mute")
    loudest = int(order_channels(base_pass().features("encoder_8"))[0])
    assert f"Without channel {loudest}, the loudest" in words(page)


def test_what_a_unit_sees_is_drawn_after_a_guess():
    page = open_page(FEATURE_MAPS, room="What a unit sees", stage="encoder_4")
    assert "Answer the question first" in page.info[0].value
    with pytest.raises(ValueError):
        component(page, "influence")
    commit(page, "ask_far")
    base = base_pass()
    middle = (base.size[0] // 2, base.size[1] // 2)
    side = side_of_square(influence_of_photo(base, "encoder_4", middle), middle, 0.9)
    assert f"**{side} × {side}** pixels" in words(page)
    assert component(page, "influence")["pictures"][0]["title"] == "Influence"


def test_a_forgotten_photo_leaves_nothing_behind():
    page = open_page(FEATURE_MAPS, room="Change channels", stage="decoder_4")
    data = photo_file((240, 160, 80))
    page.file_uploader(key="upload").upload("orange.png", data).run()
    mute(page, 3)
    key = hashlib.sha256(data).hexdigest()
    sorts = {kept[0] for kept in shelf().contents() if kept[1] == key}
    assert sorts == {"pixels", "url", "insight"}
    page.button(key="forget").click().run()
    assert not page.exception and component(page, "photo_row")["chosen"] == SAMPLES[0].name
    assert not [kept for kept in shelf().contents() if kept[1] == key]


def test_a_picture_wide_normalisation_is_said_and_no_answer_is_out_of_reach():
    page = open_page(FEATURE_MAPS, network="normalised", room="What a unit sees")
    assert "normalisation over the whole picture" in words(page)
    assert page.slider(key="ask_far_guess").max >= max(base_pass("normalised", "own").size)
    commit(page, "ask_far")
    assert "each far pixel has a little say" in words(page)


def test_without_a_lens_the_page_says_so():
    page = open_page(FEATURE_MAPS, room="From stage to stage")
    assert "strip of the picture" in page.info[0].value


def test_with_a_lens_every_stage_shows_the_picture_it_already_is(tmp_path):
    entry = get_weights("shortcuts")
    job = fit_lens(
        entry, iter([(load_sample("cat"), False), (load_sample("coffee"), True)]), total=2, size=64
    )
    while True:
        try:
            next(job)
        except StopIteration as done:
            save_lens(done.value, tmp_path / "shortcuts.lens.safetensors")
            break
    page = open_page(FEATURE_MAPS, room="From stage to stage", network="shortcuts")
    with pytest.raises(ValueError):
        component(page, "stage_row")
    guess = page.radio(key="ask_least_guess")
    assert guess.options == list(base_pass("shortcuts", "own").network.stages)
    guess.set_value(guess.options[0])
    commit(page, "ask_least")
    frames = component(page, "stage_row")["options"]
    assert [frame["name"] for frame in frames] == list(base_pass("shortcuts", "own").network.stages)
    assert all("R²" in frame["title"] for frame in frames)
    last = seen(frames[-1]["picture"])  # the last stage is the picture: its read-out has nothing to add
    assert np.abs(last.astype(int) - base_pass("shortcuts", "own").picture).mean() < 4


def test_the_code_below_the_channel_computes_that_channel(monkeypatch):
    page = open_page(FEATURE_MAPS, stage="encoder_4", channel="5")
    scope: dict[str, object] = {}
    exec(page.code[0].value, scope)
    base = base_pass()
    assert np.array_equal(scope["channel"], base.over_photo(base.features("encoder_4")[5]))


def test_the_code_below_a_change_computes_that_picture(capsys):
    page = mute(open_page(FEATURE_MAPS, room="Change channels", stage="decoder_4"), 3, 7)
    scope: dict[str, object] = {}
    exec(page.code[0].value, scope)
    edit = ChannelEdit(stage="decoder_4", channels=(3, 7), action="mute")
    assert np.array_equal(scope["picture"], rerun(base_pass(), edits=[edit]).picture)
