"""For all tests: one precision, so that no picture depends on a measurement; bugs in full; a core for each process."""

import os

import pytest

os.environ["ANIMEGAN_PRECISION"] = "fp32"
os.environ["STREAMLIT_CLIENT_SHOW_ERROR_DETAILS"] = "full"
if "PYTEST_XDIST_WORKER" in os.environ:  # several processes test side by side; each computes on one core
    os.environ["OMP_NUM_THREADS"] = "1"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One process takes whole files, for what they share; and one alone drives the browser."""
    for item in items:
        folder = item.path.parent.name
        item.add_marker(pytest.mark.xdist_group("browser" if folder == "browser" else str(item.path)))
