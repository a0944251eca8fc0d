"""What a network has made of one's own photo, stage by stage: look, predict, change, and watch the picture change."""

import streamlit as st

from animegan.ui.inside.change_room import change_room
from animegan.ui.inside.channels_room import channels_room
from animegan.ui.inside.film_room import film_room
from animegan.ui.inside.look import choose_stage
from animegan.ui.inside.network import choose_network
from animegan.ui.inside.point_room import point_room
from animegan.ui.inside.rooms import show_rooms
from animegan.ui.inside.whole_room import whole_room
from animegan.ui.photo_input import choose_photo
from animegan.ui.problems import problems_shown
from animegan.ui.shell import FEATURE_MAPS, start_page

ROOMS = {
    "Channels": channels_room,
    "The whole stage": whole_room,
    "From stage to stage": film_room,
    "Change channels": change_room,
    "What a unit sees": point_room,
}

start_page(FEATURE_MAPS)
left, right = st.columns(2, gap="large")
with left:
    photo_row = choose_photo(folded=True)
with right:
    settings = choose_network()
with problems_shown():
    look = choose_stage(photo_row.chosen, settings)
    show_rooms(ROOMS, look, key="room")
st.markdown(f":small[{photo_row.chosen.credit}]")
photo_row.finish()
