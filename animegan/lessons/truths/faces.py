"""Faces: how large they are, when they are lost, and whether they can still be known."""

from typing import TYPE_CHECKING

from animegan.lessons.truths.finding import Finding

if TYPE_CHECKING:
    from animegan.types import PhotoU8

__all__ = [
    "eyes_apart",
    "face_enlarged",
    "found_in_painting",
    "lighter_by",
    "lost_when_turned",
    "where_it_was",
]

TURNS = range(0, 181, 20)  # degrees


def eyes_apart(photo: str, size: int) -> Finding:
    """Pixels between the eyes of the largest face when the photo's short side has so many."""
    import numpy as np

    from animegan.face.detect import detect_faces

    face = detect_faces(_at(photo, size))[0]
    apart = float(np.linalg.norm(face.landmarks[1] - face.landmarks[0]))
    return Finding(answer=apart, figures={"apart": apart, "share": 100 * apart / size})


def face_enlarged(photo: str, size: int) -> Finding:
    """How many times larger the face is in the crop that face2paint paints than in the photo at that size."""
    from animegan.face.align import align
    from animegan.face.detect import detect_faces

    alignment = align(detect_faces(_at(photo, size))[0].landmarks)
    return Finding(answer=alignment.scale, figures={"side": alignment.side, "times": alignment.scale})


def lost_when_turned(photo: str, size: int) -> Finding:
    """When an upright search first loses a turned face: "early", to 40 degrees, "middle", to 80, "late", or "never"."""
    import cv2
    import numpy as np

    from animegan.face.detect import detect_faces

    upright = _at(photo, size)
    middle = tuple(float(each) for each in detect_faces(upright)[0].landmarks.mean(axis=0))
    for degrees in TURNS[1:]:
        turn = cv2.getRotationMatrix2D(middle, -degrees, 1.0)
        turned = cv2.warpAffine(upright, turn, upright.shape[1::-1], borderMode=cv2.BORDER_REPLICATE)
        if not detect_faces(np.asarray(turned, np.uint8)):
            answer = "early" if degrees <= 40 else "middle" if degrees <= 80 else "late"
            return Finding(answer=answer, figures={"found": degrees - TURNS.step, "lost": degrees})
    return Finding(answer="never", figures={"found": TURNS[-1], "lost": "–"})


def found_in_painting(photo: str, style: str, size: int) -> Finding:
    """Whether a detector made for photos still finds the face in the picture: "yes" or "no"."""
    from animegan.face.detect import detect_faces
    from animegan.inference import Stylizer

    before = detect_faces(_at(photo, size))[0].probability
    found = detect_faces(Stylizer.load(style)(_at(photo, size), size=size).picture)
    sure = found[0].probability if found else 0.0
    return Finding(answer="yes" if found else "no", figures={"photo": 100 * before, "picture": 100 * sure})


def lighter_by(photo: str, style: str, size: int) -> Finding:
    """By how many of 255 steps of brightness the face is "lighter" or "darker" in the picture; or "same" within 3."""
    import cv2

    from animegan.face.detect import detect_faces
    from animegan.inference import Stylizer

    before = _at(photo, size)
    after = Stylizer.load(style)(before, size=size).picture
    x0, y0, x1, y1 = (max(0, round(edge)) for edge in detect_faces(before)[0].box)
    light = [float(cv2.cvtColor(each, cv2.COLOR_RGB2GRAY)[y0:y1, x0:x1].mean()) for each in (before, after)]
    by = light[1] - light[0]
    answer = "same" if abs(by) < 3 else "lighter" if by > 0 else "darker"
    return Finding(answer=answer, figures={"photo": light[0], "picture": light[1], "by": abs(by)})


def where_it_was(photo: str) -> Finding:
    """Whether the file that the lab writes still holds what the camera wrote into the photo: "yes" or "no"."""
    from io import BytesIO

    from PIL import Image

    from animegan.media.image import decode, encode

    camera, file = Image.Exif(), BytesIO()
    camera[0x9286] = camera[0x010F] = "taken at 52.37 N, 4.89 E"  # a comment, and the camera's maker
    Image.fromarray(_at(photo, 64)).save(file, "JPEG", exif=camera)
    saved = encode(decode(file.getvalue()).photo)
    kept = b"52.37" in saved or bool(Image.open(BytesIO(saved)).getexif())
    return Finding(
        answer="yes" if kept else "no",
        figures={"before": len(Image.open(file).getexif()), "after": int(kept)},
    )


def _at(name: str, size: int) -> "PhotoU8":
    """A sample photo, its short side so many pixels."""
    from animegan.inference.preprocess import resize, working_size
    from animegan.media.samples import load_sample

    photo = load_sample(name)
    return resize(photo, working_size(photo.shape[:2], size))
