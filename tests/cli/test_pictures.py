"""Which file becomes which is decided up front, and nothing is ever overwritten by accident."""

import os

import pytest

from animegan.cli.pictures import count_sub_folders, plan_jobs, read_photo, write_file
from animegan.errors import InputError
from animegan.media.image import encode
from tests.media.files import quadrants


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder to work in, with relative names."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def photos(folder, *names):
    paths = []
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(encode(quadrants()))
        paths.append(path)
    return paths


def targets(jobs, folder):
    return [str(job.target.relative_to(folder)) for job in jobs]


@pytest.mark.parametrize(
    ("out", "file_format"),
    [("a.png", "PNG"), ("a.JPG", "JPEG"), ("a.jpeg", "JPEG"), ("deep/er/a.webp", "WebP")],
)
def test_one_photo_becomes_a_file_whose_suffix_says_the_format(folder, out, file_format):
    (job,) = plan_jobs(photos(folder, "x.jpg"), str(folder / out), None)
    assert (job.target, job.file_format) == (folder / out, file_format)


def test_one_photo_into_a_folder_keeps_its_name(folder):
    (photo,) = photos(folder, "x.y.jpg")
    (folder / "there").mkdir()
    for out in ("there", "new/"):
        (job,) = plan_jobs([photo], f"{folder}/{out}", None)
        assert (job.target, job.file_format) == (folder / out / "x.y.png", "PNG")


def test_several_photos_and_folders_become_a_folder(folder):
    photos(folder, "in/b.PNG", "in/a.jpg", "in/deeper/no.png", "z.webp")
    (folder / "in" / "notes.txt").write_text("no photo")
    jobs = plan_jobs([folder / "in", folder / "z.webp"], str(folder / "out"), "jpeg")
    assert targets(jobs, folder) == ["out/a.jpg", "out/b.jpg", "out/z.jpg"]
    assert {job.file_format for job in jobs} == {"JPEG"}


def test_a_folder_of_one_photo_still_becomes_a_folder(folder):
    photos(folder, "in/a.jpg")
    assert targets(plan_jobs([folder / "in"], str(folder / "out"), None), folder) == ["out/a.png"]


def test_equal_names_are_numbered(folder):
    given = photos(folder, "a/x.jpg", "b/x.jpg", "b/X.png", "b/x-2.jpg")
    jobs = plan_jobs(given, str(folder / "out"), None)
    assert targets(jobs, folder) == ["out/x.png", "out/x-2.png", "out/X-3.png", "out/x-2-2.png"]


@pytest.mark.parametrize(
    ("names", "out", "wanted", "said"),
    [
        (["x.jpg"], "x.bmp", None, "what kind of file"),
        (["x.jpg"], "x", None, "what kind of file"),
        (["x.jpg"], "y.png", "webp", "--format says WebP"),
        (["x.jpg", "y.jpg"], "out.png", None, "name of one file"),
        (["x.jpg", "y.jpg"], "x.jpg", None, "name of one file"),
        (["x.jpg"], "x.jpg", None, "would overwrite"),
        (["x.png", "y.jpg"], "./", None, "would overwrite"),
    ],
)
def test_what_does_not_fit_together_is_refused(folder, names, out, wanted, said):
    photos(folder, *names)
    with pytest.raises(InputError, match=said) as caught:
        plan_jobs([folder / name for name in names], out, wanted)
    assert caught.value.hint


def test_links_do_not_help_to_overwrite_a_photo(folder):
    (photo,) = photos(folder, "x.png")
    (folder / "soft.png").symlink_to(photo)
    os.link(photo, folder / "hard.png")
    for out in ("soft.png", "hard.png", "../" + folder.name + "/x.png"):
        with pytest.raises(InputError, match="would overwrite"):
            plan_jobs([photo], str(folder / out), None)


def test_an_empty_folder_is_refused(folder):
    with pytest.raises(InputError, match="no photo in the folder"):
        plan_jobs([folder], str(folder / "out"), None)


def test_a_mistyped_folder_is_missing_whatever_the_output(folder):
    with pytest.raises(InputError, match="nofolder: there is no such file or folder"):
        plan_jobs([folder / "nofolder/"], "out", None)


def test_sub_folders_that_are_passed_over_are_counted(folder):
    photos(folder, "in/a.jpg", "in/one/b.jpg", "in/two/c.jpg", "in/out/a.png", "in/.hidden/d.jpg")
    assert count_sub_folders([folder / "in"], "in/out") == 2
    assert count_sub_folders([folder / "in", folder / "in" / "one"], "in/out") == 1
    assert count_sub_folders([folder / "in" / "a.jpg"], "out") == 0
    with pytest.raises(InputError) as caught:
        plan_jobs([folder], "out", None)
    assert "sub-folders" in caught.value.hint


def test_a_format_without_a_suffix_is_enough(folder):
    (job,) = plan_jobs(photos(folder, "x.jpg"), "picture", "webp")
    assert (str(job.target), job.file_format) == ("picture", "WebP")


def test_a_file_is_replaced_whole_and_nothing_else_is_left(folder):
    target = folder / "new" / "a.png"
    write_file(target, b"first")
    write_file(target, b"second")
    assert target.read_bytes() == b"second"
    assert list(target.parent.iterdir()) == [target]


def test_a_place_that_cannot_be_written_is_named(folder):
    (folder / "file").write_bytes(b"")
    with pytest.raises(InputError, match="cannot be written"):
        write_file(folder / "file" / "a.png", b"data")
    (folder / "a.png").mkdir()
    with pytest.raises(InputError, match="cannot be written"):
        write_file(folder / "a.png", b"data")
    assert sorted(path.name for path in folder.iterdir()) == ["a.png", "file"]  # no .part


@pytest.mark.parametrize(
    ("name", "said"),
    [("none.jpg", "no such file or folder"), ("none/", "no such file or folder"), (".", "not a file")],
)
def test_what_is_not_there_is_said_so(folder, name, said):
    with pytest.raises(InputError, match=said):
        read_photo(folder / name, at_least=512)


def test_a_bad_photo_is_named(folder):
    (folder / "text.png").write_text("hello")
    with pytest.raises(InputError, match=r"text\.png: This is not a picture"):
        read_photo(folder / "text.png", at_least=512)
