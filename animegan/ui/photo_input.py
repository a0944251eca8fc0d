"""Where the photo comes from: a sample, a file, the clipboard or the camera."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from animegan.errors import InputError
from animegan.limits import the_limits
from animegan.media.samples import SAMPLES
from animegan.ui.choice import Option, PictureRow, choose
from animegan.ui.embed import component
from animegan.ui.own_photo import (
    CHOICE,
    OWN,
    forget,
    forget_button,
    own_photo,
    say_if_gone,
    say_what_is_wrong,
    take,
    take_upload,
    uploader_key,
)
from animegan.ui.photo import ChosenPhoto, from_sample
from animegan.ui.resources import kept_photo_url, photo_url

__all__ = ["PhotoRow", "choose_photo", "choose_sample"]

SHOT_NAME = "camera.jpg"
FORMATS = "JPEG, PNG, WebP, GIF, TIFF, BMP, AVIF or HEIC"
THUMBNAIL = 144  # px, short side
LARGEST_PASTE_MB = 15  # a message from the browser may have 25 MB, and base64 adds a third


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoRow:
    """The photos there are to choose from, and the chosen one."""

    row: PictureRow
    photos: Mapping[str, ChosenPhoto]

    @property
    def chosen(self) -> ChosenPhoto:
        """The photo to draw."""
        return self.photos[self.row.chosen]

    def show(self) -> None:
        """Draws the row; a photo that is slow to come by has an empty frame for now."""
        urls = {
            name: (kept_photo_url if photo.slow else photo_url)(photo, size=THUMBNAIL)
            for name, photo in self.photos.items()
        }
        self.row.show(urls)

    def finish(self) -> None:
        """Fills what `show` left empty; the last call of a page, once everything else is on the screen."""
        missing = [p for p in self.photos.values() if not kept_photo_url(p, size=THUMBNAIL)]
        for photo in missing:
            photo_url(photo, size=THUMBNAIL)
        if missing:
            st.rerun()


def choose_photo(*, folded: bool = False) -> PhotoRow:
    """Draws every way to bring a photo.

    A file that cannot be used is explained here and changes nothing else: the picture before it stays.

    Args:
        folded: Whether the own photo waits behind a button, on a page that needs the room.
    """
    photos = choose_sample()
    with st.popover("Use my own photo", icon=":material/add_a_photo:") if folded else st.container():
        _bring_own()
    say_what_is_wrong()
    return photos


def _bring_own() -> None:
    st.file_uploader("Upload a photo", key=uploader_key(), on_change=take_upload)
    st.markdown(f":small[{FORMATS}, up to {the_limits().upload_mb} MB]")
    with st.container(horizontal=True, vertical_alignment="center"):
        component("paste")(
            data={"label": "Paste a picture", "limit_mb": min(LARGEST_PASTE_MB, the_limits().upload_mb)},
            key="paste",
            width="content",
            on_pasted_change=_take_paste,
        )
        camera_wanted = st.toggle("Camera", key="camera_on")
    if camera_wanted:
        st.camera_input(
            "Camera", key="camera", on_change=_take_shot, resolution="720p", label_visibility="collapsed"
        )


def choose_sample() -> PhotoRow:
    """Draws the row of sample photos, with the visitor's own behind them once there is one."""
    photos = {sample.name: from_sample(sample) for sample in SAMPLES}
    options = [Option(name=sample.name, title=sample.title) for sample in SAMPLES]
    if (own := own_photo()) is not None:
        photos[OWN.name] = own
        options.append(OWN)
    elif st.query_params.get(CHOICE) == OWN.name:
        st.session_state["photo_gone"] = True
    row = PhotoRow(row=choose("Photo", options, key=CHOICE, captions=False), photos=photos)
    row.show()
    say_if_gone(row.row.chosen)
    forget_button()
    return row


def _take_shot() -> None:
    shot = st.session_state["camera"]
    if shot is not None:
        take(SHOT_NAME, shot.getvalue(), on_disk=False)
    elif (own := own_photo()) is not None and own.file_name == SHOT_NAME and not own.on_disk:
        forget()  # somebody pressed "Clear photo"


def _take_paste() -> None:
    pasted = st.session_state["paste"].pasted
    if not pasted:
        return
    try:
        data = base64.b64decode(pasted["bytes"], validate=True)
    except (KeyError, TypeError, binascii.Error) as error:  # it comes from a browser: anything may be in it
        st.session_state["photo_problem"] = InputError(
            f"What was pasted could not be read: {error}.", hint="Save the picture as a file and upload it."
        )
    else:
        take(str(pasted.get("name", "clipboard.png")), data, on_disk=False)
