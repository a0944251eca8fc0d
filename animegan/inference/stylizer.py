"""The one public way from a photo to a picture."""

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np

from animegan.catalog import WeightsEntry, get_style, get_weights
from animegan.errors import InputError
from animegan.inference.backends import CPU, Backend, open_backend, open_on
from animegan.inference.canvas import PictureT, dress, read_photo
from animegan.inference.preprocess import resize, working_size
from animegan.inference.result import Result
from animegan.inference.shares import style_code, style_shares
from animegan.inference.tiles import backend_for
from animegan.types import PhotoU8

__all__ = ["Stylizer"]

MILLISECONDS = 1000.0


@dataclass(frozen=True, slots=True)
class Stylizer:
    """Paints photos in one style, or in a mix of those that its weights know.

    It never changes: any number of threads may call it at once, and no call can be seen in another.

    Attributes:
        style: The style of a call without a mix.
        weights: The catalog entry of the weights in use.
        backend: What runs the network; shared with every other Stylizer of the same weights.
    """

    style: str
    weights: WeightsEntry
    backend: Backend

    @classmethod
    def load(
        cls, style: str = "sakura", *, backend: str = "auto", precision: str | None = None, device: str = CPU
    ) -> "Stylizer":
        """A Stylizer for a style of the catalog.

        Args:
            style: The style's name.
            backend: "torch", "openvino", or "auto" for the faster one that is installed.
            precision: "fp32", "bf16", "int8", or "auto" for the fastest one here; None for what the environment
                variable ANIMEGAN_PRECISION says, or else "auto".
            device: "cpu", or "cuda" or "mps" for PyTorch on a graphics card.

        Raises:
            InputError: An unknown style, backend, precision or device.
            WeightsError: The weights file is missing or altered.
            BackendError: The backend asked for is not installed, or there is no such precision or device here.
        """
        entry = get_weights(get_style(style).weights)
        return cls.of(entry, style, backend=backend, precision=precision, device=device)

    @classmethod
    def of(
        cls,
        entry: WeightsEntry,
        style: str | None = None,
        *,
        backend: str = "auto",
        precision: str | None = None,
        device: str = CPU,
    ) -> "Stylizer":
        """A Stylizer for any weights: the lab's own beside a style's, or fetched ones.

        Args:
            entry: The weights.
            style: One of their styles; the first by default.
            backend: As for `load`.
            precision: As for `load`.
            device: As for `load`.

        Raises:
            InputError: The weights do not have that style, or the backend, precision or device is unknown.
            WeightsError: The weights file is missing or altered.
            BackendError: The backend asked for is not installed, or there is no such precision or device here.
        """
        (style,) = style_shares({style or entry.styles[0]: 1.0}, entry.styles)
        if device == CPU:
            return cls(style, entry, open_backend(backend, entry, precision))
        return cls(style, entry, open_on(device, backend, entry, precision))

    def __call__(
        self,
        photo: PictureT,
        *,
        size: int = 512,
        strength: float = 1.0,
        mix: Mapping[str, float] | None = None,
    ) -> Result[PictureT]:
        """Paints a photo.

        Args:
            photo: (H, W, 3) uint8 RGB, or a Pillow image, whose opacity is kept.
            size: Short side of the working picture, 64 to 10,000 pixels, at most 100 million in all; a photo is not
                enlarged for it.
            strength: 0 gives the photo at working size, 1 the network's picture.
            mix: Shares by style name, any scale, instead of the one style.

        Raises:
            InputError: The photo or an option cannot be used.
        """
        started = time.perf_counter()
        if not (math.isfinite(strength) and 0 <= strength <= 1):
            hint = "Use 0 to 1; for 50 percent write 0.5."
            raise InputError(f"The strength {strength} is out of range.", hint=hint)
        shares = style_shares({self.style: 1.0} if mix is None else mix, self.weights.styles)
        canvas = read_photo(photo)
        working = resize(canvas.photo, working_size(canvas.photo.shape[:2], size))

        network_started = time.perf_counter()
        backend = backend_for(self.backend, self.weights, working.shape[:2])
        painted = backend.paint(working, style_code(shares, self.weights.styles))
        network_ms = (time.perf_counter() - network_started) * MILLISECONDS

        picture = dress(_blend(working, painted, strength), canvas.alpha, like=photo)
        return Result(
            picture=picture,
            style=next(iter(shares)) if len(shares) == 1 else "mix",
            mix=shares,
            strength=float(strength),
            backend=backend.name,
            precision=backend.precision,
            weights=self.weights.name,
            size=working.shape[:2],
            milliseconds=(time.perf_counter() - started) * MILLISECONDS,
            network_ms=network_ms,
            alpha=canvas.alpha,
        )


def _blend(photo: PhotoU8, painted: PhotoU8, strength: float) -> PhotoU8:
    """A picture of its own, so that the caller's photo never becomes part of a result."""
    if strength == 1:
        return painted
    return np.asarray(cv2.addWeighted(painted, strength, photo, 1 - strength, 0), np.uint8)
