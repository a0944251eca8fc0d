"""The catalog's literals."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from animegan.catalog import STYLES, WEIGHTS, WeightsEntry, get_style, get_weights, verified_path
from animegan.errors import InputError
from animegan.models.registry import GENERATORS


def test_the_four_styles_come_in_their_order() -> None:
    assert [style.name for style in STYLES] == ["sakura", "aozora", "yuyake", "sumi"]


def test_names_are_unique_and_every_style_is_painted_by_weights_that_know_it() -> None:
    assert len({entry.name for entry in WEIGHTS}) == len(WEIGHTS)
    assert len({style.name for style in STYLES}) == len(STYLES)
    for style in STYLES:
        assert style.name in get_weights(style.weights).styles
        assert style.blurb.endswith(".")


def test_every_architecture_is_one_that_can_be_built() -> None:
    buildable = {spec.name for spec in GENERATORS} | {"perceptual", "patch_discriminator", "local_refiner"}
    assert {entry.architecture for entry in WEIGHTS} <= buildable


@pytest.mark.parametrize("entry", WEIGHTS, ids=lambda entry: entry.name)
def test_the_committed_file_is_the_one_in_the_catalog(
    entry: WeightsEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ANIMEGAN_WEIGHTS", raising=False)
    path = verified_path(entry)
    assert path.is_relative_to(Path(__file__).parents[2] / "weights")


@pytest.mark.parametrize("lookup", [get_style, get_weights])
def test_an_unknown_name_is_refused_and_the_hint_lists_the_known_ones(
    lookup: Callable[[str], object],
) -> None:
    with pytest.raises(InputError, match="'sakuro'") as caught:
        lookup("sakuro")
    known = STYLES if lookup is get_style else WEIGHTS
    assert all(entry.name in caught.value.hint for entry in known)


@pytest.mark.parametrize(
    "change", [{"sha256": "abc"}, {"sha256": "A" * 64}, {"licence": ""}, {"source": ""}, {"trained_on": ""}]
)
def test_an_entry_without_hash_licence_or_source_cannot_be_written(change: dict[str, str]) -> None:
    with pytest.raises(ValueError):
        replace(WEIGHTS[0], **change)


def test_looking_into_the_catalog_imports_no_torch() -> None:
    code = "import sys, animegan.catalog; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
