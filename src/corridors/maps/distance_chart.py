"""The time-distance and the cost-distance diagram: slopes where goods move, steps where they wait.

The method is that of UN ESCAP: kilometres from the origin to the right, hours or money upwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.ticker import MultipleLocator

from corridors.analysis.along import stops_of
from corridors.maps import style
from corridors.maps.chart import WIDEST_PT, Chart, Plot, chart, sheet
from corridors.maps.charted import Charted, Shown, charted, form_keys_along, looks_of
from corridors.maps.distance_layout import (
    BANDS,
    HEIGHTS_PT,
    LEFT_PT,
    Scale,
    middle_of,
    notes_of,
    profile_of,
    scale_of,
)
from corridors.maps.figure import MapFigure
from corridors.maps.ink import BAR_PT, bars_across, line_styles
from corridors.maps.legend import Key, draw_legend, legend_height, route_key, symbol_key
from corridors.maps.look import USUAL, Look
from corridors.maps.naming import Naming
from corridors.maps.route_map import Drawn
from corridors.maps.said import main_mode
from corridors.maps.settings import plain_settings
from corridors.maps.step_labels import Placed
from corridors.maps.stop_words import stop_kind
from corridors.maps.text import font, wrap
from corridors.model.leg import Leg

__all__ = ["distance_chart"]

AXES = {"time": ("Time: hours from the origin", "hours", (1, 2, 6, 12, 24, 48, 72, 96, 120, 240,
                                                         480, 960)),
        "cost": ("Cost: USD per TEU from the origin", "USD per TEU", ())}

BROADER = 0.3
"""How much broader a line is than the next one that may hide it, as a share of the usual width."""

LIST_PT, LIST_COLUMNS = 8.0, 3
BAND_ALPHA = 0.13

VEIL = {"facecolor": "white", "edgecolor": "none", "alpha": 0.6, "pad": 0.4}
"""Lies under texts, above the lines of the grid; an outline would make curves of them in SVG."""

NOTE = ("Slopes: goods move, the steeper the slower or dearer. Steps: borders, breaks of gauge, "
        "transfers, waits, first and last mile; those below 1 % of the height, and where lines lie "
        "too close, are not named. In brackets: lowest to highest total")
BAND_NOTE, LINES_NOTE = (", also as a band, cut off where it leaves the plot",
                         " Lines that run together lie on each other, the first the broadest.")
METHOD = " Method: time/cost-distance of UN ESCAP."


def distance_chart(what: Shown, *, query: int = 0, title: str = "", subtitle: str = "",
                   look: Look = USUAL) -> MapFigure:
    """Draw what routes take against how far they have come.

    Parameters
    ----------
    what
        An answer with its routes, several answers with their best ones, a comparison, or a
        scenario worked out.
    query
        Which query of a scenario, by position.
    title, subtitle
        Above the diagram; made from the result if not given.
    look
        In which language places are named.

    Returns
    -------
    figure
        Hours and USD per TEU over km, for up to four routes.

    Raises
    ------
    QueryError
        If there is no route, no such query, or more than four routes are given.
    """
    told = charted(what, query=query, title=title, subtitle=subtitle)
    scales = [scale_of(told.routes, by) for by in AXES]
    placed, listed = notes_of(told.routes, scales, Naming.of(told.snapshot.network, look.names))
    rows = _listed(listed)
    keys = _keys(told)
    plots = (*(Plot(HEIGHTS_PT[by], x="km from the origin", y=unit, title=head, left_pt=LEFT_PT)
               for by, (head, unit, _) in AXES.items()),
             *((Plot(_height(rows), left_pt=0.0),) if rows else ()),
             Plot(legend_height(keys, WIDEST_PT), left_pt=0.0))
    figure, axes = chart(Chart(told.title, told.subtitle, plots, told.snapshot,
                               _note(told), told.scenario))
    with plain_settings():
        for each, scale, notes in zip(axes, scales, placed, strict=False):
            _plot(each, told.routes, scale)
            _write(each, notes, scale)
        if rows:
            _list(sheet(axes[2], plots[2]), rows)
        draw_legend(sheet(axes[-1], plots[-1]), keys, 0.0, plots[-1].height_pt, WIDEST_PT)
    return figure


def _note(told: Charted) -> str:
    several = len(told.routes)
    return (f"{NOTE}{BAND_NOTE if several <= BANDS else ''}."
            f"{LINES_NOTE if several > 1 else ''}{METHOD} {told.note}").strip()


def _plot(axes: Axes, routes: Sequence[Drawn], scale: Scale) -> None:
    axes.set_xlim(0, scale.most_km)
    axes.set_ylim(0, scale.most)
    steps = AXES[scale.by][2]
    if steps:
        axes.yaxis.set_major_locator(MultipleLocator(
            next((step for step in steps if scale.most / step <= 8), steps[-1])))
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter("{x:,.6g}")
    for drawn in routes if len(routes) <= BANDS else ():
        line = profile_of(drawn.route.legs, scale.by)
        axes.fill_between(line[:, 0], line[:, 1], line[:, 3], color=drawn.colour,
                          alpha=BAND_ALPHA, linewidth=0, zorder=1.5)
    for number, drawn in enumerate(routes):
        width = 0.7 + BROADER * (len(routes) - 1 - number)
        _slopes(axes, drawn, scale, width, 4.0 + number)
        _steps(axes, drawn, scale.by, width, 4.4 + number)


def _slopes(axes: Axes, drawn: Drawn, scale: Scale, width: float, zorder: float) -> None:
    """Draw where goods move, in the form of the mode; neighbours of one form are one line."""
    line, looks = profile_of(drawn.route.legs, scale.by)[:, [0, 2]], looks_of(drawn)

    def look(item: tuple[int, Leg]) -> tuple[str, bool, str] | None:
        one = looks[item[1].link_id] if item[1].kind == "move" else None
        return None if one is None else (one.mode, one.dashed, one.form)

    for form, group in groupby(enumerate(drawn.route.legs), key=look):
        run = [number for number, _ in group]
        if form is None:
            continue
        mode, dashed, status = form
        path = line[run[0]:run[-1] + 2]
        for colour, wide, dash in filter(None, line_styles(
                mode, drawn.colour, dashed=dashed, width=width, status=status)[1:]):
            axes.plot(*path.T, color=colour, linewidth=wide, zorder=zorder,
                      linestyle=(0, dash) if dash else "-", dash_capstyle="butt",
                      solid_capstyle="round", solid_joinstyle="round")
        if status == "restricted":
            bars = bars_across(scale.page(path), style.FORMS[mode].width_pt * width)
            axes.add_collection(LineCollection(list(scale.values(bars)), colors=drawn.colour,
                                               linewidths=BAR_PT, zorder=zorder + 0.1))


def _steps(axes: Axes, drawn: Drawn, by: str, width: float, zorder: float) -> None:
    """Draw where goods stand still, with the symbol of what is done."""
    line = profile_of(drawn.route.legs, by)[:, [0, 2]]
    for (start, end), leg in zip(pairwise(line), drawn.route.legs, strict=True):
        if leg.kind != "move":
            axes.plot(*np.array([start, end]).T, color=drawn.colour, linewidth=1.7 * width,
                      solid_capstyle="butt", zorder=zorder)
    stops = stops_of(drawn.route)
    for number, stop in enumerate(stops):
        kind = stop_kind(stop, end=number in {0, len(stops) - 1})
        if stop.done and kind not in {"place", "end"}:
            symbol = style.SYMBOLS[kind]
            x, y = middle_of(stop, by)
            axes.plot([x], [y], linestyle="none", marker=symbol.marker,
                      markersize=0.8 * max(symbol.size_pt, 4.4), markerfacecolor=symbol.face,
                      markeredgecolor=drawn.colour, markeredgewidth=0.9, zorder=zorder + 0.1)


def _write(axes: Axes, notes: Sequence[Placed], scale: Scale) -> None:
    for note in notes:
        wish, (left, bottom, right, top) = note.wish, note.box
        if note.leader is not None:
            ends = scale.values(np.array([[wish.x, wish.y], note.leader]))
            axes.plot(*ends.T, linewidth=0.5, zorder=8,
                      color=wish.colour if wish.kind == "line" else style.GREY)
        after = left > wish.x
        x, y = scale.values(np.array([left if after else right, (bottom + top) / 2]))
        axes.text(x, y, wish.text,
                  ha="left" if after else "right", va="center", color=wish.colour,
                  fontproperties=font(wish.size_pt, bold=wish.bold), parse_math=False, zorder=9,
                  linespacing=1.05, bbox=VEIL)


def _listed(keys: Sequence[str]) -> list[list[str]]:
    """Wrap the numbered steps into columns of lines."""
    width = WIDEST_PT / LIST_COLUMNS - 8
    return [wrap(f"{number} {key}", font(style.SMALLEST_PT), width)
            for number, key in enumerate(keys, start=1)]


def _height(rows: Sequence[Sequence[str]]) -> float:
    return LIST_PT * max(sum(map(len, column)) for column in _columns(rows))


def _columns(rows: Sequence[Sequence[str]]) -> list[Sequence[Sequence[str]]]:
    """Share entries among columns, in order, about as many lines in each."""
    each = -(-sum(map(len, rows)) // LIST_COLUMNS)
    found: list[list[Sequence[str]]] = [[]]
    for row in rows:
        if found[-1] and sum(map(len, found[-1])) + len(row) > each \
                and len(found) < LIST_COLUMNS:
            found.append([])
        found[-1].append(row)
    return list(found)


def _list(page: Axes, rows: Sequence[Sequence[str]]) -> None:
    high = page.get_ylim()[1]
    for number, column in enumerate(_columns(rows)):
        lines = [line for row in column for line in row]
        for place_, line in enumerate(lines):
            page.text(number * WIDEST_PT / LIST_COLUMNS, high - LIST_PT * (place_ + 0.8), line,
                      fontproperties=font(style.SMALLEST_PT), color=style.INK, parse_math=False)


def _keys(told: Charted) -> list[Key]:
    keys = [route_key(drawn.name, drawn.colour, main_mode(drawn.route), drawn.figures)
            for drawn in told.routes]
    keys += [route_key(name, "", "rail", why) for name, why in told.without]
    strands = [look for drawn in told.routes for look in looks_of(drawn).values()]
    kinds = {stop_kind(stop) for drawn in told.routes for stop in stops_of(drawn.route)
             if stop.done}
    keys += form_keys_along(strands)
    return keys + [symbol_key(kind) for kind in style.SYMBOLS if kind in kinds - {"place"}]
