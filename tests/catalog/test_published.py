"""The list of what others have published: complete, and true of the networks here."""

from dataclasses import replace
from pathlib import PurePosixPath

import pytest

from animegan.catalog import PUBLISHED, UNAVAILABLE, WEIGHTS, get_published
from animegan.catalog.download import file_url
from animegan.catalog.published_entry import PublishedFile
from animegan.errors import InputError
from animegan.models.registry import get_generator

CARTOONGAN = [published for published in PUBLISHED if published.architecture == "cartoongan"]


def test_names_differ_from_one_another_and_from_the_labs_own() -> None:
    names = [published.name for published in PUBLISHED] + [entry.name for entry in WEIGHTS]
    assert len(set(names)) == len(names)
    with pytest.raises(InputError, match="cartoongan_hayo") as caught:
        get_published("cartoongan_hayo")
    assert "cartoongan_hayao" in caught.value.hint


@pytest.mark.parametrize("published", PUBLISHED, ids=lambda published: published.name)
def test_terms_are_said_and_what_can_be_checked_is_pinned(published) -> None:
    assert published.licence and published.source and published.caution and published.trained_on
    assert published.licence_url.startswith("https://github.com/")
    if published.on_github:
        assert published.has_ids and len(published.commit) == 40
        assert published.commit in file_url(published, published.files[0])
    else:
        assert published.has_ids or "remembered" in published.caution


def test_the_four_cartoongan_styles_have_94_arrays_of_known_size_each() -> None:
    assert [published.style for published in CARTOONGAN] == ["hayao", "hosoda", "paprika", "shinkai"]
    for published in CARTOONGAN:
        assert len(published.files) == 94
        assert published.has_sizes and published.about_bytes == 44_530_700
    ids = {file.git_blob for published in CARTOONGAN for file in published.files}
    assert len(ids) > 370  # a few biases may be alike, the styles are not


def test_the_arrays_are_called_what_the_network_calls_its_tensors() -> None:
    state = get_generator("cartoongan").build().state_dict()
    for published in CARTOONGAN:
        sizes = {PurePosixPath(file.path).stem: file.size_bytes for file in published.files}
        assert sizes.keys() == state.keys()
        # an array file is a header of 128 bytes and 4 bytes for each number
        assert all(sizes[name] == 128 + 4 * tensor.numel() for name, tensor in state.items())


def test_addresses_are_the_publishers_or_the_mirrors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANIMEGAN_MIRROR", raising=False)
    paprika, ukiyoe = get_published("animeganv2_paprika"), get_published("cyclegan_style_ukiyoe")
    path = "bryandlee/animegan2-pytorch/25d7b017267208dfaf34026aa3425e518372aa2f/weights/paprika.pt"
    assert file_url(paprika, paprika.files[0]) == f"https://raw.githubusercontent.com/{path}"
    assert file_url(paprika, paprika.files[0], "http://school/w/") == f"http://school/w/{path}"
    host = "efrosgans.eecs.berkeley.edu/cyclegan/pretrained_models/style_ukiyoe.pth"
    assert file_url(ukiyoe, ukiyoe.files[0]) == f"http://{host}"
    monkeypatch.setenv("ANIMEGAN_MIRROR", "https://school/w")
    assert file_url(ukiyoe, ukiyoe.files[0]) == f"https://school/w/{host}"


@pytest.mark.parametrize("path", ["", "a/", "../a", "a/../../b", "a\\b", "a/.b"])
def test_a_path_that_could_lead_elsewhere_cannot_be_written(path: str) -> None:
    with pytest.raises(ValueError):
        PublishedFile(path=path)


def test_half_an_entry_cannot_be_written() -> None:
    paprika = get_published("animeganv2_paprika")
    for change in ({"commit": ""}, {"files": ()}, {"files": paprika.files * 2}, {"repository": "paprika"}):
        with pytest.raises(ValueError):
            replace(paprika, **change)
    with pytest.raises(ValueError):
        replace(paprika.files[0], git_blob="abc")
    with pytest.raises(ValueError):
        replace(paprika.files[0], sha256="abc")


def test_what_cannot_be_offered_says_why() -> None:
    assert {"toonify", "animegan"} <= {missing.architecture for missing in UNAVAILABLE}
    assert all(missing.reason.endswith(".") for missing in UNAVAILABLE)
