"""How a status and a date look on a timeline, and the legend that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from corridors.maps import style
from corridors.maps.said import MONTHS
from corridors.maps.text import font, size_of
from corridors.model.dates import first_day, last_day, year_of

__all__ = ["BARS", "DATES", "Bar", "date_said", "draw_bar", "draw_date", "draw_gap",
           "draw_legend", "legend_lines"]


@dataclass(frozen=True, slots=True)
class Bar:
    """How a status looks: told apart by height, hatching and dashes, with or without colour.

    Parameters
    ----------
    height
        Share of a row.
    face, edge
        Colours.
    hatch
        Of matplotlib; blank for none.
    dashes
        Of its edge, in points; empty for a solid one.
    """

    height: float
    face: str
    edge: str
    hatch: str = ""
    dashes: tuple[float, ...] = ()


BARS = {
    "operational": Bar(0.44, style.PALETTE[0], style.PALETTE[0]),
    "restricted": Bar(0.44, "#cfe0ee", style.PALETTE[0], "////"),
    "suspended": Bar(0.26, "white", style.BLOCKED, "xxxx"),
    "closed": Bar(0.12, style.BLOCKED, style.BLOCKED),
    "under_construction": Bar(0.34, style.HIGHLIGHT, style.INK, "...."),
    "planned": Bar(0.26, "white", style.INK, dashes=(2.0, 1.6)),
    "disused": Bar(0.07, style.GREY, style.GREY),
    "unknown": Bar(0.26, style.FAINT, style.FAINT),
    "expected": Bar(0.44, "white", style.PALETTE[0], dashes=(3.0, 2.0)),
}
"""How each status is drawn, and an opening that is expected."""

DATES = {"2026-11-01": "known to the day", "2026-11": "to the month", "2026": "to the year"}
"""An example of each kind of date, and its words in the legend."""

LEGEND_PT, SWATCH_PT, GAP_PT = 470.0, 24.0, 14.0
PALE = 0.4

Entry = tuple[str, str]
"""What is drawn, a key of :data:`BARS` or of :data:`DATES`, and its words."""


def draw_bar(axes: Axes, status: str, ends: tuple[float, float], middle: float, *,
             pale: bool = False, zorder: float = 3.0) -> None:
    """Draw the bar of a status.

    Parameters
    ----------
    axes
        Where; one unit of height is a row.
    status
        One of :data:`BARS`.
    ends
        From where to where.
    middle
        The middle of its height.
    pale
        Whether it began nobody knows when.
    zorder
        Its layer.
    """
    bar = BARS[status]
    axes.add_patch(Rectangle(
        (ends[0], middle - bar.height / 2), ends[1] - ends[0], bar.height, facecolor=bar.face,
        edgecolor=bar.edge, linewidth=0.6, hatch=bar.hatch or None, zorder=zorder,
        linestyle=(0, bar.dashes) if bar.dashes else "-", alpha=PALE if pale else None))


def draw_gap(axes: Axes, ends: tuple[float, float], middle: float) -> None:
    """Clear a bar, for what is too short to be seen beside others."""
    high = max(bar.height for bar in BARS.values()) + 0.04
    axes.add_patch(Rectangle((ends[0], middle - high / 2), ends[1] - ends[0], high,
                             facecolor="white", edgecolor="white", linewidth=0.8, zorder=3.5))


def draw_date(axes: Axes, text: str, bottom: float, span: tuple[float, float] | None = None
              ) -> None:
    """Mark a date by how well it is known: filled for a day, hollow for a month, else a bracket.

    Parameters
    ----------
    axes
        Where.
    text
        The date as it is known.
    bottom
        Where the mark ends, above a bar.
    span
        From where to where it lies; from its first day to its last if not given.
    """
    first, last = span or (year_of(first_day(text)), year_of(last_day(text)))
    if len(text) == len("2026"):
        axes.plot((first, first, last, last), (bottom, bottom - 0.1, bottom - 0.1, bottom),
                  color=style.INK, linewidth=0.9, solid_joinstyle="miter", zorder=5)
        return
    axes.plot([first], [bottom - 0.1], marker="v", markersize=4.2, linestyle="none", zorder=5,
              markerfacecolor=style.INK if len(text) == len("2026-11-01") else "white",
              markeredgecolor=style.INK, markeredgewidth=0.7)


def date_said(text: str) -> str:
    """Write a date as it is known.

    Examples
    --------
    >>> date_said("2024-06-20"), date_said("2016-12"), date_said("2004")
    ('20 Jun 2024', 'Dec 2016', '2004')
    """
    year, *rest = text.split("-")
    month = [MONTHS[int(rest[0]) - 1][:3]] if rest else []
    return " ".join([*([f"{int(rest[1])}"] if len(rest) > 1 else []), *month, year])


def legend_lines(entries: Sequence[Entry]) -> list[list[tuple[float, Entry]]]:
    """Lay a legend out.

    Parameters
    ----------
    entries
        What is drawn.

    Returns
    -------
    lines
        The entries of each line, each with its left edge in points.
    """
    lines: list[list[tuple[float, Entry]]] = [[]]
    left = 0.0
    for entry in entries:
        wide = SWATCH_PT + 5 + size_of(entry[1], font(style.LEGEND_PT))[0]
        if left and left + wide > LEGEND_PT:
            lines, left = [*lines, []], 0.0
        lines[-1].append((left, entry))
        left += wide + GAP_PT
    return lines


def draw_legend(axes: Axes, entries: Sequence[Entry], width_pt: float) -> None:
    """Draw a legend.

    Parameters
    ----------
    axes
        A plot for it alone.
    entries
        What is drawn.
    width_pt
        Width of the plot.
    """
    axes.axis("off")
    lines = legend_lines(entries)
    axes.set_xlim(0, width_pt)
    axes.set_ylim(len(lines) - 0.4, -0.6)
    for row, line in enumerate(lines):
        for left, (key, words) in line:
            if key in BARS:
                draw_bar(axes, key, (left, left + SWATCH_PT), row)
            else:
                middle = left + SWATCH_PT / 2
                draw_date(axes, key, row + 0.1, (middle - 7, middle + 7)
                          if len(key) == len("2026") else (middle, middle))
            axes.text(left + SWATCH_PT + 5, row, words, va="center", parse_math=False,
                      fontproperties=font(style.LEGEND_PT), color=style.INK)
