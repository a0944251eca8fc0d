"""Weights that others have published: where each lies, what its bytes must hash to, and under which licence.

Nothing here is fetched by itself; `animegan.catalog.download` does it when a person asks. Importing this needs no
torch. What a file of unknown size will weigh is counted from the network's parameters, 4 bytes each.

| weights | how its bytes are known |
|---|---|
| animeganv2_* | git blob id at a pinned commit |
| cartoongan_* | git blob id and size of each of 94 arrays at a pinned commit |
| cyclegan_* | nothing is published: what came first is remembered, and everything later compared with it |
| vgg19 | the first 8 digits of its SHA-256, in its name |

Source:
    The published repositories at the commits named in each entry; the CycleGAN addresses are those of
    junyanz/pytorch-CycleGAN-and-pix2pix scripts/download_cyclegan_model.sh.
"""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from animegan.errors import InputError

__all__ = ["PUBLISHED", "UNAVAILABLE", "PublishedFile", "PublishedWeights", "Unavailable", "get_published"]

ANIMEGANV2_COMMIT = "25d7b017267208dfaf34026aa3425e518372aa2f"
CARTOONGAN_COMMIT = "2f26a525f8b604b8e98fb84ebad0af5aef727944"
CARTOONGAN_LIST = Path(__file__).with_name("published_cartoongan.csv")
CYCLEGAN_HOST = "http://efrosgans.eecs.berkeley.edu"
ABOUT_ANIMEGANV2, ABOUT_CYCLEGAN, ABOUT_VGG19 = 8_600_000, 45_500_000, 574_700_000

