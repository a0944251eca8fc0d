"""Which network's features the perceptual and style terms compare."""

import logging

from torch import nn

from animegan.catalog.load import load_perceptual, load_vgg19
from animegan.models.vgg19 import Vgg19Features, find_vgg19_weights
from animegan.training.checkpoint import read_state

__all__ = ["open_features"]

logger = logging.getLogger(__name__)


def open_features() -> tuple[str, nn.Module]:
    """VGG19, as in the papers, where torchvision has left its weights or where they were fetched; else the lab's own.

    Nothing is fetched, and the choice is never silent: it is logged, and its name goes into the run's figures.

    Returns:
        "vgg19" or "perceptual", and the network: (N, 3, H, W) in [-1, 1] to one map per level.

    Raises:
        TrainingError: There is a VGG19 file, but it is broken.
        WeightsError: It holds another network; or the lab's own file is missing or altered.
    """
    path = find_vgg19_weights()
    if path is not None:
        logger.info("features: VGG19 from %s", path)
        return "vgg19", Vgg19Features(read_state(path))
    fetched = load_vgg19()
    if fetched is not None:
        logger.info("features: VGG19, fetched by `weights fetch vgg19`")
        return "vgg19", fetched
    logger.info("features: the lab's own perceptual network")
    return "perceptual", load_perceptual()
