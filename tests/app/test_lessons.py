"""Lessons on the pages: the list, the bar, links, progress, and what a teacher decides."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from animegan.lessons.library import lessons
from animegan.lessons.progress import read_progress
from animegan.ui.classroom import PIN, classroom
from animegan.ui.shell import LESSONS, STYLIZE, every_page
from tests.app.conftest import PATIENCE_S, ROOT, component

WHERE = {"lesson": "ethics", "step": "3"}  # a quick question, on the page Stylize
KEY = "lesson_ethics_3"


def open_at(path, **query):
    page = AppTest.from_file(str(ROOT / "Home.py"), default_timeout=PATIENCE_S)
    page.switch_page(path)
    for key, value in query.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page


def words(page):
    return "\n".join(element.value for element in [*page.sidebar.markdown, *page.main.markdown])


def heading(page):
    return page.sidebar.subheader[0].value


def guess(page, answer):
    page.radio(key=f"{KEY}_guess").set_value(answer)
    page.button(key=f"{KEY}_commit").click().run()
    assert not page.exception
    return page


def teach(page):
    page.session_state["teacher"] = True
    return page.run()


def test_the_list_has_every_lesson_and_a_way_in():
    page = open_at(LESSONS.path)
    assert {button.key for button in page.button} >= {f"start_{lesson.name}" for lesson in lessons()}
    page.button(key="start_cost").click().run()
    assert not page.exception and heading(page) == "Twice the side"
    assert page.title[0].value == STYLIZE.title


def test_a_link_leads_to_the_step_on_its_page_with_its_settings():
    page = open_at(LESSONS.path, lesson="ethics", step="4")
    assert page.title[0].value == STYLIZE.title and heading(page) == "Whose skin?"
    assert component(page, "style_row")["chosen"] == "sakura"
    assert page.query_params["step"] == "4" and page.query_params["view"] == "All styles"


def test_nothing_is_told_before_the_guess_and_then_it_is_computed():
    page = open_at(STYLIZE.path, **WHERE)
    assert "Tried now" not in words(page) and "on purpose" not in words(page)
    guess(page, "Yes, it is kept")
    assert "2 such entries went in; entries that came out: 0" in words(page)
    assert "on purpose" in words(page) and "Not as predicted" in words(page)
    assert any("def where_it_was" in code.value for code in page.sidebar.code)


def test_on_and_back_and_out():
    page = open_at(STYLIZE.path, **WHERE)
    page.button(key="lesson_next").click().run()
    assert heading(page) == "Whose skin?"
    page.button(key="lesson_back").click().run()
    assert heading(page) == "And where was it taken?"
    page.button(key="lesson_leave").click().run()
    assert not page.sidebar.subheader and "lesson" not in page.query_params


def test_a_lesson_that_does_not_exist_is_explained():
    page = open_at(STYLIZE.path, lesson="cooking")
    assert "no lesson" in page.warning[0].value and not page.sidebar.subheader


def test_progress_goes_home_and_comes_back():
    page = guess(open_at(STYLIZE.path, **WHERE), "Yes, it is kept")
    page.query_params.clear()
    page.switch_page(LESSONS.path).run()
    page.session_state["part"] = "My progress"
    page.run()
    assert any("step 3 of 5, 1 of 4 guessed" in bar.proto.text for bar in page.main.get("progress"))
    saved = {"kind": "animegan-lab-progress", "version": 1,
             "lessons": {"ethics": {"reached": 3, "guesses": {"3": "yes"}}}}  # fmt: skip
    other = open_at(LESSONS.path, part="My progress")
    other.file_uploader(key="progress_file").upload("progress.json", json.dumps(saved).encode()).run()
    assert not other.exception and other.success
    assert read_progress(json.dumps(saved).encode())["ethics"].reached == 3
    other.file_uploader(key="progress_file").upload("progress.json", b"{}").run()
    assert "no progress" in other.warning[0].value


def test_answers_wait_until_the_teacher_releases_them():
    page = open_at(STYLIZE.path, **WHERE)
    classroom().locked = True
    guess(page, "No, it is gone")
    assert "when your teacher releases it" in words(page) and "Tried now" not in words(page)
    teacher = teach(open_at(STYLIZE.path, **WHERE))
    teacher.toggle(key=f"{KEY}_released").set_value(True).run()
    assert KEY in classroom().released
    assert "Tried now" in words(page.run())


def test_only_the_teacher_sees_notes_and_closed_pages():
    page = open_at(STYLIZE.path, **WHERE)
    assert "Misconceptions" not in words(page)
    assert "Misconceptions" in words(teach(page))
    classroom().hidden.add(STYLIZE.label)
    assert not teach(page).info
    shut = open_at(STYLIZE.path)
    assert "closed this page" in shut.info[0].value and not shut.slider


def test_a_pin_keeps_learners_out(monkeypatch):
    monkeypatch.setenv(PIN, "4711")
    monkeypatch.setattr("animegan.ui.classroom.WRONG_PIN_S", 0.0)
    page = open_at(LESSONS.path, part="For teachers")
    page.text_input(key="teacher_pin").set_value("1234")
    page.button(key="teacher_on").click().run()
    assert "not the PIN" in words(page)
    page.text_input(key="teacher_pin").set_value("4711")
    page.button(key="teacher_on").click().run()
    page.checkbox(key="seen_Loss lab").uncheck().run()
    page.toggle(key="lock_answers").set_value(True).run()
    assert classroom().locked and classroom().hidden == {"Loss lab"}


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.name)
def test_every_step_is_on_a_page_that_exists(lesson):
    assert {step.page for step in lesson.steps} <= every_page().keys()
