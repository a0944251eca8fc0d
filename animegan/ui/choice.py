"""Choosing: a row of pictures with their names, or a few words; what is chosen stands in the page's address."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from animegan.ui.embed import component

__all__ = ["Option", "PictureRow", "choose", "one_of", "recall_choice", "remember_choice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One thing to choose: its name in code and in links, and the title people read."""

    name: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureRow:
    """A row whose pictures may come later than the choice, so that nothing waits for thumbnails.

    Attributes:
        chosen: The name of the chosen option.
        captions: Whether each picture has its title below; otherwise only the chosen title is written, above.
        on_pick: Called when somebody picks an option, before the page runs again.
    """

    slot: DeltaGenerator
    label: str
    options: Sequence[Option]
    chosen: str
    key: str
    captions: bool
    on_pick: Callable[[], None] | None = None

    def show(self, pictures: Mapping[str, str], *, note: str = "", in_use: bool = True) -> None:
        """Draws the row.

        Args:
            pictures: A URL by each option's name.
            note: What to say beside the label; where there are no captions, the chosen title stands there.
            in_use: Whether the chosen option is marked; not while something else takes its place.
        """
        if not self.captions:
            note = next(option.title for option in self.options if option.name == self.chosen)
        entries = [{"name": o.name, "title": o.title, "picture": pictures[o.name]} for o in self.options]
        with self.slot:
            component("choice")(
                data={
                    "label": self.label,
                    "note": note,
                    "options": entries,
                    "chosen": self.chosen if in_use else "",
                    "captions": self.captions,
                },
                key=f"{self.key}_row",
                on_picked_change=self._take,
            )

    def _take(self) -> None:
        picked = st.session_state[f"{self.key}_row"].picked
        if picked is not None:  # None when the trigger is taken back after its run
            remember_choice(self.key, picked, first=self.options[0].name)
            if self.on_pick is not None:
                self.on_pick()


def choose(
    label: str,
    options: Sequence[Option],
    *,
    key: str,
    captions: bool = True,
    on_pick: Callable[[], None] | None = None,
) -> PictureRow:
    """Says what is chosen, and keeps a place for the row."""
    return PictureRow(
        slot=st.empty(),
        label=label,
        options=options,
        chosen=recall_choice(key, [option.name for option in options]),
        key=key,
        captions=captions,
        on_pick=on_pick,
    )


def recall_choice(key: str, names: Sequence[str]) -> str:
    """What is chosen of those names: by the page's address (`?key=name`), then before on any page, then the first.

    The first one stands in no address, so that a plain link stays plain.
    """
    wishes = (st.query_params.get(key), st.session_state.get(key))
    chosen = next((str(name) for name in wishes if name in names), names[0])
    remember_choice(key, chosen, first=names[0])
    return chosen


def remember_choice(key: str, name: str, *, first: str) -> None:
    """Puts a choice into the visit, and into the page's address unless it is the first option."""
    st.session_state[key] = name
    if name == first:
        st.query_params.pop(key, None)
    elif st.query_params.get(key) != name:
        st.query_params[key] = name


def one_of(
    label: str,
    options: Sequence[str],
    first: str,
    key: str,
    titles: Callable[[str], str] = str,
    *,
    label_visibility: Literal["visible", "collapsed"] = "visible",
) -> str:
    """One of a few words, shown by its title, which stands in the page's address; a word of before is forgotten."""
    if st.session_state.get(key) not in (None, *options):
        del st.session_state[key]
    chosen = st.segmented_control(
        label, options, default=first, format_func=titles, required=True, key=key, bind="query-params",
        label_visibility=label_visibility,
    )  # fmt: skip
    return str(chosen)
