"""The front door: one picture at once, and what there is to find out behind each page."""

# ruff: noqa: E402 (the heading is drawn before the rest is imported)
import streamlit as st

from animegan.ui.shell import HOME, MENU, STYLIZE, start_page

start_page(HOME)

from animegan.catalog import STYLES, get_style
from animegan.ui.choice import Option, choose
from animegan.ui.compare import compare
from animegan.ui.drawing import draw_in_view, say_what_happened
from animegan.ui.photo_input import choose_sample
from animegan.ui.pictures import picture_url
from animegan.ui.problems import problems_shown
from animegan.ui.resources import photo_url
from animegan.ui.settings import StylizeSettings, preview

st.markdown(
    "A small neural network, trained by this project, paints a photo in one of four styles. "
    "Pick a photo and a style, drag the seam, and then bring your own photo."
)
controls, stage = st.columns([5, 9], gap="large")
with controls:
    photo_row = choose_sample()
    style_row = choose("Style", [Option(name=style.name, title=style.title) for style in STYLES], key="style")
    if st.button("Use my own photo", key="own", icon=":material/add_a_photo:", width="stretch"):
        st.switch_page(STYLIZE.path)

photo, style = photo_row.chosen, get_style(style_row.chosen)
settings = StylizeSettings(style=style.name)
with stage, problems_shown():
    drawn = draw_in_view(photo, settings)
    before, after = photo_url(photo, size=settings.size), picture_url(photo, settings)
    compare(before, after, size=drawn.result.size, labels=("Photo", style.title), key="first")
    say_what_happened(drawn)
    st.markdown(f":small[{photo.credit}]")
    style_row.show({s.name: picture_url(photo, preview(s.name)) for s in STYLES}, note=style.blurb)

st.header("What you can find out here", anchor=False)
with st.grid(3, border=True):
    for page in (page for group in MENU for page in group.pages):
        with st.container(gap="xsmall"):
            st.page_link(page.path, label=f"**{page.label}**", icon=page.icon)
            st.markdown(page.question)
photo_row.finish()
