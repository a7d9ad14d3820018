"""A scale bar of two boxes, in round kilometres."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from corridors.maps import style
from corridors.maps.labels import Box, Obstacles
from corridors.maps.projection import View
from corridors.maps.text import font, size_of

__all__ = ["ScaleBar", "draw_scale_bar", "place_scale_bar"]

INSIDE_PT = 7.0
SHARE = 0.25
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
        At most a quarter of the panel wide, in the corner where least is hidden.
    """
    pt_per_km = 1000 / view.m_per_pt
    half_km = _round_below(SHARE * view.width_pt / pt_per_km / 2)
    half_pt = half_km * pt_per_km
    width = 2 * half_pt + size_of(f"{2 * half_km:,} km", font(SIZE_PT))[0] + 4
    height = SIZE_PT + 8
    corners = [(x, y) for y in (INSIDE_PT, view.height_pt - INSIDE_PT - height)
               for x in (INSIDE_PT, view.width_pt - INSIDE_PT - width)]
    boxes: list[Box] = [(x, y, x + width, y + height) for x, y in corners]
    best = min(range(4), key=lambda n: (_hidden(boxes[n], obstacles), n))
    return ScaleBar(half_km, half_pt, boxes[best])


def draw_scale_bar(axes: Axes, bar: ScaleBar) -> None:
    """Draw the bar with 0, the half and the whole."""
    left, bottom, right, top = bar.box
    axes.add_patch(Rectangle((left - 3, bottom - 3), right - left + 6, top - bottom + 6,
                             facecolor="white", alpha=0.75, edgecolor="none", zorder=9.5,
                             label="scale bar"))
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


def _round_below(km: float) -> int:
    """Give the largest of 1, 2 and 5 times a power of ten that is not longer."""
    size = 1
    while size * 10 <= km:
        size *= 10
    return max(step * size for step in (1, 2, 5) if step * size <= max(km, 1))


def _hidden(box: Box, obstacles: Obstacles) -> int:
    left, bottom, right, top = box
    x, y = obstacles.points.T
    crossed = int(((x > left - 6) & (x < right + 6) & (y > bottom - 6) & (y < top + 6)).sum())
    a, b, c, d = obstacles.boxes.T
    covered = int(((left - 3 < c) & (right + 3 > a) & (bottom - 3 < d) & (top + 3 > b)).sum())
    return crossed + 1000 * covered
