"""What face2paint gives back: the picture, and for each face every picture on the way to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from animegan.errors import InputError
from animegan.face.align import Alignment
from animegan.face.compose import Composite, Layer, compose
from animegan.face.detect import Face
from animegan.face.mask import Mask
from animegan.face.settings import FaceSettings
from animegan.inference import Result
from animegan.inference.preprocess import resize
from animegan.types import PhotoU8

__all__ = ["FacePainting", "PaintedFace", "put_in"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PaintedFace:
    """One face on its way through the pipeline; every picture is (S, S, 3) uint8, the face upright.

    Attributes:
        face: Where it was found, in pixels of the photo.
        alignment: From the photo to the crop and back.
        crop: Of the photo.
        painted: The crop by the Stylizer, as strongly as the whole picture is drawn.
        refined: The painted crop redrawn by the refiner; None where there is none.
        mask: (S, S), how much of it goes into the picture.
        milliseconds: Of each stage: "align", "paint", "refine", "mask", "blend".
    """

    face: Face
    alignment: Alignment
    crop: PhotoU8
    painted: PhotoU8
    refined: PhotoU8 | None
    mask: Mask
    milliseconds: Mapping[str, float]

    @property
    def patch(self) -> PhotoU8:
        """What is put into the picture: the refined crop, or else the painted one."""
        return self.painted if self.refined is None else self.refined

    def summary(self) -> dict[str, object]:
        """Everything but the pictures, as JSON can hold it; places in pixels of the photo."""
        return {
            "box": [round(edge, 1) for edge in self.face.box],
            "landmarks": [[round(float(x), 1), round(float(y), 1)] for x, y in self.face.landmarks],
            "probability": round(self.face.probability, 4),
            "roll_degrees": round(self.alignment.roll_degrees, 1),
            "enlarged": round(self.alignment.scale, 2),
            "milliseconds": {stage: round(spent, 1) for stage, spent in self.milliseconds.items()},
        }


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FacePainting:
    """A photo painted with care for its faces.

    Attributes:
        picture: (h, w, 3) uint8 at working size.
        background: The whole photo by the Stylizer: its picture without this pipeline.
        faces: Those painted by themselves, largest first; empty where no face was found.
        left_alone: Those found but too small, or beyond the most that are painted.
        mask: (h, w), how much of each pixel comes from a face; where it is 0 the background is untouched.
        photo_size: (height, width) of the photo, in whose pixels faces are given.
        settings: What was asked for.
        refiner: The name of the refiner in use; None without one.
        detect_ms: Finding the faces.
        milliseconds: From photo to picture, all in all.
    """

    picture: PhotoU8
    background: Result[PhotoU8]
    faces: tuple[PaintedFace, ...]
    left_alone: tuple[Face, ...]
    mask: Mask
    photo_size: tuple[int, int]
    settings: FaceSettings
    refiner: str | None
    detect_ms: float
    milliseconds: float

    def recomposed(
        self, *, blend: str | None = None, strength: float | None = None, refine: bool = True
    ) -> "FacePainting":
        """The same painted faces on the same background, put in another way; no network runs.

        Args:
            blend: One of `animegan.face.blend.BLENDS`; None keeps it.
            strength: 0 to 1; None keeps it.
            refine: False puts the crops in as they were before the refiner, for good.
        """
        settings = replace(
            self.settings,
            blend=self.settings.blend if blend is None else blend,
            strength=self.settings.strength if strength is None else strength,
        )
        faces = self.faces if refine else tuple(replace(face, refined=None) for face in self.faces)
        composite, faces = put_in(self.background.picture, faces, self.photo_size, settings)
        return replace(
            self,
            picture=composite.picture,
            faces=faces,
            mask=composite.mask,
            settings=settings,
            refiner=self.refiner if refine else None,
        )

    def seen_through(self, face: PaintedFace, picture: PhotoU8 | None = None) -> PhotoU8:
        """(S, S, 3) uint8: what lies in a face's crop in the finished picture, or in another one of that photo.

        Args:
            face: One of `faces`.
            picture: The photo or a picture of it, at any size; None for the finished one.
        """
        picture = self.picture if picture is None else picture
        return face.alignment.resized(self.photo_size, picture.shape[:2]).crop(picture)

    def at_size(self, size: tuple[int, int]) -> PhotoU8:
        """The picture at another (height, width), for example the photo's."""
        if min(size) < 1:
            raise InputError(f"A picture cannot be {size[0]}x{size[1]} pixels.", hint="Use 1 or more each.")
        return resize(self.picture, size)

    def summary(self) -> dict[str, object]:
        """Everything but the pictures, as JSON can hold it."""
        about = self.background.summary()
        del about["network_ms"]
        return about | {
            "milliseconds": round(self.milliseconds, 2),
            "background_ms": round(self.background.milliseconds, 2),
            "detect_ms": round(self.detect_ms, 2),
            "blend": self.settings.blend,
            "blend_strength": float(self.settings.strength),
            "refiner": self.refiner,
            "faces": [face.summary() for face in self.faces],
            "faces_left_alone": len(self.left_alone),
        }


def put_in(
    background: PhotoU8, faces: Sequence[PaintedFace], photo_size: tuple[int, int], settings: FaceSettings
) -> tuple[Composite, tuple[PaintedFace, ...]]:
    """The background with the faces in it, and the faces with the time that it took."""
    layers = [Layer(patch=face.patch, mask=face.mask, alignment=face.alignment) for face in faces]
    strength = (
        settings.strength if settings.drawing > 0 else 0.0
    )  # with nothing drawn it is the photo, exactly
    composite = compose(background, layers, photo_size, way=settings.blend, strength=strength)
    spent = composite.milliseconds or (0.0,) * len(layers)
    return composite, tuple(
        replace(face, milliseconds={**face.milliseconds, "blend": blend_ms})
        for face, blend_ms in zip(faces, spent, strict=True)
    )
