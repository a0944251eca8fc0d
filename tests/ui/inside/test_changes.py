import numpy as np
import pytest

from animegan.explain import ChannelEdit
from animegan.ui.inside.changes import Change

CELLS = "1000" + "0000"


def change(**other):
    values = {
        "stage": "a",
        "channels": (3, 7),
        "action": "boost",
        "factor": 2.5,
        "cells": CELLS,
        "grid": (2, 4),
    }
    return Change(**(values | other))


def test_it_is_the_same_for_the_engine():
    edit = change().edit()
    assert (edit.stage, edit.channels, edit.action, edit.factor) == ("a", (3, 7), "boost", 2.5)
    assert edit.mask.tolist() == [[True, False, False, False], [False] * 4]
    assert change(cells="").edit().mask is None


def test_a_cell_covers_its_share_of_the_picture():
    mask = change().mask_at((60, 80))
    assert mask[:30, :20].all() and mask.sum() == 30 * 20


def test_equal_changes_are_one_key():
    assert hash(change()) == hash(change()) and change() == change() != change(factor=3.0)


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({}, "boosted 3, 7 of a 2.5 times where painted"),
        ({"action": "mute", "cells": ""}, "muted 3, 7 of a"),
        ({"action": "invert"}, "inverted 3, 7 of a where painted"),
    ],
)
def test_it_can_be_said(other, words):
    assert change(**other).words() == words


@pytest.mark.parametrize("other", [{}, {"action": "mute", "cells": ""}, {"channels": (4,)}])
def test_its_python_makes_the_same_edit(other):
    made = eval(change(**other).code(), {"ChannelEdit": ChannelEdit, "np": np})
    wanted = change(**other).edit()
    assert (made.stage, made.channels, made.action) == (wanted.stage, wanted.channels, wanted.action)
    assert made.factor == wanted.factor or made.action != "boost"
    assert np.array_equal(made.mask, wanted.mask) if wanted.mask is not None else made.mask is None
