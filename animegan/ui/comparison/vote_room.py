"""Room "Blind vote": pictures without names in an order drawn by lot; the class votes, then the names come out."""

import random
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from string import ascii_uppercase

import streamlit as st

from animegan.comparison.systems import System
from animegan.media.image import encode
from animegan.ui.comparison.bench import Bench
from animegan.ui.comparison.figure import Panel, panels_figure
from animegan.ui.inside.ink import page_ink, png
from animegan.ui.loupe import shared_loupe
from animegan.ui.sheet import contact_sheet
from animegan.ui.take_home import take_home

__all__ = ["shuffled", "vote_room"]

BALLOTS, LOT = "ballots", "lot"  # in the visit: votes by what is voted on, and what decides the order
MOST_HANDS = 999
CODE = """\
# Run it in the lab's folder: which letter is which system, for the lot {seed}.
from animegan.comparison.systems import get_system
from animegan.ui.comparison.vote_room import shuffled

systems = [get_system(name) for name in {names}]
for letter, system in zip("ABCDEFGH", shuffled(systems, {seed})):
    print(letter, system.title)
"""


def vote_room(bench: Bench) -> None:
    """The pictures by letter, a button to vote for each, and the names when the vote is closed."""
    pictures = {system: bench.picture(system) for system in bench.painting_systems}
    there = [system for system, picture in pictures.items() if picture is not None]
    if len(there) < len(pictures):
        st.markdown(
            f"{len(there)} of {len(pictures)} pictures are painted. The vote opens when all are there."
        )
        return
    seed = _seed()
    order = shuffled(there, seed)
    ballot = _ballot((bench.photo.key, bench.size, seed, tuple(bench.key_of(system) for system in order)))
    letters = ascii_uppercase[: len(order)]
    if not ballot.closed:
        _take_votes(ballot, letters)
    titles = [
        f"{letter}: {system.title}" if ballot.closed else letter
        for letter, system in zip(letters, order, strict=True)
    ]
    urls = [bench.url(system) for system in order]
    shared_loupe(
        {"Photo": bench.photo_url, **dict(zip(titles, urls, strict=True))},
        size=bench.pixels.shape[:2], key="ballot", columns=4,
    )  # fmt: skip
    if ballot.closed:
        votes = [ballot.hands.get(letter, 0) for letter in letters]
        _show_result(bench, order, titles, votes, seed)


def shuffled(systems: Sequence[System], seed: int) -> list[System]:
    """The systems in an order that the seed alone decides."""
    return random.Random(seed).sample(list(systems), len(systems))


def _take_votes(ballot: "_Ballot", letters: str) -> None:
    """A field per letter. The browser counts, so that presses faster than the page's answers are not lost."""
    st.markdown(
        "**Which picture is the best drawing of this photo?** Count hands: type the number, or press +."
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for letter in letters:
            key = f"vote_{ballot.number}_{letter}"
            st.session_state.setdefault(key, ballot.hands.get(letter, 0))
            ballot.hands[letter] = st.number_input(
                letter, key=key, min_value=0, max_value=MOST_HANDS, step=1, width=130
            )
        st.button(
            "Close the vote and show the names", key="vote_close", icon=":material/visibility:",
            on_click=ballot.close, disabled=not any(ballot.hands.values()),
        )  # fmt: skip
    tally = " · ".join(f"{letter} **{count}**" for letter, count in ballot.hands.items())
    st.markdown(f"Votes: {tally}")


def _show_result(
    bench: Bench, order: Sequence[System], titles: Sequence[str], votes: Sequence[int], seed: int
) -> None:
    ranked = sorted(range(len(order)), key=lambda number: -votes[number])
    panel = Panel(title="Votes", values={titles[n]: float(votes[n]) for n in ranked})
    figure = png(panels_figure([titles[n] for n in ranked], [panel], page_ink()))
    st.image(figure, width=700, alt="Votes for each system")
    rows = [
        {
            "letter": titles[n][0],
            "system": order[n].title,
            "weights": entry.name if (entry := bench.weights[order[n].name]) else "",
            "votes": votes[n],
            "share, %": round(100 * votes[n] / sum(votes), 1),
            "photo": bench.photo.file_name,
            "size, px": bench.size,
            "lot": seed,
        }
        for n in ranked
    ]
    st.dataframe(rows, key="vote_table", hide_index=True)
    st.button("New vote, new order", key="vote_new", icon=":material/shuffle:", on_click=_draw_lots)

    def sheet() -> bytes:
        found = {title: bench.picture(system) for title, system in zip(titles, order, strict=True)}
        return encode(contact_sheet({title: p for title, p in found.items() if p is not None}))

    code = CODE.format(seed=seed, names=tuple(system.name for system in bench.painting_systems))
    take_home(f"{bench.stem}-vote", key="vote", png=sheet, table=lambda: rows, code=code)


def _seed() -> int:
    """The lot, which stands in the page's address, so that a whole class can vote on one order."""
    wished = st.query_params.get(LOT, "")
    if LOT not in st.session_state or (wished.isdecimal() and int(wished) != st.session_state[LOT]):
        st.session_state[LOT] = int(wished) if wished.isdecimal() else _new_lot()
    st.query_params[LOT] = str(st.session_state[LOT])
    return int(st.session_state[LOT])


def _new_lot() -> int:
    return random.SystemRandom().randrange(1, 1_000_000)


def _draw_lots() -> None:
    st.session_state[LOT] = _new_lot()
    st.query_params[LOT] = str(st.session_state[LOT])


@dataclass(slots=True)
class _Ballot:
    """Hands by letter for one set of pictures; `number` tells its fields from those of other sets."""

    number: int
    hands: dict[str, int] = field(default_factory=dict)
    closed: bool = False

    def close(self) -> None:
        self.closed = True


def _ballot(about: Hashable) -> _Ballot:
    ballots: dict[Hashable, _Ballot] = st.session_state.setdefault(BALLOTS, {})
    return ballots.setdefault(about, _Ballot(len(ballots)))
