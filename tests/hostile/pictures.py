"""Pictures that lie: whole files of every kind, bombs, polyglots, and headers that make no sense."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial

import numpy as np
from PIL import Image, ImageCms

from tests.media.files import animated_file, photo_file, png_claiming, quadrants, saved, sixteen_bit_file

__all__ = ["lying_pictures", "whole_pictures"]

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="100000" height="100000"><rect width="1" height="1"/></svg>'
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%b">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(10))
    + b"]><svg>&k;</svg>"
)


@cache
def whole_pictures() -> Mapping[str, bytes]:
    """Sound files; what is cut and damaged starts from these."""
    image, large = Image.fromarray(quadrants()), Image.fromarray(quadrants(300, 500))
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "a picture"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    told = {"exif": exif.tobytes(), "icc_profile": profile}
    clear = image.convert("RGBA")
    clear.putalpha(Image.linear_gradient("L").resize(clear.size))
    return {
        **{name: photo_file(name) for name in ("JPEG", "PNG", "WebP", "GIF", "TIFF", "BMP", "AVIF", "HEIC")},
        "JPEG with metadata": photo_file("JPEG", **told),
        "PNG with metadata": photo_file("PNG", **told),
        "WebP with metadata": photo_file("WebP", **told),
        "TIFF with metadata": photo_file("TIFF", icc_profile=profile, tiffinfo={274: 6}),
        "large JPEG": saved(large, "JPEG", quality=40),
        "progressive JPEG": photo_file("JPEG", progressive=True),
        "CMYK JPEG": saved(image.convert("CMYK"), "JPEG"),
        "grey JPEG": saved(image.convert("L"), "JPEG"),
        "palette PNG": saved(image.quantize(), "PNG"),
        "1-bit PNG": saved(image.convert("1"), "PNG"),
        "see-through PNG": saved(clear, "PNG"),
        "16-bit PNG": sixteen_bit_file(".png", quadrants().astype(np.uint16) * 257),
        "APNG": animated_file("PNG"),
        "lossy WebP": saved(image, "WebP", lossless=False, quality=50),
        "animated WebP": animated_file("WebP"),
        "animated GIF": animated_file("GIF"),
        "LZW TIFF": photo_file("TIFF", compression="tiff_lzw"),
        "deflated TIFF": photo_file("TIFF", compression="tiff_adobe_deflate"),
        "JPEG in TIFF": photo_file("TIFF", compression="jpeg"),
        "float TIFF": saved(
            Image.fromarray(np.linspace(0, 1, 960, dtype=np.float32).reshape(24, 40)), "TIFF"
        ),
        "LAB TIFF": saved(image.convert("LAB"), "TIFF"),
        "8-bit BMP": saved(image.quantize(), "BMP"),
    }


def lying_pictures() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Names and makers; each is made only when its turn comes."""
    yield from _shapes()
    yield from _bombs()
    yield from _strangers()
    yield from _metadata()
    yield from _numbers()
    yield from _patched_sizes()


def _shapes() -> Iterator[tuple[str, Callable[[], bytes]]]:
    for width, height in ((1, 1), (1, 2), (3, 1), (1, 100_000), (100_000, 1), (1, 32_768), (20_000, 1), (16_383, 1),
                          (1, 16_383), (40_000, 2), (63, 64), (8, 4000)):  # fmt: skip
        yield f"PNG {width}x{height}", partial(_plain, width, height, "PNG")
    for name in ("JPEG", "WebP", "GIF", "TIFF", "BMP", "AVIF"):
        for width, height in ((1, 1), (1, 10_000), (10_000, 1)):
            yield f"{name} {width}x{height}", partial(_plain, width, height, name)


def _plain(width: int, height: int, file_format: str) -> bytes:
    return saved(Image.new("RGB" if file_format != "GIF" else "P", (width, height)), file_format)


