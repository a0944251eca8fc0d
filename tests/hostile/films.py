"""Clips that lie, and what is no clip."""

import struct
import tempfile
import wave
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from io import BytesIO
from pathlib import Path

from tests.hostile.pictures import whole_pictures
from tests.media.clips import grey_frames, turn_in_header, write_clip

__all__ = ["lying_clips", "whole_clips"]

KINDS = {
    "MP4": ("a.mp4", "libx264", "aac"), "MOV": ("a.mov", "mpeg4", None), "WebM": ("a.webm", "libvpx-vp9", None),
    "MKV": ("a.mkv", "libx264", "aac"), "AVI": ("a.avi", "mpeg4", None), "TS": ("a.ts", "libx264", None),
}  # fmt: skip
NUMBERS = (0, 1, 0x7FFFFFFF, 0xFFFFFFFF, 65_535)


@cache
def whole_clips() -> Mapping[str, bytes]:
    """Sound files; what is cut and damaged starts from these."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, (file, codec, sound) in KINDS.items():
            options = {"b": "200000"} if codec == "libvpx-vp9" else {}
            path = write_clip(Path(folder) / file, grey_frames(12), codec=codec, sound=sound, options=options)
            found[name] = path.read_bytes()
        turn_in_header(Path(folder) / "a.mov", (0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30))
        found["turned MOV"] = (Path(folder) / "a.mov").read_bytes()
    return {**found, "GIF": whole_pictures()["animated GIF"]}


def lying_clips() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Names and makers."""
    strangers = {
        "nothing": b"", "text": b"hello", "noise": bytes(range(256)) * 40, "photo": whole_pictures()["JPEG"],
        "playlist": b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
        "list of files": b"ffconcat version 1.0\nfile '/etc/passwd'\n", "SDP": b"v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n",
        "sound": _sound(), "only a header": whole_clips()["MP4"][:32],
        "DASH": b'<?xml version="1.0"?><MPD><BaseURL>file:///etc/passwd</BaseURL></MPD>',
        "boxes of no size": whole_clips()["MP4"][:32] + b"\0\0\0\0moov" * 1000,
    }  # fmt: skip
    for name, data in strangers.items():
        yield name, partial(bytes, data)
    boxes = (
        b"tkhd",
        b"mvhd",
        b"mdhd",
        b"stsd",
        b"stts",
        b"stsz",
        b"stsc",
        b"stco",
        b"elst",
        b"avc1",
        b"ctts",
        b"stss",
        b"hdlr",
    )
    for box in boxes:
        for offset in range(4, 64, 4):
            for value in NUMBERS:
                yield f"{value:#x} at {offset} of {box.decode()}", partial(_patched_box, box, offset, value)


def _patched_box(box: bytes, offset: int, value: int) -> bytes:
    data = bytearray(whole_clips()["MP4"])
    at = data.find(box)
    if at >= 0:
        data[at + offset : at + offset + 4] = struct.pack(">I", value)
    return bytes(data)


def _sound() -> bytes:
    buffer = BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(b"\0" * 8000)
    return buffer.getvalue()
