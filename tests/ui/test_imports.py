import subprocess
import sys
from pathlib import Path

UI = Path(__file__).parents[2] / "animegan" / "ui"


def test_a_page_can_show_its_heading_before_anything_heavy_is_imported():
    """Whatever the pages import at their top must leave the network libraries for later."""
    files = [*UI.glob("[a-z]*.py"), *UI.glob("faces/[a-z]*.py")]
    modules = [".".join(("animegan.ui", *file.relative_to(UI).with_suffix("").parts)) for file in files]
    assert {"animegan.ui.resources", "animegan.ui.faces.painted"} < set(modules)
    heavy = "{'torch', 'torchvision', 'openvino', 'facenet_pytorch', 'skimage'}"
    program = f"import sys, {', '.join(modules)}\nprint(*{heavy} & sys.modules.keys())"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


def test_the_frame_of_a_page_needs_nothing_that_handles_pictures():
    """Home and Stylize draw it before they import the rest."""
    program = (
        "import sys, animegan.ui.shell\nprint(*{'PIL', 'cv2', 'matplotlib', 'pandas'} & sys.modules.keys())"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []
