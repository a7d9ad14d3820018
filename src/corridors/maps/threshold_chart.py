"""What the best route takes as a figure is turned, and where it changes; one figure or two."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from matplotlib.patches import Rectangle

from corridors.analysis.threshold import Segment, Threshold
from corridors.analysis.threshold_map import ThresholdMap
from corridors.maps import style
from corridors.maps.chart import Chart, Plot, chart
from corridors.maps.figure import MapFigure
from corridors.maps.said import best_route, day
from corridors.maps.text import font, safe
from corridors.maps.turned_words import LETTERS, axis_said, shown, total_unit, turned_said
from corridors.model.turn import Turn

__all__ = ["threshold_chart", "threshold_map_chart"]

HEIGHT_PT, MAP_PT = 190.0, 330.0

STEPS = 60
"""Points along a curve."""


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
    letters = _letters(found)
    said = [f"{letters[_key(one)]}: {one.alternative or one.label}." for one in found.segments]
    figure, (axes,) = chart(Chart(
        title or f"The {best_route(found.query)} {found.origin.name} – {found.destination.name} "
                 f"by {turned_said(network, found.turn)}",
        subtitle or " ".join(dict.fromkeys(said)),
        (Plot(HEIGHT_PT, axis_said(network, found.turn),
              f"{by} of the best route, {total_unit(by)}", left_pt=48.0),), found.snapshot,
        f"On {day(found.snapshot.on)}. Values of switches are exact to "
        f"{found.turn.said(1 / found.turn.steps)}.", found.snapshot.scenario))
    for one in found.segments:
        _curve(axes, found, one, letters[_key(one)])
    for switch in found.switches[:12]:
        axes.axvline(switch.above, color=style.INK, linewidth=0.7, linestyle=(0, (3, 2)), zorder=2)
        axes.text(switch.above, 0.015, safe(f" {found.turn.said(switch.above)}"), zorder=5,
                  transform=axes.get_xaxis_transform(), fontproperties=font(style.LABEL_PT),
                  color=style.INK, parse_math=False)
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
    said = [f"{LETTERS[number % 26]}: {region.name}."
            for number, region in enumerate(found.regions)]
    one, other = found.turns
    figure, (axes,) = chart(Chart(
        title or f"The {best_route(found.query)} {found.origin.name} – {found.destination.name} "
                 "where two figures are turned",
        subtitle or " ".join(said[:6]),
        (Plot(MAP_PT, axis_said(network, one), axis_said(network, other), left_pt=48.0),),
        found.snapshot, f"On {day(found.snapshot.on)}. In coloured parts the route is proved to be "
        "best for every pair of values; grey is where routes meet.", found.snapshot.scenario))
    axes.grid(visible=False)
    for number in range(len(found.regions)):
        _region(axes, found, number)
    meeting = [_rectangle(cell.low, cell.high) for cell in found.cells if not cell.proved]
    axes.add_collection(PatchCollection(meeting, facecolor=style.FAINT, edgecolor="none", zorder=3))
    axes.set_xlim(one.value(one.first), one.value(one.last))
    axes.set_ylim(other.value(other.first), other.value(other.last))
    return figure


def _letters(found: Threshold) -> dict[tuple[str, tuple[str, ...]], str]:
    keys = dict.fromkeys(map(_key, found.segments))
    return {key: LETTERS[number % 26] for number, key in enumerate(keys)}


def _key(one: Segment) -> tuple[str, tuple[str, ...]]:
    return one.alternative, one.link_ids


def _curve(axes: Axes, found: Threshold, one: Segment, letter: str) -> None:
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
    colour = _colour(LETTERS.index(letter))
    axes.plot([turn.value(step) for step in steps], totals, color=colour, linewidth=2.0, zorder=4,
              solid_capstyle="butt")
    middle = len(steps) // 2
    axes.annotate(letter, (turn.value(steps[middle]), totals[middle]), xytext=(7, -9),
                  textcoords="offset points", ha="center", color=colour, zorder=5,
                  fontproperties=font(style.LABEL_PT + 1, bold=True))


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
    cells = [cell for cell in found.cells if cell.proved and cell.regions == (number,)]
    axes.add_collection(PatchCollection(
        [_rectangle(cell.low, cell.high) for cell in cells], facecolor=_colour(number),
        edgecolor="none", antialiased=False, zorder=2))
    if not cells:
        return
    largest = max(cells, key=lambda cell: ((cell.high[0] - cell.low[0])
                                           * (cell.high[1] - cell.low[1]), cell.low))
    x, y = ((low + high) / 2 for low, high in zip(largest.low, largest.high, strict=True))
    axes.text(x, y, LETTERS[number % 26], ha="center", va="center", color="white", zorder=5,
              fontproperties=font(11, bold=True))


def _rectangle(low: tuple[float, float], high: tuple[float, float]) -> Rectangle:
    return Rectangle(low, high[0] - low[0], high[1] - low[1])


def _colour(number: int) -> str:
    colours = (*style.PALETTE, *style.BANDS)
    return colours[number % len(colours)]