def _bombs() -> Iterator[tuple[str, Callable[[], bytes]]]:
    for width, height in (
        (65_535, 65_535),
        (2**31 - 1, 2**31 - 1),
        (2**31 - 1, 1),
        (0, 0),
        (0, 9),
        (50_000, 3000),
    ):
        yield f"PNG that claims {width}x{height}", partial(png_claiming, width, height)
    yield "PNG 20000x20000 in 50 KB", lambda: _one_bit_png(20_000, 20_000)
    yield "PNG 10000x9000 in 12 KB", lambda: _one_bit_png(10_000, 9_000)
    yield "PNG whose data go on for 300 MB", lambda: _png((8, 8, 8, 2), zlib.compress(b"\0" * 300_000_000, 1))
    for kind in (b"zTXt", b"iTXt", b"iCCP"):
        yield f"PNG with {kind.decode()} of 200 MB", partial(_text_bomb, kind, 200_000_000)
    yield "PNG with 50 MB of colour profile", partial(_text_bomb, b"iCCP", 50_000_000)
    yield (
        "PNG with 100000 chunks",
        lambda: _png((8, 8, 8, 2), _rows(8, 8), _chunk(b"tIME", b"\0" * 7) * 100_000),
    )
    yield (
        "APNG that claims 2^31 frames",
        lambda: _png((8, 8, 8, 2), _rows(8, 8), _chunk(b"acTL", struct.pack(">II", 2**31 - 1, 0))),
    )
    yield "GIF of 20000 frames", lambda: _many_frames(20_000)
    yield "GIF with a screen of 65535x65535", lambda: _patched("GIF", 6, struct.pack("<HH", 65_535, 65_535))
    yield "GIF with a frame outside of its screen", lambda: _gif_frame(60_000, 60_000)
    yield "WebP with a canvas of 16384x16384", lambda: _webp_canvas(16_383)
    yield "TIFF of 20000x20000 deflated", lambda: _deflated_tiff(20_000)
    yield "TIFF of 9000x9000 deflated", lambda: _deflated_tiff(9_000)
    yield "TIFF whose pages go round in a circle", _circular_tiff
    yield "TIFF with 60000 pages", lambda: _tiff_pages(60_000)
    yield "JPEG with 400 scans", lambda: _scans(400)
    yield "JPEG with 500000 empty segments", lambda: _after_start(b"\xff\xe5\x00\x02" * 500_000)
    yield "zip bomb", _zip_bomb


def _strangers() -> Iterator[tuple[str, Callable[[], bytes]]]:
    png, jpeg, gif = (whole_pictures()[name] for name in ("PNG", "JPEG", "GIF"))
    files = {
        "SVG": SVG, "SVG with laughs": LAUGHS, "SVG behind spaces": b" " * 5000 + SVG, "empty": b"", "zeros": b"\0" * 10**6,
        "zip": _zip({"a.png": png}), "HTML": b"<html><script>alert(1)</script>", "shell": b"#!/bin/sh\nrm -rf /\n",
        "PDF": b"%PDF-1.7\n", "PostScript": b"%!PS-Adobe\n(/etc/passwd) (r) file\n", "ELF": b"\x7fELF" + b"\0" * 500,
        "playlist": b"#EXTM3U\nfile:///etc/passwd\n", "MVG": b"push graphic-context\nimage over 0,0 0,0 'file:///etc/passwd'\n",
        "PNG and zip": png + _zip({"x": b"y"}), "JPEG and HTML": jpeg + b"<html><script>alert(1)</script>",
        "GIF and JavaScript": b"GIF89a=1;alert(1);//" + gif[20:], "PDF and JPEG": b"%PDF-1.4\n" + jpeg,
        "JPEG twice": jpeg * 2, "PNG behind a JPEG's start": b"\xff\xd8\xff" + png, "only a JPEG's start": b"\xff\xd8\xff",
        "HEIF of nothing": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "AVIF of nothing": b"\0\0\0\x18ftypavif\0\0\0\0mif1avif",
        "box of no size": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0\0\0\0meta" * 50,
        "boxes in boxes": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"".join(
            struct.pack(">I", 8 * (2000 - n)) + b"meta" for n in range(2000)),
        "box of 2^63": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\x01meta\x7f" + b"\xff" * 7,
    }  # fmt: skip
    for name, data in files.items():
        yield name, partial(bytes, data)
    names = ("JPEG", "PNG", "WebP", "GIF", "TIFF", "BMP", "AVIF", "HEIC")
    for head in names:
        for body in names:
            if head != body:
                start, rest = whole_pictures()[head][:24], whole_pictures()[body][24:]
                yield f"{head}'s header on {body}", partial(bytes, start + rest)


def _metadata() -> Iterator[tuple[str, Callable[[], bytes]]]:
    for value in (*range(0, 400), 65_535):
        yield f"orientation {value}", partial(_with_orientation, ("JPEG", "PNG", "WebP")[value % 3], value)
    for kind in range(1, 14):
        yield f"orientation of type {kind}", partial(_raw_orientation, kind, 1, 6)
        yield f"orientation 70000 times of type {kind}", partial(_raw_orientation, kind, 70_000, 8)
    yield (
        "EXIF in a circle",
        lambda: _exif(b"II*\0\x08\0\0\0" + struct.pack("<HHHII", 1, 0x8769, 4, 1, 8) + struct.pack("<I", 8)),
    )
    yield "EXIF of noise", lambda: _exif(np.random.default_rng(1).bytes(60_000))
    yield (
        "JPEG with 16 MB of colour profile",
        lambda: photo_file("JPEG", icc_profile=_profile_with(16_000_000)),
    )
    yield (
        "TIFF with 50 MB of colour profile",
        lambda: photo_file("TIFF", icc_profile=_profile_with(50_000_000)),
    )
    yield "profile of noise", lambda: photo_file("PNG", icc_profile=np.random.default_rng(2).bytes(3000))
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for at in range(0, len(profile), 16):
        broken = profile[:at] + b"\xff\xff\xff\xff" + profile[at + 4 :]
        yield f"profile damaged at {at}", partial(photo_file, "PNG", icc_profile=broken)


