"""The catalog itself: every weights file and every style, as literals.

A weights file that changed needs its new `sha256` and `size_bytes` here: `catalog.write.write_weights`
returns both, and so do `sha256sum weights/*.safetensors` and `stat -c %s weights/*.safetensors`.
"""

import re
from dataclasses import dataclass

from animegan.errors import InputError

__all__ = ["STYLES", "WEIGHTS", "StyleEntry", "WeightsEntry", "get_style", "get_weights"]

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsEntry:
    """One weights file.

    Attributes:
        name: The word it is asked for by.
        title: The name for people.
        architecture: Which network it fits, a name of `models.registry` or "perceptual".
        file: Its path below the weights directory.
        sha256: Of the whole file, 64 lower-case hexadecimal digits.
        size_bytes: Of the whole file.
        licence: Under which it may be used.
        source: Who made it and where it comes from.
        trained_on: The pictures it has seen.
        styles: The names of its styles in the order of its style code; empty if it paints nothing.
        family: Of which set of related weights it is a member; such are meant for that set's page, not for a choice
            of networks. Empty for all others.
    """

    name: str
    title: str
    architecture: str
    file: str
    sha256: str
    size_bytes: int
    licence: str
    source: str
    trained_on: str
    styles: tuple[str, ...] = ()
    family: str = ""

    def __post_init__(self) -> None:
        if not _SHA256.fullmatch(self.sha256):
            raise ValueError(f"{self.name}: {self.sha256!r} is no SHA-256")
        if not (self.licence and self.source and self.trained_on):
            raise ValueError(f"{self.name}: licence, source and trained_on are mandatory")


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleEntry:
    """One style a photo can be painted in.

    Attributes:
        name: The word it is asked for by.
        title: The name for people.
        blurb: What it looks like, in one sentence.
        weights: The name of the weights entry that paints it.
    """

    name: str
    title: str
    blurb: str
    weights: str


WEIGHTS: tuple[WeightsEntry, ...] = (
    WeightsEntry(
        name="anime_unet",
        title="AnimeUNet, four styles",
        architecture="anime_unet",
        file="anime_unet.safetensors",
        sha256="53c95ad056b7c671c224c0f9e326e824fe2edd518babb6ca5798cd848ca1d692",
        size_bytes=2_048_180,
        licence="MIT",
        source="trained by this project; see weights/anime_unet.md",
        trained_on="1,501 portraits and scenes, listed in weights/perceptual.md, painted by animegan.toon",
        styles=("sakura", "aozora", "yuyake", "sumi"),
    ),
    WeightsEntry(
        name="perceptual",
        title="Perceptual features",
        architecture="perceptual",
        file="perceptual.safetensors",
        sha256="dff08b36fe1c7a1aea8c9f3d9fcf51f7dd724136812732d2464a3c15e9543302",
        size_bytes=981_792,
        licence="MIT",
        source="trained by this project; see weights/perceptual.md",
        trained_on="the same photos and paintings, towards features of an ImageNet-trained SqueezeNet 1.0",
    ),
)

STYLES: tuple[StyleEntry, ...] = (
    StyleEntry(
        name="sakura",
        title="Sakura",
        blurb="Soft pink portrait light, like an afternoon under cherry blossom.",
        weights="anime_unet",
    ),
    StyleEntry(
        name="aozora",
        title="Aozora",
        blurb="Clear-sky blues, crisp clouds and bright, clean colours.",
        weights="anime_unet",
    ),
    StyleEntry(
        name="yuyake",
        title="Yuyake",
        blurb="Warm dusk with paprika reds and long violet shadows.",
        weights="anime_unet",
    ),
    StyleEntry(
        name="sumi",
        title="Sumi",
        blurb="Ink lines over flat grey washes, as if brushed on paper.",
        weights="anime_unet",
    ),
)


def get_weights(name: str) -> WeightsEntry:
    """The weights entry of that name; InputError if there is none."""
    for entry in WEIGHTS:
        if entry.name == name:
            return entry
    known = ", ".join(entry.name for entry in WEIGHTS)
    raise InputError(f"Unknown weights: {name!r}.", hint=f"Use one of: {known}.")


def get_style(name: str) -> StyleEntry:
    """The style entry of that name; InputError if there is none."""
    for entry in STYLES:
        if entry.name == name:
            return entry
    known = ", ".join(entry.name for entry in STYLES)
    raise InputError(f"Unknown style: {name!r}.", hint=f"Use one of: {known}.")
