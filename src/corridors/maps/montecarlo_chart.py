"""The chart of a Monte Carlo analysis: how totals are spread, and what matters most."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from corridors.analysis.montecarlo import MonteCarlo
from corridors.analysis.montecarlo_outcome import Outcome
from corridors.errors import Problem, QueryError
from corridors.maps import style
from corridors.maps.chart import Chart, Plot, bars, chart, label_width_pt
from corridors.maps.figure import MapFigure
from corridors.maps.text import font, safe
from corridors.model.leg import UNITS

__all__ = ["montecarlo_alt", "montecarlo_chart"]

BARS, COLUMNS = 8, 2
"""Most inputs in the tornado, and columns of names of cases."""

AXES = {"time": ("days", 24.0), "cost": ("USD per TEU", 1.0), "distance": ("km", 1.0),
        "co2": ("kg CO2 per TEU", 1.0), "generalised": ("USD per TEU, cost and time", 1.0)}
"""Unit of an axis, and what shown units are divided by for it, by criterion."""

DASHES: tuple[tuple[float, ...], ...] = (
    (), (5.0, 1.2), (1.4, 1.0), (5.0, 1.0, 1.2, 1.0), (2.6, 1.6))
"""Of lines, in this order: one more than there are colours, so that no two lines look alike."""

ORDER = {"time": "Fastest", "cost": "Cheapest", "distance": "Shortest", "co2": "Lowest in CO2",
         "generalised": "Lowest in cost and time"}


def montecarlo_chart(found: MonteCarlo, pair: int = 0, title: str = "", subtitle: str = ""
                     ) -> MapFigure:
    """Draw how the total of an OD pair is spread in each case, and what matters most in the first.

    Parameters
    ----------
    found
        The analysis.
    pair
        Position of the pair.
    title, subtitle
        Above the chart; made from the result if not given.

    Returns
    -------
    figure
        Shares of draws that take no more, a line for each case; below it the inputs that matter
        most, from their 5th to their 95th percentile.

    Raises
    ------
    QueryError
        If the pair has no route in any case.
    """
    outcomes = [row[pair] for row in found.outcomes]
    reached = [one for one in outcomes if one.reachable]
    if not reached:
        raise QueryError(Problem("M10", f"{_pair(outcomes[0])} has no route in any draw",
                                 "Draw another pair: draw(result, query=1)."))
    told = [one for one in reached[0].influences[:BARS] if one.swing]
    unit = AXES[reached[0].query.by][0]
    plots = [Plot(150, x=f"{unit}; a dot is where every figure is likeliest, a diamond the median",
                  y="share of draws that take no more", title=_spread_title(found, reached))]
    plots.append(Plot(11.0 * -(-len(reached) // COLUMNS), left_pt=0))
    if told:
        plots.append(Plot(13.0 * len(told) + 6, x=f"{unit}; the line is where every figure is "
                                                  "likeliest", left_pt=label_width_pt(
            [one.label for one in told]), title=_matters_title(found, reached[0])))
    figure, axes = chart(Chart(
        title or f"How sure is it? {_pair(outcomes[0])}",
        subtitle or f"{ORDER[reached[0].query.by]} route in {found.draws:,} draws of "
                    f"{len(found.inputs):,} uncertain figures",
        tuple(plots), found.cases[0].snapshot, _note(found)))
    _spread(axes[0], found, reached)
    _legend(axes[1], axes[0])
    if told:
        _tornado(axes[-1], reached[0])
    return figure


def montecarlo_alt(found: MonteCarlo, pair: int = 0) -> str:
    """Describe the chart in words.

    Parameters
    ----------
    found
        The analysis.
    pair
        Position of the pair.
    """
    outcomes = [row[pair] for row in found.outcomes]
    said = []
    for one in outcomes:
        if not one.reachable:
            said.append(f"{_title(found, one)}: no route")
            continue
        unit, each = AXES[one.query.by]
        low, middle, high = (_number(one.query.by, one.percentile(one.query.by, rank) / each)
                             for rank in (5, 50, 95))
        said.append(f"{_title(found, one)}: median {middle} {unit}, nine of ten from "
                    f"{low} to {high}")
    most = next((one.influences[0].label for one in outcomes if one.influences), "")
    matters = f" What matters most: {most}." if most else ""
    return f"Chart of {found.draws:,} draws, {_pair(outcomes[0])}. {'; '.join(said)}.{matters}"


def _spread(axes: Axes, found: MonteCarlo, outcomes: Sequence[Outcome]) -> None:
    import numpy as np

    by = outcomes[0].query.by
    shares = np.arange(1, found.draws + 1) / found.draws
    for number, one in enumerate(outcomes):
        colour = style.PALETTE[number % len(style.PALETTE)]
        dash = DASHES[number % len(DASHES)]
        median = one.percentile(by, 50) / AXES[by][1]
        values = np.sort(one.totals[by]) / UNITS[by] / AXES[by][1]
        axes.plot(values, shares, color=colour, linewidth=1.5, zorder=3,
                  linestyle=(0, dash) if dash else "-", drawstyle="steps-post",
                  label=f"{safe(_title(found, one))}, median {_figure(by, median)}")
        axes.plot([median], [0.5], "D", color=colour, markersize=4.6, markeredgecolor="white",
                  markeredgewidth=0.8, zorder=4)
        if one.plain is not None:
            plain = one.plain.shown(by) / AXES[by][1]
            axes.plot([plain], [float((values <= plain).mean())], "o", color=colour,
                      markersize=4.5, zorder=4)
    if found.within is not None and found.within.by == by:
        axes.axvline(found.within.shown / AXES[by][1], color=style.BLOCKED, linewidth=0.9,
                     linestyle="--", zorder=2)
    axes.xaxis.set_major_formatter("{x:,.10g}")
    axes.set_ylim(0, 1.02)
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], labels=["0 %", "25 %", "50 %", "75 %", "100 %"])


def _legend(room: Axes, axes: Axes) -> None:
    """Name the lines below the plot, where they hide none."""
    room.axis("off")
    room.legend(*axes.get_legend_handles_labels(), loc="center left", ncols=COLUMNS,
                prop=font(style.LEGEND_PT), frameon=False, handlelength=2.4, borderpad=0,
                borderaxespad=0, labelspacing=0.35)


def _tornado(axes: Axes, one: Outcome) -> None:
    each = AXES[one.query.by][1]
    told = [row for row in one.influences[:BARS] if row.swing]
    ends = [(row.low / each, row.high / each) for row in told]
    by = one.query.by
    bars(axes, [row.label for row in told], [high for _, high in ends],
         starts=[low for low, _ in ends],
         colours=[style.PALETTE[0] if high >= low else style.PALETTE[1] for low, high in ends],
         said=[f"{_number(by, max(pair))}{_share(row.first_order)}"
               for row, pair in zip(told, ends, strict=True)])
    axes.xaxis.set_major_formatter("{x:,.10g}")
    low, high = min(map(min, ends)), max(map(max, ends))
    axes.set_xlim(low - 0.14 * (high - low), high + 0.22 * (high - low))
    for row, (text, pair) in enumerate(zip(list(axes.texts), ends, strict=True)):
        text.set_x(max(pair) + 0.012 * (high - low))
        axes.text(min(pair) - 0.012 * (high - low), row, _number(by, min(pair)), ha="right",
                  va="center", parse_math=False, fontproperties=font(style.LABEL_PT),
                  color=style.INK, zorder=4)
    for patch, (start, end) in zip(axes.patches, ends, strict=True):
        patch.set_hatch("" if end >= start else "////")
        patch.set_edgecolor("white")
        patch.set_linewidth(0)
    if one.plain is not None:
        axes.axvline(one.plain.shown(one.query.by) / each, color=style.INK, linewidth=0.8,
                     zorder=4)


def _number(by: str, value: float) -> str:
    return f"{value:,.{1 if by == 'time' else 0}f}"


def _figure(by: str, value: float) -> str:
    """Write a total with its unit."""
    return f"{_number(by, value)} {AXES[by][0]}"


def _share(first_order: float | None) -> str:
    return "" if first_order is None else f" ({100 * first_order:.0f} %)"


def _spread_title(found: MonteCarlo, outcomes: Sequence[Outcome]) -> str:
    words = "What the best route takes"
    if found.within is not None and found.within.by == outcomes[0].query.by:
        unit, each = AXES[found.within.by]
        words += f"; the dashed line is {found.within.shown / each:,.10g} {unit}"
    return words


def _matters_title(found: MonteCarlo, one: Outcome) -> str:
    where = f", {_title(found, one)}" if len(found.cases) > 1 else ""
    return f"What matters most{where}; in brackets: share of the variance"


def _note(found: MonteCarlo) -> str:
    what = "every figure that the data gives with a range" if found.from_data \
        else "the figures said to be uncertain"
    return (f"Drawn: {what}; seed {found.seed}. Bars: the total where one figure alone stands at "
            "its 5th and at its 95th percentile and all others are likeliest; blue where more of "
            "it makes the total larger, orange and hatched where it makes it smaller.")


def _title(found: MonteCarlo, one: Outcome) -> str:
    return next(case.title for case in found.cases if case.name == one.case)


def _pair(one: Outcome) -> str:
    pair = f"{one.origin.name} \N{EN DASH} {one.destination.name}"
    return f"{pair}, {one.query.label}" if one.query.label else pair
