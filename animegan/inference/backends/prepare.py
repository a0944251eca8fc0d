"""Converts and compiles one network and ends: `openvino.py` starts it so that torch's memory ends with it.

The catalog entry comes as JSON on standard input; the compiled network goes to the cache.
"""

import json
import sys

import torch  # noqa: F401 (its presence tells the backend to convert in this very process)

from animegan.catalog import WeightsEntry
from animegan.inference.backends.openvino import OpenVINOBackend

if __name__ == "__main__":
    values = json.load(sys.stdin)
    OpenVINOBackend(WeightsEntry(**{**values, "styles": tuple(values["styles"])}))
