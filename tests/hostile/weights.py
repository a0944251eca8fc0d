"""Weights files that lie, pickles that want to run something, and saved progress of nobody."""

import io
import json
import pickle
import struct
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import Any

import numpy as np
import torch
from safetensors.torch import save

from animegan.catalog.load import load_generator
from animegan.lessons.library import lessons
from animegan.lessons.progress import KIND, VERSION
from animegan.losslab.short_run.plan import START

__all__ = ["TRACE", "lying_progress", "lying_published", "lying_weights", "whole_published", "whole_weights"]

TRACE = "animegan-was-here"  # a file that is there if code in a checkpoint was run


@cache
def whole_weights() -> Mapping[str, bytes]:
    """The small network of the loss lab, as its room saves it, and a tiny file of another network."""
    small = {"a": torch.ones(2, 3), "b": torch.zeros(4)}
    return {"network": save(_tensors(), {"training": "{}"}), "another network": save(small)}


def _tensors() -> dict[str, torch.Tensor]:
    return {name: tensor.clone() for name, tensor in load_generator(START).state_dict().items()}


def lying_weights() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Names and makers."""
    for name in ("missing", "unknown", "all renamed", "shape", "turned", "flat", "empty", "NaN", "infinite", "huge",
                 "16 bits", "64 bits", "whole numbers", "complex"):  # fmt: skip
        yield f"tensor: {name}", partial(_changed, name)
    for name, header in _headers():
        yield f"header: {name}", partial(_file, header)
    for length in (0, 1, 2**31, 2**62, 2**63, 2**64 - 1):
        yield f"header of {length} bytes", partial(_claims, length)
    yield "pickle", lambda: pickle.dumps({"a": [1, 2]})
    yield "zeros", lambda: b"\0" * 100_000


def _changed(what: str) -> bytes:
    tensors = _tensors()
    kernel = next(name for name, tensor in tensors.items() if tensor.dim() == 4)
    found = tensors[kernel]
    if what == "missing":
        del tensors[kernel]
    elif what == "unknown":
        tensors["../../etc/passwd"] = torch.zeros(1)
    elif what == "all renamed":
        tensors = {f"x.{name}": tensor for name, tensor in tensors.items()}
    else:
        tensors[kernel] = {
            "shape": lambda: found[:-1].clone(), "turned": lambda: found.transpose(2, 3).contiguous()[:, :, :1].clone(),
            "flat": lambda: found.flatten(), "empty": lambda: torch.zeros(0), "NaN": lambda: found * torch.nan,
            "infinite": lambda: found / 0, "huge": lambda: torch.full_like(found, 3e38), "16 bits": found.half,
            "64 bits": found.double, "whole numbers": found.int, "complex": lambda: found.to(torch.complex64),
        }[what]()  # fmt: skip
    return save(tensors)


def _headers() -> Iterator[tuple[str, bytes]]:
    def one(**told: Any) -> bytes:
        return json.dumps({"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8], **told}}).encode()

    yield "whole", one()
    yield "offsets past the end", one(data_offsets=[0, 10**12])
    yield "offsets backwards", one(data_offsets=[8, 0])
    yield "negative offsets", one(data_offsets=[-8, 0])
    yield "shape of 2^40", one(shape=[2**40])
    yield "shape that overflows", one(shape=[2**32, 2**32])
    yield "negative shape", one(shape=[-2])
    yield "unknown type", one(dtype="EVIL")
    yield "no type", b'{"a":{"shape":[2],"data_offsets":[0,8]}}'
    yield "list", b"[1,2,3]"
    yield "number", b"7"
    yield "nothing", b""
    yield "not JSON", b"{"
    yield "no text", b"\xff\xfe\xfd"
    yield "deep", b'{"a":' + b"[" * 100_000
    yield "the same name twice", one()[:-1] + b"," + one()[1:]
    yield "odd metadata", b'{"__metadata__":{"training":7}}'
    yield "damaged settings", json.dumps({"__metadata__": {"training": "{" * 1000}}).encode()
    yield "a million names", json.dumps({str(n): 0 for n in range(200_000)}).encode()


def _file(header: bytes) -> bytes:
    return struct.pack("<Q", len(header)) + header + b"\0" * 8


def _claims(length: int) -> bytes:
    return struct.pack("<Q", length) + whole_weights()["another network"][8:]


class _Runs:
    """Runs something when it is unpickled by a careless reader."""

    def __reduce__(self) -> Any:
        return (open, (TRACE, "w"))


@cache
def whole_published() -> Mapping[str, bytes]:
    """A PyTorch file and an array."""
    return {"PyTorch": _saved({"a": torch.ones(2, 3)}), "array": _array(np.ones((2, 3), np.float32))}


def lying_published() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Names and makers."""
    yield "pickle that runs something", lambda: pickle.dumps(_Runs())
    yield "PyTorch file that runs something", lambda: _saved({"a": _Runs()})
    yield "list", lambda: _saved([1, 2])
    yield "no tensors", lambda: _saved({"a": 1, "b": "c"})
    yield "wrapped in itself", lambda: _saved({"state_dict": {"state_dict": {"a": 1}}})
    yield "tensor alone", lambda: _saved(torch.ones(3))
    yield "array of objects", lambda: _array(np.array([_Runs()], dtype=object))
    yield "array of words", lambda: _array(np.array(["a", "b"]))
    for shape in ("(1000000000000,)", "(-1,)", "(2, 3", "(9**9**9,)", "('a',)", "(2**70,)"):
        yield f"array of shape {shape}", partial(_array_header, shape)


def _saved(what: Any) -> bytes:
    buffer = io.BytesIO()
    torch.save(what, buffer)
    return buffer.getvalue()


def _array(values: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, values, allow_pickle=True)
    return buffer.getvalue()


def _array_header(shape: str) -> bytes:
    told = f"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}".encode().ljust(117) + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(told)) + told + b"\0" * 24


def lying_progress() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Names and makers."""
    lesson = lessons()[0].name
    for guesses in ("9" * 5000, "-1", "0", "1", "x", "²", "٣"):
        for guess in (True, None, "x", 1e308, [], {}):
            told = {"reached": 1, "guesses": {guesses: guess}}
            content = {"kind": KIND, "version": VERSION, "lessons": {lesson: told}}
            yield f"{guess!r} for step {guesses[:9]}", partial(bytes, json.dumps(content).encode())
    for name, data in {
        "nothing": b"", "null": b"null", "list": b"[]", "number": b"7", "word": b'"a"', "empty": b"{}",
        "deep": b"[" * 200_000, "deeper": b'{"a":' * 50_000, "no text": b"\xff\xfe", "long number": b'{"version": ' + b"9" * 10_000 + b"}",
        "infinity": b'{"version": Infinity}', "lessons": b'{"version": 1, "lessons": 7}', "names": b'{"version": 1, "lessons": {"a": {}}}',
        "NaN": b"NaN", "surrogate": b'{"\\ud800": 1}',
    }.items():  # fmt: skip
        yield name, partial(bytes, data)
