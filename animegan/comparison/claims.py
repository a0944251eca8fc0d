"""What the article says of each system, beside what is known of it, as data.

The article is "动漫生成模型选型对比：AnimeGANv2优势深度剖析" (a comparison of models for anime pictures). Claims that a
measurement can settle carry the article's range; the others carry a verdict with its source.

Source:
    The article, as quoted in each `says`; what is known comes from the file or thread named in each `source`.
"""

from dataclasses import dataclass
from typing import Literal

__all__ = ["FACTS", "NUMBERS", "SIZES", "TOPICS", "FactClaim", "NumberClaim", "Word"]

Word = Literal["agree", "differs", "wrong"]
Figure = Literal["size", "seconds"]
TOPICS = ("size", "CPU time", "resolution", "network", "training", "faces", "video", "updates")

SIZES = {"cyclegan": 256, "cartoongan": 256, "toonify": 1024, "animeganv2": 512}
"""Side in pixels at which the article has each system run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberClaim:
    """A claim that a measurement settles.

    Attributes:
        system: Of whom it is said.
        figure: What is claimed: the weights in millions of bytes, or seconds a picture on a CPU.
        says: The article's own figure, in words.
        low: The least value that bears it out.
        high: The greatest.
        note: What else to know, a sentence or two.
        source: Where that is known from.
    """

    system: str
    figure: Figure
    says: str
    low: float
    high: float
    note: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactClaim:
    """A claim that a file or a thread settles.

    Attributes:
        system: Of whom it is said.
        topic: What it is about, one of TOPICS.
        says: The claim.
        verdict: What became of it.
        reason: Why, in one or two sentences.
        source: Where that is known from.
    """

    system: str
    topic: str
    says: str
    verdict: Word
    reason: str
    source: str


NUMBERS: tuple[NumberClaim, ...] = (
    NumberClaim(
        system="cyclegan",
        figure="size",
        says="about 60 MB",
        low=54,
        high=66,
        note="Both generators and both discriminators, as in training, weigh 113 MB.",
        source="junyanz/pytorch-CycleGAN-and-pix2pix models/networks.py",
    ),
    NumberClaim(
        system="cartoongan",
        figure="size",
        says="about 55 MB",
        low=49.5,
        high=60.5,
        note="The 94 published arrays of one style are 44,530,700 bytes together.",
        source="mnicnc404/CartoonGan-tensorflow style_transfer/cartoongan/pretrained_weights",
    ),
    NumberClaim(
        system="toonify",
        figure="size",
        says="more than 500 MB",
        low=500,
        high=float("inf"),
        note="Counted is the 256-pixel generator at its published width with this lab's small encoder. "
        "The published 1024-pixel generator weighs 121.5 MB, its training file 382 MB, and with the encoder of "
        "pixel2style2pixel everything together about 1.2 GB.",
        source="justinpinkney/toonify; eladrich/pixel2style2pixel README; layers counted",
    ),
    NumberClaim(
        system="animeganv2",
        figure="size",
        says="8 MB",
        low=7.2,
        high=8.8,
        note="In 32 bits, not in 8.",
        source="TachibanaYoshino/AnimeGANv2 README",
    ),
    NumberClaim(
        system="cyclegan",
        figure="seconds",
        says="5 to 8 s at 256 px",
        low=5,
        high=8,
        note="At 256 px it needs about half the multiplications that AnimeGANv2 needs at 512 px.",
        source="layers counted by this lab",
    ),
    NumberClaim(
        system="cartoongan",
        figure="seconds",
        says="3 to 5 s at 256 px",
        low=3,
        high=5,
        note="At 256 px it needs about half the multiplications that AnimeGANv2 needs at 512 px.",
        source="layers counted by this lab",
    ),
    NumberClaim(
        system="animeganv2",
        figure="seconds",
        says="1 to 2 s at 512 px",
        low=1,
        high=2,
        note="Plausible for eight desktop cores: a user's video works out at 1.0 to 1.4 s for this size.",
        source="TachibanaYoshino/AnimeGANv2 issue 65",
    ),
)

FACTS: tuple[FactClaim, ...] = (
    FactClaim(
        system="cyclegan",
        topic="resolution",
        says="256 px only",
        verdict="wrong",
        reason="It has no layer that depends on the size; its authors advise training on crops and testing on whole "
        "photos.",
        source="junyanz/pytorch-CycleGAN-and-pix2pix docs/qa.md",
    ),
    FactClaim(
        system="cartoongan",
        topic="resolution",
        says="256 px only",
        verdict="wrong",
        reason="Every layer takes any size. Its own test script works at 450 px, and a user reports 1024.",
        source="Yijunmaverick/CartoonGAN-Test-Pytorch-Torch test.py and issue 2",
    ),
    FactClaim(
        system="cartoongan",
        topic="training",
        says="needs labelled data",
        verdict="wrong",
        reason="Photos and cartoons need no labels and no pairs; the third set, with smoothed edges, is computed.",
        source="Yijunmaverick/CartoonGAN-Test-Pytorch-Torch README; taki0112/CartoonGAN-Tensorflow edge_smooth.py",
    ),
    FactClaim(
        system="toonify",
        topic="resolution",
        says="1024 px",
        verdict="agree",
        reason="A StyleGAN2 draws one size, the published one 1024 px. Of the five this is the only fixed one.",
        source="justinpinkney/stylegan2",
    ),
    FactClaim(
        system="toonify",
        topic="CPU time",
        says="not possible on a CPU",
        verdict="wrong",
        reason="Its author served it on CPUs to save money, and the PyTorch code has CPU paths for its own layers.",
        source="justinpinkney/awesome-pretrained-stylegan2 issue 27; rosinality/stylegan2-pytorch pull request 89",
    ),
    FactClaim(
        system="toonify",
        topic="training",
        says="“Toonify-DANN”, domain-adversarial training",
        verdict="wrong",
        reason="Neither repository has a domain classifier or a gradient reversal. Toonify fine-tunes a StyleGAN2 and "
        "swaps layers.",
        source="justinpinkney/toonify; justinpinkney/stylegan2 blend_models.py",
    ),
    FactClaim(
        system="animeganv2",
        topic="resolution",
        says="512 px",
        verdict="differs",
        reason="512 px is a habit. The network takes any size; the official script rounds down to a multiple of 32.",
        source="TachibanaYoshino/AnimeGANv2 test.py",
    ),
    FactClaim(
        system="animeganv2",
        topic="network",
        says="MobileNetV2 encoder, U-Net skips, style-adaptive decoder",
        verdict="wrong",
        reason="Plain convolutions in, four inverted residual blocks in the middle, no long skip, no style input: one "
        "file per style. The network that the article describes is this lab's AnimeUNet.",
        source="TachibanaYoshino/AnimeGANv2 net/generator.py",
    ),
    FactClaim(
        system="animeganv2",
        topic="training",
        says="relativistic average GAN (RaGAN)",
        verdict="wrong",
        reason="Least squares (LSGAN). None of the six kinds that its script offers is relativistic.",
        source="TachibanaYoshino/AnimeGANv2 train.py, tools/ops.py",
    ),
    FactClaim(
        system="animeganv2",
        topic="training",
        says="10 L1 + 6 perceptual + 4 Gram + 1 adversarial",
        verdict="wrong",
        reason="The adversarial weight is the largest, 300; there are terms for colour and smoothness, and none for "
        "the pixels themselves.",
        source="TachibanaYoshino/AnimeGANv2 train.py",
    ),
    FactClaim(
        system="animeganv2",
        topic="faces",
        says="Miyazaki and Shinkai styles for faces",
        verdict="differs",
        reason="These were trained on landscapes. The author asks for at least 3,000 photos of people and a new "
        "training for portraits; the known face weights are another training altogether.",
        source="TachibanaYoshino/AnimeGAN README; bryandlee/animegan2-pytorch issues 3 and 18",
    ),
    FactClaim(
        system="animeganv2",
        topic="faces",
        says="face2paint finds faces by MTCNN or RetinaFace, refines, and blends by Poisson",
        verdict="wrong",
        reason="The published function crops the middle square and resizes it. This lab builds the described one.",
        source="bryandlee/animegan2-pytorch hubconf.py",
    ),
    FactClaim(
        system="animeganv2",
        topic="video",
        says="3 to 5 frames a second on a CPU",
        verdict="wrong",
        reason="The same article has 1 to 2 s a picture, which is 0.5 to 1 frame a second. A user's 11 s of video took "
        "some 20 minutes.",
        source="TachibanaYoshino/AnimeGANv2 issue 65",
    ),
    FactClaim(
        system="animeganv2",
        topic="updates",
        says="updates itself from GitHub, checked by a hash",
        verdict="wrong",
        reason="`check_hash` compares nothing unless the file's name carries a hash, which these names do not.",
        source="bryandlee/animegan2-pytorch hubconf.py; torch/hub.py",
    ),
)
