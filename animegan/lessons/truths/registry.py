"""Every truth function by its name."""

from collections.abc import Callable, Mapping

from animegan.errors import InputError
from animegan.lessons.truths import claims, faces, losses, network
from animegan.lessons.truths.finding import Finding

__all__ = ["TRUTHS", "get_truth"]

TRUTHS: Mapping[str, Callable[..., Finding]] = {
    name: getattr(module, name) for module in (network, losses, faces, claims) for name in module.__all__
}


def get_truth(name: str) -> Callable[..., Finding]:
    """The function of that name. Raises InputError where there is none."""
    if name not in TRUTHS:
        raise InputError(f"No function knows {name!r}.", hint=f"Use one of: {', '.join(TRUTHS)}.")
    return TRUTHS[name]
