"""From a catalog entry to a network compiled for this CPU, by the shortest way there is.

1. Compiled at an earlier start and kept in the user's cache: read back in hundredths of a second.
2. Committed in OpenVINO's own form beside the weights (the default network): compiled in a fifth of a second.
3. Converted from the PyTorch network: seconds, and half a gigabyte for torch, so in a process of its own that takes
   its memory with it; in this process where torch is loaded anyhow.

Only the last one needs torch.
"""

import json
import logging
import subprocess
import sys
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import animegan
from animegan.catalog import WeightsEntry, sha256_of, verified_openvino, verified_path
from animegan.errors import BackendError
from animegan.inference.backends.compiled_cache import Compiled, digest_of, read_compiled, write_compiled
from animegan.inference.backends.quiet import import_openvino

__all__ = ["DEVICE", "HINTS", "STRIDE", "Plan", "open_compiled"]

DEVICE = "CPU"
STRIDE = ["animegan", "stride"]  # where a committed network says by what the sides of a photo must divide
HINTS = {"fp32": "f32", "bf16": "bf16", "int8": "f32"}  # int8: for the layers that were left as they are

_log = logging.getLogger(__name__)


class Plan(NamedTuple):
    """How to compute: in which numbers, and on how many threads."""

    precision: str
    threads: int

    def config(self) -> dict[str, Any]:
        """The same in OpenVINO's words."""
        return {
            "INFERENCE_PRECISION_HINT": HINTS[self.precision],  # OpenVINO would choose by itself
            "PERFORMANCE_HINT": "LATENCY",
            "INFERENCE_NUM_THREADS": self.threads,
        }


def open_compiled(entry: WeightsEntry, plan: Plan) -> tuple[int, Any]:
    """The stride of a network, and the network compiled.

    Raises:
        WeightsError: A file of the entry is missing or altered.
        BackendError: OpenVINO cannot be loaded, or there is no int8 form of the network.
    """
    verified_path(entry)  # altered weights are refused even where an old compiled network would do
    ov = import_openvino()
    core = ov.Core()
    file = f"{entry.name}-{plan.precision}-{_fingerprint(core, ov.__version__, plan, entry)}.blob"
    kept = read_compiled(file) or _prepared_apart(entry, plan, file)
    if kept is not None:
        try:
            return kept.stride, core.import_model(kept.blob, DEVICE, plan.config())
        except RuntimeError as error:
            _log.warning("The compiled network %s was refused and will be made again: %s", file, error)
    return _compile(core, plan, entry, file)


def _prepared_apart(entry: WeightsEntry, plan: Plan, file: str) -> Compiled | None:
    """What another process has compiled and kept; None if this one had better do it itself."""
    if "torch" in sys.modules or _committed(entry, plan):  # torch's memory is spent already, or not needed
        return None
    command = [sys.executable, "-m", "animegan.inference.backends.prepare"]
    request = {"entry": asdict(entry), "plan": plan}
    run = subprocess.run(command, input=json.dumps(request), text=True, capture_output=True, check=False)
    if run.returncode:
        _log.warning("Preparing %s apart failed; it is done here instead. %s", entry.name, run.stderr)
    return read_compiled(file)


def _compile(core: Any, plan: Plan, entry: WeightsEntry, file: str) -> tuple[int, Any]:
    stride, model = _model(core, plan, entry)
    compiled = core.compile_model(model, DEVICE, plan.config())
    write_compiled(file, Compiled(stride, compiled.export_model().getvalue()))
    return stride, compiled


def _model(core: Any, plan: Plan, entry: WeightsEntry) -> tuple[int, Any]:
    committed = _committed(entry, plan)
    if committed is not None:
        model = core.read_model(committed)
        return int(model.get_rt_info(STRIDE).value), model
    if plan.precision == "int8":
        raise BackendError(f"{entry.name} has no int8 form.", hint="Use another precision, or auto.")
    from animegan.inference.backends.convert import convert

    return convert(entry)


def _committed(entry: WeightsEntry, plan: Plan) -> Path | None:
    return verified_openvino(entry, int8=plan.precision == "int8")


def _fingerprint(core: Any, version: str, plan: Plan, entry: WeightsEntry) -> str:
    """Changes with whatever a compiled network depends on: weights, our code, OpenVINO, its settings, the CPU."""
    cpu = [str(core.get_property(DEVICE, name)) for name in ("FULL_DEVICE_NAME", "OPTIMIZATION_CAPABILITIES")]
    return digest_of([entry.sha256, entry.openvino, entry.int8, _code_digest(), version, plan.config(), cpu])


@cache
def _code_digest() -> str:
    package = Path(animegan.__file__).parent
    files = sorted([*package.glob("models/*.py"), *package.glob("inference/backends/*.py")])
    return digest_of([sha256_of(file) for file in files])
