"""The photo a visitor is looking at: a file of theirs, or a sample."""

import hashlib
from dataclasses import dataclass, field

from animegan.media.image import DecodedPhoto, decode
from animegan.media.samples import SamplePhoto, load_sample

__all__ = ["ChosenPhoto", "from_file", "from_sample"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenPhoto:
    """A photo, not yet decoded.

    Attributes:
        key: What caches go by: the SHA-256 of the file, or the sample's name. No cache ever hashes pixels.
        file_name: The file's own name, or one for the sample.
        data: The whole file; empty for a sample.
        sample: The sample's name; empty for a file.
        on_disk: Whether the visitor has it as a file of that name; a camera shot or a pasted picture is none.
        slow: Whether its pixels take a second to come by, the first time.
        credit: Who made a sample, where it is from and on what terms.
    """

    key: str
    file_name: str
    data: bytes = field(default=b"", repr=False)
    sample: str = ""
    on_disk: bool = True
    slow: bool = False
    credit: str = ""

    def decode(self, *, at_least: int | None = None) -> DecodedPhoto:
        """Its pixels; a file may come back reduced, its short side at least so many pixels. Raises InputError."""
        if not self.sample:
            return decode(self.data, at_least=at_least)
        pixels = load_sample(self.sample)
        size = pixels.shape[:2]
        return DecodedPhoto(photo=pixels, alpha=None, format="sample", frames=1, notes=(), original_size=size)


def from_file(name: str, data: bytes, *, on_disk: bool = True) -> ChosenPhoto:
    """A visitor's own photo."""
    return ChosenPhoto(key=hashlib.sha256(data).hexdigest(), file_name=name, data=data, on_disk=on_disk)


def from_sample(sample: SamplePhoto) -> ChosenPhoto:
    """A photo that comes with the lab."""
    return ChosenPhoto(
        key=f"sample {sample.name}",
        file_name=f"{sample.name}.png",
        sample=sample.name,
        slow=sample.slow,
        credit=f"{sample.title}. {sample.source}. {sample.licence}.",
    )
