"""What the best route takes as a figure is turned, and where it changes; one figure or two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import withStroke

from corridors.analysis.threshold import Segment, Threshold
from corridors.analysis.threshold_map import ThresholdMap
from corridors.maps import style
from corridors.maps.chart import WIDEST_PT, Chart, Plot, chart, sheet
from corridors.maps.figure import MapFigure
from corridors.maps.said import allowed, best_route, day
from corridors.maps.text import font, safe, wrap
from corridors.maps.turned_words import LETTERS, axis_said, shown, total_unit, turned_said
from corridors.model.turn import Turn

__all__ = ["threshold_chart", "threshold_map_chart"]

HEIGHT_PT, MAP_PT = 190.0, 330.0

STEPS = 60
"""Points along a curve."""

HATCHES = ("", "////", "....", "\\\\\\\\", "xx", "---", "ooo", "|||", "++")
"""Of regions, in this order, so that they stay apart without colour."""

DASHES: tuple[tuple[float, ...], ...] = ((), (5.0, 1.2), (1.6, 1.0), (5.0, 1.0, 1.2, 1.0))
"""Of curves, in this order."""

ROUTES_TOLD, LINE_PT, TEXT_AT = 8, 9.6, 36.0
"""Of more routes the rest is counted; height of a line of the legend, and where its words begin."""


MOST_SWITCHES = 12
"""How many switch points are written at their lines."""

HALO = [withStroke(linewidth=2.4, foreground="white")]


@dataclass(frozen=True, slots=True)
class _Told:
    """A route in the legend: its number, its letter, and what it is in lines that fit."""

    number: int
    letter: str
    lines: tuple[str, ...]


def _legend(named: Sequence[tuple[int, str]]) -> tuple[list[_Told], Plot]:
    """Give the legend of routes by their number, and the plot that holds it."""
    room_pt = 0.96 * (WIDEST_PT - TEXT_AT)
    told = [_Told(number, LETTERS[number % 26], tuple(wrap(
        safe(f"{text[:1].upper()}{text[1:]}", 240), font(style.LEGEND_PT), room_pt)))
        for number, text in named[:ROUTES_TOLD]]
    more = len(named) - ROUTES_TOLD
    if more > 0:
        told.append(_Told(-1, "", (f"And {more} more",)))
    return told, Plot(LINE_PT * sum(len(one.lines) for one in told) + 2, left_pt=0)


def _draw_legend(axes: Axes, plot: Plot, told: Sequence[_Told], *, regions: bool) -> None:
    page, top = sheet(axes, plot), plot.height_pt
    for one in told:
        middle = top - LINE_PT / 2
        if one.number >= 0 and regions:
            page.add_patch(Rectangle((0, middle - 3.6), 20, 7.2, **_look(one.number)))
        elif one.number >= 0:
            page.plot((0, 20), (middle, middle), linewidth=2.0, **_line(one.number))
        page.text(24, middle, one.letter, va="center", parse_math=False, color=style.INK,
                  fontproperties=font(style.LEGEND_PT, bold=True))
        for number, line in enumerate(one.lines):
            page.text(TEXT_AT, middle - number * LINE_PT, line, va="center", parse_math=False,
                      fontproperties=font(style.LEGEND_PT), color=style.INK)
        top -= LINE_PT * len(one.lines)


def threshold_chart(found: Threshold, *, title: str = "", subtitle: str = "") -> MapFigure:
    """Draw what the best route takes, from the lowest value of a parameter to the highest.

    Parameters
    ----------
    found
        The threshold.
    title, subtitle
        Above the chart; made from the result if not given.

    Returns
    -------
    figure
        Every route has a letter and a colour; upright lines are the switch points.
    """
    network, by = found.snapshot.network, found.query.by
    numbers = _numbers(found)
    names = {_key(one): one.alternative or one.label for one in reversed(found.segments)}
    told, below = _legend([(number, names[key]) for key, number in numbers.items()])
    figure, (axes, legend) = chart(Chart(
        title or f"The {best_route(found.query)} {found.origin.name} – {found.destination.name} "
                 f"by {turned_said(network, found.turn)}",
        subtitle or allowed(found.query, network),
        (Plot(HEIGHT_PT, axis_said(network, found.turn),
              f"{by} of the best route, {total_unit(by)}", left_pt=48.0), below), found.snapshot,
        f"On {day(found.snapshot.on)}. Values of switches are exact to "
        f"{found.turn.said(1 / found.turn.steps)}.", found.snapshot.scenario))
    _draw_legend(legend, below, told, regions=False)
    for one in found.segments:
        _curve(axes, found, one, numbers[_key(one)])
    _switches(axes, found)
    if found.today is not None and not found.turn.parameter.times:
        _today(axes, found.turn, found.today)
    axes.set_xlim(found.segments[0].low, found.segments[-1].high)
    return figure


def threshold_map_chart(found: ThresholdMap, *, title: str = "", subtitle: str = "") -> MapFigure:
    """Draw which route is best for which values of two parameters.

    Parameters
    ----------
    found
        The map.
    title, subtitle
        Above the chart; made from the result if not given.

    Returns
    -------
    figure
        Every region has a letter and a colour; where routes meet it is grey.
    """
    network = found.snapshot.network
    told, below = _legend([(number, region.name) for number, region in enumerate(found.regions)])
    one, other = found.turns
    figure, (axes, legend) = chart(Chart(
        title or f"The {best_route(found.query)} {found.origin.name} – {found.destination.name} "
                 "where two figures are turned",
        subtitle or allowed(found.query, network),
        (Plot(MAP_PT, axis_said(network, one), axis_said(network, other), left_pt=48.0), below),
        found.snapshot, f"On {day(found.snapshot.on)}. In coloured parts the route is proved to be "
        "best for every pair of values; grey is where routes meet.", found.snapshot.scenario))
    _draw_legend(legend, below, told, regions=True)
    axes.grid(visible=False)
    for number in range(len(found.regions)):
        _region(axes, found, number)
    meeting = [_rectangle(cell.low, cell.high) for cell in found.cells if not cell.proved]
    axes.add_collection(PatchCollection(meeting, facecolor=style.FAINT, edgecolor="none", zorder=3))
    axes.set_xlim(one.value(one.first), one.value(one.last))
    axes.set_ylim(other.value(other.first), other.value(other.last))
    return figure


def _numbers(found: Threshold) -> dict[tuple[str, tuple[str, ...]], int]:
    keys = dict.fromkeys(map(_key, found.segments))
    return {key: number for number, key in enumerate(keys)}


def _key(one: Segment) -> tuple[str, tuple[str, ...]]:
    return one.alternative, one.link_ids


def _curve(axes: Axes, found: Threshold, one: Segment, number: int) -> None:
    by, turn = found.query.by, found.turn
    first, last = shown(one.route, by), shown(one.route_high, by)
    if first is None or last is None:
        return
    low, high = round(one.low * turn.steps), round(one.high * turn.steps)
    steps = sorted({low + (high - low) * point // STEPS for point in range(STEPS + 1)})
    shares = [turn.share(step) for step in steps]
    extent = shares[-1] - shares[0]
    totals = [first + (last - first) * ((share - shares[0]) / extent if extent else 0.0)
              for share in shares]
    axes.plot([turn.value(step) for step in steps], totals, linewidth=2.0, zorder=4,
              solid_capstyle="butt", **_line(number))
    middle = len(steps) // 2
    axes.annotate(LETTERS[number % 26], (turn.value(steps[middle]), totals[middle]),
                  xytext=(7, -9), textcoords="offset points", ha="center", color=_colour(number),
                  zorder=5, fontproperties=font(style.LABEL_PT + 1, bold=True), path_effects=HALO)


def _switches(axes: Axes, found: Threshold) -> None:
    """Draw where the route changes; values that are near each other stand on several lines."""
    low, high = found.segments[0].low, found.segments[-1].high
    line, last = 0, float("-inf")
    for switch in found.switches[:MOST_SWITCHES]:
        axes.axvline(switch.above, color=style.INK, linewidth=0.7, linestyle=(0, (3, 2)), zorder=2)
        line = (line + 1) % 3 if switch.above - last < 0.13 * (high - low) else 0
        last = switch.above
        right = switch.above > low + 0.85 * (high - low)
        axes.annotate(safe(found.turn.said(switch.above)), (switch.above, 0.02 + 0.06 * line),
                      xycoords=axes.get_xaxis_transform(), xytext=(-3 if right else 3, 0),
                      textcoords="offset points", ha="right" if right else "left", zorder=5,
                      fontproperties=font(style.LABEL_PT), color=style.INK, parse_math=False,
                      path_effects=HALO)


def _today(axes: Axes, turn: Turn, today: tuple[float, float]) -> None:
    low, high = max(today[0], turn.value(turn.first)), min(today[1], turn.value(turn.last))
    if low > high:
        return
    axes.axvspan(low, max(high, low + 1e-9), color=style.HIGHLIGHT, alpha=0.5, linewidth=1.2,
                 zorder=1)
    axes.text(low, 0.97, " as things are", transform=axes.get_xaxis_transform(), zorder=5,
              rotation=90, va="top", fontproperties=font(style.LABEL_PT), color=style.MUTED,
              parse_math=False)


def _region(axes: Axes, found: ThresholdMap, number: int) -> None:
    """Draw a region in one piece, so that its hatching runs through, with a letter in its midst."""
    cells = [cell for cell in found.cells if cell.proved and cell.regions == (number,)]
    if not cells:
        return
    whole = shapely.union_all([shapely.box(*cell.low, *cell.high) for cell in cells])
    parts = sorted(shapely.get_parts(whole), key=lambda part: (-part.area, part.bounds))
    for part in parts:
        path = Path.make_compound_path(*(Path(shapely.get_coordinates(ring), closed=True)
                                         for ring in (part.exterior, *part.interiors)))
        axes.add_patch(PathPatch(path, zorder=2, **_look(number)))
    largest = max(cells, key=lambda cell: ((cell.high[0] - cell.low[0])
                                           * (cell.high[1] - cell.low[1]), cell.low))
    x, y = ((low + high) / 2 for low, high in zip(largest.low, largest.high, strict=True))
    axes.text(x, y, LETTERS[number % 26], ha="center", va="center", color=style.INK, zorder=5,
              fontproperties=font(11, bold=True), path_effects=HALO)


def _look(number: int) -> dict[str, Any]:
    """Give how a region is filled."""
    return {"facecolor": _colour(number), "edgecolor": "white", "linewidth": 0.0,
            "hatch": HATCHES[number % len(HATCHES)] or None}


def _line(number: int) -> dict[str, Any]:
    """Give how a curve is drawn."""
    dash = DASHES[number % len(DASHES)]
    return {"color": _colour(number), "linestyle": (0, dash) if dash else "-"}


def _rectangle(low: tuple[float, float], high: tuple[float, float]) -> Rectangle:
    return Rectangle(low, high[0] - low[0], high[1] - low[1])


def _colour(number: int) -> str:
    colours = (*style.PALETTE, *style.BANDS)
    return colours[number % len(colours)]

