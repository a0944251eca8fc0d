"""The figures of a benchmark as lines of text."""

from animegan.inference.timing import BenchReport, Row

__all__ = ["bench_table"]

COLUMNS = ("network", "backend", "in", "px", "GMAC", "median ms", "p90 ms", "ideal ms", "x ideal")
LINE = "{:<12}{:<13}{:<6}{:>6}{:>9}{:>11}{:>9}{:>10}{:>9}"
COLD = "{:>12}{:>9}"
STAGE_COLUMNS = ("px", "decode ms", "resize ms", "network ms", "encode ms")
STAGE = "{:>6}{:>11}{:>11}{:>12}{:>11}"


def bench_table(report: BenchReport) -> list[str]:
    """Machine, rows, ratios, growth and stages."""
    machine, rates = report.machine, report.matrix_gmac_per_s
    products = ", ".join(f"{name} {rate:.0f}" for name, rate in rates.items())
    rows = (*report.rows, *report.published, *report.peers)
    cold = COLD.format("cold ms", "MB") if any(row.first_ms for row in rows) else ""
    return [
        f"{machine['cpu']}, {machine['physical_cores']} physical cores, load average {machine['load_average']}",
        f"matrix product: {products} GMAC/s; the fastest of a precision makes its ideal (int8: the fastest of all)",
        f"median and 90th percentile of {report.repeats} rounds, measured in turns; {_threads(report)}",
        *(["cold: from starting Python to the first picture; MB: the most the process held"] if cold else []),
        "",
        LINE.format(*COLUMNS) + cold,
        *map(_line, rows),
        "",
        *_ratios(report),
        *_growth(report),
        *report.notes,
        *_stages(report),
    ]


def _line(row: Row) -> str:
    figures = (row.gmac, row.median_ms, row.p90_ms, row.ideal_ms, row.times_ideal)
    line = LINE.format(
        row.network,
        row.backend,
        row.precision,
        row.size,
        *(f"{figure:.{digits}f}" for figure, digits in zip(figures, (2, 1, 1, 1, 1), strict=True)),
    )
    if row.first_ms is None or row.peak_mb is None:
        return line
    return line + COLD.format(f"{row.first_ms:.0f}", f"{row.peak_mb:.0f}")


def _ratios(report: BenchReport) -> list[str]:
    lines = [
        f"At {size} px the published {row.network} by PyTorch as it comes (fp32) takes "
        f"{report.times_best[size]:.1f} times as long as in its fastest way here, and "
        f"{report.times_default[size]:.1f} times as long as the lab's default ({' in '.join(report.default)})."
        for size, row in report.today.items()
    ]
    lines += [
        f"By {peer.backend} it takes {peer.median_ms / report.today[peer.size].median_ms:.2f} of that ({peer.size} px)."
        for peer in report.peers
        if peer.size in report.today
    ]
    skipped = sorted({row.size for row in report.rows} - {row.size for row in report.published})
    if skipped:
        sizes = ", ".join(map(str, skipped))
        lines.append(
            f"The published network was not timed at {sizes} px; --published-up-to {skipped[-1]} does it."
        )
    return lines


def _growth(report: BenchReport) -> list[str]:
    steps = ", ".join(f"{size // 2} to {size} px {times:.1f}" for size, times in report.growth.items())
    return [f"Four times the pixels take the default so many times as long: {steps}."] if steps else []


def _stages(report: BenchReport) -> list[str]:
    if not report.stages:
        return []
    lines = [
        STAGE.format(
            stage.size,
            *(f"{ms:.1f}" for ms in (stage.decode_ms, stage.resize_ms, stage.network_ms, stage.encode_ms)),
        )
        for stage in report.stages
    ]
    title = "One photo of 12 million pixels, from JPEG to PNG, by the default:"
    return ["", title, STAGE.format(*STAGE_COLUMNS), *lines]


def _threads(report: BenchReport) -> str:
    counts = {row.backend: f"{row.backend} on {row.threads} threads" for row in report.rows}
    return ", ".join(counts.values())
