"""The legend: a band below the map, so that it never hides anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties

from corridors.maps import style
from corridors.maps.ink import draw_arrows, draw_band, draw_bars, draw_signs, line_styles
from corridors.maps.text import font, safe, size_of, wrap

__all__ = ["Key", "draw_legend", "legend_height", "line_key", "route_key", "symbol_key",
           "titled"]

ROW_PT = 11.5
SWATCH_PT = 24.0
GAP_PT = 14.0
TEXT_AT = SWATCH_PT + 5
LONGEST_FIGURES = 240
LONGEST_TEXT = 110
OWN_ROW = frozenset({"route", "none", "title"})


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of the legend.

    Parameters
    ----------
    kind
        ``route``, ``line``, ``symbol``, ``arrow``, ``opened``, ``disputed``, ``title``, ``none``,
        or one of :data:`corridors.maps.style.SIGNS`.
    text
        What it means.
    colour, mode, dashed
        How its line looks.
    symbol
        Kind of place.
    figures
        Totals of a route, in plain letters after the text.
    status
        Status that its line shows by dashes or bars.
    width
        Width of its line as a share of the usual one.
    """

    kind: str
    text: str
    colour: str = style.MUTED
    mode: str = "rail"
    dashed: bool = False
    symbol: str = ""
    figures: str = ""
    status: str = ""
    width: float = 1.0


def route_key(text: str, colour: str, mode: str, figures: str) -> Key:
    """Give the entry of a route; without a colour, of a route that does not exist."""
    return Key("route" if colour else "none", safe(text), colour, mode, figures=figures)


def line_key(mode: str, *, dashed: bool = False, text: str = "", colour: str = style.MUTED,
             status: str = "", width: float = 1.0) -> Key:
    """Give the entry of a mode, of a status, or of a width."""
    return Key("line", text or style.FORMS[mode].name, colour, mode, dashed, status=status,
               width=width)


def symbol_key(kind: str) -> Key:
    """Give the entry of a kind of place."""
    return Key("symbol", style.SYMBOLS[kind].name, symbol=kind)


def titled(keys: Sequence[Key], means: str) -> list[Key]:
    """Put a title before a legend.

    Parameters
    ----------
    keys
        The entries.
    means
        What colours and forms mean; blank for no title.

    Returns
    -------
    keys
        With a title that also says what dashes mean, if there are any.
    """
    if not means:
        return list(keys)
    dashes = ", status (dash)" if any(key.dashed for key in keys) else ""
    signs = ", status (dash, bars, signs)" if any(
        key.status == "restricted" or key.kind in ("suspended", "closed", "season")
        for key in keys) else dashes
    return [Key("title", f"{means[:1].upper()}{means[1:]}{signs}"), *keys]


def legend_height(keys: Sequence[Key], width_pt: float) -> float:
    """Give the height of a legend of some width, in points."""
    rows = [row + max(len(lines), 1) for row, _, _, lines in _laid_out(keys, width_pt)]
    return max(rows) * ROW_PT + 2 if rows else 0.0


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
    for row, x, key, lines in _laid_out(keys, width_pt):
        middle = top - (row + 0.5) * ROW_PT
        _swatch(page, key, left + x, middle)
        title = key.kind == "title"
        start = left + (0.0 if title else x + TEXT_AT)
        base = middle - 0.34 * style.LEGEND_PT
        page.text(start, base, key.text, parse_math=False, fontproperties=_font(key),
                  color=style.MUTED if title else style.INK)
        after = start + size_of(key.text, _font(key))[0] + 6
        for number, line in enumerate(lines):
            page.text(after, base - number * ROW_PT, line, parse_math=False,
                      fontproperties=font(style.LEGEND_PT), color=style.MUTED)


Place = tuple[int, float, Key, list[str]]
"""Row, left edge, entry, and the lines of its figures."""


def _laid_out(keys: Sequence[Key], width_pt: float) -> Iterator[Place]:
    row, x = 0, 0.0
    # Titles of scenarios come from their makers, and may hold anything.
    for key in (replace(one, text=safe(one.text, LONGEST_TEXT)) for one in keys):
        width = TEXT_AT + size_of(key.text, _font(key))[0]
        if key.kind in OWN_ROW:
            row, x = (row + 1 if x else row), 0.0
            lines = wrap(safe(key.figures, LONGEST_FIGURES), font(style.LEGEND_PT),
                         width_pt - width - 6)
            yield row, 0.0, key, lines
            row += len(lines)
            continue
        if x and x + width > width_pt:
            row, x = row + 1, 0.0
        yield row, x, key, []
        x += width + GAP_PT


def _font(key: Key) -> FontProperties:
    return font(style.LEGEND_PT, bold=key.kind in ("route", "none"))


def _swatch(page: Axes, key: Key, left: float, middle: float) -> None:
    line = np.array([[left, middle], [left + SWATCH_PT, middle]])
    if key.kind in ("route", "line"):
        for layer in line_styles(key.mode, key.colour, dashed=key.dashed, width=key.width,
                                 status=key.status)[1:]:
            if layer is not None:
                colour, width, dash = layer
                page.plot(*line.T, color=colour, linewidth=width, zorder=3,
                          linestyle=(0, dash) if dash else "-", dash_capstyle="butt",
                          solid_capstyle="butt")
        if key.status == "restricted":
            draw_bars(page, line, key.colour, style.FORMS[key.mode].width_pt * key.width)
    elif key.kind == "symbol":
        symbol = style.SYMBOLS[key.symbol]
        page.plot([left + SWATCH_PT / 2], [middle], linestyle="none", marker=symbol.marker,
                  markersize=symbol.size_pt, markerfacecolor=symbol.face,
                  markeredgecolor=symbol.edge, markeredgewidth=symbol.edge_pt)
    elif key.kind == "arrow":
        page.plot(*line.T, color=key.colour, linewidth=2.4, zorder=3, solid_capstyle="butt")
        draw_arrows(page, line, key.colour, 2.4)
    elif key.kind == "opened":
        draw_band(page, line + np.array([[4, 0], [-4, 0]]))
    elif key.kind in style.SIGNS:
        page.plot(*line.T, color=key.colour, linewidth=1.0, zorder=3)
        draw_signs(page, key.kind, [line])
    elif key.kind == "disputed":
        page.plot(*line.T, color=style.BORDER, linewidth=0.9, linestyle=(0, (1.5, 1.8)))
