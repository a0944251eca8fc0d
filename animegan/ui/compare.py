"""Before and after in one frame, with a seam to drag."""

from animegan.ui.embed import component

__all__ = ["compare"]


def compare(
    before: str,
    after: str,
    *,
    size: tuple[int, int],
    labels: tuple[str, str],
    key: str,
    tallest: str = "71vh",
) -> None:
    """Draws two pictures of one size on top of each other; the seam moves in the browser, without a rerun.

    Args:
        before: URL of the left picture.
        after: URL of the right picture.
        size: (height, width) of both, for their shape alone.
        labels: What the left and the right one are.
        key: The component's key.
        tallest: Upper limit of its height, a CSS length, so that a portrait fits on the screen.
    """
    height, width = size
    component("compare")(
        data={
            "before": before,
            "after": after,
            "labels": list(labels),
            "ratio": width / height,
            "tallest": tallest,
        },
        key=key,
    )
