"""Which styles and weights exist, where they come from, and whether a file is what it claims to be.

Importing this needs no torch; loading a network (`animegan.catalog.load`) does.
"""

from animegan.catalog.entries import (
    STYLES,
    WEIGHTS,
    StyleEntry,
    WeightsEntry,
    get_style,
    get_weights,
)
from animegan.catalog.files import sha256_of, verified_path, weights_dir

__all__ = [
    "STYLES",
    "WEIGHTS",
    "StyleEntry",
    "WeightsEntry",
    "get_style",
    "get_weights",
    "sha256_of",
    "verified_path",
    "weights_dir",
]
