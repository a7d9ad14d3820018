"""The legend: a band below the map, so that it never hides anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes

from corridors.maps import style
from corridors.maps.ink import draw_crosses, draw_highlights, line_styles
from corridors.maps.text import font, safe, size_of

__all__ = ["Key", "draw_legend", "legend_height", "line_key", "route_key", "symbol_key"]

ROW_PT = 11.5
SWATCH_PT = 24.0
GAP_PT = 14.0
LONGEST_FIGURES = 150


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of the legend.

    Parameters
    ----------
    kind
        ``route``, ``line``, ``symbol``, ``opened``, ``shut``, ``disputed`` or ``none``.
    text
        What it means.
    colour, mode, dashed
        How its line looks.
    symbol
        Kind of place.
    figures
        Totals of a route, in plain letters after the text.
    """

    kind: str
    text: str
    colour: str = style.MUTED
    mode: str = "rail"
    dashed: bool = False
    symbol: str = ""
    figures: str = ""


def route_key(text: str, colour: str, mode: str, figures: str) -> Key:
    """Give the entry of a route; without a colour, of a route that does not exist."""
    return Key("route" if colour else "none", safe(text), colour, mode, figures=figures)


def line_key(mode: str, *, dashed: bool = False, text: str = "", colour: str = style.MUTED) -> Key:
    """Give the entry of a mode, or of a status."""
    return Key("line", text or style.FORMS[mode].name, colour, mode, dashed)


def symbol_key(kind: str) -> Key:
    """Give the entry of a kind of place."""
    return Key("symbol", style.SYMBOLS[kind].name, symbol=kind)


def legend_height(keys: Sequence[Key], width_pt: float) -> float:
    """Give the height of a legend of some width, in points."""
    rows = [row for row, *_ in _laid_out(keys, width_pt)]
    return (max(rows) + 1) * ROW_PT + 2 if rows else 0.0


def draw_legend(page: Axes, keys: Sequence[Key], left: float, top: float, width_pt: float
                ) -> None:
    """Draw a legend.

    Parameters
    ----------
    page
        The whole page, in points.
    keys
        Routes first, one to a row; the others flow.
    left, top, width_pt
        Where, in points.
    """
    for row, x, key in _laid_out(keys, width_pt):
        middle = top - (row + 0.5) * ROW_PT
        start = left + x
        _swatch(page, key, start, middle)
        bold = key.kind in ("route", "none")
        properties = font(style.LEGEND_PT, bold=bold)
        page.text(start + SWATCH_PT + 5, middle - 0.34 * style.LEGEND_PT, key.text,
                  parse_math=False, fontproperties=properties, color=style.INK)
        if key.figures:
            after = start + SWATCH_PT + 5 + size_of(key.text, properties)[0] + 6
            page.text(after, middle - 0.34 * style.LEGEND_PT,
                      safe(key.figures, LONGEST_FIGURES), parse_math=False,
                      fontproperties=font(style.LEGEND_PT), color=style.MUTED)


def _laid_out(keys: Sequence[Key], width_pt: float) -> Iterator[tuple[int, float, Key]]:
    """Give row and left edge of each entry."""
    row, x = 0, 0.0
    flowing = False
    for key in keys:
        if key.kind in ("route", "none"):
            row += 1 if flowing else 0
            yield row, 0.0, key
            row, x, flowing = row + 1, 0.0, False
            continue
        width = SWATCH_PT + 5 + size_of(key.text, font(style.LEGEND_PT))[0]
        if flowing and x + width > width_pt:
            row, x = row + 1, 0.0
        yield row, x, key
        x, flowing = x + width + GAP_PT, True


def _swatch(page: Axes, key: Key, left: float, middle: float) -> None:
    line = np.array([[left, middle], [left + SWATCH_PT, middle]])
    if key.kind in ("route", "line"):
        for layer in line_styles(key.mode, key.colour, dashed=key.dashed)[1:]:
            if layer is not None:
                colour, width, dash = layer
                page.plot(*line.T, color=colour, linewidth=width, zorder=3,
                          linestyle=(0, dash) if dash else "-", dash_capstyle="butt",
                          solid_capstyle="butt")
    elif key.kind == "symbol":
        symbol = style.SYMBOLS[key.symbol]
        page.plot([left + SWATCH_PT / 2], [middle], linestyle="none", marker=symbol.marker,
                  markersize=symbol.size_pt, markerfacecolor=symbol.face,
                  markeredgecolor=symbol.edge, markeredgewidth=symbol.edge_pt)
    elif key.kind == "opened":
        draw_highlights(page, [line + [[4, 0], [-4, 0]]])
    elif key.kind == "shut":
        draw_crosses(page, [line])
    elif key.kind == "disputed":
        page.plot(*line.T, color=style.BORDER, linewidth=0.9, linestyle=(0, (1.5, 1.8)))
