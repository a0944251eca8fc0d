from streamlit.testing.v1 import AppTest


def page():
    from animegan.errors import InputError
    from animegan.ui.problems import show_problem

    show_problem(InputError("bad_file_*.jpg is [no] picture", hint="Run: git checkout -- weights"))


def test_message_and_hint_are_shown_as_they_are():
    (box,) = AppTest.from_function(page).run().warning
    shown = box.value.replace("\\", "").replace("`", "")
    assert "bad_file_*.jpg is [no] picture" in shown
    assert "git checkout -- weights" in shown


def test_signs_in_a_message_are_no_instructions():
    (box,) = AppTest.from_function(page).run().warning
    assert r"bad\_file\_\*" in box.value and r"\[no\]" in box.value
    assert "`--`" in box.value  # outside code, Markdown would make a dash of it
