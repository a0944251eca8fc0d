"""Five published systems, the lab's own network and the painter: seen, predicted, measured, and voted on."""

import streamlit as st

from animegan.ui.comparison.article_room import article_room
from animegan.ui.comparison.bench import Bench
from animegan.ui.comparison.fetch_controls import fetch_controls
from animegan.ui.comparison.measured_room import measured_room
from animegan.ui.comparison.predict_room import predict_room
from animegan.ui.comparison.side_room import side_room
from animegan.ui.comparison.toolbar import choose_all_weights, choose_size
from animegan.ui.comparison.vote_room import vote_room
from animegan.ui.inside.rooms import show_rooms
from animegan.ui.photo_input import choose_photo
from animegan.ui.problems import problems_shown
from animegan.ui.resources import possible_size
from animegan.ui.shell import COMPARISON, start_page

ROOMS = {
    "Side by side": side_room,
    "Predict": predict_room,
    "Measured here": measured_room,
    "Article against measurement": article_room,
    "Blind vote": vote_room,
}

start_page(COMPARISON)
toolbar = st.container(horizontal=True, vertical_alignment="center", gap="medium")
with toolbar:
    with st.popover("Photo", icon=":material/image:"):
        photo_row = choose_photo()
    weights = choose_all_weights()
    wished = choose_size()
line = st.empty()
photo = photo_row.chosen
with problems_shown():
    bench = Bench(photo=photo, size=possible_size(photo, wished=wished), weights=weights, line=line)
    with toolbar:
        fetch_controls(bench)
    show_rooms(ROOMS, bench, key="room")
    st.markdown(f":small[{photo.credit}]")
    photo_row.finish()
    bench.finish()
