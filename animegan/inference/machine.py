"""What this machine is, and how fast it multiplies matrices: the yardstick for every network's time."""

import importlib.metadata
import os
import platform
from collections.abc import Callable
from pathlib import Path

import numpy as np

from animegan.inference.backends.compiled import HINTS
from animegan.inference.backends.openvino import physical_cores
from animegan.inference.backends.quiet import import_openvino

__all__ = ["MATRIX_GMAC", "describe_machine", "device_product", "matrix_products"]

MATRIX_SIDE = 1536  # 9 MB each: large enough for full speed, small enough to repeat often
MATRIX_GMAC = MATRIX_SIDE**3 / 1e9
PACKAGES = ("torch", "openvino", "onnxruntime", "numpy")


def describe_machine() -> dict[str, object]:
    """CPU, cores, load and versions; everything a reader of a timing has to know."""
    installed = {package: _version(package) for package in PACKAGES}
    return {
        "cpu": _cpu_name(),
        "physical_cores": physical_cores(),
        "load_average": [round(load, 2) for load in os.getloadavg()] if hasattr(os, "getloadavg") else None,
        "system": platform.system(),
        "python": platform.python_version(),
        **{package: version for package, version in installed.items() if version},
    }


def matrix_products(backends: tuple[str, ...], precision: str = "fp32") -> dict[str, Callable[[], object]]:
    """One product of two matrices, MATRIX_GMAC multiplications with addition, per backend, "fp32" or "bf16"."""
    left, right = np.random.default_rng(0).random((2, MATRIX_SIDE, MATRIX_SIDE), np.float32)
    makers = {"torch": _torch_product, "openvino": _openvino_product}
    return {name: makers[name](left, right, precision) for name in backends}


def device_product(device: str) -> Callable[[], object]:
    """The same product on a device of PyTorch's, in fp32; returns when it is done."""
    import torch

    from animegan.inference.backends.devices import wait_for

    left, right = torch.rand(2, MATRIX_SIDE, MATRIX_SIDE, device=device)

    def product() -> None:
        torch.mm(left, right)
        wait_for(device)

    return product


def _torch_product(left: np.ndarray, right: np.ndarray, precision: str) -> Callable[[], object]:
    import torch

    kind = {"fp32": torch.float32, "bf16": torch.bfloat16}[precision]
    a, b = torch.from_numpy(left).to(kind), torch.from_numpy(right).to(kind)
    return lambda: torch.mm(a, b)


def _openvino_product(left: np.ndarray, right: np.ndarray, precision: str) -> Callable[[], object]:
    ov = import_openvino()
    a, b = (ov.opset13.parameter(list(matrix.shape), ov.Type.f32) for matrix in (left, right))
    model = ov.Model([ov.opset13.matmul(a, b, False, False)], [a, b], "matrix_product")
    config = {"INFERENCE_PRECISION_HINT": HINTS[precision], "INFERENCE_NUM_THREADS": physical_cores()}
    request = ov.Core().compile_model(model, "CPU", config).create_infer_request()
    return lambda: request.infer([left, right], share_inputs=True, share_outputs=True)


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def _cpu_name() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