def _numbers() -> Iterator[tuple[str, Callable[[], bytes]]]:
    for name, value in {
        "NaN": np.nan,
        "infinity": np.inf,
        "-infinity": -np.inf,
        "1e38": 3e38,
        "-1e38": -3e38,
    }.items():
        for mixed in (False, True):
            yield f"TIFF of {name}{' and others' if mixed else ''}", partial(_float_tiff, value, mixed)
    yield "TIFF of 2^31", lambda: saved(Image.fromarray(np.full((24, 40), -(2**31), np.int32)), "TIFF")


def _patched_sizes() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Every four bytes of the first 400 of every format, by the numbers that programs trip over."""
    for name in ("JPEG", "PNG", "WebP", "GIF", "TIFF", "BMP", "AVIF", "HEIC"):
        for at in range(4, min(400, len(whole_pictures()[name])), 8):
            for value in (0, 0x7FFFFFFF, 0xFFFFFFFF):
                yield f"{name} with {value:#x} at {at}", partial(_patched, name, at, struct.pack(">I", value))


def _patched(name: str, at: int, value: bytes) -> bytes:
    data = whole_pictures()[name]
    return data[:at] + value + data[at + len(value) :]


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _png(head: tuple[int, int, int, int], packed: bytes, before: bytes = b"") -> bytes:
    """(width, height, bits, colour type), the packed rows, and chunks before them."""
    header = struct.pack(">IIBBBBB", *head, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + before
        + _chunk(b"IDAT", packed)
        + _chunk(b"IEND", b"")
    )


def _rows(width: int, height: int) -> bytes:
    return zlib.compress(b"\0" * (height * (1 + 3 * width)))


def _one_bit_png(width: int, height: int) -> bytes:
    return _png((width, height, 1, 0), zlib.compress(b"\0" * (height * (1 + (width + 7) // 8)), 9))


def _text_bomb(kind: bytes, size: int) -> bytes:
    packed = zlib.compress(b"a" * size, 1)
    between = {b"zTXt": b"k\0\0", b"iTXt": b"k\0\1\0\0\0", b"iCCP": b"k\0\0"}[kind]
    return _png((8, 8, 8, 2), _rows(8, 8), _chunk(kind, between + packed))


def _many_frames(count: int) -> bytes:
    data = whole_pictures()["GIF"]
    return data[:-1] + b",\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0" * count + b";"


def _gif_frame(width: int, height: int) -> bytes:
    data = whole_pictures()["GIF"]
    at = data.index(b",", 13 + 3 * 256 if data[10] & 7 == 7 else 13)
    return data[: at + 5] + struct.pack("<HH", width, height) + data[at + 9 :]


def _webp_canvas(side: int) -> bytes:
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\x02\0\0\0" + side.to_bytes(3, "little") * 2
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _deflated_tiff(side: int) -> bytes:
    return saved(Image.new("1", (side, side)), "TIFF", compression="tiff_adobe_deflate")


def _circular_tiff() -> bytes:
    """The last page says that the first one comes next."""
    data = bytearray(photo_file("TIFF"))
    first = struct.unpack("<I", data[4:8])[0]
    end = first + 2 + 12 * struct.unpack("<H", data[first : first + 2])[0]
    data[end : end + 4] = struct.pack("<I", first)
    return bytes(data)


def _tiff_pages(count: int) -> bytes:
    data = bytearray(photo_file("TIFF"))
    first = struct.unpack("<I", data[4:8])[0]
    end = first + 2 + 12 * struct.unpack("<H", data[first : first + 2])[0]
    page = bytes(data[first:end])
    for _ in range(count):
        data[end : end + 4] = struct.pack("<I", len(data))
        end = len(data) + len(page)
        data += page + b"\0" * 4
    return bytes(data)


def _scans(count: int) -> bytes:
    data = photo_file("JPEG", progressive=True)
    at = data.rindex(b"\xff\xda")
    return data[:at] + data[at:-2] * count + b"\xff\xd9"


def _after_start(segments: bytes) -> bytes:
    data = whole_pictures()["JPEG"]
    return data[:2] + segments + data[2:]


def _zip(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _zip_bomb() -> bytes:
    return _zip({f"{number}.png": b"\0" * 10_000_000 for number in range(10)})


def _with_orientation(file_format: str, value: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = value
    return photo_file(file_format, exif=exif.tobytes())


def _raw_orientation(kind: int, count: int, value: int) -> bytes:
    entry = struct.pack("<HHII", 0x0112, kind, count, value)
    return _exif(b"II*\0\x08\0\0\0" + struct.pack("<H", 1) + entry + b"\0" * 4)


def _exif(block: bytes) -> bytes:
    body = b"Exif\0\0" + block
    return _after_start(b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body)


def _profile_with(size: int) -> bytes:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return struct.pack(">I", size) + profile[4:] + b"\0" * (size - len(profile))


def _float_tiff(value: float, mixed: bool) -> bytes:
    numbers = np.full((24, 40), value, np.float32)
    if mixed:
        numbers[::2] = np.linspace(-1, 300, 40)
    return saved(Image.fromarray(numbers), "TIFF")
