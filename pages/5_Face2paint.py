"""Every face found, painted by itself and put back; stage by stage, as an avatar, and until it breaks."""

import streamlit as st

from animegan.catalog import STYLES, get_style
from animegan.face.settings import FaceSettings
from animegan.ui.choice import Option, choose
from animegan.ui.faces.avatar_room import avatar_room
from animegan.ui.faces.break_room import break_room
from animegan.ui.faces.faces_room import faces_room
from animegan.ui.faces.scene import set_scene
from animegan.ui.faces.stages_room import stages_room
from animegan.ui.faces.switches import how_to_put_back, wished_size
from animegan.ui.inside.rooms import show_rooms
from animegan.ui.photo_input import choose_photo
from animegan.ui.pictures import picture_url
from animegan.ui.problems import problems_shown
from animegan.ui.resources import possible_size
from animegan.ui.settings import preview
from animegan.ui.shell import FACES, start_page

ROOMS = {
    "Faces": faces_room,
    "Stages": stages_room,
    "Avatar": avatar_room,
    "Break it": break_room,
}

start_page(FACES)
controls, stage = st.columns([4, 11], gap="large")
with controls, st.container(gap="small"):
    with st.popover("Photo", icon=":material/image:"):
        photo_row = choose_photo()
    style_row = choose("Style", [Option(name=style.name, title=style.title) for style in STYLES], key="style")
    wished = wished_size()
    with problems_shown():
        blend, strength, refine = how_to_put_back()
photo, style = photo_row.chosen, get_style(style_row.chosen)
with stage, problems_shown():
    size = possible_size(photo, wished=wished)
    settings = FaceSettings(size=size, blend=blend, strength=strength)
    show_rooms(ROOMS, set_scene(photo, style.name, settings, refine=refine), key="room")
    st.markdown(f":small[{photo.credit}]")
    style_row.show({s.name: picture_url(photo, preview(s.name)) for s in STYLES}, note=style.blurb)
photo_row.finish()
