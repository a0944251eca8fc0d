"""For all tests: one precision, so that no picture depends on a measurement; bugs in full; a core for each process."""

import os
from typing import Any

import pytest

os.environ["ANIMEGAN_PRECISION"] = "fp32"
os.environ["STREAMLIT_CLIENT_SHOW_ERROR_DETAILS"] = "full"
if "PYTEST_XDIST_WORKER" in os.environ:  # several processes test side by side; each computes on one core
    os.environ["OMP_NUM_THREADS"] = "1"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Whole files go to a process, for what their tests share; and one process alone drives the browser."""
    from xdist.scheduler import LoadFileScheduling

    class Scheduling(LoadFileScheduling):  # type: ignore[misc,unused-ignore]
        def _split_scope(self, nodeid: str) -> str:
            file: str = super()._split_scope(nodeid)
            return "browser" if file.startswith("tests/browser/") else file

    return Scheduling(config, log)
