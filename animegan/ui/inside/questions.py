"""What the page on feature maps lets the learner predict; each answer is measured on the learner's own photo."""

from collections.abc import Mapping

from animegan.types import PhotoU8
from animegan.ui.inside.experiments import (
    change_channels,
    channels_in_order,
    channels_that_hold,
    colour_stage,
    mean_difference,
    side_of_square,
)
from animegan.ui.inside.field import influence
from animegan.ui.inside.look import Look
from animegan.ui.predict import Amount, Choice, Truth, predict
from animegan.ui.resources import my_turn

__all__ = [
    "ask_how_far",
    "ask_how_many_channels",
    "ask_how_much_colour",
    "ask_what_muting_does",
    "ask_where_it_is_least",
]

HALF, MOST = 0.5, 0.9
STEPS = (1, 4, 16)  # of 255: what is hardly, just and clearly seen
EFFECTS = (
    f"hardly: less than {STEPS[0]} of 255 steps",
    f"a little: {STEPS[0]} to {STEPS[1]}",
    f"clearly: {STEPS[1]} to {STEPS[2]}",
    f"another picture: {STEPS[2]} or more",
)


def ask_how_many_channels(look: Look) -> bool:
    """How few channels hold half of a stage's energy?"""
    channels = look.shape[0]

    def truth() -> Truth:
        half, most = (channels_that_hold(look.base, look.stage, share) for share in (HALF, MOST))
        why = (
            f"The loudest {half} of {channels} hold half of the energy here, {most} hold 90 %. "
            "A network spreads its work unevenly: a few channels shout, many only correct."
        )
        return Truth(value=half, why=why)

    return predict(
        f"How few of the {channels} channels of **{look.stage}** hold half of its energy, "
        "that is half of the sum of all squared values, on this photo?",
        Amount(low=1, high=channels, unit="channels", close=max(1, channels // 16)),
        key="ask_channels",
        about=(look.photo.key, look.key),
        truth=truth,
    )


def ask_how_much_colour(look: Look) -> bool:
    """How much of a stage do three colours show?"""

    def truth() -> Truth:
        _, colours = colour_stage(look.base, look.stage)
        red, green, blue = (100 * float(share) for share in colours.explained)
        why = (
            f"Red shows {red:.0f} %, green {green:.0f} % and blue {blue:.0f} % of the variance. What is missing from "
            "100 % is in the picture nowhere: a stage with more independent channels loses more."
        )
        return Truth(value=red + green + blue, why=why)

    return predict(
        f"**{look.stage}** has {look.shape[0]} channels; the picture shows three mixtures of them. How much of what "
        "its values tell about this photo (their variance) is in those three?",
        Amount(low=0, high=100, unit="%", close=10),
        key="ask_colour",
        about=(look.photo.key, look.key),
        truth=truth,
    )


def ask_where_it_is_least(look: Look, frames: Mapping[str, PhotoU8]) -> bool:
    """After which stage is the read-out furthest from the finished picture?"""

    def truth() -> Truth:
        apart = {stage: mean_difference(look.base.picture, frame) for stage, frame in frames.items()}
        least = max(apart, key=apart.__getitem__)
        info = look.manifest.stage(least)
        first, *_ = apart
        why = (
            f"After {least} the read-out is {apart[least]:.0f} of 255 steps off on average, after {first} only "
            f"{apart[first]:.0f}. {_why_no_picture(info.stride)}"
        )
        return Truth(value=least, why=why)

    return predict(
        "After which stage does the read-out resemble the finished picture of this photo **least**?",
        Choice(options=tuple(frames)),
        key="ask_least",
        about=(look.photo.key, look.settings),
        truth=truth,
    )


def _why_no_picture(stride: int) -> str:
    if stride == 1:
        return "What stands there is no picture by itself, but what the stages behind need to make one."
    return f"There, one value stands for {stride}×{stride} pixels, and tells more of what is there than of its colour."


def ask_what_muting_does(look: Look) -> bool:
    """How much does the picture change without the loudest channel?"""

    def truth() -> Truth:
        from animegan.explain import ChannelEdit

        _, ordered, _ = channels_in_order(look.base, look.stage, "energy", "channel")
        loudest, quietest = int(ordered[0]), int(ordered[-1])
        apart = []
        for channel in (loudest, quietest):
            edit = ChannelEdit(stage=look.stage, channels=(channel,), action="mute")
            with my_turn():
                changed = change_channels(look.base, [edit])
            apart.append(mean_difference(look.base.picture, changed))
        why = (
            f"Without channel {loudest}, the loudest, the picture moves by {apart[0]:.1f} steps of 255 on average; "
            f"without channel {quietest}, the quietest, by {apart[1]:.1f}. Loud is not the same as important: "
            "what counts is what the stages behind make of it."
        )
        return Truth(value=EFFECTS[sum(apart[0] >= step for step in STEPS)], why=why)

    return predict(
        f"One channel of **{look.stage}** is muted everywhere, the one with the most energy. "
        "How much does the picture change, on average over its pixels?",
        Choice(options=EFFECTS),
        key="ask_mute",
        about=(look.photo.key, look.key),
        truth=truth,
    )


def _why_so_far(side: int, span: int) -> str:
    if side <= span:
        return (
            f"Its kernels span {span} pixels, but 90 % of the influence lies within {side}: most paths through the "
            "kernels lead to the middle, few to the rim."
        )
    return (
        f"Its kernels span {span} pixels, and still {side} are needed for 90 % of the influence: a normalisation "
        "averages over the whole picture, so each far pixel has a little say, and there are many of them."
    )


def ask_how_far(look: Look) -> bool:
    """How wide is the square that really matters to a unit?"""
    height, width = look.base.size
    middle = (height // 2, width // 2)
    span = look.info.receptive_field
    longest = max(height, width) if look.info.whole_picture else min(span, 2 * max(height, width))
    step = max(1, longest // 32)
    highest = step * -(-longest // step)

    def truth() -> Truth:
        side = side_of_square(influence(look, middle), middle, MOST)
        return Truth(value=side, why=_why_so_far(side, span))

    return predict(
        f"Take the unit of **{look.stage}** above the middle of the photo. Its kernels span {span} × {span} photo "
        "pixels. How wide is the square in which 90 % of what influences it lies?",
        Amount(low=0, high=highest, step=step, unit="px", close=max(step, highest // 8)),
        key="ask_far",
        about=(look.photo.key, look.key),
        truth=truth,
    )
