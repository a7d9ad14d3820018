"""Drawing lines: casing, colour, hollow roads, dashes by status, crosses on what is shut."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray

from corridors.maps import style
from corridors.maps.courses import spaced
from corridors.maps.strands import Stroke

__all__ = ["along", "cross_points", "draw_band", "draw_crosses", "draw_highlights", "draw_strokes",
           "line_styles"]

CROSS_STEP_PT = 40.0
CROSS_END_PT = 8.0
"""How far from the ends of a shut stretch its first and last cross stand."""

CASING_PT = 1.6


def draw_strokes(axes: Axes, strokes: Sequence[Stroke], zorder: float = 4.0) -> None:
    """Draw lines: all casings first, so that none hides the line beside it.

    Parameters
    ----------
    axes
        The panel, in points.
    strokes
        The lines.
    zorder
        Layer of the casings; the lines lie above.
    """
    for part in range(3):
        drawn = [(stroke.path, layer) for stroke in strokes
                 if (layer := line_styles(stroke.mode, stroke.colour, dashed=stroke.dashed,
                                          width=stroke.width)[part]) is not None]
        for dashed in (False, True):
            some = [(path, layer) for path, layer in drawn if bool(layer[2]) == dashed]
            if some:
                axes.add_collection(LineCollection(
                    [path for path, _ in some], colors=[layer[0] for _, layer in some],
                    linewidths=[layer[1] for _, layer in some],
                    linestyles=[(0, layer[2]) if dashed else "-" for _, layer in some],
                    capstyle="butt" if dashed else "round", joinstyle="round",
                    zorder=zorder + part * 0.2, label="lines"))


def line_styles(mode: str, colour: str, *, dashed: bool = False, width: float = 1.0
                ) -> list[tuple[str, float, tuple[float, ...]] | None]:
    """Give colour, width in points and dashes of casing, line and hollow core.

    Parameters
    ----------
    mode
        The mode.
    colour
        Colour of the line.
    dashed
        Whether it is not open.
    width
        Share of the usual width.

    Returns
    -------
    layers
        Casing, line and core; None for what the mode does not have.

    Examples
    --------
    >>> [layer is not None for layer in line_styles("road", "#0072B2")]
    [True, True, True]
    >>> [layer is not None for layer in line_styles("sea", "#0072B2")]
    [False, True, False]
    """
    form = style.FORMS[mode]
    wide = form.width_pt * width
    dash = style.NOT_OPEN_DASH if dashed else form.dash
    casing = ("white", wide + CASING_PT, ()) if form.cased else None
    core = ("white", 0.3 * wide, ()) if form.hollow else None
    return [casing, (colour, wide, dash), core]


def draw_highlights(axes: Axes, strokes: Sequence[Stroke]) -> None:
    """Lay a broad light band under links that a scenario opens."""
    for stroke in strokes:
        if stroke.new:
            draw_band(axes, stroke.path)


def draw_band(axes: Axes, line: NDArray[np.float64]) -> None:
    """Draw the band of what a scenario opens."""
    axes.plot(*line.T, color=style.HIGHLIGHT, linewidth=8.0, alpha=0.75, zorder=3.6,
              solid_capstyle="round", solid_joinstyle="round")


def draw_crosses(axes: Axes, lines: Sequence[NDArray[np.float64]], size_pt: float = 5.5) -> None:
    """Set crosses along stretches that are shut."""
    for line in lines:
        marks = cross_points(line)
        axes.plot(marks[:, 0], marks[:, 1], linestyle="none", marker="x", markersize=size_pt,
                  markeredgewidth=1.6, markeredgecolor=style.BLOCKED, zorder=8.3, label="cross",
                  path_effects=[withStroke(linewidth=3.0, foreground="white")])


def cross_points(line: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the places of the crosses of a shut stretch.

    Parameters
    ----------
    line
        Points of the page.

    Returns
    -------
    places
        Near both ends and every 40 points between; one in the middle of a short stretch.
    """
    lengths = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    room = float(lengths[-1]) - 2 * CROSS_END_PT
    if room < CROSS_STEP_PT:
        return spaced(line, float("inf"))
    marks = np.linspace(CROSS_END_PT, CROSS_END_PT + room, max(2, round(room / CROSS_STEP_PT) + 1))
    return np.column_stack([np.interp(marks, lengths, line[:, 0]),
                            np.interp(marks, lengths, line[:, 1])])


def along(strokes: Sequence[Stroke], step_pt: float = 2.0) -> NDArray[np.float64]:
    """Give points along lines, for keeping text off them."""
    made = [np.vstack([stroke.path[:1], spaced(stroke.path, step_pt)]) for stroke in strokes]
    return np.vstack(made) if made else np.empty((0, 2))
