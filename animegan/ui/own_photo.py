"""The visitor's own photo: how it becomes the current one, and how it is forgotten."""

import time

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from animegan.errors import AnimeganError, InputError
from animegan.limits import MB, the_limits
from animegan.media.samples import SAMPLES
from animegan.ui.choice import Option, remember_choice
from animegan.ui.photo import ChosenPhoto, from_file
from animegan.ui.problems import show_problem
from animegan.ui.resources import decode_photo, drop_photo
from animegan.ui.settings import DEFAULT_SIZE

__all__ = [
    "CHOICE",
    "OWN",
    "forget",
    "forget_button",
    "own_photo",
    "say_what_is_wrong",
    "take",
    "uploader_key",
]

CHOICE = "photo"  # the key of the row of photos, and its name in the page's address
OWN = Option(name="own", title="Your own photo")
GRACE_S = 1.5  # an uploader that gets another file is empty for less; one that stays empty was emptied


def own_photo() -> ChosenPhoto | None:
    """The photo the visitor brought, until it is forgotten."""
    photo: ChosenPhoto | None = st.session_state.get("own_photo")
    return photo


def uploader_key() -> str:
    """The uploader's key; a new one empties it, which Streamlit allows in no other way."""
    times = st.session_state.get("uploads_forgotten", 0)
    return f"upload_{times}" if times else "upload"


def take(name: str, data: bytes, *, on_disk: bool = True) -> None:
    """Makes a photo the current one if it can be used, and otherwise keeps what there is and says why."""
    photo = from_file(name, data, on_disk=on_disk)
    st.session_state.pop("forget_at", None)
    try:
        _check_weight(data)
        decode_photo(photo, at_least=st.session_state.get("size", DEFAULT_SIZE))  # the page will ask for this
    except AnimeganError as problem:
        st.session_state["photo_problem"] = problem
        return
    if (before := own_photo()) is not None and before.key != photo.key:
        _give_up(before)
    for stale in ("photo_problem", "photo_gone"):
        st.session_state.pop(stale, None)
    st.session_state["own_photo"] = photo
    remember_choice(CHOICE, OWN.name, first=SAMPLES[0].name)


def _check_weight(data: bytes) -> None:
    if len(data) > (most_mb := the_limits().upload_mb) * MB:
        raise InputError(
            f"The file has {len(data) / MB:.1f} MB; the limit is {most_mb} MB.",
            hint="Save it as a JPEG, or smaller: the networks work at 256 to 1024 pixels.",
        )


def take_upload() -> None:
    """Takes what is in the uploader; an emptied one takes its photo along, unless another follows at once."""
    upload = st.session_state[uploader_key()]
    st.session_state.pop("photo_problem", None)
    if upload is not None:
        take(upload.name, upload.getvalue())
        own = own_photo()
        st.session_state["uploaded"] = own.key if own and own.data == upload.getvalue() else None
    elif (own := own_photo()) is not None and own.key == st.session_state.get("uploaded"):
        st.session_state["forget_at"] = time.monotonic() + GRACE_S


def forget() -> None:
    """Removes the photo from the visit and from what all visits share."""
    if (photo := own_photo()) is not None:
        _give_up(photo)
    for name in ("own_photo", "uploaded", "forget_at", "photo_problem"):
        st.session_state.pop(name, None)
    if st.session_state.get(CHOICE) == OWN.name:
        remember_choice(CHOICE, SAMPLES[0].name, first=SAMPLES[0].name)


def _give_up(photo: ChosenPhoto) -> None:
    """Drops what was made of a photo, also what this visit alone holds: its tugs of war."""
    drop_photo(photo)
    tugs = st.session_state.get("tugs", {})
    for about in [about for about in tugs if about[0] == photo.key]:
        del tugs[about]


def _forget_everywhere() -> None:
    """Forgets, and empties the widgets the photo came through, and what Streamlit keeps of their files."""
    forget()
    st.session_state["uploads_forgotten"] = st.session_state.get("uploads_forgotten", 0) + 1
    st.session_state["camera_on"] = False
    if (context := get_script_run_ctx()) is not None:
        context.uploaded_file_mgr.remove_session_files(context.session_id)


def forget_button() -> None:
    """Draws the way to take the own photo back, as long as there is one."""
    if own_photo() is None:
        return
    st.button("Forget my photo", key="forget", icon=":material/delete:", on_click=_forget_everywhere)
    if "forget_at" in st.session_state:
        _forget_when_due()


@st.fragment(run_every=0.5)
def _forget_when_due() -> None:
    due: float | None = st.session_state.get("forget_at")
    if due is not None and time.monotonic() >= due:
        forget()
        st.rerun()


def say_what_is_wrong() -> None:
    """Draws why a file could not be used, and what is on the screen instead."""
    if (problem := st.session_state.get("photo_problem")) is None:
        return
    show_problem(problem)
    st.markdown(":small[The picture you had before is still shown.]")


def say_if_gone(chosen: str) -> None:
    """Draws one line where a link or a reload asked for an own photo that is no longer there."""
    if st.session_state.get("photo_gone") and chosen == SAMPLES[0].name:
        gone = "Your own photo was only in this lab's memory and is gone; choose it again."
        st.info(gone, icon=":material/info:")
    else:
        st.session_state.pop("photo_gone", None)
