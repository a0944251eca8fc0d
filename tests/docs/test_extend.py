"""The recipes "how to add a style, a network, a page" do what they say: they are followed here, word for word.

A code block of a recipe names its file in `title`; `data-before`, `data-after` and `data-replace` say where in it.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(
    r'```python title="(?P<file>[^"]+)"(?: data-(?P<how>\w+)="(?P<mark>[^\n]+)")?\n(?P<code>.*?)```', re.S
)


@pytest.fixture
def house(tmp_path):
    """A copy of the lab's code that may be changed; weights are looked at where they are."""
    for folder in ("animegan", "pages"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "Home.py", tmp_path)
    (tmp_path / "weights").symlink_to(ROOT / "weights")
    return tmp_path


def follow(recipe: str, house: Path) -> int:
    """Makes every change that the recipe shows; returns how many there were."""
    blocks = list(BLOCK.finditer((ROOT / "docs/extend" / recipe).read_text()))
    for block in blocks:
        path, code = house / block["file"], block["code"]
        if block["how"] is None:
            assert not path.exists(), f"{recipe} would write over {path.name}"
            path.write_text(code)
            continue
        text = path.read_text()
        assert text.count(block["mark"]) == 1, f"{recipe}: {block['mark']!r} is not once in {path.name}"
        new = {
            "before": code + block["mark"],
            "after": block["mark"] + "\n" + code,
            "replace": code.rstrip("\n"),
        }
        path.write_text(text.replace(block["mark"], new[block["how"]]))
    return len(blocks)


def python(house: Path, program: str) -> str:
    """What a program says that runs in the changed house."""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=house, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_style_can_be_added(house):
    assert follow("style.md", house) == 3
    said = python(
        house,
        """
import numpy as np
from animegan.media.samples import load_sample
from animegan.toon import paint
photo = load_sample("astronaut")[:128, :128]
painted = {style: paint(photo, style, faces=[]).astype(int) for style in ("sakura", "momiji")}
warmth = {style: picture[..., 0].mean() - picture[..., 2].mean() for style, picture in painted.items()}
print(warmth["momiji"] > warmth["sakura"] + 2)
""",
    )
    assert said.split() == ["True"]


def test_a_network_can_be_added(house):
    assert follow("network.md", house) == 3
    said = python(
        house,
        """
import torch
from animegan.catalog.load import untrained_generator
network = untrained_generator("pocket")
painted = network(torch.zeros(1, 3, 33, 50), gates={"skip_1": 0.0}, taps=["encoder_2"])
print(tuple(painted.picture.shape), tuple(painted.features["encoder_2"].shape), *network.gate_names)
""",
    )
    assert said.strip() == "(1, 3, 33, 50) (1, 8, 17, 25) skip_1"


def test_a_page_can_be_added(house):
    assert follow("page.md", house) == 3
    said = python(
        house,
        """
from streamlit.testing.v1 import AppTest
page = AppTest.from_file("Home.py", default_timeout=60).switch_page("pages/20_Grey.py").run()
assert not page.exception, page.exception
print(page.title[0].value)
page = page.selectbox(key="photo").select_index(1).run()
assert not page.exception, page.exception
""",
    )
    assert said.strip() == "A photo without its colours"
