"""A GAN on points of the plane, played live; and a class that plays discriminator."""

import streamlit as st

from animegan.ui.inside.rooms import show_rooms
from animegan.ui.playground.room import play_room
from animegan.ui.playground.votes.room import votes_room
from animegan.ui.problems import problems_shown
from animegan.ui.shell import PLAYGROUND, start_page

ROOMS = {"Two networks play": play_room, "You are the discriminator": votes_room}

start_page(PLAYGROUND)
st.markdown(
    "A **generator** makes fakes, a **discriminator** tells them from real ones, and each learns from the other. "
    "Here the data are points of the plane, so that all of it can be seen."
)
with problems_shown():
    show_rooms(ROOMS, None, key="room")
