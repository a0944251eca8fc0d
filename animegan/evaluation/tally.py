"""What is measured of one photo, and what it adds up to for one style."""

from collections.abc import Callable
from dataclasses import dataclass

from torch import Tensor, nn

from animegan import toon
from animegan.evaluation.faces import FaceTally
from animegan.evaluation.fidelity import Fidelity, View, fidelity, look, mean_fidelity
from animegan.evaluation.flicker import Changes, Disturbed, changes, flicker
from animegan.evaluation.kernel_distance import feature_statistics, kernel_distance
from animegan.evaluation.report import StyleReport
from animegan.face.detect import Face, detect_faces
from animegan.types import Landmarks, PhotoU8

__all__ = ["StyleTally", "Subject"]


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """A photo at working size, and all that is the same for every style.

    Attributes:
        view: The photo, as it is and as the perceptual network sees it.
        known: The face points that the painter is told of.
        found: The faces that the detector finds.
        disturbed: The photo's five disturbances.
    """

    view: View
    known: tuple[Landmarks, ...]
    found: tuple[Face, ...]
    disturbed: Disturbed


class StyleTally:
    """Measures one style, photo by photo.

    Args:
        style: A style of the painter.
        network: Paints a photo in this style.
        eye: The perceptual network.
    """

    def __init__(self, style: str, network: Callable[[PhotoU8], PhotoU8], eye: nn.Module) -> None:
        self.style, self._network, self._eye = style, network, eye
        self.faces, self._painter_faces = FaceTally(), FaceTally()
        self._output: list[Fidelity] = []
        self._photo: list[Fidelity] = []
        self._changes: list[Changes] = []
        self._statistics: dict[str, list[Tensor]] = {"photo": [], "target": [], "output": []}

    def add(self, subject: Subject) -> PhotoU8:
        """Measures one photo; returns what the network makes of it."""
        photo = subject.view
        target = look(self._eye, toon.paint(photo.picture, self.style, faces=subject.known))
        output = look(self._eye, self._network(photo.picture))
        self._output.append(fidelity(output, target))
        self._photo.append(fidelity(photo, target))
        for name, view in (("photo", photo), ("target", target), ("output", output)):
            self._statistics[name].append(feature_statistics(view.features))
        if subject.found:
            self.faces.add(subject.found, detect_faces(output.picture))
            self._painter_faces.add(subject.found, detect_faces(target.picture))
        self._changes.append(changes(self._network, subject.disturbed))
        return output.picture

    def report(self, seed: int) -> StyleReport:
        """The figures over every photo measured."""
        seen = self._statistics
        return StyleReport(
            style=self.style,
            output=mean_fidelity(self._output),
            photo=mean_fidelity(self._photo),
            kernel_distance=kernel_distance(seen["output"], seen["target"], seed=seed),
            photo_kernel_distance=kernel_distance(seen["photo"], seen["target"], seed=seed),
            faces=self.faces.figures(),
            painter_faces=self._painter_faces.figures(),
            flicker=flicker(self._changes),
        )
