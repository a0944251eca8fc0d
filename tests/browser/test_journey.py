"""The journeys for which the lab exists, made by a real browser."""

import base64
from pathlib import Path

import cv2
import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from animegan.inference import Stylizer
from animegan.media.image import decode, encode
from animegan.types import PhotoU8
from tests.browser.conftest import PATIENCE_S, Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def photo() -> bytes:
    """A JPEG of 900 x 1200 pixels with shapes, slopes and grain: nothing that a lost or doubled step would hide in."""
    rows, columns = np.mgrid[0:900, 0:1200]
    scene = np.stack([columns / 5, rows / 4, 255 - columns / 6], axis=-1).astype(np.uint8)
    cv2.circle(scene, (420, 380), 230, (236, 190, 150), -1)
    cv2.circle(scene, (340, 340), 40, (40, 30, 30), -1)
    cv2.circle(scene, (500, 340), 40, (40, 30, 30), -1)
    cv2.rectangle(scene, (760, 200), (1100, 820), (70, 110, 60), -1)
    grain = np.random.default_rng(2).integers(-8, 9, scene.shape)
    return encode(np.clip(scene + grain, 0, 255).astype(np.uint8), file_format="JPEG")


def to_stylize(visit: Visit) -> None:
    visit.page.get_by_role("button", name="Use my own photo").click()
    expect(visit.page.get_by_role("heading", name="Stylize a photo")).to_be_visible()
    visit.settle()


def own_photo_row(visit: Visit) -> Locator:
    """The words that stand above the row of photos while an own one is chosen."""
    return visit.page.locator(".note", has_text="Your own photo")


def upload(visit: Visit, name: str, data: bytes, *, seen: str = "") -> None:
    """Gives the page a file, and waits for the words that say it has been looked at."""
    chooser = visit.page.locator('[data-testid="stFileUploader"] input[type=file]')
    chooser.set_input_files({"name": name, "mimeType": "image/jpeg", "buffer": data})
    words = visit.page.get_by_text(seen) if seen else own_photo_row(visit)
    expect(words).to_be_visible(timeout=PATIENCE_S * 1000)
    visit.settle()


def pixels(img: Locator) -> PhotoU8:
    """What an `<img>` shows, decoded from its `data:` URL."""
    expect(img).to_have_js_property("complete", True)
    assert img.evaluate("img => img.naturalWidth") > 0
    return decode(base64.b64decode(img.get_attribute("src").split(",", 1)[1])).photo


def download(visit: Visit, button: str, folder: Path) -> bytes:
    with visit.page.expect_download() as waiting:
        visit.page.get_by_role("button", name=button, exact=True).click()
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target.read_bytes()


def difference(one: PhotoU8, other: PhotoU8) -> float:
    """Mean absolute difference in steps of 255."""
    assert one.shape == other.shape
    return float(np.abs(one.astype(np.int16) - other).mean())


def test_upload_see_download_and_the_file_is_the_picture(visit: Visit, photo: bytes, tmp_path: Path):
    page = visit.page
    to_stylize(visit)
    sample = pixels(page.locator(".stage .after"))
    upload(visit, "my holiday.jpg", photo)
    page.get_by_title("Sumi").click()
    expect(page.locator(".stage .right")).to_have_text("Sumi")
    visit.settle()
    assert "style=sumi" in page.url

    decoded = decode(photo, at_least=512)
    result = Stylizer.load("sumi")(decoded.photo, size=512)
    on_screen = pixels(page.locator(".stage .after"))
    assert on_screen.shape == (512, 683, 3) != sample.shape
    assert difference(on_screen, result.picture) < 2  # the screen's copy is a JPEG

    full = result.at_size((900, 1200))
    png = download(visit, "PNG", tmp_path)
    assert difference(decode(png).photo, full) < 0.05  # rounding of the fast backend, nothing else
    for name in ("JPEG", "WebP"):
        taken = decode(download(visit, name, tmp_path))
        assert (taken.format, taken.photo.shape) == (name, (900, 1200, 3))
        assert difference(taken.photo, full) < 6
    assert (tmp_path / "my holiday-sumi.png").exists()


def test_a_bad_file_is_explained_and_the_picture_stays(visit: Visit, photo: bytes):
    page = visit.page
    to_stylize(visit)
    upload(visit, "good.jpg", photo)
    before = page.locator(".stage .after").get_attribute("src")
    upload(visit, "bad.jpg", photo[:5000], seen="damaged or cut short")
    assert page.locator(".stage .after").get_attribute("src") == before


