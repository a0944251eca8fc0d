"""The clip a visitor works with: the lab's own, or a file of theirs in a private folder."""

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import streamlit as st

from animegan.errors import AnimeganError
from animegan.ui.choice import one_of
from animegan.ui.problems import show_problem
from animegan.ui.video.private_folder import PrivateFolder

if TYPE_CHECKING:
    from animegan.media.video.clip import Clip

__all__ = ["ChosenClip", "choose_clip"]

OWN, PROBLEM, UPLOADS = "own_clip", "clip_problem", "clips_forgotten"  # in the visit
TITLES = {"sample": "Built-in clip", "own": "Your own clip"}
KINDS = "MP4, MOV, WebM, MKV, AVI or GIF"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ChosenClip:
    """A clip, and what it goes by.

    Attributes:
        key: The SHA-256 of the file, or a word for the lab's own.
        name: What the visitor calls it.
        clip: What the file holds.
        credit: Who made what is in the lab's own.
        folder: Keeps the file on the disk as long as somebody holds this; nobody else may read in it.
    """

    key: str
    name: str
    clip: "Clip"
    credit: str = ""
    folder: PrivateFolder | None = field(default=None, repr=False)


def choose_clip() -> ChosenClip:
    """Draws the choice; a file that cannot be used is explained here, and the clip before it stays."""
    which = one_of("Clip", tuple(TITLES), "sample", "clip", TITLES.__getitem__, label_visibility="collapsed")
    own: ChosenClip | None = st.session_state.get(OWN)
    if which == "sample":
        return sample_clip()
    _bring_own(own)
    if (problem := st.session_state.get(PROBLEM)) is not None:
        show_problem(problem)
    if own is None:
        st.markdown(":small[Until there is one, the built-in clip is shown.]")
        return sample_clip()
    return own


@st.cache_resource(show_spinner="Drawing the built-in clip, once on this computer.")
def sample_clip() -> ChosenClip:
    """The lab's own clip."""
    from animegan.inference.film.sample import kept_sample_clip
    from animegan.media.video.clip import read_clip
    from animegan.media.video.sample import sample_credits

    clip = read_clip(kept_sample_clip())
    return ChosenClip(key="sample clip", name="clip.mp4", clip=clip, credit=sample_credits())


def _bring_own(own: ChosenClip | None) -> None:
    from animegan.media.video.clip import SUFFIXES
    from animegan.media.video.limits import PAGE_CLIP

    times = st.session_state.get(UPLOADS, 0)
    st.file_uploader(
        "Upload a clip",
        type=list(SUFFIXES),
        key=f"clip_upload_{times}",
        on_change=_take_upload,
        args=(times,),
    )
    most_mb = st.get_option("server.maxUploadSize")
    st.markdown(
        f":small[{KINDS}; up to {most_mb} MB, {PAGE_CLIP.in_words}. A clip and its film lie in a private temporary "
        "folder of this computer until you forget them or leave.]"
    )
    if own is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            seconds = f"{own.clip.seconds:.1f} s"
            st.markdown(f":small[{seconds}, {own.clip.size[1]} × {own.clip.size[0]} pixels]")
            st.button("Forget my clip", key="forget_clip", icon=":material/delete:", on_click=_forget)
        for note in own.clip.notes:
            st.warning(f"The clip {note}.", icon=":material/hdr_on:")


def _take_upload(times: int) -> None:
    upload = st.session_state[f"clip_upload_{times}"]
    st.session_state.pop(PROBLEM, None)
    if upload is None:
        return
    try:
        st.session_state[OWN] = _keep(upload.name, upload.getvalue())
    except AnimeganError as problem:
        st.session_state[PROBLEM] = problem


def _keep(name: str, data: bytes) -> ChosenClip:
    """Writes an upload into a folder of its own; raises InputError for what is no clip, or too much of one."""
    from animegan.media.video.clip import read_clip
    from animegan.media.video.limits import PAGE_CLIP

    folder = PrivateFolder()
    path = folder.path / "clip"  # never the name it came with
    path.write_bytes(data)
    clip = read_clip(path, limits=PAGE_CLIP)
    PAGE_CLIP.check_length(clip.seconds)
    key = hashlib.sha256(data).hexdigest()
    return ChosenClip(key=key, name=name, clip=clip, folder=folder)


def _forget() -> None:
    """Gives the clip up, and what was made of it; an uploader with a new key is empty."""
    from animegan.ui.video.cinema import forget_film
    from animegan.ui.video.preview import forget_frames

    forget_film()
    forget_frames()
    own: ChosenClip | None = st.session_state.pop(OWN, None)
    if own is not None and own.folder is not None:
        own.folder.remove()
    st.session_state[UPLOADS] = st.session_state.get(UPLOADS, 0) + 1
