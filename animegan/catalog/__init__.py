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
from animegan.catalog.files import (
    openvino_digest,
    sha256_of,
    verified_openvino,
    verified_path,
    weights_dir,
)
from animegan.catalog.installed import damaged_weights, installed_weights
from animegan.catalog.published import PUBLISHED, UNAVAILABLE, get_published
from animegan.catalog.published_entry import PublishedWeights

__all__ = [
    "PUBLISHED",
    "STYLES",
    "UNAVAILABLE",
    "WEIGHTS",
    "PublishedWeights",
    "StyleEntry",
    "WeightsEntry",
    "damaged_weights",
    "get_published",
    "get_style",
    "get_weights",
    "installed_weights",
    "openvino_digest",
    "sha256_of",
    "verified_openvino",
    "verified_path",
    "weights_dir",
]
