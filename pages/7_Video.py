"""A clip becomes a film: look at single frames, choose, make it, watch it, and see how fast it went."""

import streamlit as st

from animegan.catalog import STYLES, get_style
from animegan.ui.choice import Option, choose
from animegan.ui.code import show_code
from animegan.ui.pictures import picture_url
from animegan.ui.problems import problems_shown
from animegan.ui.settings import StylizeSettings, preview
from animegan.ui.shell import VIDEO, start_page
from animegan.ui.video.camera_room import CAMERA, camera_is_open, show_camera
from animegan.ui.video.chosen_clip import choose_clip
from animegan.ui.video.film_code import film_code
from animegan.ui.video.film_room import show_film
from animegan.ui.video.preview import choose_frame, show_frame
from animegan.ui.video.settings import FILM, FRAMES, choose_plan, start_button

start_page(VIDEO)
controls, stage = st.columns([5, 9], gap="large")
with controls, problems_shown(), st.container(gap="small"):
    live = camera_is_open()
    clip_part = st.container(gap="small")
    style_row = choose("Style", [Option(name=s.name, title=s.title) for s in STYLES], key="style")
    plan_part = (
        st.expander("The clip and its film", key="film_controls") if live else st.container(gap="small")
    )
    with plan_part if live else clip_part:
        chosen = choose_clip()
    with plan_part:
        plan = choose_plan(chosen.clip)
        start = st.container(gap="small")

style = get_style(style_row.chosen)
with stage, problems_shown():
    frames, film, camera = st.tabs(
        [FRAMES, FILM, CAMERA], key="film_view", on_change="rerun", bind="query-params"
    )
    size = plan.film_size(chosen.clip)
    frame_ms = None
    with frames:
        photo = choose_frame(chosen, size)
        if frames.open:
            settings = StylizeSettings(style=style.name, size=min(size))
            frame_ms = show_frame(photo, settings, style.title).milliseconds
            show_code(film_code(chosen, plan, style.name), key="film_code")
            st.markdown(f":small[{chosen.credit}]")
    with film:
        if film.open:
            show_film()
    with camera:
        if camera.open:
            show_camera(style.name)
    style_row.show({s.name: picture_url(photo, preview(s.name)) for s in STYLES}, note=style.blurb)
with start:
    start_button(chosen, plan, style.name, frame_ms=frame_ms)
