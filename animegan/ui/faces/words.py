"""What is said about faces on every page that paints them: how many, in words and in code."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from animegan.face.settings import FaceSettings

__all__ = ["count_faces", "say_found", "settings_call"]


def count_faces(count: int) -> str:
    """A number of faces with its noun."""
    return "1 face" if count == 1 else f"{count} faces"


def say_found(painted: int, left_alone: int, wish: "FaceSettings") -> str:
    """How many faces were found, and what became of them.

    Args:
        painted: By themselves.
        left_alone: Found, but left as the whole photo's picture has them.
        wish: Says why they were.
    """
    alone = (
        f" {count_faces(left_alone)} left as in the whole picture: eyes less than {wish.smallest:g} pixels apart in "
        f"the photo, or more than {wish.most} faces."
        if left_alone
        else ""
    )
    if painted:
        themselves = "itself" if painted == 1 else "themselves"
        return f"**{count_faces(painted)} found** and painted by {themselves}.{alone}"
    if left_alone:
        return f"**No face is large enough**: the whole picture is stylised.{alone}"
    return "**No face found**: the whole picture is stylised."


def settings_call(wish: "FaceSettings") -> str:
    """The settings as a line of code, without what is usual anyway."""
    parts = [f"size={wish.size}"]
    if wish.mix:
        parts.append("mix={" + ", ".join(f'"{name}": {weight:g}' for name, weight in wish.mix.items()) + "}")
    if wish.drawing != 1:
        parts.append(f"drawing={wish.drawing:g}")
    parts.append(f'blend="{wish.blend}"')
    if wish.strength != 1:
        parts.append(f"strength={wish.strength:g}")
    return f"FaceSettings({', '.join(parts)})"
