"""The page of a chart: title, plots with axes in printed units, and small print, from the top down.

Charts share width, letters and small print with the maps, so that a report looks like one piece.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from corridors.maps import style
from corridors.maps.figure import MapFigure
from corridors.maps.footer import network_text
from corridors.maps.page import LONGEST_LINE, LONGEST_TITLE, MARGIN_PT, NARROWER, PAGE_PT
from corridors.maps.settings import plain_settings
from corridors.maps.text import font, safe, size_of, wrap
from corridors.model.snapshot import Snapshot

__all__ = ["WIDEST_PT", "Chart", "Plot", "bars", "chart", "fitted", "label_width_pt", "sheet"]

AXIS_PT = 26.0
"""Room below a plot for its numbers and their unit."""

HEAD_PT = 14.0
"""Room above a plot with a title."""

RIGHT_PT, LINE_PT = 12.0, 8.8

WIDEST_PT = PAGE_PT - 2 * MARGIN_PT - RIGHT_PT
"""Width of a plot with nothing on its left."""


@dataclass(frozen=True, slots=True)
class Plot:
    """One plot of a chart.

    Parameters
    ----------
    height_pt
        Height of what is plotted.
    x, y
        What the axes are, with their units.
    title
        Above it; blank for nothing.
    left_pt
        Room on its left, for numbers or names; see :func:`label_width_pt`.
    """

    height_pt: float
    x: str = ""
    y: str = ""
    title: str = ""
    left_pt: float = 40.0


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart says beside its plots.

    Parameters
    ----------
    title, subtitle
        Above the plots.
    plots
        From the top down.
    snapshot
        The network the small print tells of; None where the note does.
    note
        What else the small print says: method, sources.
    scenario
        Name of the scenario, or blank.
    """

    title: str
    subtitle: str
    plots: tuple[Plot, ...]
    snapshot: Snapshot | None
    note: str = ""
    scenario: str = ""


def chart(what: Chart) -> tuple[MapFigure, tuple[Axes, ...]]:
    """Lay a chart out.

    Parameters
    ----------
    what
        What it says.

    Returns
    -------
    figure
        7.1 inches wide, as high as it needs, with title and small print.
    axes
        Empty axes, one for each plot: draw on them with colours of
        :mod:`corridors.maps.style`, no letters smaller than its ``SMALLEST_PT``.
    """
    inner = PAGE_PT - 2 * MARGIN_PT
    titles = wrap(safe(what.title, LONGEST_TITLE), font(style.TITLE_PT, bold=True), inner)
    lines = wrap(safe(what.subtitle, LONGEST_LINE), font(style.SUBTITLE_PT), NARROWER * inner) \
        if what.subtitle else []
    rests = network_text(what.snapshot, what.scenario) if what.snapshot is not None else ""
    small = wrap(f"{rests} {safe(what.note, 600)}".strip(),
                 font(style.FOOTER_PT), NARROWER * inner)
    head = len(titles) * style.TITLE_PT * 1.25 + len(lines) * style.SUBTITLE_PT * 1.35 + 8
    foot = len(small) * style.FOOTER_PT * 1.3 + 6
    height = head + foot + 2 * MARGIN_PT + sum(map(_room, what.plots))
    with plain_settings():
        figure = MapFigure(figsize=(PAGE_PT / 72, height / 72), facecolor="white")
        figure.title, figure.source = safe(what.title, LONGEST_TITLE), rests
        top = height - MARGIN_PT
        for line in titles:
            top -= style.TITLE_PT * 1.25
            _write(figure, top + 2, line, style.TITLE_PT, style.INK, bold=True)
        for line in lines:
            top -= style.SUBTITLE_PT * 1.35
            _write(figure, top + 1, line, style.SUBTITLE_PT, style.MUTED)
        axes, top = [], height - MARGIN_PT - head
        for plot in what.plots:
            axes.append(_axes(figure, plot, top))
            top -= _room(plot)
        for number, line in enumerate(small, start=1):
            _write(figure, top - number * style.FOOTER_PT * 1.3, line, style.FOOTER_PT,
                   style.MUTED)
    return figure, tuple(axes)


def fitted(label: str, room_pt: float) -> str:
    """Cut a name so that it fits into some points.

    Examples
    --------
    >>> fitted("Astara", 100), fitted("Saint Petersburg", 50)
    ('Astara', 'Saint Peter…')
    """
    shown = safe(label)
    while len(shown) > 2 and size_of(shown, font(style.LABEL_PT))[0] > room_pt:
        shown = f"{shown.removesuffix('…')[:-1].rstrip(' ,;:')}…"
    return shown


def _folded(label: str, room_pt: float, most: int) -> str:
    """Break a name into as many lines as have room; what is left over is cut."""
    lines = wrap(safe(label, LONGEST_LINE), font(style.LABEL_PT), room_pt) if most > 1 else [label]
    return "\n".join([*lines[:most - 1], fitted(" ".join(lines[most - 1:]), room_pt)]).rstrip()


