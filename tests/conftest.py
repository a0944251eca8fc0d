"""For all tests: one precision, so that no picture depends on what a short measurement said; bugs are shown in full."""

import os

os.environ["ANIMEGAN_PRECISION"] = "fp32"
os.environ["STREAMLIT_CLIENT_SHOW_ERROR_DETAILS"] = "full"
