"""The live camera: what the browser's camera sees, painted while it looks."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import streamlit as st

from animegan.serving import Gate, the_gate
from animegan.ui.problems import show_problem
from animegan.ui.resources import stylizer

if TYPE_CHECKING:
    from av import VideoFrame
    from streamlit_webrtc.config import Translations

    from animegan.types import PhotoU8
    from animegan.ui.video.camera_tracks import Camera

    Paint = Callable[[VideoFrame], PhotoU8]

__all__ = ["CAMERA", "camera_is_open", "gives_no_camera", "live_paint", "show_camera"]

CAMERA = "Live camera"  # the view
KEY = "camera"  # in the visit
SIZES = (144, 192, 256, 360, 480)
FIRST_SIZE = 256
EVERY_S = 1.0
HERE = ("localhost", "127.0.0.1", "::1")
ASKED: dict[str, Any] = {
    "video": {"width": {"ideal": 640}, "height": {"ideal": 480}, "frameRate": {"max": 30}},
    "audio": False,
}
NO_SERVERS: dict[str, Any] = {"iceServers": []}  # nobody outside is asked how the two find each other
MIRROR: dict[str, Any] = {
    "autoPlay": True,
    "muted": True,
    "style": {"width": "100%", "transform": "scaleX(-1)"},
}
WORDS: "Translations" = {
    "start": "Start the camera",
    "stop": "Stop the camera",
    "select_device": "Choose a camera",
    "media_api_not_available": "This browser gives no camera to this page. Open the lab at https:// or at localhost.",
    "device_ask_permission": "Allow this page to use the camera: the browser asks for it now.",
    "device_not_available": "The browser finds no camera, or another program uses it. Connect or free one, then start.",
    "device_access_denied": "The browser was told not to give the camera to this page. Allow it in its address bar.",
}  # fmt: skip


def camera_is_open() -> bool:
    """Whether the view is the camera's, also before the views are drawn."""
    return CAMERA in (st.session_state.get("film_view"), st.query_params.get("film_view"))


def show_camera(style: str) -> None:
    """Draws the camera's view, and keeps it painting in this style."""
    size = st.segmented_control(
        "Size: short side in pixels", SIZES, default=FIRST_SIZE, required=True, key="camera_size",
        bind="query-params",
    )  # fmt: skip
    if gives_no_camera(st.context.url):
        st.warning(
            "**Browsers give the camera only to pages at https:// or at localhost.**  \nOpen the lab on the computer "
            "that runs it, or start it with `--server.sslCertFile` and `--server.sslKeyFile`.",
            icon=":material/no_photography:",
        )
        return
    camera = _camera_of_visit(live_paint(style, int(size), the_gate()))
    if _stream(camera):
        _figures(camera)
    else:
        st.markdown(
            ":small[:material/lock: Frames go from the browser to the computer that runs this lab and painted ones "
            "come back; nobody else is asked, and nothing is kept. The picture is mirrored, as in a mirror.]"
        )


def gives_no_camera(url: str | None) -> bool:
    """Whether browsers keep the camera from a page at that address; not where the address is unknown."""
    address = urlsplit(url or "")
    return address.scheme == "http" and address.hostname not in HERE


def live_paint(style: str, size: int, line: Gate) -> "Paint":
    """What paints a camera's frame, its short side so many pixels, in turn with everybody's pictures."""
    from animegan.inference.preprocess import working_size
    from animegan.media.video.colour import to_rgb

    network, camera = stylizer(style), object()  # for the line, the camera is a visitor of its own

    def paint(frame: "VideoFrame") -> "PhotoU8":
        height, width = working_size((frame.height, frame.width), size)
        photo = to_rgb(frame, (height // 2 * 2, width // 2 * 2))  # even, as video is compressed
        with line.turn(camera):
            return network(photo, size=min(photo.shape[:2])).picture

    return paint


def _camera_of_visit(paint: "Paint") -> "Camera":
    """The visit's camera, from now on painting so; a new one where it has stopped."""
    from animegan.inference.film.live import LivePainter
    from animegan.ui.video.camera_tracks import Camera

    camera: Camera | None = st.session_state.get(KEY)
    if camera is None or camera.painter.is_stopped:
        camera = st.session_state[KEY] = Camera(LivePainter(paint))
    camera.painter.change(paint)
    return camera


def _stream(camera: "Camera") -> bool:
    """Draws the button and the video; whether it plays."""
    from streamlit_webrtc import WebRtcMode, webrtc_streamer

    context = webrtc_streamer(
        key="camera_stream",
        mode=WebRtcMode.SENDRECV,
        rtc_configuration=NO_SERVERS,
        media_stream_constraints=ASKED,
        sink_video_track=camera.sink,
        source_video_track=camera.track,
        video_html_attrs=MIRROR,
        translations=WORDS,
        media_toggle_controls=False,
    )
    return bool(context.state.playing)


@st.fragment(run_every=EVERY_S)
def _figures(camera: "Camera") -> None:
    """How fast it goes, again every second."""
    figures = camera.painter.look()
    if camera.painter.problem is not None:
        show_problem(camera.painter.problem)
    painted, came, network, delay = st.columns(4)
    painted.metric("Painted", f"{figures.fps:.1f} / s", border=True)
    came.metric("Camera", f"{figures.came_fps:.1f} / s", border=True)
    network.metric("Painting", f"{figures.paint_ms:.0f} ms", border=True)
    delay.metric("Delay", f"{figures.age_ms:.0f} ms", border=True)
    st.markdown(
        ":small[Pictures painted and frames sent a second; milliseconds for painting one, and from a frame's arrival "
        f"to its picture. {figures.painted} of {figures.came} frames were painted, {figures.dropped} dropped because "
        "a newer one had come: the picture stays as young as this computer allows. The article claims 3 to 5 a second.]"
    )
