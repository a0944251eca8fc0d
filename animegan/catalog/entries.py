"""The catalog itself: every weights file and every style, as literals.

A weights file that changed needs its new `sha256` and `size_bytes` here: `catalog.write.write_weights`
returns both, and so do `sha256sum weights/*.safetensors` and `stat -c %s weights/*.safetensors`.
"""

import re
from dataclasses import dataclass, replace

from animegan.errors import InputError

__all__ = ["STYLES", "WEIGHTS", "StyleEntry", "WeightsEntry", "get_style", "get_weights"]

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsEntry:
    """One weights file.

    Attributes:
        name: The word it is asked for by.
        title: The name for people.
        architecture: Which network it fits, a name of `models.registry`, "perceptual", "patch_discriminator" or
            "local_refiner".
        file: Its path below the weights directory.
        sha256: Of the whole file, 64 lower-case hexadecimal digits.
        size_bytes: Of the whole file.
        licence: Under which it may be used.
        source: Who made it and where it comes from.
        trained_on: The pictures it has seen.
        styles: The names of its styles in the order of its style code; empty if it has no style code.
        openvino: SHA-256 of the same network in OpenVINO's own form beside the file (`.xml`, then `.bin`), which spares
            a first start torch; empty where there is none.
        int8: SHA-256 of the same network in whole numbers of 8 bits, in that form too (`.int8.xml`, then `.int8.bin`);
            empty where there is none.
        family: Of which set of related weights it is a member; such are meant for that set's page, not for a choice
            of networks. Empty for all others.
        fetched: Published by others and fetched onto this machine; not one of the lab's own.
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
    openvino: str = ""
    int8: str = ""
    family: str = ""
    fetched: bool = False

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


def _ablation_member(name: str, size_bytes: int, sha256: str) -> WeightsEntry:
    """One of the six small networks that are one loss term apart."""
    return WeightsEntry(
        name=f"ablation_{name}",
        title=f"Ablation family, {name.replace('_', ' ')}",
        architecture="anime_unet",
        file=f"ablation/{name}.safetensors",
        sha256=sha256,
        size_bytes=size_bytes,
        licence="MIT",
        source="trained by this project; see weights/ablation/README.md",
        trained_on="the same photos as anime_unet, and paintings of other photos",
        styles=("aozora",),
        family="ablation",
    )


WEIGHTS: tuple[WeightsEntry, ...] = (
    WeightsEntry(
        name="anime_unet",
        title="AnimeUNet, four styles",
        architecture="anime_unet",
        file="anime_unet.safetensors",
        sha256="fbd96a8715b23143379798144ebcdc4fbec596672a774a56625892c13d810111",
        size_bytes=2_048_180,
        licence="MIT",
        source="trained by this project; see weights/anime_unet.md",
        trained_on="1,501 portraits and scenes, listed in weights/perceptual.md, painted by animegan.toon",
        styles=("sakura", "aozora", "yuyake", "sumi"),
        openvino="e6adfb5a91ba2dca32abb0ef782c18ffb857ec83aabc2a824ced26667e6f6a45",
    ),
    WeightsEntry(
        name="animeganv2_sakura",
        title="AnimeGANv2, Sakura",
        architecture="animeganv2",
        file="animeganv2_sakura.safetensors",
        sha256="6d94c78d0e354b85a8add04983f4e245e2ad84e03bdad706fa57b9d8d766c9ef",
        size_bytes=4_320_864,
        licence="MIT",
        source="trained by this project; see weights/animeganv2.md",
        trained_on="the same photos and paintings as anime_unet",
        styles=("sakura",),
    ),
    WeightsEntry(
        name="animeganv2_aozora",
        title="AnimeGANv2, Aozora",
        architecture="animeganv2",
        file="animeganv2_aozora.safetensors",
        sha256="797e7edfb77f4e9d26ba9d0af26a4bca46ea0113e78be869b882534a4b2a236c",
        size_bytes=4_320_864,
        licence="MIT",
        source="trained by this project; see weights/animeganv2.md",
        trained_on="the same photos and paintings as anime_unet",
        styles=("aozora",),
    ),
    WeightsEntry(
        name="cyclegan_sakura",
        title="CycleGAN, Sakura",
        architecture="cyclegan",
        file="cyclegan_sakura.safetensors",
        sha256="719d866fe7d880d3d30814a65157cdd47c5b00f90c714f000fe61f0825e0f75c",
        size_bytes=22_772_028,
        licence="MIT",
        source="trained by this project; see weights/cyclegan.md",
        trained_on="the same photos and paintings as anime_unet",
        styles=("sakura",),
    ),
    WeightsEntry(
        name="toonify_sakura",
        title="Toonify small, Sakura (one upright face)",
        architecture="toonify",
        file="toonify_sakura.safetensors",
        sha256="544bb7fb74d1ab68cfcb09b034f11739c15641f523b63433f11fb62491afe7b2",
        size_bytes=9_060_088,
        licence="MIT",
        source="trained by this project; see weights/toonify.md",
        trained_on="1,449 faces of the same photos, cut out upright, and of the paintings",
        styles=("sakura",),
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
    WeightsEntry(
        name="local_refiner",
        title="Local Refiner",
        architecture="local_refiner",
        file="local_refiner.safetensors",
        sha256="9baa6eb2f832c8baa60d6165b974513fbe20bd8dc793bd9b1e67586372635879",
        size_bytes=627_480,
        licence="MIT",
        source="trained by this project; see weights/local_refiner.md",
        trained_on="the large faces among the photos of anime_unet, and their paintings",
    ),
    _ablation_member("parent", 592_116, "33329a8f959041cf88df5be70178719744563ea23c5712fb6870b700fc6420e0"),
    _ablation_member("balanced", 592_124, "b7b65694019e80947ffcdfdee23ada55ac8a6bc16477f2ace74cb6e1d423d787"),
    _ablation_member("l1_heavy", 592_124, "938ccd177bacdd95a410a3f7755148c4c373954053ca1a30a7d9e1aa122d863c"),
    _ablation_member(
        "perceptual_heavy", 592_124, "fbbb923bdfe785aa3b2889a071cb1fd8cc5a86b2ffb3226e55031ce89488c4f9"
    ),
    _ablation_member(
        "style_heavy", 592_124, "a5dd0c9a36ee237ac801c40e177e41ad144e293b8b8bd84894df897b32e7c704"
    ),
    _ablation_member(
        "adversarial_heavy", 592_124, "beb5b40f30a0b7ed49ea35649094bcea8f10e3cae2420400a9de98ccad07a87a"
    ),
    replace(
        _ablation_member(
            "judge", 649_272, "846ff048b391031a7b82ce81fb8b8dcf9abe21129bbf5ef3fc39cbfb08217b97"
        ),
        title="Ablation family, the discriminator",
        architecture="patch_discriminator",
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
    """The weights entry of that name, the lab's own or fetched.

    Raises:
        InputError: There is none, or it was not fetched yet.
        WeightsError: It was fetched and is damaged.
    """
    for entry in WEIGHTS:
        if entry.name == name:
            return entry
    from animegan.catalog.installed import find_installed, installed_weights  # they build on this module
    from animegan.catalog.published import PUBLISHED

    if any(published.name == name for published in PUBLISHED):
        if fetched := find_installed(name):
            return fetched
        hint = f"Fetch them: python -m animegan weights fetch {name}."
        raise InputError(f"The weights {name!r} are not on this machine yet.", hint=hint)
    known = ", ".join(entry.name for entry in (*WEIGHTS, *installed_weights()))
    raise InputError(f"Unknown weights: {name!r}.", hint=f"Use one of: {known}.")


def get_style(name: str) -> StyleEntry:
    """The style entry of that name; InputError if there is none."""
    for entry in STYLES:
        if entry.name == name:
            return entry
    known = ", ".join(entry.name for entry in STYLES)
    raise InputError(f"Unknown style: {name!r}.", hint=f"Use one of: {known}.")
