from animegan.lessons.handout import handout, plain
from animegan.lessons.library import get_lesson


def test_a_lesson_fits_on_one_page():
    data = handout(get_lesson("claims"), "http://192.168.1.20:8501/Lessons?lesson=claims&step=1")
    assert data.startswith(b"%PDF") and data.count(b"/Type /Page ") + data.count(b"/Type /Page\n") == 1


def test_the_signs_of_markdown_are_left_out():
    assert plain("**all four** of\n*these*, `x` 2 * 3") == "all four of these, x 2 * 3"
