"""OpenVINO without its telemetry.

`import openvino` reports to an analytics service and writes an identifier to the user's home unless the user has
opted out. A lab for classrooms does neither: with its telemetry package out of reach, OpenVINO falls back to the
silent stand-in that it carries for installations without that package.

Source:
    openvino/tools/ovc/__init__.py and telemetry_utils.py of OpenVINO 2026.4.
"""

import importlib
import sys
from types import ModuleType

from animegan.errors import BackendError

__all__ = ["import_openvino"]

TELEMETRY = "openvino_telemetry"


def import_openvino() -> ModuleType:
    """The `openvino` package; everything in the lab that needs it takes it from here.

    Raises:
        BackendError: It is not installed, or cannot be loaded on this machine.
    """
    sys.modules.setdefault(TELEMETRY, None)  # type: ignore[arg-type]  # Python's way to say "not installed"
    try:
        return importlib.import_module("openvino")
    except ImportError as error:
        hint = "Run: pip install openvino, or use the backend 'torch'."
        raise BackendError(f"OpenVINO cannot be loaded: {error}.", hint=hint) from error
