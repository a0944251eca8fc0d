"""The GAN playground: it plays the engine's own games, after a guess, and a class plays discriminator."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from streamlit.testing.v1 import AppTest

from animegan.playground import presets as presets_module
from animegan.playground.play import Game
from animegan.playground.presets import get_preset
from animegan.playground.shapes import DRAWN_CELLS
from animegan.playground.votes import class_losses
from animegan.ui.playground import room as play_room
from animegan.ui.playground.sketch import from_link, to_link
from animegan.ui.playground.table import GAMES_PLAYED
from animegan.ui.playground.votes import room as votes_room
from animegan.ui.playground.votes.cards import deal
from animegan.ui.shell import PLAYGROUND
from tests.app.conftest import component, open_page


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the question had been answered."""
    monkeypatch.setattr(play_room, "ask_what_happens", lambda _: True)


def press(page: AppTest, key: str) -> None:
    page.button(key=key).click().run()
    assert not page.exception and not page.warning


def words(page: AppTest) -> str:
    return "\n".join(element.value for element in page.main.markdown)


def game_of(page: AppTest) -> Game:
    return list(page.session_state[GAMES_PLAYED].values())[-1].game


def test_nothing_is_played_before_the_guess_whose_truth_is_played_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    short = tuple(replace(preset, steps=60) for preset in presets_module.PRESETS)
    monkeypatch.setattr(presets_module, "PRESETS", short)
    page = open_page(PLAYGROUND, preset=get_preset("vanishing").title)
    assert "Answer the question first" in words(page) and page.button(key="gan_both").disabled
    page.radio(key="ask_playground_guess").set_value("It learns the whole shape")
    press(page, "ask_playground_commit")
    assert "**The fakes hardly move**" in words(page) and "Played here for 60 steps" in words(page)
    assert not page.button(key="gan_both").disabled and game_of(page).steps == 0


@pytest.mark.usefixtures("answered")
def test_turns_are_the_engines_own_and_the_code_plays_them_again() -> None:
    page = open_page(PLAYGROUND)
    for key in ("gan_both", "gan_discriminator", "gan_generator"):
        press(page, key)
    shown = component(page, "arena")
    assert [moment["step"] for moment in shown["moments"]] == [2]
    page.selectbox(key="good_game").set_value("hinge").run()
    press(page, "gan_both")
    program = next(block.value for block in page.code if "Game(" in block.value)
    names: dict[str, Any] = {"print": lambda *_: None}
    exec(program, names)
    assert torch.equal(names["fakes"], game_of(page).fakes()) and names["game"].steps == 3
    assert len(page.session_state[GAMES_PLAYED]) == 1  # another loss is no new game
    press(page, "gan_reset")
    assert component(page, "arena")["moments"][-1]["step"] == 0


@pytest.mark.usefixtures("answered")
def test_while_it_plays_several_moments_go_out_at_once_in_their_order() -> None:
    page = open_page(PLAYGROUND, gan_speed="1")
    page.toggle(key="gan_play").set_value(True).run()
    shown = component(page, "arena")
    assert shown["playing"] and [moment["step"] for moment in shown["moments"]] == [1, 2, 3, 4, 5]
    page.segmented_control(key="gan_speed").set_value("Slow motion").run()
    turns = component(page, "arena")["moments"]
    assert [moment["words"].split(".")[1].strip().split("'")[0] for moment in turns] == [
        "Discriminator", "Generator",
    ]  # fmt: skip
    assert turns[0]["fake"] == shown["moments"][-1]["fake"] != turns[1]["fake"]


@pytest.mark.usefixtures("answered")
def test_a_drawing_comes_with_the_link() -> None:
    cells = "".join("1" if index % 5 == 0 else "0" for index in range(DRAWN_CELLS**2))
    assert from_link(to_link(cells), len(cells)) == cells and from_link("nonsense", len(cells)) == ""
    page = open_page(PLAYGROUND, good_shape="Draw your own", drawing=to_link(cells))
    assert game_of(page).settings.drawing == cells
    assert component(page, "sketch")["cells"] == cells


def test_a_drawing_that_is_empty_is_asked_for() -> None:
    page = open_page(PLAYGROUND)
    page.selectbox(key="good_shape").set_value("drawn").run()
    assert "Nothing is drawn yet" in page.warning[0].value


def test_the_votes_of_a_class_become_the_losses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(votes_room, "picture_of", lambda _: np.zeros((8, 8, 3), np.uint8))
    page = open_page(PLAYGROUND, room="You are the discriminator", dealt="7")
    cards, hands = deal(7), [15, 3, 20, 8, 0, 11]
    assert sum(card.real for card in cards) == 3 and "painter" not in " ".join(_captions(page))
    for card, count in zip(cards, hands, strict=True):
        page.number_input(key=f"hands_7_{card.letter}").set_value(count)
    press(page, "gan_vote_close")
    real, fake = (
        [count for card, count in zip(cards, hands, strict=True) if card.real is kind]
        for kind in (True, False)
    )
    expected = class_losses(real, fake, 20)
    assert f"= {expected.discriminator['vanilla']:.3f}" in words(page)
    assert f"= {expected.generator['lsgan']:.3f}" in words(page)
    table = page.dataframe[0].value
    assert np.array_equal(table["hands for real"], hands)
    assert "painter" in " ".join(_captions(page))
    press(page, "gan_vote_new")
    assert page.session_state["dealt"] != 7


def _captions(page: AppTest) -> list[str]:
    return [caption for image in page.get("image") for caption in image.captions]
