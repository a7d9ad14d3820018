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

DASHES: tuple[tuple[float, ...], ...] = ((), (4.0, 1.5), (1.2, 1.2))
"""Of lines beyond the colours there are."""

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
    plots = [Plot(150, x=f"{unit}; a dot is where every figure is likeliest",
                  y="share of draws that take no more", title=_spread_title(found, reached))]
    if len(reached) > 1:
        plots.append(Plot(11.0 * -(-len(reached) // COLUMNS), left_pt=0))
    if told:
        plots.append(Plot(13.0 * len(told) + 6, x=unit, left_pt=label_width_pt(
            [one.label for one in told]), title=_matters_title(found, reached[0])))
    figure, axes = chart(Chart(
        title or f"How sure is it? {_pair(outcomes[0])}",
        subtitle or f"{ORDER[reached[0].query.by]} route in {found.draws:,} draws of "
                    f"{len(found.inputs):,} uncertain figures",
        tuple(plots), found.cases[0].snapshot, _note(found)))
    _spread(axes[0], found, reached)
    if len(reached) > 1:
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
        low, middle, high = (one.percentile(one.query.by, rank) / each for rank in (5, 50, 95))
        digits = 1 if one.query.by == "time" else 0
        said.append(f"{_title(found, one)}: median {middle:,.{digits}f} {unit}, nine of ten from "
                    f"{low:,.{digits}f} to {high:,.{digits}f}")
    most = next((one.influences[0].label for one in outcomes if one.influences), "")
    matters = f" What matters most: {most}." if most else ""
    return f"Chart of {found.draws:,} draws, {_pair(outcomes[0])}. {'; '.join(said)}.{matters}"


def _spread(axes: Axes, found: MonteCarlo, outcomes: Sequence[Outcome]) -> None:
    import numpy as np

    by = outcomes[0].query.by
    shares = np.arange(1, found.draws + 1) / found.draws
    for number, one in enumerate(outcomes):
        colour = style.PALETTE[number % len(style.PALETTE)]
        dash = DASHES[number // len(style.PALETTE) % len(DASHES)]
        values = np.sort(one.totals[by]) / UNITS[by] / AXES[by][1]
        axes.plot(values, shares, color=colour, linewidth=1.5, zorder=3,
                  linestyle=(0, dash) if dash else "-", label=safe(_title(found, one)),
                  drawstyle="steps-post")
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
    bars(axes, [row.label for row in told], [high for _, high in ends],
         starts=[low for low, _ in ends],
         colours=[style.PALETTE[0] if high >= low else style.PALETTE[1] for low, high in ends],
         said=["" if row.first_order is None else f"{100 * row.first_order:.0f} %"
               for row in told])
    axes.xaxis.set_major_formatter("{x:,.10g}")
    low, high = min(map(min, ends)), max(map(max, ends))
    axes.set_xlim(low - 0.06 * (high - low), high + 0.16 * (high - low))
    for text, (start, end) in zip(axes.texts, ends, strict=True):
        text.set_x(max(start, end) + 0.012 * (high - low))
    if one.plain is not None:
        axes.axvline(one.plain.shown(one.query.by) / each, color=style.INK, linewidth=0.8,
                     zorder=4)


def _spread_title(found: MonteCarlo, outcomes: Sequence[Outcome]) -> str:
    words = "What the best route takes"
    if found.within is not None and found.within.by == outcomes[0].query.by:
        unit, each = AXES[found.within.by]
        words += f"; the dashed line is {found.within.shown / each:,.10g} {unit}"
    return words


def _matters_title(found: MonteCarlo, one: Outcome) -> str:
    where = f", {_title(found, one)}" if len(found.cases) > 1 else ""
    return f"What matters most{where}; in per cent: share of the variance"


def _note(found: MonteCarlo) -> str:
    what = "every figure that the data gives with a range" if found.from_data \
        else "the figures said to be uncertain"
    return (f"Drawn: {what}; seed {found.seed}. Bars: the total where one figure alone stands at "
            "its 5th and at its 95th percentile and all others are likeliest; blue where more of "
            "it makes the total larger, orange where it makes it smaller.")


def _title(found: MonteCarlo, one: Outcome) -> str:
    return next(case.title for case in found.cases if case.name == one.case)


def _pair(one: Outcome) -> str:
    pair = f"{one.origin.name} \N{EN DASH} {one.destination.name}"
    return f"{pair}, {one.query.label}" if one.query.label else pair
