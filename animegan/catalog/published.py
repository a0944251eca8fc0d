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
from pathlib import Path

from animegan.catalog.published_entry import PublishedFile, PublishedWeights, Unavailable
from animegan.errors import InputError

__all__ = ["PUBLISHED", "UNAVAILABLE", "get_published"]

ANIMEGANV2_COMMIT = "25d7b017267208dfaf34026aa3425e518372aa2f"
CARTOONGAN_COMMIT = "2f26a525f8b604b8e98fb84ebad0af5aef727944"
CARTOONGAN_LIST = Path(__file__).with_name("published_cartoongan.csv")
CYCLEGAN_HOST = "http://efrosgans.eecs.berkeley.edu"
ABOUT_ANIMEGANV2, ABOUT_CYCLEGAN, ABOUT_VGG19 = 8_600_000, 45_500_000, 574_700_000


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
