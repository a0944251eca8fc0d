"""The question that every explainer page asks, on a page of its own."""

import pytest
from streamlit.testing.v1 import AppTest


def lesson():
    import streamlit as st

    from animegan.ui.predict import Amount, Choice, Truth, predict

    def measured(value):
        st.session_state["measured"] = st.session_state.get("measured", 0) + 1
        return Truth(value=value, why=f"Because it is {value}.")

    photo = st.session_state.get("photo", "cat")
    knows = predict(
        "Which?", Choice(options=("one", "two")), key="which", about=(photo,), truth=lambda: measured("two")
    )
    predict(
        "How far?",
        Amount(low=0, high=90, step=10, unit="px", close=10),
        key="far",
        about=(photo,),
        truth=lambda: measured(34.0),
    )
    st.markdown(f"revealed {knows}")


@pytest.fixture
def page():
    return AppTest.from_function(lesson).run()


def words(page):
    return " ".join([m.value for m in page.markdown] + [f"{m.label} {m.value}" for m in page.metric])


def guess(page, key, value):
    (widget,) = [w for w in [*page.radio, *page.slider] if w.key == f"{key}_guess"]
    widget.set_value(value)
    return page.button(key=f"{key}_commit").click().run()


def test_nothing_is_measured_before_there_is_a_guess(page):
    assert not page.exception and "measured" not in page.session_state
    assert "Because" not in words(page) and "revealed False" in words(page)


def test_the_truth_stands_beside_the_guess(page):
    guess(page, "which", "one")
    assert "**one**" in words(page) and "**two**" in words(page)
    assert "Not as predicted" in words(page) and "Because it is two." in words(page)
    assert "revealed True" in words(page)


def test_a_right_guess_is_said_to_be_right(page):
    assert "As predicted" in words(guess(page, "which", "two"))


@pytest.mark.parametrize(("number", "right"), [(30, True), (40, True), (50, False), (20, False)])
def test_a_number_may_be_a_little_off(page, number, right):
    said = words(guess(page, "far", number))
    assert f"You predicted {number} px" in said and "Measured here 34 px" in said
    assert ("As predicted" in said) == right and ("Not as predicted" in said) != right


def test_an_empty_guess_reveals_nothing(page):
    page.button(key="which_commit").click().run()
    assert "Choose an answer first" in words(page) and "measured" not in page.session_state


def test_it_is_measured_once_and_kept(page):
    guess(page, "which", "one")
    page.run()
    page.run()
    assert page.session_state["measured"] == 1 and "**one**" in words(page)


def test_another_photo_asks_anew_and_the_first_one_remembers(page):
    guess(page, "which", "one")
    page.session_state["photo"] = "dog"
    page.run()
    assert "Because" not in words(page)
    (radio,) = page.radio
    assert radio.value is None
    page.session_state["photo"] = "cat"
    assert "**one**" in words(page.run())


def test_a_guess_not_yet_committed_does_not_follow_to_the_next_photo(page):
    page.slider(key="far_guess").set_value(70).run()
    page.session_state["photo"] = "dog"
    assert page.run().slider(key="far_guess").value == 40


def test_it_can_be_asked_again(page):
    guess(page, "which", "one")
    page.button(key="which_again").click().run()
    assert "Because" not in words(page) and page.radio[0].value is None
    assert "As predicted" in words(guess(page, "which", "two"))


def test_a_slider_that_was_off_the_screen_stands_in_the_middle_again():
    def lesson_with_a_door():
        import streamlit as st

        from animegan.ui.predict import Amount, Truth, predict

        if st.toggle("Leave", key="leave"):
            return
        predict(
            "How far?",
            Amount(low=0, high=90, step=10),
            key="far",
            about=("cat",),
            truth=lambda: Truth(value=1.0, why="."),
        )

    page = AppTest.from_function(lesson_with_a_door).run()
    middle = page.slider(key="far_guess").value
    page.toggle(key="leave").set_value(True).run()
    page.toggle(key="leave").set_value(False).run()
    assert page.slider(key="far_guess").value == middle > 0
