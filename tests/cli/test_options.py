"""What is typed into the options means what the core means."""

import inspect

import pytest

from animegan.cli.options import DEFAULT_SIZE, DEFAULT_STYLE, parse_mix
from animegan.errors import InputError
from animegan.inference import Stylizer


def test_a_mix_is_read():
    assert parse_mix("sakura=0.5, sumi = 2") == {"sakura": 0.5, "sumi": 2.0}


@pytest.mark.parametrize(
    "text", ["", "sakura", "sakura=", "=1", "sakura=much", "sakura=1,sakura=2", "a=1,,b=2"]
)
def test_an_unreadable_mix_is_explained(text):
    with pytest.raises(InputError) as caught:
        parse_mix(text)
    assert "--mix" in caught.value.hint


def test_defaults_are_the_cores():
    assert inspect.signature(Stylizer.load).parameters["style"].default == DEFAULT_STYLE
    assert inspect.signature(Stylizer.__call__).parameters["size"].default == DEFAULT_SIZE
