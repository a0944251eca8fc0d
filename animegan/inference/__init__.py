"""From a photo to a picture: `Stylizer` is the one public way.

result = Stylizer.load("sakura")(photo)
result.picture, result.backend, result.milliseconds
"""

from animegan.inference.result import Result
from animegan.inference.stylizer import Stylizer

__all__ = ["Result", "Stylizer"]
