"""Questions about skips whose answers are measured on the learner's own photo, once there is a guess."""

from collections.abc import Iterable

from animegan.catalog import WeightsEntry, get_weights
from animegan.types import PhotoU8
from animegan.ui.code import show_code
from animegan.ui.embed import data_url
from animegan.ui.inside.network import painting_weights
from animegan.ui.inside.program import program
from animegan.ui.inside.skips_figures import signed
from animegan.ui.inside.skips_gates import Gate, finest, noun
from animegan.ui.inside.skips_scene import Scene, gated
from animegan.ui.inside.skips_steps import colourfulness, with_gains
from animegan.ui.loupe import shared_loupe
from animegan.ui.photo import ChosenPhoto
from animegan.ui.predict import Choice, Truth, predict
from animegan.ui.resources import inside
from animegan.ui.settings import InsideSettings

__all__ = ["ask_questions"]

COLOURS = ("red", "green", "blue")
ABOUT_THE_SAME = 0.05  # a change below this share is called none
DETAIL_CODE = """\
from animegan.explain import high_frequency_energy

full = high_frequency_energy(base.picture)
left = {gate: high_frequency_energy(with_gains(base, {gate: 0.0})) / full for gate in network.gate_names}"""
MORE, LESS, SAME = "More", "Less", "About the same"
FADES, GLOWS = "It fades", "It gets stronger"


def ask_questions(scene: Scene) -> None:
    """All of them; nothing of an answer is computed before its guess."""
    _ask_about_lines(scene)
    _ask_about_colour(scene)
    _ask_about_doubling(scene)
    if (other := _other_network(scene.settings)) is not None:
        _ask_about_other_network(scene, other)


def _ask_about_lines(scene: Scene) -> None:
    """Which gate carries the fine lines?"""
    names = tuple(gate.name for gate in scene.gates)
    question = (
        f"Close one of the {noun(scene.gates)} at a time. Without **which one** does your picture keep the least "
        "fine detail (lines, hair, and noise: everything finer than 4 pixels)?"
    )

    def truth() -> Truth:
        full = _detail(scene.full)
        left = {name: _detail(picture) / full for name, picture in _without_each(scene).items()}
        least = min(left, key=left.__getitem__)
        listed = ", ".join(f"without {name} {100 * share:.0f} %" for name, share in left.items())
        return Truth(
            value=least, why=f"Fine detail that is left: {listed}. {_on_more_than_all(left.values())}"
        )

    about = (scene.photo.key, scene.settings)
    if predict(question, Choice(options=names), key="lines", about=about, truth=truth):
        pictures = {"Full network": scene.full}
        pictures |= {f"Without {name}": picture for name, picture in _without_each(scene).items()}
        urls = {title: data_url(picture) for title, picture in pictures.items()}
        shared_loupe(urls, size=scene.base.size, key="lines_seen")
        show_code(program(scene.photo, scene.settings, with_gains, call=DETAIL_CODE), key="code_lines")


def _ask_about_colour(scene: Scene) -> None:
    """What becomes of colour without the finest gate?"""
    gate = finest(scene.gates)
    question = (
        f"Close only **{gate.name}** ({gate.carries}). What happens to the **colours** of your picture?"
    )

    def truth() -> Truth:
        without = _with_one(scene, gate, 0.0)
        before, after = colourfulness(scene.full), colourfulness(without)
        shift = (without.astype(float) - scene.full).mean(axis=(0, 1))
        words = ", ".join(f"{c} {signed(d, '.0f')}" for c, d in zip(COLOURS, shift, strict=True))
        why = (
            f"Colourfulness (largest less smallest of red, green and blue) goes from {before:.0f} to {after:.0f} of "
            f"255; on average {words}."
        )
        return Truth(value=_judge(after / before, (FADES, GLOWS)), why=why)

    options = Choice(options=(FADES, GLOWS, SAME))
    predict(question, options, key="colour", about=(scene.photo.key, scene.settings), truth=truth)


def _ask_about_doubling(scene: Scene) -> None:
    """Does twice the finest gate give twice the detail?"""
    gate = finest(scene.gates)
    question = f"Turn **{gate.name}** up to 2. Is there **more fine detail** in your picture then?"

    def truth() -> Truth:
        share = _detail(_with_one(scene, gate, 2.0)) / _detail(scene.full)
        why = f"There is {100 * share:.0f} % of the fine detail that the full network draws with a gain of 1."
        return Truth(value=_judge(share, (LESS, MORE)), why=why)

    options = Choice(options=(MORE, LESS, SAME))
    predict(question, options, key="doubling", about=(scene.photo.key, scene.settings), truth=truth)


def _ask_about_other_network(scene: Scene, other: WeightsEntry) -> None:
    """Which network leans more on its gates?"""
    this = get_weights(scene.settings.weights)
    question = (
        f"Close **all** {noun(scene.gates)} of {this.title}, and then all that {other.title} has. How much of the "
        f"structure of its own full picture does **{other.title}** lose, compared with {this.title}?"
    )

    def truth() -> Truth:
        style = scene.settings.style if scene.settings.style in other.styles else other.styles[0]
        settings = InsideSettings(weights=other.name, style=style)
        lost_here = _structure_lost(scene.photo, scene.settings)
        lost_there = _structure_lost(scene.photo, settings)
        share = (lost_there + 1e-6) / (lost_here + 1e-6)
        why = (
            f"Closing everything costs {this.title} {100 * lost_here:.1f} % of its structure (1 − SSIM) and "
            f"{other.title} {100 * lost_there:.1f} %."
        )
        return Truth(value=_judge(share, (LESS, MORE)), why=why)

    options = Choice(options=(MORE, LESS, SAME))
    about = (scene.photo.key, scene.settings, other.name)
    predict(question, options, key="other", about=about, truth=truth)


def _other_network(settings: InsideSettings) -> WeightsEntry | None:
    """Weights of another architecture to compare with, in the same style if there are any."""
    this = get_weights(settings.weights)
    others = [entry for entry in painting_weights() if entry.architecture != this.architecture]
    return next((entry for entry in others if settings.style in entry.styles), others[0] if others else None)


def _detail(picture: PhotoU8) -> float:
    from animegan.explain import high_frequency_energy

    return high_frequency_energy(picture)


def _judge(share: float, names: tuple[str, str]) -> str:
    """The name of a fall, of a rise, or of neither."""
    if abs(share - 1) < ABOUT_THE_SAME:
        return SAME
    return names[0] if share < 1 else names[1]


def _on_more_than_all(left: Iterable[float]) -> str:
    if max(left) <= 1:
        return ""
    return (
        "More than 100 % is no mistake: a skip can also take detail away, such as noise or a wrong line that the "
        "deeper stages draw. Look for it below."
    )


def _with_one(scene: Scene, gate: Gate, gain: float) -> PhotoU8:
    gains = {each.name: gain if each is gate else 1.0 for each in scene.gates}
    return gated(scene.photo, scene.settings, scene.base, gains).picture


def _without_each(scene: Scene) -> dict[str, PhotoU8]:
    return {gate.name: _with_one(scene, gate, 0.0) for gate in scene.gates}


def _structure_lost(photo: ChosenPhoto, settings: InsideSettings) -> float:
    """1 - SSIM between a network's picture and the one it draws with every gate closed."""
    from animegan.explain import get_measure

    base = inside(photo, settings)
    closed = gated(photo, settings, base, dict.fromkeys(base.network.gate_names, 0.0))
    return 1 - get_measure("ssim", base)(closed.picture)
