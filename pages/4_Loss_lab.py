"""What each loss term wants: mix networks, see the pulls, let terms fight over a picture, train, judge, read curves."""

import streamlit as st

from animegan.ui.inside.rooms import show_rooms
from animegan.ui.losses.desk import Desk
from animegan.ui.losses.detective.room import detective_room
from animegan.ui.losses.glossary import show_glossary
from animegan.ui.losses.judge.room import judge_room
from animegan.ui.losses.minute.room import minute_room
from animegan.ui.losses.pulls.room import pulls_room
from animegan.ui.losses.sliders.room import sliders_room
from animegan.ui.losses.tug.room import tug_room
from animegan.ui.photo_input import choose_photo
from animegan.ui.problems import problems_shown
from animegan.ui.shell import LOSS_LAB, start_page

ROOMS = {
    "Sliders": sliders_room,
    "Where each term pulls": pulls_room,
    "Tug of war": tug_room,
    "Train for a minute": minute_room,
    "The discriminator's view": judge_room,
    "Curve detective": detective_room,
}

start_page(LOSS_LAB)
with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
    with st.popover("Photo", icon=":material/image:"):
        photo_row = choose_photo()
    show_glossary()
    st.markdown(
        "Training makes a sum of loss terms small. Six rooms to find out what each wants.", width="content"
    )
with problems_shown():
    show_rooms(ROOMS, Desk(photo=photo_row.chosen), key="room")
st.markdown(f":small[{photo_row.chosen.credit}]")
photo_row.finish()
