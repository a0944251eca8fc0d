"""The figures of a benchmark as a picture: how many times as fast as what people use today, and growth with size."""

from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from animegan.inference.timing import BenchReport

__all__ = ["draw_bench"]

SIZE_INCHES = (11, 4.5)
TODAY = "published network, PyTorch eager fp32"


def draw_bench(report: BenchReport, path: Path) -> None:
    """Writes the plot, PNG or SVG by the suffix; missing folders are made."""
    figure = Figure(figsize=SIZE_INCHES, layout="constrained")
    left, right = figure.subplots(1, 2)
    _draw_ratios(left, report)
    _draw_growth(right, report)
    figure.suptitle(
        f"{report.machine['cpu']}, {report.machine['physical_cores']} physical cores", fontsize="medium"
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path)


def _draw_ratios(axes: Axes, report: BenchReport) -> None:
    """A bar per way at the largest size at which today's way was timed."""
    if not report.today:
        axes.set_title("The published network was not timed")
        axes.set_axis_off()
        return
    size = max(report.today)
    today = report.today[size].median_ms
    rows = [row for row in (*report.published, *report.peers, *report.rows) if row.size == size]
    names = [f"{row.network}, {row.backend} {row.precision}" for row in rows]
    bars = axes.barh(names, [today / row.median_ms for row in rows], color="#8f4a6b")
    axes.bar_label(bars, [f" {today / row.median_ms:.1f}x, {row.median_ms:.0f} ms" for row in rows])
    axes.margins(x=0.3)
    axes.invert_yaxis()
    axes.set_xlabel(f"times as fast as the {TODAY}")
    axes.set_title(f"{size}x{size} px")


def _draw_growth(axes: Axes, report: BenchReport) -> None:
    """Milliseconds over the side of the picture for each way; a cost per pixel is the dotted line's slope."""
    ways = dict.fromkeys((row.backend, row.precision) for row in report.rows)
    for way, marker in zip(ways, "osD^vP*", strict=False):
        rows = sorted(
            (row for row in report.rows if (row.backend, row.precision) == way), key=lambda row: row.size
        )
        axes.plot(
            [row.size for row in rows], [row.median_ms for row in rows], marker=marker, label=" ".join(way)
        )
    own = sorted(report.own_by_size.items())
    (first, ms), sizes = own[0], [size for size, _ in own]
    linear = [ms * (size / first) ** 2 for size in sizes]
    axes.plot(sizes, linear, ":", color="grey", label="4 times the pixels, 4 times as long")
    axes.set_xscale("log", base=2)
    axes.set_yscale("log")
    axes.set_xticks(sizes, [str(size) for size in sizes])
    axes.set_xlabel("side of the picture, px")
    axes.set_ylabel("median milliseconds")
    axes.set_title(report.rows[0].network)
    axes.legend()
