"""AnimeGAN Lab: a photo becomes anime on an ordinary CPU, and you can look inside the network.

    from animegan.inference import Stylizer
    picture = Stylizer.load("sakura")(photo).picture

The package starts fast: nothing heavy is imported until it is needed.
"""

__version__ = "0.1.0"

__all__ = ["__version__"]
