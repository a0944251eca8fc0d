"""What .streamlit/config.toml promises: it can be read, it stays at home, it asks for nothing."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
WCAG_AA = 4.5  # contrast of normal text, WCAG 2.2, 1.4.3


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb", WCAG 2.2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_of_black_and_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("ink", ["textColor", "linkColor", "primaryColor"])
@pytest.mark.parametrize("paper", ["backgroundColor", "secondaryBackgroundColor"])
def test_text_can_be_read_on_every_background(mode, ink, paper):
    theme = CONFIG["theme"][mode]
    assert contrast(theme[ink], theme[paper]) >= WCAG_AA
    assert contrast(theme[ink], theme["sidebar"][paper]) >= WCAG_AA


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("paper", ["backgroundColor", "secondaryBackgroundColor"])
def test_small_print_can_be_read(mode, paper):
    """Streamlit writes captions and limits in the text colour at 60 % opacity."""
    theme = CONFIG["theme"][mode]
    ink, ground = ([int(theme[name][i : i + 2], 16) for i in (1, 3, 5)] for name in ("textColor", paper))
    faded = "#" + "".join(f"{round(0.6 * a + 0.4 * b):02x}" for a, b in zip(ink, ground, strict=True))
    assert contrast(faded, theme[paper]) >= WCAG_AA


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_code_can_be_read(mode):
    theme = CONFIG["theme"][mode]
    assert contrast(theme["codeTextColor"], theme["codeBackgroundColor"]) >= WCAG_AA


def test_the_lab_stays_on_this_computer_and_reports_to_nobody():
    assert CONFIG["server"]["address"] == "127.0.0.1"
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["server"]["showEmailPrompt"] is False


def test_the_menu_is_ours_alone():
    assert CONFIG["client"]["showSidebarNavigation"] is False


# www.w3.org names the format of a drawing; the others are examples of a classroom's own addresses
OUTSIDE = re.compile(r"https?://(?=\w)(?!www\.w3\.org/2000/svg|192\.168\.|localhost)")


def test_nothing_is_fetched_from_elsewhere():
    files = [ROOT / ".streamlit" / "config.toml", ROOT / "Home.py", *ROOT.glob("pages/*.py")]
    files += [p for p in ROOT.glob("animegan/ui/**/*") if p.suffix in {".py", ".js", ".css", ".html", ".svg"}]
    assert len(files) > 20
    for file in files:
        assert not OUTSIDE.search(file.read_text(encoding="utf-8")), file


def test_no_button_has_white_words_on_pale_plum():
    """Streamlit writes white on the primary colour, which in the dark theme is a colour to be read, hence pale."""
    assert contrast("#ffffff", CONFIG["theme"]["dark"]["primaryColor"]) < WCAG_AA, "then the rule can go"
    for file in [ROOT / "Home.py", *ROOT.glob("pages/*.py"), *ROOT.glob("animegan/ui/*.py")]:
        assert 'type="primary"' not in file.read_text(encoding="utf-8"), file
