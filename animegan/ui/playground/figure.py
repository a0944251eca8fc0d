"""The figure to take home: the plane beside the curves, in the page's own colours."""

from typing import TYPE_CHECKING

from animegan.ui.inside.ink import WORDS, Ink, draw_axes, new_figure
from animegan.ui.playground.arena import ENDS
from animegan.ui.playground.colours import DISCRIMINATOR, FAKE, GENERATOR, REAL
from animegan.ui.playground.curves import Curves, distance_curves, loss_curves
from animegan.ui.playground.moments import Moment

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from animegan.playground.play import Game

__all__ = ["game_figure"]


def game_figure(game: "Game", moment: Moment, ink: Ink) -> "Figure":
    """Draws the game as it stands."""
    figure = new_figure(ink, width=14, height=7.4)
    plane, curves = figure.subfigures(1, 2, squeeze=False, width_ratios=(1.15, 1))[0]
    _draw_plane(draw_axes(plane, ink), game, moment, ink)
    upper, lower = curves.subfigures(2, 1, squeeze=False)[:, 0]
    _draw_curves(draw_axes(upper, ink), distance_curves(game), (FAKE,), ink)
    _draw_curves(draw_axes(lower, ink), loss_curves(game), (DISCRIMINATOR, GENERATOR), ink)
    return figure


def _draw_plane(axes: "Axes", game: "Game", moment: Moment, ink: Ink) -> None:
    from matplotlib.colors import LinearSegmentedColormap

    from animegan.playground.view import REACH

    view = moment.view
    real, fake = game.real.numpy(), view.fake.numpy()
    colours = LinearSegmentedColormap.from_list("field", [FAKE, ink.paper, REAL])
    image = axes.imshow(
        view.field.numpy(), cmap=colours, vmin=0, vmax=1, extent=(-REACH, REACH, -REACH, REACH), alpha=0.75,
    )  # fmt: skip
    axes.scatter(real[:, 0], real[:, 1], s=9, marker="o", color=REAL, edgecolors=ink.paper, linewidths=0.4)
    axes.scatter(fake[:, 0], fake[:, 1], s=22, marker="^", color=FAKE, edgecolors=ink.paper, linewidths=0.4)
    axes.set(xlim=(-REACH, REACH), ylim=(-REACH, REACH), xlabel="plane units")
    axes.set_title(
        f"{game.shape.title}, step {view.step:,}: dots real, triangles fake", color=ink.words, fontsize=WORDS
    )
    bar = axes.figure.colorbar(image, ax=axes, orientation="horizontal", shrink=0.8, ticks=[0, 1])
    bar.ax.set_xticklabels(ENDS[game.settings.game], color=ink.words, fontsize=WORDS - 2)


def _draw_curves(axes: "Axes", curves: Curves, colours: tuple[str, ...], ink: Ink) -> None:
    for curve, colour, dash in zip(curves.lines, colours, ("-", "--"), strict=False):
        values = [float("nan") if value is None else value for value in curve.values]
        axes.plot(curve.steps, values, color=colour, linestyle=dash, linewidth=2, label=curve.name)
    if curves.level is not None:
        axes.axhline(curves.level, color=ink.words, linestyle=":", label="two sets of real points")
    axes.set_ylim(curves.low, curves.high or 1)
    axes.set_title(curves.title, color=ink.words, fontsize=WORDS, loc="left")
    axes.set_xlabel("steps")
    axes.legend(frameon=False, labelcolor=ink.words, fontsize=WORDS - 3)
