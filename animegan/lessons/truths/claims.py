"""What an article claims, what is known of it, and what this computer says."""

from typing import TYPE_CHECKING

from animegan.lessons.truths.finding import Finding

if TYPE_CHECKING:
    from animegan.comparison.counts import Counts

__all__ = ["frames_claimed", "seconds_ratio", "size_is", "terms_of_use", "unfair_ratio", "wrong_claims"]

REPEATS = 5


def wrong_claims() -> Finding:
    """How many of the article's claims that a file or a thread settles are wrong."""
    from animegan.comparison.claims import FACTS

    words = [fact.verdict for fact in FACTS]
    return Finding(
        answer=words.count("wrong"),
        figures={"all": len(words), "differs": words.count("differs"), "agree": words.count("agree")},
    )


def size_is(system: str) -> Finding:
    """What becomes of the article's figure for the weights of a system: "agree", "differs" or "wrong"."""
    from animegan.comparison.claims import NUMBERS
    from animegan.comparison.verdicts import judge_size

    (claim,) = (each for each in NUMBERS if each.system == system and each.figure == "size")
    counts = _counted(system, 256)
    word = judge_size(claim, counts.fp32_mb).word
    assert word is not None
    return Finding(
        answer=word, figures={"says": claim.says, "counted": counts.fp32_mb, "numbers": counts.parameters}
    )


def unfair_ratio() -> Finding:
    """How many times CycleGAN's multiplications AnimeGANv2 needs, each at the size that the article uses."""
    from animegan.comparison.claims import SIZES

    ours = _counted("animeganv2", SIZES["animeganv2"]).gmac
    theirs = _counted("cyclegan", SIZES["cyclegan"]).gmac
    return Finding(
        answer=ours / theirs,
        figures={
            "ours": ours,
            "theirs": theirs,
            "our_size": SIZES["animeganv2"],
            "their_size": SIZES["cyclegan"],
        },
    )


def frames_claimed() -> Finding:
    """How many frames a second the article's own seconds for one picture allow at most."""
    from animegan.comparison.claims import NUMBERS

    (claim,) = (each for each in NUMBERS if each.system == "animeganv2" and each.figure == "seconds")
    return Finding(answer=1 / claim.low, figures={"low": claim.low, "high": claim.high})


def seconds_ratio(style: str, photo: str, small: int, large: int) -> Finding:
    """How many times as long a large picture takes as a small one, measured now: the medians of a few pictures."""
    from statistics import median

    from animegan.inference import Stylizer
    from animegan.media.samples import load_sample

    stylizer, pixels = Stylizer.load(style), load_sample(photo)
    spent: dict[int, list[float]] = {small: [], large: []}
    for _ in range(REPEATS + 1):
        for size, times in spent.items():
            times.append(stylizer(pixels, size=size).milliseconds)
    short, long = (median(times[1:]) for times in spent.values())
    return Finding(answer=long / short, figures={"short": short, "long": long})


def terms_of_use() -> Finding:
    """How many of the published weights that can be fetched come with a stated licence for the weights themselves."""
    from animegan.catalog import PUBLISHED

    unstated = (
        "state no licence",
        "none is stated",
        "forbids commercial",
        "does not own the rights",
        "not commercial",
    )
    painting = [each for each in PUBLISHED if each.style]
    free = [each for each in painting if not any(word in each.licence + each.caution for word in unstated)]
    return Finding(answer=len(free), figures={"all": len(painting), "doubtful": len(painting) - len(free)})


def _counted(system: str, size: int) -> "Counts":
    from animegan.comparison.counts import count
    from animegan.comparison.systems import get_system

    counts = count(get_system(system), None, size)
    assert counts is not None
    return counts
