"""What the loss terms and the discriminator say of pictures."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from animegan.lessons.truths.finding import Finding

if TYPE_CHECKING:
    from animegan.losslab.case import Case
    from animegan.losslab.pulls import Pulls
    from animegan.losslab.verdicts import Logits
    from animegan.types import PhotoU8

__all__ = [
    "cost_of_not_knowing",
    "games_that_notice",
    "most_like_a_painting",
    "numbers_of_a_verdict",
    "pulls_against_shares",
    "smallest_content_loss",
    "style_after_shift",
]

SIZE = 256  # pixels, the short side in the loss lab
PAINTED = "aozora"  # the style that the small family of networks and its discriminator have learnt
REFERENCE = "coffee"  # the sample whose painting stands for the style, as on the page


def numbers_of_a_verdict(photo: str) -> Finding:
    """How many numbers the discriminator gives for a picture: "one", one for each of its "pixels", or of "patches"."""
    from animegan.losslab.verdicts import PATCH

    pixels = _photo(photo)
    logits = _judged({"photo": pixels})["photo"]
    rows, columns = logits.shape
    sizes = {1: "one", pixels.shape[0] * pixels.shape[1]: "pixels"}
    return Finding(
        answer=sizes.get(logits.size, "patches"),
        figures={"numbers": logits.size, "rows": rows, "columns": columns, "patch": PATCH},
    )


def most_like_a_painting(photo: str) -> Finding:
    """Which the discriminator finds most like a painting: the "photo", the "network"'s picture, the "painting"."""
    logits = _judged(_three(photo))
    means = {name: float(values.mean()) for name, values in logits.items()}
    return Finding(answer=max(means, key=means.__getitem__), figures=means)


def games_that_notice(photo: str, add: float) -> Finding:
    """Which kind of game notices that a number was added to every logit: "absolute", "relative", "both", "none"."""
    from animegan.losslab.verdicts import game_losses

    logits = _judged(_three(photo))
    real, fake = logits["painting"], logits["network"]
    before = {game.name: game.discriminator for game in game_losses([real], [fake])}
    after = {game.name: game.discriminator for game in game_losses([real + add], [fake + add])}
    moved = {name: abs(after[name] - before[name]) > 1e-3 for name in before}
    relative, absolute = moved["ragan"] or moved["ralsgan"], moved["vanilla"] and moved["lsgan"]
    answer = {(True, True): "both", (False, True): "absolute", (True, False): "relative"}
    return Finding(
        answer=answer.get((relative, absolute), "none"),
        figures={"before": before["lsgan"], "after": after["lsgan"], "ragan": after["ragan"]},
    )


def cost_of_not_knowing(game: str) -> Finding:
    """What it costs a discriminator to give 0 to everything, in a game."""
    import torch

    from animegan.losses.adversarial import get_game

    loss = float(get_game(game).discriminator(torch.zeros(8), torch.zeros(8)))
    return Finding(answer=loss, figures={"loss": loss})


def smallest_content_loss(photo: str) -> Finding:
    """Which picture of a photo has the smallest content terms, L1 and perceptual: "photo", "network", "painting"."""
    case = _case(photo)
    sums = {}
    for name, picture in _three(photo).items():
        values = case.terms(_tensor(picture)).values
        sums[name] = float(values["l1"] + values["perceptual"])
    return Finding(answer=min(sums, key=sums.__getitem__), figures=sums)


def style_after_shift(photo: str) -> Finding:
    """By how many % the style loss changes when the picture is cut in the middle and its halves exchanged.

    L1, which compares pixel with pixel, says how far apart the two pictures are.
    """
    import numpy as np

    case, picture = _case(photo), _three(photo)["network"]
    exchanged = np.roll(picture, picture.shape[1] // 2, axis=1)
    before, after = (case.terms(_tensor(each)).values for each in (picture, exchanged))
    change = {name: 100 * abs(float(after[name] / before[name]) - 1) for name in ("style", "l1")}
    return Finding(answer=change["style"], figures=change)


def pulls_against_shares(photo: str, one: str, other: str) -> Finding:
    """Which of two terms pulls harder at the network's picture, by the article's weights; and their shares in %."""
    found = _pulls(photo)
    strengths = {pull.term: float(pull.strength.mean()) for pull in found.each}
    shares = {f"{pull.term}_share": 100 * pull.weighted / found.total for pull in found.each}
    return Finding(answer=max(one, other, key=strengths.__getitem__), figures=strengths | shares)


def _photo(name: str) -> "PhotoU8":
    from animegan.inference.preprocess import resize, working_size
    from animegan.media.samples import load_sample

    photo = load_sample(name)
    return resize(photo, working_size(photo.shape[:2], SIZE))


def _three(name: str) -> "dict[str, PhotoU8]":
    """A photo, the small balanced network's picture of it, and the painter's."""
    from animegan.catalog.load import load_generator
    from animegan.losslab.example import paint_sample
    from animegan.losslab.mixing.family import paint_with

    photo = _photo(name)
    painted = paint_with(load_generator("ablation_balanced"), photo)
    return {"photo": photo, "network": painted, "painting": paint_sample(name, PAINTED, size=SIZE)}


def _judged(pictures: "Mapping[str, PhotoU8]") -> "dict[str, Logits]":
    from animegan.losslab.case import open_eyes
    from animegan.losslab.verdicts import patch_logits

    judge = open_eyes().judge
    assert judge is not None
    return {name: patch_logits(judge, picture) for name, picture in pictures.items()}


def _case(photo: str) -> "Case":
    """The photo, and the painting of another one, under the article's weights."""
    from animegan.losslab.case import open_case, open_eyes
    from animegan.losslab.example import paint_sample
    from animegan.training.config import TrainConfig

    config = TrainConfig(pairing="unpaired", styles=(PAINTED,))
    return open_case(_photo(photo), paint_sample(REFERENCE, PAINTED, size=SIZE), config, open_eyes())


def _pulls(photo: str) -> "Pulls":
    from animegan.losslab.pulls import pulls

    return pulls(_case(photo), _tensor(_three(photo)["network"]))


def _tensor(picture: "PhotoU8"):  # type: ignore[no-untyped-def]  # torch is imported late
    import torch

    from animegan.inference.backends.pixels import pixels_to_pm1

    return pixels_to_pm1(torch.tensor(picture)[None])