_GIT_BLOB, _SHA256 = re.compile(r"[0-9a-f]{40}"), re.compile(r"[0-9a-f]{8,64}")
_OWNER_AND_NAME = re.compile(r"[\w.-]+/[\w.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFile:
    """One file as its publisher has it.

    Attributes:
        path: Below the repository or the host, with slashes.
        size_bytes: None where it is not published.
        git_blob: The SHA-1 by which git knows the bytes; None if the file is in no repository.
        sha256: Of the bytes, or its first digits, at least 8; None where it is not known.
    """

    path: str
    size_bytes: int | None = None
    git_blob: str | None = None
    sha256: str | None = None

    def __post_init__(self) -> None:
        if not self.name or self.name.startswith(".") or "\\" in self.path or ".." in self.path.split("/"):
            raise ValueError(f"{self.path!r} is no path of a file")
        if self.git_blob is not None and not _GIT_BLOB.fullmatch(self.git_blob):
            raise ValueError(f"{self.path}: {self.git_blob!r} is no git blob id")
        if self.sha256 is not None and not _SHA256.fullmatch(self.sha256):
            raise ValueError(f"{self.path}: {self.sha256!r} is no SHA-256")

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rsplit("/", 1)[-1]

    @property
    def has_id(self) -> bool:
        """Whether its bytes can be checked against something its publisher said."""
        return bool(self.git_blob or self.sha256)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedWeights:
    """Weights of one network, published by somebody else.

    Attributes:
        name: The word they are asked for by.
        title: The name for people.
        architecture: Which network they fit, a name of `models.registry` or "vgg19".
        repository: "owner/name" on GitHub, or the address of another host.
        commit: The commit that is pinned, 40 digits; empty for another host.
        files: What to fetch; their last path parts differ.
        about_bytes: What all files weigh together, roughly where sizes are not published.
        licence: Under which they may be used, in words.
        licence_url: Where it can be read.
        source: Who made them.
        caution: What to know before using them.
        trained_on: The pictures they have seen.
        style: The name of the one style they paint; empty if they do not paint.
    """

    name: str
    title: str
    architecture: str
    repository: str
    commit: str
    files: tuple[PublishedFile, ...]
    about_bytes: int
    licence: str
    licence_url: str
    source: str
    caution: str
    trained_on: str
    style: str = ""

    def __post_init__(self) -> None:
        if self.on_github and not (_OWNER_AND_NAME.fullmatch(self.repository) and self.commit):
            raise ValueError(f"{self.name}: a GitHub repository is owner/name at a commit")
        if not self.files or len({file.name for file in self.files}) < len(self.files):
            raise ValueError(f"{self.name}: needs files whose names differ")

    @property
    def on_github(self) -> bool:
        """Whether it lies in a GitHub repository, so that its bytes have ids and changes can be asked for."""
        return "://" not in self.repository

    @property
    def styles(self) -> tuple[str, ...]:
        """The style in the form that catalog entries have."""
        return (self.style,) if self.style else ()

    @property
    def has_ids(self) -> bool:
        """Whether every file can be checked against something its publisher said."""
        return all(file.has_id for file in self.files)

    @property
    def has_sizes(self) -> bool:
        """Whether `about_bytes` is exact."""
        return all(file.size_bytes is not None for file in self.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unavailable:
    """Weights that people will look for here, and why they cannot be offered.

    Attributes:
        title: The name for people.
        architecture: The network they belong to.
        reason: Why not, in a sentence or two.
    """

    title: str
    architecture: str
    reason: str


def _animeganv2(name: str, title: str, blob: str, caution: str, trained_on: str) -> PublishedWeights:
    return PublishedWeights(
        name=f"animeganv2_{name}",
        title=title,
        architecture="animeganv2",
        repository="bryandlee/animegan2-pytorch",
        commit=ANIMEGANV2_COMMIT,
        files=(PublishedFile(path=f"weights/{name}.pt", git_blob=blob),),
        about_bytes=ABOUT_ANIMEGANV2,
        licence="MIT (the repository); see the caution",
        licence_url=f"https://github.com/bryandlee/animegan2-pytorch/blob/{ANIMEGANV2_COMMIT}/LICENSE",
        source="Bryan Lee, animegan2-pytorch",
        caution=caution,
        trained_on=trained_on,
        style=name,
    )


def _cartoongan_files(style: str) -> tuple[PublishedFile, ...]:
    with CARTOONGAN_LIST.open(encoding="ascii", newline="") as file:
        return tuple(
            PublishedFile(path=row["path"], size_bytes=int(row["size_bytes"]), git_blob=row["git_blob_sha1"])
            for row in csv.DictReader(file)
            if f"/{style}/" in row["path"]
        )


def _cartoongan(style: str, film: str) -> PublishedWeights:
    files = _cartoongan_files(style)
    return PublishedWeights(
        name=f"cartoongan_{style}",
        title=f"CartoonGAN, {style.title()}",
        architecture="cartoongan",
        repository="mnicnc404/CartoonGan-tensorflow",
        commit=CARTOONGAN_COMMIT,
        files=files,
        about_bytes=sum(file.size_bytes or 0 for file in files),
        licence="Apache-2.0 (the repository); the authors of the weights state no licence",
        licence_url=f"https://github.com/mnicnc404/CartoonGan-tensorflow/blob/{CARTOONGAN_COMMIT}/LICENSE",
        source="Chen, Lai and Liu 2018 (CartoonGAN); arrays from mnicnc404/CartoonGan-tensorflow",
        caution="Nobody who made these weights has said what they may be used for. "
        "Fine for a lesson; ask before you publish or sell pictures.",
        trained_on=f"photos and frames of {film}",
        style=style,
    )


def _cyclegan(name: str, painter: str, paintings: int) -> PublishedWeights:
    return PublishedWeights(
        name=f"cyclegan_style_{name}",
        title=f"CycleGAN, {painter}",
        architecture="cyclegan",
        repository=CYCLEGAN_HOST,
        commit="",
        files=(PublishedFile(path=f"cyclegan/pretrained_models/style_{name}.pth"),),
        about_bytes=ABOUT_CYCLEGAN,
        licence="BSD-2-Clause (the code); none is stated for the weights",
        licence_url="https://github.com/junyanz/pytorch-CycleGAN-and-pix2pix/blob/master/LICENSE",
        source="Zhu, Park, Isola and Efros 2017 (CycleGAN), UC Berkeley",
        caution="Not anime: nobody has published a CycleGAN from photo to anime. The host publishes no hash and "
        "answers over plain HTTP only, so nobody can prove that the file is the original; what comes first is "
        "remembered, and everything later is compared with it.",
        trained_on=f"6,853 photographs and {paintings:,} paintings ({painter})",
        style=name,
    )


PUBLISHED: tuple[PublishedWeights, ...] = (
    _animeganv2(
        "paprika",
        "AnimeGANv2, Paprika",
        "58086c9db9fc7a9e5c2876ca31b8079599352643",
        "The original AnimeGANv2 weights, converted. Their author forbids commercial use, "
        "whatever the repository's licence says. For landscapes rather than faces.",
        "photos of landscapes and frames of Paprika",
    ),
    _animeganv2(
        "face_paint_512_v1",
        "AnimeGANv2 network, face portrait 1",
        "19c1a1da4d9580186109a2b055d91044e5127de6",
        "For a face that fills 512 pixels. Not trained as AnimeGANv2: taught by pairs of faces from two StyleGAN2 "
        "networks. Their maker does not own the rights to the pictures behind them.",
        "generated faces and their portraits, not published",
    ),
    _animeganv2(
        "face_paint_512_v2",
        "AnimeGANv2 network, face portrait 2",
        "d75102f8f201ddaf8dbe6b913b1a97585b55f838",
        "For a face that fills 512 pixels. Not trained as AnimeGANv2: taught by "
        "pairs of faces from two StyleGAN2 networks. Their maker does not own the rights to the pictures behind them.",
        "generated faces and their portraits, not published",
    ),
    _animeganv2(
        "celeba_distill",
        "AnimeGANv2 network, webtoon face",
        "3b7ea61b02254980831cc3bc77af30666dbc999c",
        "For a face that fills 256 pixels. Not trained as AnimeGANv2: taught by a larger webtoon network. "
        "CelebA-HQ is for research that is not commercial.",
        "CelebA-HQ photos and what a webtoon network made of them",
    ),
    _cartoongan("hayao", "films by Hayao Miyazaki"),
    _cartoongan("hosoda", "films by Mamoru Hosoda"),
    _cartoongan("paprika", "Paprika"),
    _cartoongan("shinkai", "films by Makoto Shinkai"),
    _cyclegan("ukiyoe", "ukiyo-e", 1433),
    _cyclegan("monet", "Monet", 1074),
    _cyclegan("cezanne", "Cézanne", 584),
    _cyclegan("vangogh", "Van Gogh", 401),
    PublishedWeights(
        name="vgg19",
        title="VGG19, features for training",
        architecture="vgg19",
        repository="https://download.pytorch.org",
        commit="",
        files=(PublishedFile(path="models/vgg19-dcbb9e9d.pth", sha256="dcbb9e9d"),),
        about_bytes=ABOUT_VGG19,
        licence="BSD-3-Clause (torchvision); none is stated for the weights",
        licence_url="https://github.com/pytorch/vision/blob/main/LICENSE",
        source="Simonyan and Zisserman 2015; trained by torchvision",
        caution="Paints nothing: its features are what the published losses compare, so `train` uses them once they "
        "are here. Learnt from ImageNet, whose photos are for research that is not commercial. Its name carries "
        "the first 8 digits of its SHA-256, no more is published.",
        trained_on="1.2 million labelled photos of ImageNet",
    ),
)

UNAVAILABLE: tuple[Unavailable, ...] = (
    Unavailable(
        title="Toonify",
        architecture="toonify",
        reason="The cartoon networks lie on Google Drive without hashes and under Nvidia's non-commercial licence; "
        "Drive asks for a click before it hands out a large file, so that a program cannot fetch it reliably.",
    ),
    Unavailable(
        title="AnimeGAN, first version",
        architecture="animegan",
        reason="Its author publishes a TensorFlow 1 checkpoint only, for non-commercial use. The PyTorch files that "
        "circulate belong to another network, which is not the published one, and come without a licence.",
    ),
    Unavailable(
        title="AnimeGANv2, Hayao and Shinkai",
        architecture="animeganv2",
        reason="Published as TensorFlow 1 checkpoints only; of the original styles, Paprika alone was converted.",
    ),
)


def get_published(name: str) -> PublishedWeights:
    """The published weights of that name.

    Raises:
        InputError: There are none.
    """
    for published in PUBLISHED:
        if published.name == name:
            return published
    known = ", ".join(published.name for published in PUBLISHED)
    raise InputError(f"Nobody has published weights called {name!r}.", hint=f"Use one of: {known}.")
