"""Room "You are the discriminator": the class says which paintings are real, and its votes are its loss."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from animegan.media.image import encode
from animegan.types import PhotoU8
from animegan.ui.playground.votes.cards import CARDS, Card, deal, picture_of
from animegan.ui.playground.votes.words import CODE, arithmetic, rows_of, what_it_means
from animegan.ui.problems import problems_shown
from animegan.ui.sheet import contact_sheet
from animegan.ui.take_home import take_home

__all__ = ["votes_room"]

DEALT = "dealt"  # in the address: what decides the pictures, so that a whole class sees the same
CLOSED = "gan_vote_closed"  # in the visit: the counts of closed votes, by what was dealt
VOTERS = "gan_voters"
MOST_VOTERS, FEW_VOTERS = 999, 20
TASK = (
    f"**{CARDS} paintings. Half of them were made by the lab's painter, a program of fixed rules: here they are "
    "*real*. The others were made by the neural network that learnt from it.** Who takes a picture for *real*? Count "
    "the hands for each."
)


def votes_room(_: object) -> None:
    """The pictures by letter, a field of hands for each, and the names and losses when the vote is closed."""
    lot = _lot()
    cards = deal(lot)
    closed: dict[int, _Count] = st.session_state.setdefault(CLOSED, {})
    st.markdown(TASK)
    if lot not in closed:
        st.number_input("Voters", 1, MOST_VOTERS, FEW_VOTERS, key=VOTERS, width=160)
    with problems_shown(), st.spinner("Painting. The first time takes some seconds."):
        pictures = [picture_of(card) for card in cards]
    for start in range(0, CARDS, 3):
        for column, card, picture in zip(
            st.columns(3), cards[start : start + 3], pictures[start : start + 3], strict=True
        ):
            with column:
                _show_card(card, lot, picture, named=lot in closed)
    with st.container(horizontal=True):
        if lot not in closed:
            st.button(
                "Close the vote and show the names", key="gan_vote_close", icon=":material/visibility:",
                on_click=_close, args=(lot, cards),
            )  # fmt: skip
        st.button("New pictures", key="gan_vote_new", icon=":material/shuffle:", on_click=_deal_anew)
    if lot in closed:
        _show_result(cards, closed[lot].hands, closed[lot].voters, lot)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    """A closed vote: how many could raise a hand, and the hands for "real" of each picture."""

    voters: int
    hands: tuple[int, ...]


def _show_card(card: Card, lot: int, picture: PhotoU8, *, named: bool) -> None:
    """One picture with its field; the browser counts, so that quick presses are not lost."""
    name = f"{card.letter}: {'real, by the painter' if card.real else 'generated, by the network'}"
    st.image(picture, width="stretch", caption=name if named else card.letter)
    if not named:
        st.number_input(f"Hands for real, {card.letter}", 0, MOST_VOTERS, 0, key=_field(card, lot), width=200)


def _field(card: Card, lot: int) -> str:
    return f"hands_{lot}_{card.letter}"


def _close(lot: int, cards: Sequence[Card]) -> None:
    """Takes the counts as they stand; no picture can have more hands than there are voters."""
    voters = int(st.session_state[VOTERS])
    hands = tuple(min(voters, int(st.session_state[_field(card, lot)])) for card in cards)
    st.session_state[CLOSED][lot] = _Count(voters=voters, hands=hands)


def _show_result(cards: Sequence[Card], hands: Sequence[int], voters: int, lot: int) -> None:
    from animegan.playground.votes import class_losses

    real, fake = (
        [count for card, count in zip(cards, hands, strict=True) if card.real is kind]
        for kind in (True, False)
    )
    verdicts = class_losses(real, fake, voters)
    st.markdown(what_it_means(verdicts, cards))
    rows = rows_of(cards, hands, voters)
    st.dataframe(rows, key="gan_vote_table", hide_index=True)
    st.markdown(arithmetic(verdicts))
    st.markdown(
        ":small[P(real) = (hands + 1) / (voters + 2): one hand each way is added, so that no class is infinitely sure. "
        "Vanilla losses are in nats, LSGAN's in squares of P(real); they cannot be compared with each other.]"
    )

    def sheet() -> bytes:
        titles = (f"{row['picture']}, {row['made by']}" for row in rows)
        return encode(
            contact_sheet({t: _square(picture_of(card)) for t, card in zip(titles, cards, strict=True)})
        )

    code = CODE.format(real=real, fake=fake, voters=voters)
    take_home(f"class-votes-{lot}", key="gan_votes", png=sheet, table=lambda: rows, code=code)


def _square(picture: PhotoU8) -> PhotoU8:
    """Its middle: the sheet holds pictures of one shape."""
    height, width = picture.shape[:2]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    return picture[top : top + side, left : left + side]


def _lot() -> int:
    """What decides the pictures; it stands in the page's address."""
    wished = st.query_params.get(DEALT, "")
    if DEALT not in st.session_state or (wished.isdecimal() and int(wished) != st.session_state[DEALT]):
        st.session_state[DEALT] = int(wished) if wished.isdecimal() else _new_lot()
    st.query_params[DEALT] = str(st.session_state[DEALT])
    return int(st.session_state[DEALT])


def _new_lot() -> int:
    return random.SystemRandom().randrange(1, 1_000_000)


def _deal_anew() -> None:
    st.session_state[DEALT] = _new_lot()
    st.query_params[DEALT] = str(st.session_state[DEALT])
