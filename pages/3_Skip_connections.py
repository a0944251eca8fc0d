"""What each skip carries: turn it down, look, and test what an article says of the published network."""

import streamlit as st

from animegan.catalog import get_weights
from animegan.ui.inside.network import choose_network
from animegan.ui.inside.rooms import show_rooms
from animegan.ui.inside.skips_gates import claim, gain_sliders, gates_of
from animegan.ui.inside.skips_questions import ask_questions
from animegan.ui.inside.skips_rooms import (
    show_difference,
    show_frequencies,
    show_patch,
    show_picture,
    show_wiring,
)
from animegan.ui.inside.skips_scene import open_network, set_scene
from animegan.ui.inside.skips_shares import show_shares
from animegan.ui.photo_input import choose_photo
from animegan.ui.problems import problems_shown
from animegan.ui.shell import SKIPS, start_page

ROOMS = {
    "Picture": show_picture,
    "Predict": ask_questions,
    "Difference": show_difference,
    "Patch at five gains": show_patch,
    "Frequencies": show_frequencies,
    "Shares": show_shares,
}

start_page(SKIPS)
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    with st.popover("Photo", icon=":material/image:"):
        photo_row = choose_photo()
    settings = choose_network()
photo, story = photo_row.chosen, st.empty()
controls, stage = st.columns([5, 9], gap="large")
with stage, problems_shown():
    manifest = open_network(photo, settings)
story.markdown(claim(get_weights(settings.weights).title, manifest))
gates = gates_of(manifest)
with controls:
    gains = gain_sliders(gates)
with stage, problems_shown():
    scene = set_scene(photo, settings, gates, gains)
    show_rooms(ROOMS if gates else {"Picture": show_picture}, scene, key="view")
    st.markdown(f":small[{photo.credit}]")
show_wiring(scene)
photo_row.finish()
