"""The figure on a lesson's handout, computed when the handout is made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from animegan.errors import InputError

if TYPE_CHECKING:
    from animegan.types import PhotoU8

__all__ = ["FIGURES", "Figure", "get_figure"]

SIZE = 192  # pixels, the short side: a stamp on paper
PHOTO = "astronaut"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Pictures side by side, or bars.

    Attributes:
        caption: What is seen, in a sentence.
        pictures: (H, W, 3) uint8 each, by its title.
        bars: Lengths by what they are of; the caption has the unit.
    """

    caption: str
    pictures: "Mapping[str, PhotoU8] | None" = None
    bars: Mapping[str, float] | None = None


def get_figure(name: str) -> Callable[[], Figure]:
    """The function that makes a figure. Raises InputError where there is none of that name."""
    if name not in FIGURES:
        raise InputError(f"There is no figure {name!r}.", hint=f"Use one of: {', '.join(FIGURES)}.")
    return FIGURES[name]


def _photo() -> "PhotoU8":
    from animegan.inference.preprocess import resize, working_size
    from animegan.media.samples import load_sample

    photo = load_sample(PHOTO)
    return resize(photo, working_size(photo.shape[:2], SIZE))


def _styles() -> Figure:
    from animegan.catalog import STYLES
    from animegan.inference import Stylizer

    photo = _photo()
    pictures = {style.title: Stylizer.load(style.name)(photo, size=SIZE).picture for style in STYLES}
    return Figure(caption="A photo in the lab's four styles.", pictures={"Photo": photo} | pictures)


def _judge() -> Figure:
    from animegan.catalog.load import load_generator
    from animegan.losslab.example import paint_sample
    from animegan.losslab.mixing.family import paint_with

    painted = paint_with(load_generator("ablation_balanced"), _photo())
    return Figure(
        caption="Whom does the discriminator believe most?",
        pictures={
            "The photo": _photo(),
            "The network": painted,
            "The painter": paint_sample(PHOTO, "aozora", size=SIZE),
        },
    )


def _skips() -> Figure:
    from animegan.catalog.load import load_generator
    from animegan.explain import rerun, run
    from animegan.inference.shares import style_code

    base = run(
        load_generator("anime_unet"),
        _photo(),
        style_code({"sakura": 1.0}, _styles_of("anime_unet")),
        size=SIZE,
    )
    closed = {"Without the finest": ("skip_1",), "Without all four": base.network.gate_names}
    pictures = {
        title: rerun(base, gates=dict.fromkeys(gates, 0.0)).picture for title, gates in closed.items()
    }
    return Figure(
        caption="AnimeUNet with all its skips, without the finest, and without any.",
        pictures={"Photo": base.photo, "All skips": base.picture} | pictures,
    )


def _stages() -> Figure:
    from animegan.catalog.load import load_generator
    from animegan.explain import pca_colours, run
    from animegan.inference.shares import style_code

    base = run(
        load_generator("anime_unet"),
        _photo(),
        style_code({"sakura": 1.0}, _styles_of("anime_unet")),
        size=SIZE,
    )
    pictures = {"Photo": base.photo}
    for stage in base.network.stages[:4]:
        colours = base.over_photo(pca_colours(base.features(stage)).picture)
        pictures[stage] = (255 * colours).astype("uint8")
    return Figure(caption="Four stages of the encoder, each in three colours.", pictures=pictures)


def _faces() -> Figure:
    import cv2

    photo = _photo()
    turn = cv2.getRotationMatrix2D((photo.shape[1] / 2, photo.shape[0] / 2), -60, 1.0)
    return Figure(
        caption="In which of them is the face still found?",
        pictures={
            "Photo": photo,
            "Blurred": cv2.GaussianBlur(photo, (0, 0), 4).astype("uint8"),
            "Dark": (photo * 0.1).astype("uint8"),
            "Turned": cv2.warpAffine(photo, turn, photo.shape[1::-1], borderMode=cv2.BORDER_REPLICATE).astype(
                "uint8"
            ),
        },
    )


def _cost() -> Figure:
    from animegan.catalog.load import load_generator

    network = load_generator("animeganv2_sakura")
    learnt = {
        stage.name: sum(p.numel() for part in stage.parts for p in part.parameters())
        for stage in network.plan()
    }
    bars = {name: 100 * count / sum(learnt.values()) for name, count in learnt.items()}
    return Figure(
        caption="AnimeGANv2: share of the learnt numbers, stage by stage (%). And the multiplications?",
        bars=bars,
    )


def _claims() -> Figure:
    from animegan.comparison.claims import NUMBERS, SIZES
    from animegan.comparison.systems import get_system

    seconds = {
        f"{get_system(claim.system).title}, {SIZES[claim.system]} px": (claim.low + claim.high) / 2
        for claim in NUMBERS
        if claim.figure == "seconds"
    }
    return Figure(
        caption="Seconds for one picture on a CPU, as the article has them (middle of its range).",
        bars=seconds,
    )


def _styles_of(weights: str) -> tuple[str, ...]:
    from animegan.catalog import get_weights

    return get_weights(weights).styles


FIGURES: Mapping[str, Callable[[], Figure]] = {
    "styles": _styles,
    "judge": _judge,
    "losses": _judge,
    "skips": _skips,
    "stages": _stages,
    "faces": _faces,
    "cost": _cost,
    "claims": _claims,
}