def test_the_cross_in_the_uploader_forgets_the_photo(visit: Visit, photo: bytes):
    page = visit.page
    to_stylize(visit)
    sample = page.locator(".stage .after").get_attribute("src")
    upload(visit, "good.jpg", photo)
    page.get_by_role("button", name="Remove good.jpg").click()
    expect(own_photo_row(visit)).to_have_count(0, timeout=10_000)
    visit.settle()
    assert page.locator(".stage .after").get_attribute("src") == sample
    assert "photo=" not in page.url


def test_the_button_forgets_the_photo_and_empties_the_uploader(visit: Visit, photo: bytes):
    page = visit.page
    to_stylize(visit)
    sample = page.locator(".stage .after").get_attribute("src")
    upload(visit, "good.jpg", photo)
    page.get_by_role("button", name="Forget my photo").click()
    expect(own_photo_row(visit)).to_have_count(0)
    expect(page.get_by_text("good.jpg")).to_have_count(0)
    visit.settle()
    assert page.locator(".stage .after").get_attribute("src") == sample
    upload(visit, "good.jpg", photo)
    assert page.locator(".stage .after").get_attribute("src") != sample


def test_a_replaced_upload_never_falls_back_to_the_sample(visit: Visit, photo: bytes):
    page = visit.page
    to_stylize(visit)
    sample = page.locator(".stage .after").get_attribute("src")
    upload(visit, "good.jpg", photo)
    first = page.locator(".stage .after").get_attribute("src")
    page.evaluate(
        """() => {
            window.seen = []
            setInterval(() => {
                const img = document.querySelector(".stage .after") ?? shadowed(".stage .after")
                if (img && window.seen.at(-1) !== img.src) window.seen.push(img.src)
            }, 10)
            function shadowed(selector) {
                for (const node of document.querySelectorAll("*")) {
                    const found = node.shadowRoot?.querySelector(selector)
                    if (found) return found
                }
            }
        }"""
    )
    upload(visit, "flat.png", encode(np.full((400, 600, 3), 120, np.uint8)))
    expect(page.locator(".stage .after")).not_to_have_attribute("src", first)
    page.wait_for_timeout(2500)  # longer than the moment after which an emptied uploader forgets
    seen = page.evaluate("window.seen")
    assert sample not in seen and seen[0] == first and len(seen) == 2


def test_a_mix_is_left_by_picking_a_style(visit: Visit):
    page = visit.page
    to_stylize(visit)
    page.get_by_text("Mix several styles").click()
    expect(page.locator(".stage .right")).to_have_text("Mix")
    visit.settle()
    assert "mix_sakura=70" in page.url and "mix_aozora=30" in page.url
    stranger = page.context.browser.new_context()
    other = stranger.new_page()
    other.goto(page.url)
    expect(other.get_by_text("70% Sakura + 30% Aozora")).to_be_visible(timeout=PATIENCE_S * 1000)
    stranger.close()
    page.get_by_title("Sumi").click()
    expect(page.locator(".stage .right")).to_have_text("Sumi")
    visit.settle()
    assert "mix" not in page.url


def test_a_picture_is_pasted_with_the_keyboard(visit: Visit):
    page = visit.page
    to_stylize(visit)
    square = np.full((200, 300, 3), (30, 160, 220), np.uint8)
    page.evaluate(
        """async (png) => {
            const blob = await (await fetch("data:image/png;base64," + png)).blob()
            await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })])
        }""",
        base64.b64encode(encode(square)).decode(),
    )
    page.keyboard.press("Control+v")
    expect(page.locator(".note", has_text="Your own photo")).to_be_visible()
    visit.settle()
    assert difference(pixels(page.locator(".stage .before")), square) < 3


def test_the_seam_moves_by_mouse_and_keyboard_without_asking_the_server(visit: Visit):
    page = visit.page
    sent: list[object] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    page.reload()
    stage = page.locator(".stage")
    stage.wait_for(timeout=PATIENCE_S * 1000)
    visit.settle()
    assert sent, "the messages are being watched"
    sent.clear()
    box = stage.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 4, box["y"] + box["height"] / 2, steps=8)
    page.mouse.up()
    assert seam_at(stage) == pytest.approx(25, abs=3)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert seam_at(stage) == pytest.approx(27, abs=3)
    page.keyboard.press("Home")
    assert seam_at(stage) == 0
    expect(stage.locator(".left")).to_be_hidden()
    page.wait_for_timeout(300)
    assert sent == []


