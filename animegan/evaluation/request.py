"""What to evaluate, and on which photos."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from animegan.errors import InputError
from animegan.training.photos import TrainingPhoto, list_photos, spread

__all__ = ["EvaluationRequest", "choose_photos"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationRequest:
    """One evaluation, as asked for on the command line or by a page.

    Attributes:
        weights: A name of the catalog, or a .safetensors file.
        photos: Folder of photos, searched with its sub-folders.
        tiers: Keep only photos whose CSV names one of these licence tiers; None keeps all.
        held_out_only: Leave out photos that a training run may have seen.
        limit: At most so many photos, evenly spread over the folder; None takes all.
        styles: Names of the styles to measure; None measures all that the weights have.
        size: Short side in pixels to work at; a photo is not enlarged for it.
        sheets: Folder for one contact sheet per style, of some of the photos; None writes none.
        seed: Of the noise and of the splits of the kernel distance.
    """

    weights: str
    photos: Path
    tiers: tuple[str, ...] | None = None
    held_out_only: bool = True
    limit: int | None = None
    styles: tuple[str, ...] | None = None
    size: int = 512
    sheets: Path | None = None
    seed: int = 7

    def __post_init__(self) -> None:
        if self.limit is not None and self.limit < 1:
            raise InputError(f"A limit of {self.limit} leaves no photo.", hint="Use 1 or more.")


def choose_photos(request: EvaluationRequest) -> Sequence[TrainingPhoto]:
    """The photos that a request is about, sorted by path.

    Raises:
        TrainingError: The folder holds no usable photo.
        InputError: None of them is held out.
    """
    photos = list_photos(request.photos, tiers=request.tiers)
    kept = [photo for photo in photos if photo.held_out or not request.held_out_only]
    if not kept:
        raise InputError(
            f"None of the {len(photos)} photos in {request.photos} is held out from training.",
            hint="One photo in ten is, by its file name. Add photos, or use --all for figures on seen ones too.",
        )
    return spread(kept, request.limit or len(kept))
