"""A scale bar of two boxes, in round kilometres."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from corridors.maps import style
from corridors.maps.obstacles import Box, Obstacles
from corridors.maps.projection import View
from corridors.maps.text import font, size_of

__all__ = ["ScaleBar", "draw_scale_bar", "place_scale_bar"]

INSIDE_PT = 4.0
PAD_PT = 3.0
"""White around the bar."""

STEP_PT = 12.0
"""How far apart places along an edge are tried."""

SHARES = (0.25, 0.15)
"""Share of the width that a bar may take; the smaller one where the larger hides something."""

SIZE_PT = 6.2


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """A scale bar.

    Parameters
    ----------
    half_km
        Kilometres of each of its two boxes.
    half_pt
        Length of each box in points.
    box
        Room it takes, with its figures.
    """

    half_km: int
    half_pt: float
    box: Box


def place_scale_bar(view: View, obstacles: Obstacles) -> ScaleBar:
    """Choose length and corner.

    Parameters
    ----------
    view
        The panel.
    obstacles
        Lines, boxes and symbols on it.

    Returns
    -------
    bar
        At most a quarter of the panel wide: in a corner, or if each of them hides something, on
        the lower or upper edge, or anywhere, where least is hidden.
    """
    bars = [bar for share in SHARES for bar in _bars(view, share * view.width_pt)]
    boxes = np.array([bar.box for bar in bars])
    hidden = obstacles.crossed(boxes + np.array([-3.0, -3.0, 3.0, 3.0])) \
        + 1000 * obstacles.covered(boxes)
    return bars[int(np.argmin(hidden))]


def draw_scale_bar(axes: Axes, bar: ScaleBar) -> None:
    """Draw the bar with 0, the half and the whole."""
    left, bottom, right, top = bar.box
    axes.add_patch(Rectangle((left, bottom), right - left, top - bottom,
                             facecolor="white", alpha=0.75, edgecolor="none", zorder=9.5,
                             label="scale bar"))
    left, bottom, right = left + PAD_PT, bottom + PAD_PT, right - PAD_PT
    start = left + 3
    for number, colour in ((0, style.INK), (1, "white")):
        axes.add_patch(Rectangle((start + number * bar.half_pt, bottom), bar.half_pt, 3,
                                 facecolor=colour, edgecolor=style.INK, linewidth=0.6, zorder=10))
    room = bar.half_pt > size_of(f"{bar.half_km:,}", font(SIZE_PT))[0] + 6
    texts = ((0, "0", "center"), (1, f"{bar.half_km:,}" if room else "", "center"),
             (2, f"{2 * bar.half_km:,} km", "right"))
    for number, text, align in texts:
        place = right - 1 if number == 2 else start + number * bar.half_pt
        axes.text(place, bottom + 5, text, ha=align, va="bottom", parse_math=False,
                  fontproperties=font(SIZE_PT), color=style.INK, zorder=10,
                  label="scale bar")


def _bars(view: View, longest_pt: float) -> list[ScaleBar]:
    """Give bars of one length: in the corners, along the lower and upper edge, then anywhere."""
    pt_per_km = 1000 / view.m_per_pt
    half_km = _round_below(longest_pt / pt_per_km / 2)
    half_pt = half_km * pt_per_km
    width = 2 * half_pt + size_of(f"{2 * half_km:,} km", font(SIZE_PT))[0] + 4 + 2 * PAD_PT
    height = SIZE_PT + 8 + 2 * PAD_PT
    far = view.width_pt - INSIDE_PT - width
    rows = (INSIDE_PT, view.height_pt - INSIDE_PT - height)
    along = np.arange(INSIDE_PT + STEP_PT, far, STEP_PT).tolist()
    between = np.arange(rows[0] + STEP_PT, rows[1], STEP_PT).tolist()
    places = [(x, y) for lefts, bottoms in (((INSIDE_PT, far), rows), (along, rows), (
        (INSIDE_PT, far), between), (along, between)) for y in bottoms for x in lefts]
    return [ScaleBar(half_km, half_pt, (x, y, x + width, y + height)) for x, y in places]


def _round_below(km: float) -> int:
    """Give the largest of 1, 2 and 5 times a power of ten that is not longer."""
    size = 1
    while size * 10 <= km:
        size *= 10
    return max(step * size for step in (1, 2, 5) if step * size <= max(km, 1))
