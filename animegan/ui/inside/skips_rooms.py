"""The rooms of the page about skips: each shows one figure, says how to read it, saves it and shows its code."""

import streamlit as st

from animegan.media.image import encode
from animegan.ui.choice import one_of
from animegan.ui.compare import compare
from animegan.ui.embed import data_url
from animegan.ui.inside import skips_figures, skips_steps
from animegan.ui.inside.architecture import draw_architecture
from animegan.ui.inside.ink import page_ink, png
from animegan.ui.inside.skips_figures import signed
from animegan.ui.inside.skips_frame import show_figure, take_home
from animegan.ui.inside.skips_gates import finest
from animegan.ui.inside.skips_patch import choose_patch
from animegan.ui.inside.skips_scene import Scene, strip_of
from animegan.ui.resources import manifest

__all__ = ["show_difference", "show_frequencies", "show_patch", "show_picture", "show_wiring"]

TALLEST = "58vh"  # sliders and picture on one screen of a projector
STRIP_GAINS = (0.0, 0.5, 1.0, 1.5, 2.0)
PATCH_SIDES = (32, 48, 64, 96)
PHOTO, FULL = "Photo", "Full network"
COLOURS = ("red", "green", "blue")


def show_picture(scene: Scene) -> None:
    """The picture at the gains beside the photo or beside the full network's."""
    other = st.segmented_control(
        "Compare with",
        (PHOTO, FULL),
        default=PHOTO,
        required=True,
        key="beside",
        bind="query-params",
        label_visibility="collapsed",
    )
    before = scene.base.photo if other == PHOTO else scene.full
    compare(
        data_url(before),
        data_url(scene.now.picture),
        size=scene.base.size,
        labels=(str(other), "These gains"),
        key="gated",
        tallest=TALLEST,
    )
    apart = skips_steps.apart(scene.full, scene.now.picture)
    height, width = scene.base.size
    st.markdown(
        f"On average **{apart.mean():.1f} of 255 steps** from the full network's picture · "
        f"made in {scene.now.milliseconds / 1000:.2f} s at {width} × {height} pixels by PyTorch on the processor; "
        "only what follows the first turned gate was computed again"
        if scene.is_turned
        else f"All gains are as trained: this is what the full network paints, at {width} × {height} pixels. "
        "Turn one down and drag the seam."
    )
    take_home(
        scene,
        "picture",
        lambda: encode(scene.now.picture),
        {"photo": scene.base.photo, "full": scene.full, "now": scene.now.picture},
        skips_steps.with_gains,
        call=f"picture = with_gains(base, {scene.gains})",
    )


def show_wiring(scene: Scene) -> None:
    """Where the gates are in the network, each drawn as far open as it is."""
    st.subheader("Where they run", anchor=False)
    draw_architecture(manifest(scene.settings.weights), key="wiring", gains=scene.gains)
    rows = "\n".join(f"- **{gate.name}** carries {gate.carries}" for gate in scene.gates)
    st.markdown(f"Read from the loaded network itself, not from a paper.\n{rows}")


def show_difference(scene: Scene) -> None:
    """Where the picture differs from the full network's, and by how much."""
    apart = skips_steps.apart(scene.full, scene.now.picture)
    top = skips_figures.colour_top(apart)
    figure = skips_figures.difference_figure(apart, top, page_ink())
    show_figure(figure, f"Difference to the full network, from 0 to {top} steps of 255")
    shift = (scene.now.picture.astype(float) - scene.full).mean(axis=(0, 1))
    colours = ", ".join(f"{colour} {signed(by, '.1f')}" for colour, by in zip(COLOURS, shift, strict=True))
    st.markdown(
        f"Difference to the full network: mean of red, green and blue, **0 to {top} steps of 255** "
        f"and more (largest here {apart.max():.0f}, average {apart.mean():.1f}). On average: {colours}."
        + (" All gains are as trained, so there is none: turn one." if not apart.any() else "")
    )
    take_home(
        scene,
        "difference",
        lambda: encode(figure),
        {"difference": apart, "full": scene.full, "now": scene.now.picture},
        skips_steps.with_gains,
        skips_steps.apart,
        call=f"difference = apart(base.picture, with_gains(base, {scene.gains}))",
    )


def show_patch(scene: Scene) -> None:
    """One patch of the picture, magnified, at five gains of one gate."""
    names = [gate.name for gate in scene.gates]
    look, choose = st.columns(2, gap="medium")
    with choose:
        gate = one_of("Turn", names, finest(scene.gates).name, "gate")
        side = st.segmented_control(
            "Side, pixels", PATCH_SIDES, default=64, required=True, key="side", bind="query-params"
        )
        st.markdown(":small[Point at the picture to move the patch, or use the arrow keys.]")
    with look:
        picture = data_url(scene.now.picture)
        across, down = choose_patch(picture, size=scene.base.size, side=side, key="spot")
    pictures = strip_of(scene, gate, STRIP_GAINS)
    patches = skips_steps.patch(pictures, across / 100, down / 100, side)
    strip = skips_figures.strip_figure(patches, [f"{gate} at {gain:g}" for gain in STRIP_GAINS], page_ink())
    show_figure(strip, f"The patch at five gains of {gate}")
    st.markdown(
        f"The same {side} × {side} pixels with **{gate}** turned from closed (0) over as trained (1) to double (2), "
        "the other gains as on the left. Each pixel is drawn as a block."
    )
    others = {name: gain for name, gain in scene.gains.items() if name != gate}
    take_home(
        scene,
        f"patch-{gate}",
        lambda: encode(strip),
        {"patches": patches, "gains": STRIP_GAINS, "across_and_down": (across / 100, down / 100)},
        skips_steps.at_gains,
        skips_steps.patch,
        call=f'pictures = at_gains(base, {others}, "{gate}", {STRIP_GAINS})\n'
        f"patches = patch(pictures, {across / 100:g}, {down / 100:g}, {side})",
    )


def show_frequencies(scene: Scene) -> None:
    """How much of the photo, of the full picture and of the current one is coarse and how much is fine."""
    spectra = skips_steps.spectra(scene.base, scene.now.picture)
    titles = {"photo": "photo", "full": "full network", "now": "these gains"}
    figure = png(skips_figures.spectrum_figure(spectra, titles, page_ink()))
    show_figure(figure, "Power spectra of the photo, the full network's picture and the current one")
    st.markdown(
        "How strong stripes of each width are, in all directions, in brightness (radially averaged power spectrum). "
        "At the left coarse shapes, at the right single pixels; where the dashed line is below the solid one, these "
        "gains lose detail of that width. The scale is logarithmic: one line up is ten times the power."
    )
    take_home(
        scene,
        "spectrum",
        lambda: figure,
        {
            "frequency": spectra["full"].frequency,
            **{f"{name}_power": spectrum.power for name, spectrum in spectra.items()},
        },
        skips_steps.with_gains,
        skips_steps.spectra,
        call=f"curves = spectra(base, with_gains(base, {scene.gains}))",
    )
