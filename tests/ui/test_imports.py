import subprocess
import sys
from pathlib import Path

UI = Path(__file__).parents[2] / "animegan" / "ui"


def test_a_page_can_show_its_heading_before_anything_heavy_is_imported():
    """Whatever the pages import at their top must leave the network libraries for later."""
    modules = [f"animegan.ui.{file.stem}" for file in UI.glob("[a-z]*.py")]
    assert "animegan.ui.resources" in modules
    heavy = "{'torch', 'torchvision', 'openvino', 'facenet_pytorch', 'skimage'}"
    program = f"import sys, {', '.join(modules)}\nprint(*{heavy} & sys.modules.keys())"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []
