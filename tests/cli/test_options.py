"""What is typed into the options means what the core means."""

import inspect

import numpy as np
import pytest

from animegan.catalog import get_weights
from animegan.cli.options import DEFAULT_SIZE, DEFAULT_STYLE, parse_mix, style_name
from animegan.errors import InputError
from animegan.inference import Stylizer


def test_a_mix_is_read():
    assert parse_mix("Sakura=0.5, SUMI = 2") == {"sakura": 0.5, "sumi": 2.0}


@pytest.mark.parametrize(
    "text", ["", "sakura", "sakura=", "=1", "sakura=much", "sakura=1,Sakura=2", "a=1,,b=2"]
)
def test_an_unreadable_mix_is_explained(text):
    with pytest.raises(InputError) as caught:
        parse_mix(text)
    assert "--mix" in caught.value.hint


@pytest.mark.parametrize(
    ("typed", "name"), [("sakura", "sakura"), ("Yuyake", "yuyake"), ("SUMI", "sumi"), ("VanGogh", "VanGogh")]
)
def test_a_style_may_be_typed_in_any_case(typed, name):
    assert style_name(typed) == name


def test_a_percentage_is_told_how_to_be_written():
    stylizer = Stylizer("sakura", get_weights("anime_unet"), backend=None)
    with pytest.raises(InputError, match=r"50\.0") as caught:
        stylizer(np.zeros((64, 64, 3), np.uint8), strength=50.0)
    assert caught.value.hint == "Use 0 to 1; for 50 percent write 0.5."


def test_defaults_are_the_cores():
    assert inspect.signature(Stylizer.load).parameters["style"].default == DEFAULT_STYLE
    assert inspect.signature(Stylizer.__call__).parameters["size"].default == DEFAULT_SIZE
