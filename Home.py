"""The front door: one picture at once, and what there is to find out behind each page."""

import streamlit as st

from animegan.catalog import STYLES, get_style
from animegan.errors import AnimeganError
from animegan.ui.choice import Option, choose
from animegan.ui.compare import compare
from animegan.ui.photo_input import choose_sample
from animegan.ui.problems import show_problem
from animegan.ui.report import say_what_happened
from animegan.ui.resources import draw, photo_url, picture_url
from animegan.ui.settings import StylizeSettings
from animegan.ui.shell import HOME, MENU, STYLIZE, start_page

start_page(HOME)
st.markdown(
    "A small neural network, trained by this project, paints a photo in one of four styles. "
    "Pick a photo and a style, drag the seam, and then bring your own photo."
)
controls, stage = st.columns([5, 9], gap="large")
with controls:
    photo_row = choose_sample()
    style_row = choose("Style", [Option(name=style.name, title=style.title) for style in STYLES], key="style")
    st.markdown(get_style(style_row.chosen).blurb)
    if st.button("Use my own photo", key="own", icon=":material/add_a_photo:", width="stretch"):
        st.switch_page(STYLIZE.path)

photo = photo_row.chosen
settings = StylizeSettings(style=style_row.chosen)
with stage, st.spinner("Waking the network"):
    try:
        drawn = draw(photo, settings)
    except AnimeganError as problem:
        show_problem(problem)
        st.stop()
with stage:
    pictures = photo_url(photo, size=settings.size), picture_url(photo, settings)
    compare(*pictures, size=drawn.result.size, labels=("Photo", get_style(settings.style).title), key="first")
    say_what_happened(drawn)
    st.markdown(f":small[{photo.credit}]")
style_row.show(
    {style.name: picture_url(photo, StylizeSettings(style=style.name, size=192)) for style in STYLES}
)

st.header("What you can find out here", anchor=False)
with st.grid(3, border=True):
    for page in (page for group in MENU for page in group.pages):
        with st.container(gap="xsmall"):
            st.page_link(page.path, label=f"**{page.label}**", icon=page.icon)
            st.markdown(page.question)
photo_row.finish()
