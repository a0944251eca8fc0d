"""What a picture file says about itself beside its pixels, read without trusting it."""

from PIL import Image
from PIL.ImageFile import ImageFile

from animegan.media.formats import GIF, HEIC, TIFF, PhotoFormat

__all__ = ["SIDEWAYS", "UPRIGHT", "count_frames", "frame_notes", "read_full_scale", "read_orientation"]

_ORIENTATION_TAG = 0x0112  # EXIF 2.32: which edges of the scene row 0 and column 0 show
_BITS_PER_SAMPLE_TAG = 258  # TIFF 6.0
MOST_PAGES = 1000  # are counted in a TIFF

UPRIGHT = {  # what turns a picture stored with this EXIF orientation upright; 1 is upright already
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SIDEWAYS = frozenset({5, 6, 7, 8})  # stored rows are columns of the scene


def read_orientation(image: ImageFile) -> int:
    """EXIF orientation, 1 to 8; 1 where there is none or it is garbage."""
    try:
        value = image.getexif().get(_ORIENTATION_TAG, 1)
    except Exception:  # the metadata of a sound picture may be broken in any way; the picture counts
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def read_full_scale(image: ImageFile) -> int:
    """The number that means white in a 16-bit picture: a TIFF may say that it uses only 12 of them."""
    bits = getattr(image, "tag_v2", {}).get(_BITS_PER_SAMPLE_TAG, (16,))[0]
    return int(2**bits - 1) if image.mode.startswith("I;16") else 65535


def count_frames(image: ImageFile, file_format: PhotoFormat, data: bytes) -> int:
    """How many pictures the file holds, without moving `image` away from the first."""
    if file_format not in (GIF, TIFF):
        return int(getattr(image, "n_frames", 1))
    try:  # these two walk through the whole file to count, so a second reader does it
        reader = file_format.open(data)
        return _count_pages(reader) if file_format is TIFF else int(getattr(reader, "n_frames", 1))
    except Exception:  # damage behind the first frame does not concern us
        return 1


def _count_pages(image: ImageFile) -> int:
    """Up to MOST_PAGES; each one more takes Pillow longer than the one before, 20 s in all for 60,000."""
    for page in range(1, MOST_PAGES):
        try:
            image.seek(page)
        except EOFError:
            return page
    return MOST_PAGES


def frame_notes(file_format: PhotoFormat, frames: int) -> tuple[str, ...]:
    """Says that frames were left out, where any were."""
    if frames < 2:
        return ()
    kind = "pages" if file_format is TIFF else "pictures" if file_format is HEIC else "frames of animation"
    many = " or more" if file_format is TIFF and frames == MOST_PAGES else ""
    return (f"has {frames}{many} {kind}: only the first is used",)
