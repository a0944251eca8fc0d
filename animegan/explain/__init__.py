"""Looks inside a network: arrays in and out, never drawn here, nothing kept between calls.

base = run(network, photo, code, size=256)             # one forward, everything kept
base.features("decoder_4")                             # (C, h, w)
rerun(base, gates={"skip_2": 0}).picture               # only what follows is computed again
shapley_of_gates(base, get_measure("ssim", base))      # what each skip contributes
describe(network).stages                               # shapes, receptive fields, parameters, work
"""

from animegan.explain.channels import channel_energy, channel_variance, colour_ranges, order_channels
from animegan.explain.edits import ChannelEdit
from animegan.explain.lens import Lens, fit_lens, load_lens, save_lens
from animegan.explain.manifest import Edge, Manifest, StageInfo, describe
from animegan.explain.measures import MEASURES, get_measure
from animegan.explain.passes import Pass, rerun, run
from animegan.explain.pca import PcaColours, pca_colours
from animegan.explain.receptive import effective_receptive_field, receptive_fields
from animegan.explain.shapley import Shapley, shapley_of_gates, shapley_values
from animegan.explain.spectrum import Spectrum, high_frequency_energy, radial_spectrum

__all__ = [
    "MEASURES",
    "ChannelEdit",
    "Edge",
    "Lens",
    "Manifest",
    "Pass",
    "PcaColours",
    "Shapley",
    "Spectrum",
    "StageInfo",
    "channel_energy",
    "channel_variance",
    "colour_ranges",
    "describe",
    "effective_receptive_field",
    "fit_lens",
    "get_measure",
    "high_frequency_energy",
    "load_lens",
    "order_channels",
    "pca_colours",
    "radial_spectrum",
    "receptive_fields",
    "rerun",
    "run",
    "save_lens",
    "shapley_of_gates",
    "shapley_values",
]
