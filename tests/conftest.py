"""For all tests: one precision, so that no picture depends on what a short measurement said."""

import os

os.environ["ANIMEGAN_PRECISION"] = "fp32"
