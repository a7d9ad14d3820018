"""The corridor strip: a route as a straight line with its stops, borders, gauges and totals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

import numpy as np
from matplotlib.axes import Axes

from corridors.maps import style
from corridors.maps.chart import WIDEST_PT, Chart, Plot, chart, sheet
from corridors.maps.charted import Shown, charted, form_keys_along, looks_of
from corridors.maps.figure import MapFigure
from corridors.maps.ink import draw_highlights, draw_strokes
from corridors.maps.legend import Key, draw_legend, legend_height, symbol_key
from corridors.maps.look import USUAL, Look
from corridors.maps.names import SHORT
from corridors.maps.naming import Naming
from corridors.maps.route_map import Drawn
from corridors.maps.settings import plain_settings
from corridors.maps.statuses import band_keys
from corridors.maps.strands import Stroke
from corridors.maps.strip_layout import (
    DONE_ON_PT,
    DONE_PT,
    NAME_PT,
    SLOPE,
    Column,
    Row,
    Stretch,
    columns_of,
    rows_of,
    spare_per_km,
    stretches_of,
)
from corridors.maps.text import font, safe, size_of, wrap
from corridors.model.countries import country_name
from corridors.model.modes import MODES

__all__ = ["strip_chart"]

LEFT_PT = 42.0
"""Room on the left for the units of the totals."""

BELOW_PT = 54.5
"""From the line down to the foot of a row: countries, gauges and three totals."""

ABOVE_PT = 13.0
"""From the line up to the foot of the names, and above them to the row before."""

HEAD_PT, HEAD_STEP_PT, GAP_PT = 7.6, 9.4, 8.0

BAND_PT = 9.0
TINTS = ("#ebe7de", "#dcd6c9")
"""Grounds of neighbouring countries, in turn."""

TOTALS = (("km", "distance"), ("h", "time"), ("USD/TEU", "cost"))
"""What is printed below each stop."""

MOST_STOPS, LETTERS = {1: 27, 2: 14}, {1: 34, 2: 34, 3: 26, 4: 24}
"""Stops that a route names, by the number of routes, with more as many as with two; and letters of
their names, so that four routes stand on one page."""

Looked = TypeVar("Looked")

NOTE = ("Stops stand farther apart the more km lie between them, but not to scale. Totals below a "
        "stop hold what is done there; smaller towns are not named.")


@dataclass(frozen=True, slots=True)
class _Band:
    """One route: its name where there are several, its totals and its rows."""

    drawn: Drawn
    name: str
    head: list[str]
    rows: tuple[Row, ...]

    @property
    def height_pt(self) -> float:
        rows = sum(ABOVE_PT + row.rise_pt + BELOW_PT for row in self.rows)
        return HEAD_STEP_PT * (bool(self.name) + len(self.head)) + rows + GAP_PT


def strip_chart(what: Shown, *, query: int = 0, title: str = "", subtitle: str = "",
                look: Look = USUAL) -> MapFigure:
    """Draw routes as straight lines, one below the other.

    Parameters
    ----------
    what
        An answer with its routes, several answers with their best ones, a comparison, or a
        scenario worked out.
    query
        Which query of a scenario, by position.
    title, subtitle
        Above the strip; made from the result if not given.
    look
        In which language places are named.

    Returns
    -------
    figure
        For each of up to four routes: stops by name with what is done there, modes by form of the
        line, countries, gauges, and km, hours and USD per TEU up to each stop. Long routes take
        several rows.

    Raises
    ------
    QueryError
        If there is no route, no such query, or more than four routes are given.
    """
    told = charted(what, query=query, title=title, subtitle=subtitle)
    naming = Naming.of(told.snapshot.network, look.names)
    bands = _bands(told.routes, naming)
    keys = _keys(bands)
    without = [f"{name}: {why}" for name, why in told.without]
    lines = [line for text in without for line in wrap(safe(text, 240), font(style.LEGEND_PT),
                                                       WIDEST_PT)]
    plots = (Plot(sum(band.height_pt for band in bands), left_pt=0.0),
             *((Plot(HEAD_STEP_PT * len(lines), left_pt=0.0),) if lines else ()),
             Plot(legend_height(keys, WIDEST_PT), left_pt=0.0))
    figure, axes = chart(Chart(told.title, told.subtitle, plots, told.snapshot,
                               f"{NOTE} {told.note}".strip(), told.scenario))
    with plain_settings():
        pages = [sheet(each, plot) for each, plot in zip(axes, plots, strict=True)]
        top = plots[0].height_pt
        for band in bands:
            _draw(pages[0], band, top, naming)
            top -= band.height_pt
        if lines:
            for number, line in enumerate(lines):
                _text(pages[-2], 0, plots[-2].height_pt - HEAD_STEP_PT * (number + 0.8), line,
                      style.LEGEND_PT, colour=style.MUTED)
        draw_legend(pages[-1], keys, 0.0, plots[-1].height_pt, WIDEST_PT)
    return figure


def _bands(routes: Sequence[Drawn], naming: Naming) -> list[_Band]:
    """Lay routes out; with as many points per km in each if every one fits into one row."""
    width = WIDEST_PT - LEFT_PT
    most = MOST_STOPS[min(len(routes), 2)]
    columns = [columns_of(drawn.answer.snapshot.network, drawn.route, most,
                          LETTERS[len(routes)], naming) for drawn in routes]
    tight = [rows_of(each, width) for each in columns]
    alike = all(len(rows) == 1 for rows in tight)
    per_km = min(spare_per_km(each, width) for each in columns) if alike else None
    return [_Band(drawn, safe(drawn.name, 110) if len(routes) > 1 else "",
                  wrap(safe(drawn.figures, 240), font(style.LEGEND_PT), WIDEST_PT),
                  rows_of(each, width, per_km))
            for drawn, each in zip(routes, columns, strict=True)]


def _draw(page: Axes, band: _Band, top: float, naming: Naming) -> None:
    if band.name:
        top -= HEAD_STEP_PT
        _text(page, 0, top + 2, band.name, HEAD_PT, bold=True, colour=band.drawn.colour)
    for line in band.head:
        top -= HEAD_STEP_PT
        _text(page, 0, top + 2, line, style.LEGEND_PT, colour=style.MUTED)
    for row in band.rows:
        middle = top - ABOVE_PT - row.rise_pt
        _row(page, band.drawn, row, middle, naming)
        top = middle - BELOW_PT


def _row(page: Axes, drawn: Drawn, row: Row, y: float, naming: Naming) -> None:
    network = drawn.answer.snapshot.network
    stretches = stretches_of(network, row)
    strokes = list(_strokes(drawn, stretches, y))
    draw_highlights(page, strokes)
    draw_strokes(page, strokes)
    if row.goes_on:
        page.annotate("", (LEFT_PT + row.at[-1] + 15, y), (LEFT_PT + row.at[-1] + 5, y),
                      arrowprops={"arrowstyle": "->", "color": drawn.colour, "linewidth": 1.2})
    _countries(page, stretches, y - 8, naming)
    _gauges(page, stretches, y - 8 - BAND_PT)
    for number, (unit, _) in enumerate(TOTALS):
        _text(page, 0, y - 36.5 - 7.6 * number, unit, style.SMALLEST_PT, colour=style.MUTED)
    for column, at in zip(row.columns, row.at, strict=True):
        _column(page, column, LEFT_PT + at, y)


def _column(page: Axes, column: Column, x: float, y: float) -> None:
    symbol = style.SYMBOLS[column.kind]
    page.plot([x], [y], linestyle="none", marker=symbol.marker,
              markersize=max(symbol.size_pt, 4.4), markerfacecolor=symbol.face,
              markeredgecolor=symbol.edge, markeredgewidth=symbol.edge_pt, zorder=8)
    for text, size, down, along in ((column.name, NAME_PT, 0.0, 0.0),
                                    (column.done, DONE_PT, 7.4, DONE_ON_PT)):
        page.text(x - 1.5 + SLOPE * (along + down), y + 6.5 + SLOPE * (along - down), text,
                  rotation=45, rotation_mode="anchor", ha="left", va="baseline",
                  fontproperties=font(size, bold=column.kind == "end" and not down),
                  color=style.MUTED if down else style.INK, parse_math=False, zorder=6)
    for number, (_, by) in enumerate(TOTALS):
        page.text(x, y - 36.5 - 7.6 * number, f"{column.stop.shown(by):,.0f}", ha="center",
                  fontproperties=font(style.SMALLEST_PT), color=style.INK, parse_math=False)


def _strokes(drawn: Drawn, stretches: Sequence[Stretch], y: float) -> Iterator[Stroke]:
    """Give the line in pieces of one mode and status; a new mode begins a new piece."""
    looks = looks_of(drawn)

    def look(stretch: Stretch) -> tuple[str, bool, bool, str]:
        one = looks[stretch.leg.link_id]
        return one.mode, one.dashed, one.new, one.form

    for (mode, dashed, new, form), left, right in _runs(stretches, look):
        path = np.array([[LEFT_PT + left, y], [LEFT_PT + right, y]])
        yield Stroke(path, mode, dashed, drawn.colour, 1.0, new, form)


def _countries(page: Axes, stretches: Sequence[Stretch], top: float, naming: Naming) -> None:
    """Draw a band of countries; names where they fit, else shorter ones."""
    tint = 0
    for (code, at_sea), left, right in _runs(stretches, lambda one: (
            one.country, not one.country and one.leg.mode == "sea")):
        tint += bool(code)
        page.fill_between([LEFT_PT + left, LEFT_PT + right], top - BAND_PT, top, linewidth=0,
                          color=TINTS[tint % 2] if code else style.SEA, zorder=2)
        short = code if naming.language else SHORT.get(code, code)
        names = (naming.country(code, country_name(code)), short, code) if code else \
            ("at sea", "sea") if at_sea else ("on water", "water")
        _within(page, names, left, right, top - BAND_PT + 2.4, style.INK)


def _gauges(page: Axes, stretches: Sequence[Stretch], top: float) -> None:
    """Say by which mode and on which gauge each stretch is run."""
    for (mode, gauge), left, right in _runs(stretches, lambda one: (one.leg.mode,
                                                                    one.leg.gauge_mm)):
        ends = LEFT_PT + left + 1.2, LEFT_PT + right - 1.2
        page.plot(ends, (top - 2.2, top - 2.2), color=style.GREY, linewidth=0.6, zorder=3)
        word = MODES[mode].label
        names = (f"{word}, {gauge} mm", f"{gauge} mm", f"{gauge}") if gauge else \
            (word, word.split()[-1])
        _within(page, names, left, right, top - 10.0, style.MUTED)


def _within(page: Axes, names: Sequence[str], left: float, right: float, y: float, colour: str
            ) -> None:
    """Write the first name that fits; none if none does."""
    small = font(style.SMALLEST_PT)
    fitting = next((name for name in names
                    if size_of(safe(name), small)[0] <= right - left - 2), "")
    if fitting:
        page.text(LEFT_PT + (left + right) / 2, y, safe(fitting), ha="center",
                  fontproperties=small, color=colour, parse_math=False, zorder=4)


def _runs(stretches: Sequence[Stretch], look: Callable[[Stretch], Looked]
          ) -> Iterator[tuple[Looked, float, float]]:
    """Join neighbours that look alike."""
    for key, group in groupby(stretches, key=look):
        run = list(group)
        yield key, run[0].left, run[-1].right


def _keys(bands: Sequence[_Band]) -> list[Key]:
    strands = [look for band in bands for look in looks_of(band.drawn).values()]
    kinds = {column.kind for band in bands for row in band.rows for column in row.columns}
    keys = [*form_keys_along(strands), *band_keys(strands)]
    return keys + [symbol_key(kind) for kind in style.SYMBOLS if kind in kinds]


def _text(page: Axes, x: float, y: float, text: str, size: float, *, bold: bool = False,
          colour: str = style.INK) -> None:
    page.text(x, y, text, fontproperties=font(size, bold=bold), color=colour, parse_math=False)
