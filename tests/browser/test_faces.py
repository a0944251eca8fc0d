"""Faces painted by themselves on the live page, in a real browser and with the real detector."""

import base64
import re
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import expect

from animegan.face.face2paint import face2paint
from animegan.face.refine import open_refiner
from animegan.face.settings import FaceSettings
from animegan.inference import Stylizer
from animegan.media.image import decode
from animegan.media.samples import load_sample
from tests.browser.conftest import PATIENCE_S, Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_switch_paints_the_face_and_the_file_is_the_picture(visit: Visit, tmp_path: Path):
    page = visit.page
    page.get_by_role("link", name="Stylize").first.click()
    page.locator(".stage .after").wait_for(timeout=PATIENCE_S * 1000)
    visit.settle()
    page.get_by_text("Paint every face by itself").click()
    expect(page.get_by_text("1 face found")).to_be_visible(timeout=PATIENCE_S * 1000)
    visit.settle()
    assert "faces=true" in page.url

    painting = face2paint(
        load_sample("astronaut"),
        Stylizer.load("sakura"),
        settings=FaceSettings(size=512),
        refiner=open_refiner(),
    )
    away = painting.picture.astype(int) - painting.background.picture
    assert np.abs(away).max() > 30, "or nothing would be shown below"
    url = page.locator(".stage .after").get_attribute("src")
    shown = decode(base64.b64decode(url.split(",", 1)[1])).photo
    assert np.abs(shown - painting.picture.astype(int)).mean() < 2  # the screen's copy is a JPEG
    with page.expect_download() as waiting:
        page.get_by_role("button", name="PNG", exact=True).click()
    waiting.value.save_as(tmp_path / "file.png")
    taken = decode((tmp_path / "file.png").read_bytes()).photo
    assert (
        np.abs(taken - painting.picture.astype(int)).mean() < 0.05
    )  # rounding of the fast backend, nothing else


def test_an_avatar_is_taken_home_round(visit: Visit, tmp_path: Path):
    page = visit.page
    page.get_by_role("link", name="Stylize").first.click()
    visit.settle()
    page.get_by_role("tab", name="Avatar").click()
    square = page.get_by_alt_text(re.compile("Avatar of face 1, square"))
    square.wait_for(timeout=PATIENCE_S * 1000)
    visit.settle()
    square.evaluate("picture => picture.decode()")  # an address that is replaced before it was read is a 404
    page.get_by_text("Round", exact=True).click()
    page.get_by_alt_text(re.compile("Avatar of face 1, round")).wait_for(timeout=PATIENCE_S * 1000)
    visit.settle()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Avatar (PNG)").click()
    waiting.value.save_as(tmp_path / "avatar.png")
    avatar = decode((tmp_path / "avatar.png").read_bytes())
    assert avatar.photo.shape == (512, 512, 3)
    assert avatar.alpha is not None and avatar.alpha[0, 0] == 0 and avatar.alpha[256, 256] == 255
