"""For all tests: one precision, so that no picture depends on a measurement; bugs in full; a core for each process."""

import os

os.environ["ANIMEGAN_PRECISION"] = "fp32"
os.environ["STREAMLIT_CLIENT_SHOW_ERROR_DETAILS"] = "full"
if "PYTEST_XDIST_WORKER" in os.environ:  # several processes test side by side; each computes on one core
    os.environ["OMP_NUM_THREADS"] = "1"
