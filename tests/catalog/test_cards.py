"""Nothing comes without its card: every weights file is described by its hash, every style by words and a picture."""

from pathlib import Path

import pytest

from animegan.catalog import STYLES, WEIGHTS, StyleEntry, WeightsEntry
from animegan.media.image import decode

WEIGHTS_DIR = Path(__file__).parents[2] / "weights"
CARDS = {path: path.read_text(encoding="utf-8") for path in WEIGHTS_DIR.rglob("*.md")}


@pytest.mark.parametrize("entry", WEIGHTS, ids=lambda entry: entry.name)
def test_weights_have_a_card_with_hash_command_and_figures(entry: WeightsEntry) -> None:
    (card,) = (
        text for path, text in CARDS.items() if f"`{entry.sha256}`" in text and "lens" not in path.name
    )
    assert "python -m animegan train" in card
    assert "never" in card  # figures on photos that the network never saw


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_styles_have_a_card_with_a_picture(style: StyleEntry) -> None:
    card = CARDS[WEIGHTS_DIR / "styles" / f"{style.name}.md"]
    assert card.startswith(f"# {style.title}\n")
    assert f"]({style.name}.jpg)" in card
    sheet = decode((WEIGHTS_DIR / "styles" / f"{style.name}.jpg").read_bytes()).photo
    assert min(sheet.shape[:2]) >= 700