def seam_at(stage: Locator) -> float:
    """Where the seam is, in percent of the width."""
    return float(stage.evaluate("stage => parseFloat(stage.style.getPropertyValue('--seam'))"))


@pytest.mark.parametrize("size", [(400, 400), (400, 600), (1200, 300)], ids=["1:1", "3:2", "1:4"])
def test_the_full_screen_shows_the_whole_picture_in_its_own_shape(visit: Visit, size: tuple[int, int]):
    page = visit.page
    to_stylize(visit)
    upload(visit, "flat.png", encode(np.full((*size, 3), 120, np.uint8)))
    page.get_by_role("button", name="Full screen").click()
    expect(page.get_by_role("button", name="Leave full screen")).to_be_visible()
    page.wait_for_timeout(300)
    width, height = page.evaluate("[innerWidth, innerHeight]")
    picture = page.locator(".stage .after").bounding_box()
    ratio = size[1] / size[0]
    assert picture["width"] / picture["height"] == pytest.approx(ratio, rel=0.02)
    assert picture["width"] == pytest.approx(min(width, height * ratio), abs=2)
    assert picture["x"] == pytest.approx((width - picture["width"]) / 2, abs=2)  # in the middle
    for part in (".seam", ".tag.left", ".tag.right", "input"):
        box = page.locator(f".stage {part}").bounding_box()
        assert picture["x"] - 2 <= box["x"] and box["x"] + box["width"] <= picture["x"] + picture["width"] + 2
    page.get_by_role("button", name="Leave full screen").click()
    expect(page.get_by_role("button", name="Full screen", exact=True)).to_be_visible()


def test_a_style_is_chosen_with_the_keyboard_alone(visit: Visit):
    page = visit.page
    page.get_by_role("radio", name="Sakura").focus()
    for title in ("Aozora", "Yuyake"):
        page.keyboard.press("ArrowRight")  # twice: choosing must not take the focus away
        expect(page.locator(".stage .right")).to_have_text(title)
        visit.settle()
    assert "style=yuyake" in page.url


def test_one_loupe_shows_the_same_spot_in_every_picture(visit: Visit):
    page = visit.page
    to_stylize(visit)
    page.get_by_role("tab", name="All styles").click()
    lenses = page.locator(".sheet .lens")
    expect(lenses).to_have_count(5)
    visit.settle()
    frame = page.locator(".sheet .frame").nth(2)
    box = frame.bounding_box()
    frame.hover(position={"x": box["width"] * 0.3, "y": box["height"] * 0.6})
    spots = lenses.evaluate_all(
        "all => all.map(l => [l.hidden, parseFloat(l.style.left), parseFloat(l.style.top)])"
    )
    assert len({tuple(spot) for spot in spots}) == 1
    assert spots[0] == pytest.approx([False, 30, 60], abs=1.5)

    page.locator(".sheet").focus()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("+")
    moved = lenses.evaluate_all("all => all.map(l => [parseFloat(l.style.left), l.style.backgroundSize])")
    assert len({tuple(spot) for spot in moved}) == 1
    assert moved[0][0] == pytest.approx(40, abs=1.5)
    width = frame.evaluate("frame => frame.clientWidth")
    assert float(moved[0][1].split("px")[0]) == pytest.approx(width * 3.5, abs=1)


def test_a_link_in_a_new_window_shows_the_same_picture(visit: Visit, lab: str):
    page = visit.page
    to_stylize(visit)
    page.get_by_title("A cup of coffee").click()
    visit.settle()
    page.get_by_title("Aozora").click()
    visit.settle()
    page.get_by_role("radio", name="256").click()
    visit.settle()
    page.get_by_role("slider", name="Strength of the drawing, %").press("ArrowLeft")
    visit.settle()
    first = page.locator(".stage .after").get_attribute("src")
    link = page.url
    assert "photo=coffee" in link and "style=aozora" in link and "size=256" in link and "strength=95" in link

    stranger = page.context.browser.new_context()
    other = stranger.new_page()
    other.goto(link)
    after = other.locator(".stage .after")
    after.wait_for(timeout=60_000)
    assert after.get_attribute("src") == first
    stranger.close()
