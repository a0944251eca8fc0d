"""Converts and compiles one network and ends: `openvino.py` starts it so that torch's memory ends with it.

The catalog entry and the plan come as JSON on standard input; the compiled network goes to the cache.
"""

import json
import sys

import torch  # noqa: F401 (its presence tells the backend to convert in this very process)

from animegan.catalog import WeightsEntry
from animegan.inference.backends.compiled import Plan, open_compiled

if __name__ == "__main__":
    request = json.load(sys.stdin)
    values = request["entry"]
    open_compiled(WeightsEntry(**{**values, "styles": tuple(values["styles"])}), Plan(*request["plan"]))