def label_width_pt(labels: Sequence[str], most_pt: float = 190.0) -> float:
    """Give the room that names on the left of a plot need.

    Parameters
    ----------
    labels
        The names.
    most_pt
        The most they may take; longer ones are cut by :func:`bars`.

    Examples
    --------
    >>> label_width_pt(["Astara"]) < label_width_pt(["Astara, Iran"]) <= 190
    True
    """
    wide = max((size_of(safe(label), font(style.LABEL_PT))[0] for label in labels), default=0.0)
    return min(wide + 10.0, most_pt)


def bars(axes: Axes, labels: Sequence[str], values: Sequence[float], *,
         starts: Sequence[float] | None = None, colours: Sequence[str] = (),
         said: Sequence[str] = ()) -> None:
    """Draw horizontal bars from the top down, each with its name on the left and its value said.

    Parameters
    ----------
    axes
        A plot of a chart; its height should give 13 points to each bar, or 9 to each line of the
        longest name.
    labels, values
        Name and end of each bar.
    starts
        Where each begins; 0 if not given.
    colours
        Of each; the first of the palette if not given.
    said
        What is written at the end of each; nothing if not given.
    """
    begins = list(starts) if starts is not None else [0.0] * len(values)
    rows = range(len(values))
    axes.barh(rows, [end - begin for begin, end in zip(begins, values, strict=True)],
              left=begins, height=0.62, color=list(colours) or style.PALETTE[0], zorder=3)
    axes.set_ylim(len(values) - 0.4, -0.6)
    axes.set_yticks(rows)
    room = axes.get_position().x0 * PAGE_PT - MARGIN_PT - 6.0
    high_pt = axes.bbox.height * 72 / axes.figure.dpi
    lines = max(1, int(high_pt / max(len(values), 1) / LINE_PT))
    axes.set_yticklabels([_folded(label, room, lines) for label in labels],
                         fontproperties=font(style.LABEL_PT), parse_math=False)
    axes.grid(visible=False, axis="y")
    low, high = min(*begins, *values, 0.0), max(*begins, *values, 0.0)
    extent = (high - low) or 1.0
    for row, text in enumerate(said):
        end = max(begins[row], values[row])
        axes.text(end + 0.012 * extent, row, safe(text), va="center", parse_math=False,
                  fontproperties=font(style.LABEL_PT), color=style.INK, zorder=4)
    left = low - (0.04 * extent if low < 0 else 0.0)
    ends = [max(pair) for pair in zip(begins, values, strict=True)]
    axes.set_xlim(left, max(high + 0.04 * extent, *(
        left + (end - left) / (1 - _taken(axes, text)) for end, text in zip(ends, said,
                                                                            strict=False))))


def _taken(axes: Axes, text: str) -> float:
    """Give the share of a plot's width that what is said at a bar takes."""
    wide_pt = float(axes.get_position().width) * PAGE_PT
    return min((size_of(safe(text), font(style.LABEL_PT))[0] + 10.0) / wide_pt, 0.75)


def sheet(axes: Axes, plot: Plot) -> Axes:
    """Make of a plot an empty sheet in points: for what has no axes, such as a legend.

    Parameters
    ----------
    axes
        A plot of a chart.
    plot
        What it was laid out by.
    """
    axes.set_axis_off()
    axes.set_xlim(0, WIDEST_PT - plot.left_pt)
    axes.set_ylim(0, plot.height_pt)
    axes.set_autoscale_on(False)
    return axes


def _room(plot: Plot) -> float:
    return plot.height_pt + (HEAD_PT if plot.title else 4.0) + (AXIS_PT if plot.x else 14.0)


def _axes(figure: MapFigure, plot: Plot, top: float) -> Axes:
    wide, high = (side * 72 for side in figure.get_size_inches())
    above = HEAD_PT if plot.title else 4.0
    left = MARGIN_PT + plot.left_pt
    bottom = top - above - plot.height_pt
    axes = figure.add_axes((left / wide, bottom / high,
                            (wide - left - MARGIN_PT - RIGHT_PT) / wide, plot.height_pt / high))
    small = font(style.LABEL_PT)
    if plot.title:
        figure.text(MARGIN_PT / wide, (top - 9.5) / high, safe(plot.title, LONGEST_LINE),
                    fontproperties=font(7.6, bold=True), color=style.INK, parse_math=False)
    axes.set_xlabel(safe(plot.x, LONGEST_LINE), fontproperties=small, color=style.MUTED,
                    labelpad=2.0, parse_math=False)
    axes.set_ylabel(safe(plot.y, LONGEST_LINE), fontproperties=small, color=style.MUTED,
                    labelpad=3.0, parse_math=False)
    axes.tick_params(length=2.5, width=0.5, color=style.GREY, labelsize=style.LABEL_PT,
                     labelcolor=style.INK, labelfontfamily=font(7).get_family()[0])
    for side, spine in axes.spines.items():
        spine.set_visible(side in ("left", "bottom"))
        spine.set(linewidth=0.6, color=style.GREY)
    axes.grid(visible=True, color=style.GRATICULE, linewidth=0.4, zorder=0)
    axes.set_axisbelow(True)
    return axes


def _write(figure: MapFigure, y: float, text: str, size_pt: float, colour: str, *,
           bold: bool = False) -> None:
    wide, high = (side * 72 for side in figure.get_size_inches())
    figure.text(MARGIN_PT / wide, y / high, text, parse_math=False,
                fontproperties=font(size_pt, bold=bold), color=colour)
