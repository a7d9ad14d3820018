"""Drawing lines: casing, colour, hollow roads, dashes by status, crosses on what is shut."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray

from corridors.maps import style
from corridors.maps.courses import spaced
from corridors.maps.strands import Stroke

__all__ = ["along", "draw_crosses", "draw_highlights", "draw_strokes", "line_styles"]

CROSS_STEP_PT = 40.0
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
        for stroke in strokes:
            drawn = line_styles(stroke.mode, stroke.colour, dashed=stroke.dashed,
                                width=stroke.width)[part]
            if drawn is not None:
                colour, width, dash = drawn
                axes.plot(*stroke.path.T, color=colour, linewidth=width,
                          linestyle=(0, dash) if dash else "-", zorder=zorder + part * 0.2,
                          solid_joinstyle="round", dash_joinstyle="round",
                          solid_capstyle="round", dash_capstyle="butt")


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
    core = ("white", 0.36 * wide, ()) if form.hollow else None
    return [casing, (colour, wide, dash), core]


def draw_highlights(axes: Axes, lines: Sequence[NDArray[np.float64]]) -> None:
    """Lay a broad light band under links that a scenario opens."""
    for line in lines:
        axes.plot(*line.T, color=style.HIGHLIGHT, linewidth=8.0, alpha=0.75, zorder=3.6,
                  solid_capstyle="round", solid_joinstyle="round")


def draw_crosses(axes: Axes, lines: Sequence[NDArray[np.float64]],
                 colour: str = style.BLOCKED) -> None:
    """Set crosses along links that are shut."""
    for line in lines:
        marks = spaced(line, CROSS_STEP_PT)
        axes.plot(marks[:, 0], marks[:, 1], linestyle="none", marker="x", markersize=5.5,
                  markeredgewidth=1.6, markeredgecolor=colour, zorder=6.5,
                  path_effects=[withStroke(linewidth=3.0, foreground="white")])


def along(strokes: Sequence[Stroke], step_pt: float = 2.0) -> NDArray[np.float64]:
    """Give points along lines, for keeping text off them."""
    made = [np.vstack([stroke.path[:1], spaced(stroke.path, step_pt)]) for stroke in strokes]
    return np.vstack(made) if made else np.empty((0, 2))
