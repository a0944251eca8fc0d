"""What is inside a network: its grid, its reach, its skips, its work."""

from typing import TYPE_CHECKING

from animegan.lessons.truths.finding import Finding

if TYPE_CHECKING:
    from animegan.explain import Manifest, Pass, StageInfo

__all__ = [
    "busiest_stage",
    "detail_without",
    "is_style_in",
    "kernels_span",
    "largest_share_of",
    "largest_stage",
    "loud_channels",
    "moved_by_muting",
    "pixels_per_value",
    "skips_of",
    "structure_lost_by",
    "work_by_pixels",
    "work_ratio",
]

GIGA = 1e9


def pixels_per_value(weights: str, stage: str) -> Finding:
    """The side of the square of photo pixels for which one value of a stage stands."""
    info = _described(weights).stage(stage)
    channels, height, width = info.shape
    return Finding(
        answer=info.stride,
        figures={"channels": channels, "height": height, "width": width, "stride": info.stride},
    )


def kernels_span(weights: str, stage: str) -> Finding:
    """From how far the kernels before a stage's unit hear: "near" to 30 px, "middle" to 100, "wide" to 300, "more"."""
    span = _described(weights).stage(stage).receptive_field
    ends = {"near": 30, "middle": 100, "wide": 300}
    answer = next((name for name, end in ends.items() if span <= end), "more")
    return Finding(answer=answer, figures={"span": span})


def loud_channels(weights: str, style: str, photo: str, stage: str) -> Finding:
    """How few channels of a stage, the loudest first, hold half of its energy."""
    from animegan.explain import channel_energy

    energy = sorted(channel_energy(_passed(weights, style, photo).features(stage)), reverse=True)
    held = count = 0
    while held < sum(energy) / 2:
        held += energy[count]
        count += 1
    return Finding(answer=count, figures={"half": count, "channels": len(energy)})


def is_style_in(weights: str, photo: str, stage: str, style: str, other: str) -> Finding:
    """Whether a stage computes other values when another style is asked for: "same" or "other"."""
    import numpy as np

    one, two = (_passed(weights, name, photo).features(stage) for name in (style, other))
    apart = float(np.abs(one - two).max())
    return Finding(answer="other" if apart else "same", figures={"apart": apart, "values": one.size})


def moved_by_muting(weights: str, style: str, photo: str, stage: str) -> Finding:
    """Which channel moves the picture more when it is muted, a stage's "loudest" or its "quietest"; or "alike"."""
    import numpy as np

    from animegan.explain import ChannelEdit, channel_energy, rerun

    base = _passed(weights, style, photo)
    order = np.argsort(channel_energy(base.features(stage)))
    moved = []
    for channel in (int(order[-1]), int(order[0])):
        muted = rerun(base, edits=[ChannelEdit(stage=stage, channels=(channel,), action="mute")]).picture
        moved.append(float(np.abs(muted.astype(int) - base.picture).mean()))
    alike = abs(moved[0] - moved[1]) < 0.1 * max(moved)
    answer = "alike" if alike else "loudest" if moved[0] > moved[1] else "quietest"
    return Finding(answer=answer, figures={"loudest": moved[0], "quietest": moved[1]})


def skips_of(weights: str) -> Finding:
    """How many long skips a network has; residual shortcuts, round one stage each, are counted apart."""
    kinds = [edge.kind for edge in _described(weights).edges if edge.gate is not None]
    return Finding(answer=kinds.count("skip"), figures={"residual": kinds.count("residual")})


def detail_without(weights: str, style: str, photo: str, gate: str) -> Finding:
    """Fine detail left when a skip is closed, or "all" of them: "little", under half, "most", or "more" than before."""
    from animegan.explain import high_frequency_energy, rerun

    base = _passed(weights, style, photo)
    closed = base.network.gate_names if gate == "all" else (gate,)
    left = high_frequency_energy(rerun(base, gates=dict.fromkeys(closed, 0.0)).picture)
    share = 100 * left / high_frequency_energy(base.picture)
    answer = "little" if share < 50 else "most" if share <= 100 else "more"
    return Finding(answer=answer, figures={"left": share})


def largest_share_of(weights: str, style: str, photo: str, measure: str) -> Finding:
    """Which skip has the largest Shapley value in a measure of `explain.get_measure`."""
    from animegan.explain import get_measure, shapley_of_gates

    base = _passed(weights, style, photo)
    shares = shapley_of_gates(base, get_measure(measure, base)).values
    largest = max(shares, key=lambda gate: abs(shares[gate]))
    return Finding(answer=largest, figures={"share": shares[largest], "whole": sum(shares.values())})


def structure_lost_by(weights: str, other: str, style: str, photo: str) -> Finding:
    """Which of two networks loses more of its picture's structure when everything is closed that can be."""
    from animegan.explain import get_measure, rerun

    lost = {}
    for name in (weights, other):
        base = _passed(name, style, photo)
        closed = rerun(base, gates=dict.fromkeys(base.network.gate_names, 0.0)).picture
        lost[name] = 100 * (1 - get_measure("ssim", base)(closed))
    return Finding(answer=max(lost, key=lost.__getitem__), figures=lost)


def busiest_stage(weights: str) -> Finding:
    """The stage with the most multiplications."""
    network = _described(weights)
    return _stage_found(network, max(network.stages, key=lambda each: each.macs))


def largest_stage(weights: str) -> Finding:
    """The stage with the most learnt numbers."""
    network = _described(weights)
    return _stage_found(network, max(network.stages, key=lambda each: each.parameters))


def _stage_found(network: "Manifest", stage: "StageInfo") -> Finding:
    """A stage as the answer, with its share of the work and of what is learnt, in percent."""
    return Finding(
        answer=stage.name,
        figures={
            "work": 100 * stage.macs / network.macs,
            "learnt": 100 * stage.parameters / network.parameters,
        },
    )


def work_by_pixels(weights: str, small: int, large: int) -> Finding:
    """How many times the multiplications of a small square picture a large one takes."""
    from animegan.catalog.load import load_generator
    from animegan.inference.bench import count_gmac

    network = load_generator(weights)
    few, many = (count_gmac(network, network.styles, size) for size in (small, large))
    return Finding(answer=many / few, figures={"few": few, "many": many})


def work_ratio(weights: str, other: str) -> Finding:
    """How many times the multiplications of one network another one takes for the same photo."""
    ours, theirs = _described(weights), _described(other)
    return Finding(
        answer=theirs.macs / ours.macs,
        figures={
            "ours": ours.macs / GIGA,
            "theirs": theirs.macs / GIGA,
            "learnt": theirs.parameters / ours.parameters,
        },
    )


def _described(weights: str) -> "Manifest":
    from animegan.catalog.load import load_generator
    from animegan.explain import describe

    return describe(load_generator(weights))


def _passed(weights: str, style: str, photo: str) -> "Pass":
    """A sample photo's way through a network at the size of the pages that look inside."""
    from animegan.catalog import get_weights
    from animegan.catalog.load import load_generator
    from animegan.explain import run
    from animegan.inference.shares import style_code
    from animegan.media.samples import load_sample

    code = style_code({style: 1.0}, get_weights(weights).styles)
    return run(load_generator(weights), load_sample(photo), code, size=256)
