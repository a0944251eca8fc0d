"""The page that compares systems, with painters whose pictures are known by their colour."""

import numpy as np
import pytest

from animegan.catalog import get_published
from animegan.catalog.load import load_perceptual
from animegan.comparison.quality import PaintingSet
from animegan.comparison.speed.figures import RANDOM, Speed
from animegan.comparison.speed.remembered import remember
from animegan.comparison.systems import SYSTEMS, get_system
from animegan.errors import WeightsError
from animegan.types import Progress
from animegan.ui.comparison.vote_room import shuffled
from animegan.ui.shell import COMPARISON
from tests.app.conftest import component, mean_colour, open_page, seen

COLOURS = {"animeganv2": (200, 40, 40), "anime_unet": (40, 200, 40), "": (40, 40, 200)}


def paint(entry, photo, *, size, backend="auto"):
    colour = COLOURS[entry.architecture if entry else ""]
    return np.full((*photo.shape[:2], 3), colour, np.uint8)


@pytest.fixture(autouse=True)
def known_lab(monkeypatch, tmp_path):
    """Three systems paint, each in one colour; nothing is measured yet, nothing is fetched."""
    monkeypatch.setenv("ANIMEGAN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("ANIMEGAN_DOWNLOADS", str(tmp_path / "downloads"))
    monkeypatch.setattr("animegan.ui.comparison.bench.paint_by", paint)
    from animegan.catalog import WEIGHTS

    few = tuple(entry for entry in WEIGHTS if entry.architecture in COLOURS)
    monkeypatch.setattr("animegan.comparison.available.WEIGHTS", few)


def words(page):
    return "\n".join(element.value for element in page.main.markdown)


def press(page, label):
    (found,) = [button for button in page.button if label in button.label]
    return found.click().run()


def speed(system, entry, settings, seconds):
    weights = entry.name if entry else RANDOM if system.architecture else ""
    made = Speed(
        system=system.name, weights=weights, size=settings.size, runtime=settings.runtime, precision="fp32", threads=2,
        seconds=seconds, slowest_s=seconds, repeats=settings.repeats, added_mb=50.0, peak_mb=300.0, gmac_per_s=100.0,
        measured_at="2026-01-02T03:04:05+00:00", load=0.1,
    )  # fmt: skip
    remember(made, settings)
    return made


@pytest.fixture
def stop_watch(monkeypatch):
    """The n-th system takes n seconds; CycleGAN breaks off."""

    def measure(system, entry, settings):
        yield Progress(done=0, total=1, message=f"{system.title}: opening")
        if system.name == "cyclegan":
            raise WeightsError("The file is damaged.", hint="Fetch it again.")
        return speed(system, entry, settings, 1.0 + SYSTEMS.index(system))

    monkeypatch.setattr("animegan.ui.comparison.speeds.measure_speed", measure)


def test_every_system_is_there_with_its_picture_or_the_reason():
    page = open_page(COMPARISON)
    shown = component(page, "systems")["pictures"]
    assert [p["title"] for p in shown] == [
        "Photo",
        "AnimeGANv2",
        "AnimeUNet, this lab's",
        "Painter, no neural network",
    ]
    for picture, colour in zip(shown[1:], COLOURS.values(), strict=True):
        assert np.abs(mean_colour(seen(picture["url"])) - colour).max() < 4
    assert "**CycleGAN**: :material/block: no picture. No weights of this lab's own." in words(page)
    assert "animeganv2_sakura" in words(page)


def test_other_weights_are_in_the_address():
    page = open_page(COMPARISON, weights_animeganv2="animeganv2_aozora")
    assert "animeganv2_aozora" in words(page)
    (choice,) = [box for box in page.selectbox if box.label == "AnimeGANv2"]
    choice.set_value("animeganv2_sakura").run()
    assert "animeganv2_sakura" in words(page) and "weights_animeganv2" not in page.query_params


def test_a_vote_is_blind_until_it_is_closed():
    page = open_page(COMPARISON, room="Blind vote", lot="7")
    painting = [get_system(name) for name in ("animeganv2", "anime_unet", "painter")]
    order = shuffled(painting, 7)
    shown = component(page, "ballot")["pictures"]
    assert [p["title"] for p in shown] == ["Photo", "A", "B", "C"]
    for picture, system in zip(shown[1:], order, strict=True):
        assert np.abs(mean_colour(seen(picture["url"])) - COLOURS[system.architecture or ""]).max() < 4
    assert not page.dataframe

    for letter, hands in (("B", 2), ("C", 1), ("C", 0), ("A", 1)):
        (field,) = [field for field in page.number_input if field.label == letter]
        page = field.set_value(hands).run()
    assert "A **1** · B **2** · C **0**" in words(page)
    page = press(page, "Close the vote")
    table = page.dataframe[0].value
    assert next(iter(table["system"])) == order[1].title
    assert dict(zip(table["letter"], table["votes"], strict=True)) == {"A": 1, "B": 2, "C": 0}
    titles = [p["title"] for p in component(page, "ballot")["pictures"]]
    assert titles[1:] == [f"{letter}: {s.title}" for letter, s in zip("ABC", order, strict=True)]


def test_hands_already_counted_stay_when_another_room_was_visited():
    page = open_page(COMPARISON, room="Blind vote", lot="7")
    page = page.number_input[0].set_value(5).run()
    for room in ("Predict", "Blind vote"):
        page.session_state["room"] = room
        page = page.run()
    assert "A **5** · B **0**" in words(page)


def test_a_lot_decides_the_order_and_nothing_else_does():
    systems = list(SYSTEMS)
    orders = {tuple(s.name for s in shuffled(systems, lot)) for lot in range(20)}
    assert len(orders) > 15
    assert shuffled(systems, 3) == shuffled(systems, 3)
    assert sorted(s.name for s in shuffled(systems, 3)) == sorted(s.name for s in systems)


def test_measuring_goes_through_all_systems_and_says_which_one_broke_off(stop_watch):
    page = open_page(COMPARISON, room="Measured here")
    before = page.dataframe[0].value
    assert list(before["system"]) == [system.title for system in SYSTEMS]
    assert before["seconds"].isna().all() and before["parameters"].notna().sum() == len(SYSTEMS) - 1
    page = press(page, "Measure here, now")
    seconds = dict(zip(page.dataframe[0].value["system"], page.dataframe[0].value["seconds"], strict=True))
    expected = {s.title: 1.0 + n for n, s in enumerate(SYSTEMS) if s.name != "cyclegan"}
    assert {title: value for title, value in seconds.items() if value == value} == expected
    assert "**CycleGAN** could not be measured." in words(page)
    assert "02 Jan 2026" in words(page)


def test_every_claim_has_a_verdict_once_it_is_measured(stop_watch, monkeypatch):
    page = open_page(COMPARISON, room="Article against measurement")
    claims = page.table[0].value
    assert (claims["Verdict"].str.contains("not measured")).sum() == 5
    own = claims[claims["The article says"] == "about 60 MB"].iloc[0]
    assert own["Here"] == "45.5 MB" and "differs" in own["Verdict"]
    page = press(page, "Measure here, now")
    claims = page.table[0].value
    ratio = claims[claims["The article says"].str.startswith("so, 1.5 to 5 times")].iloc[0]
    assert "wrong" in ratio["Verdict"] and ratio["Here"] == "0.40 times"  # 2 s against 5 s


def test_the_unfair_set_up_uses_the_articles_sizes():
    page = open_page(COMPARISON, room="Article against measurement", article="Times, its way and fairly")
    assert "CycleGAN at 256 px against AnimeGANv2 at 512 px**: 0.47 times the multiplications" in words(page)
    page = page.toggle(key="unfair").set_value(False).run()
    assert "CycleGAN at 256 px against AnimeGANv2 at 256 px**: 1.89 times the multiplications" in words(page)


def test_predictions_come_one_after_the_other():
    page = open_page(COMPARISON, room="Predict")
    assert len(page.slider) == 1 and "2,143,552" not in words(page)
    page.slider[0].set_value(5.5)
    page = press(page, "This is my guess")
    assert "2,143,552 parameters against 11,378,179" in words(page)
    assert "As predicted" in words(page)


def test_published_weights_are_fetched_only_after_their_licence_is_accepted(monkeypatch):
    asked = []

    def fetch(name, *, accepted_licence, cancel):
        asked.append((name, accepted_licence))
        yield Progress(done=1, total=2, message="half of it")
        raise WeightsError("The server is not there.", hint="Try again.")

    monkeypatch.setattr("animegan.ui.comparison.fetch_controls.fetch", fetch)
    page = open_page(COMPARISON, room="Predict")
    page.selectbox(key="fetch_name").set_value("cartoongan_hayao").run()
    assert get_published("cartoongan_hayao").caution in words(page)
    assert page.button(key="fetch_start").disabled and not asked
    page.checkbox(key="fetch_accept_cartoongan_hayao").check().run()
    page = page.button(key="fetch_start").click().run()
    assert asked == [("cartoongan_hayao", True)]
    assert "The server is not there" in "\n".join(
        e.value for e in (*page.warning, *page.error, *page.markdown)
    )


def test_the_style_of_each_picture_is_compared_with_the_paintings(monkeypatch):
    """The set is one painting in the very colour of the painter's pictures, so it is at no distance from them."""
    blue = np.full((256, 385, 3), COLOURS[""], np.uint8)  # of the cat's shape
    paintings = PaintingSet([blue], load_perceptual())
    monkeypatch.setattr("animegan.ui.comparison.quality_view.painting_set", lambda sample: paintings)
    monkeypatch.setattr("animegan.face.detect.detect_faces", lambda photo: ())
    page = open_page(COMPARISON, room="Measured here", look="Faces and style")
    table = page.dataframe[0].value.set_index("system")
    style = table["style distance × 1000"].dropna()
    assert list(style.index) == ["AnimeGANv2", "AnimeUNet, this lab's", "Painter, no neural network"]
    assert style.iloc[2] < 0.05 < min(style.iloc[:2])
    assert list(table["PSNR to the painter, dB"].dropna().index) == list(style.index[:2])
    assert set(table["faces"].dropna()) == {0}


def test_what_each_system_needs():
    page = open_page(COMPARISON, room="Measured here", look="Needs")
    needs = page.table[0].value
    assert [title.strip("*") for title in needs["System"]] == [system.title for system in SYSTEMS]
    assert needs["Weights here"].str.contains("MIT").sum() == 2
