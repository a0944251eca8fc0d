"""Pictures of one scene side by side under one shared loupe."""

from collections.abc import Mapping

from animegan.ui.embed import component

__all__ = ["shared_loupe"]


def shared_loupe(pictures: Mapping[str, str], *, size: tuple[int, int], key: str, columns: int = 0) -> None:
    """Draws the pictures in two or three columns, on the full screen all at once; a loupe magnifies one spot in all.

    No rerun while it moves. It answers to the mouse, to a finger (tap, then drag the lens) and to the keyboard
    (arrows, +, -, Esc).

    Args:
        pictures: URL by title, in reading order; all show the same scene in the same shape.
        size: (height, width) of one, for its shape alone.
        key: The component's key.
        columns: How many stand in a row on the page; 0 lets their shape decide.
    """
    height, width = size
    entries = [{"title": title, "url": url} for title, url in pictures.items()]
    component("loupe")(data={"pictures": entries, "ratio": width / height, "columns": columns}, key=key)
