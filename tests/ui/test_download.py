import pytest

from animegan.ui.download import file_stem
from animegan.ui.photo import from_file
from animegan.ui.settings import StylizeSettings


@pytest.mark.parametrize(
    ("settings", "stem"),
    [
        (StylizeSettings(style="sumi"), "beach-sumi"),
        (StylizeSettings(style="sumi", size=256, strength=0.35), "beach-sumi-256px-strength35"),
        (StylizeSettings(style="sumi", faces=True), "beach-sumi-faces"),
        (
            StylizeSettings(style="sumi", mix=(("sakura", 2.0), ("aozora", 1.0), ("sumi", 0.0))),
            "beach-mix-sakura67-aozora33",
        ),
    ],
)
def test_the_name_tells_what_was_chosen_where_it_is_not_the_usual(settings, stem):
    assert file_stem(from_file("beach.jpg", b""), settings) == stem


def test_signs_that_mean_something_to_a_file_system_are_left_out():
    stem = file_stem(from_file("a:b?*<c> (1) é日.jpg", b""), StylizeSettings(style="sumi"))
    assert stem == "a_b_c_ (1) é日-sumi"
