"""A photo in every style: choose, mix, paint faces with care, compare, magnify, take home."""

# ruff: noqa: E402 (the heading is drawn before the rest is imported)
from dataclasses import replace

import streamlit as st

from animegan.ui.shell import STYLIZE, start_page

start_page(STYLIZE)

from animegan.catalog import STYLES, get_style
from animegan.ui.choice import Option, choose
from animegan.ui.code import show_code, stylize_code
from animegan.ui.compare import compare
from animegan.ui.download import download_buttons, save_sheet
from animegan.ui.drawing import draw_in_view, say_what_happened
from animegan.ui.faces.avatar_room import avatar_room
from animegan.ui.faces.painted import face_wishes
from animegan.ui.faces.scene import set_scene
from animegan.ui.faces.words import say_found
from animegan.ui.loupe import shared_loupe
from animegan.ui.mix import leave_mix, mix_sliders
from animegan.ui.photo_input import choose_photo
from animegan.ui.pictures import picture_url
from animegan.ui.problems import problems_shown
from animegan.ui.resources import decode_photo, photo_url, possible_size, working_photo
from animegan.ui.settings import DEFAULT_SIZE, SIZES, StylizeSettings, preview

controls, stage = st.columns([5, 9], gap="large")
with controls, st.container(gap="small"):
    photo_row = choose_photo()
    options = [Option(name=style.name, title=style.title) for style in STYLES]
    style_row = choose("Style", options, key="style", on_pick=leave_mix)
    mix = mix_sliders(options, chosen=style_row.chosen)
    by_themselves = st.toggle("Paint every face by itself", key="faces", bind="query-params")
    faces_note = st.empty()
    percent = st.slider("Strength of the drawing, %", 0, 100, 100, 5, key="strength", bind="query-params")
    wished = st.segmented_control(
        "Size: short side in pixels",
        SIZES,
        default=DEFAULT_SIZE,
        required=True,
        key="size",
        bind="query-params",
    )
    size_note = st.empty()

photo, style, strength = photo_row.chosen, get_style(style_row.chosen), percent / 100
with stage, problems_shown():
    size = possible_size(photo, wished=wished)
if size < wished:
    size_note.markdown(f":small[This photo is only {size} px on its short side and is not enlarged.]")
settings = StylizeSettings(style=style.name, mix=mix, size=size, strength=strength, faces=by_themselves)
each = {s.title: replace(settings, style=s.name, mix=()) for s in STYLES}
if mix:
    each["Mix"] = settings
title = "Mix" if mix else style.title
with stage, problems_shown():
    one, every, face = st.tabs(
        ["Before and after", "All styles", "Avatar"], key="view", on_change="rerun", bind="query-params"
    )
    if face.open:
        with face:
            avatar_room(set_scene(photo, style.name, face_wishes(settings)))
    else:
        with one if one.open else every:
            drawn = draw_in_view(photo, settings)
            shape = drawn.result.size
            before, after = photo_url(photo, size=size), picture_url(photo, settings)
            if one.open:
                compare(before, after, size=shape, labels=("Photo", title), key="compare")
            else:
                pictures = {t: draw_in_view(photo, s).result.picture for t, s in each.items()}
                urls = {"Photo": before} | {t: picture_url(photo, s) for t, s in each.items()}
                shared_loupe(urls, size=shape, key="loupe")
                save_sheet({"Photo": working_photo(photo, size=size)} | pictures, photo, key="save_sheet")
        if drawn.faces:
            words = say_found(drawn.faces.painted, drawn.faces.left_alone, face_wishes(settings))
            faces_note.markdown(f":small[{words}]")
        say_what_happened(drawn)
        decoded = decode_photo(photo, at_least=size)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**Download {title}**")
            download_buttons(drawn.result, photo, decoded, settings, key="download")
        show_code(stylize_code(settings, photo, see_through=decoded.alpha is not None), key="code")
    remarks = (photo.credit, *(f"The photo {note}." for note in decode_photo(photo, at_least=size).notes))
    st.markdown(f":small[{' '.join(remarks)}]")
    thumbnails = {s.name: picture_url(photo, preview(s.name)) for s in STYLES}
    note = "The mix below is shown; pick a style to leave it." if mix else style.blurb
    style_row.show(thumbnails, note=note, in_use=not mix)
photo_row.finish()
