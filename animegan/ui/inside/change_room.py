"""Change channels, everywhere or where one paints, and watch what becomes of the picture."""

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from animegan.media.image import encode
from animegan.types import PhotoU8
from animegan.ui.code import show_code
from animegan.ui.inside.change_tools import change_tools
from animegan.ui.inside.changes import Change, clear, kept_changes, undo
from animegan.ui.inside.colours import difference_map
from animegan.ui.inside.experiments import change_channels, mean_difference
from animegan.ui.inside.look import Look, enlarge
from animegan.ui.inside.questions import ask_what_muting_does
from animegan.ui.inside.save import save_buttons
from animegan.ui.inside.scale import show_scale
from animegan.ui.loupe import shared_loupe
from animegan.ui.resources import figure_url, kept

__all__ = ["change_room"]


def change_room(look: Look) -> None:
    """Draws the room: the pictures above, the tools below, so that both fit on the screen."""
    changes = kept_changes(look.settings.weights)
    _show(look, changes, _changed(look, changes))
    change_tools(look)
    _take_home(look, changes)
    ask_what_muting_does(look)


def _changed(look: Look, changes: tuple[Change, ...]) -> PhotoU8:
    """The picture with the changes, kept with the photo."""
    if not changes:
        return look.base.picture
    edits = [change.edit() for change in changes]
    return kept(look.photo, (look.settings, changes), lambda: change_channels(look.base, edits))


def _show(look: Look, changes: tuple[Change, ...], picture: PhotoU8) -> None:
    before = look.base.picture
    differences, highest = difference_map(before, picture)
    done, moved = "**No change yet**: choose channels below, then mute, boost or invert them.", ""
    if changes:
        done = "**Changed:** " + "; then ".join(change.words() for change in changes) + "."
        moved = f"**{mean_difference(before, picture):.2f}** of 255 steps on average"
        moved = f"The picture moves by {moved}{_inside(before, picture, changes)}."
    with st.container(horizontal=True, vertical_alignment="center"):
        off, args = not changes, (look.settings.weights,)
        st.button("Undo", key="undo", icon=":material/undo:", disabled=off, on_click=undo, args=args)
        st.button(
            "Start over", key="clear", icon=":material/restart_alt:", disabled=off, on_click=clear, args=args
        )
        st.markdown(f"{done} {moved}")
    urls = {
        "As trained": figure_url(look.photo, (look.settings, "picture"), lambda: enlarge(before)),
        "Changed": figure_url(look.photo, (look.settings, changes, "picture"), lambda: enlarge(picture)),
        "Difference": figure_url(look.photo, (look.settings, changes, "apart"), lambda: enlarge(differences)),
    }
    shared_loupe(urls, size=look.base.size, key="changed", columns=3)
    show_scale(0, highest, of="Difference: steps of 255, mean of red, green and blue")


def _take_home(look: Look, changes: tuple[Change, ...]) -> None:
    before, after = look.base.picture, _changed(look, changes)
    save_buttons(
        f"{look.stem}-changed",
        png=lambda: encode(enlarge(np.hstack([before, after, difference_map(before, after)[0]]))),
        arrays=lambda: {"before": before, "after": after},
        key="save_changed",
    )
    edits = "".join(f"\n    {change.code()}," for change in changes)
    call = (
        f"import numpy as np\n\nfrom animegan.explain import ChannelEdit\n\nedits = [{edits}\n]\n"
        "picture = change_channels(base, edits)\nprint(mean_difference(base.picture, picture))"
    )
    show_code(look.code(change_channels, mean_difference, call=call), key="change_code")


def _inside(before: PhotoU8, after: PhotoU8, changes: tuple[Change, ...]) -> str:
    """How much more it moved where the last change was painted than elsewhere."""
    if not changes or not changes[-1].cells:
        return ""
    mask: NDArray[np.bool_] = changes[-1].mask_at(before.shape[:2])
    if mask.all():
        return ""
    apart = np.abs(before.astype(np.int16) - after)
    return f": **{apart[mask].mean():.2f}** where you painted last, **{apart[~mask].mean():.2f}** elsewhere"
