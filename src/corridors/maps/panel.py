"""A map panel, drawn on any axes as it was planned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from corridors.maps import style
from corridors.maps.areas import (
    draw_area_names,
)
from corridors.maps.courses import thinned
from corridors.maps.graticule import draw_degrees
from corridors.maps.ground import draw_ground
from corridors.maps.ink import draw_highlights, draw_signs, draw_strokes
from corridors.maps.labels import Label, draw_labels
from corridors.maps.marks import ALWAYS, ENDS, Spot, draw_spots, spots
from corridors.maps.obstacles import Box
from corridors.maps.plan import Content, Inset, Plan, plan_panel, within
from corridors.maps.scale_bar import draw_scale_bar
from corridors.maps.strands import strokes

MANY_SHUT = 20

__all__ = ["Content", "Inset", "Plan", "draw_panel", "plan_panel"]


def draw_panel(axes: Axes, content: Content, plan: Plan, boundaries: str) -> None:
    """Draw a panel.

    Parameters
    ----------
    axes
        Where; one unit is one point.
    content
        What.
    plan
        Where everything goes.
    boundaries
        How disputed boundaries look.
    """
    view = plan.view
    draw_ground(axes, plan.ground, view, boundaries)
    if boundaries != "none":
        draw_area_names(axes, plan.areas)
    else:
        draw_area_names(axes, [name for name in plan.areas if name.water])
    draw_degrees(axes, plan.degrees)
    draw_strokes(axes, strokes(content.under, view), 3.0)
    drawn = strokes(content.laid(view), view)
    draw_highlights(axes, drawn)
    draw_strokes(axes, drawn)
    for kind, line in content.signed:
        page = thinned(view.to_page(line))
        box = plan.inset.locator if plan.inset is not None else (0.0, 0.0, -1.0, -1.0)
        if not ((page >= box[:2]) & (page <= box[2:])).all():
            draw_signs(axes, kind, [page], 4.0 if len(content.signed) > MANY_SHUT else 5.5)
    marks = content.marks
    if plan.inset is not None:
        box = plan.inset.locator
        marks = tuple(mark for mark in marks if mark.kind in ENDS
                      or not within(box, view, mark))
        _outline(axes, box, 0.9, 6.8, "locator")
    symbols = [spot for spot in spots(marks, view) if spot.mark.kind in ALWAYS]
    draw_spots(axes, [*symbols, *_named(plan.labels, symbols)])
    draw_labels(axes, plan.labels)
    draw_scale_bar(axes, plan.bar)
    _outline(axes, (0, 0, view.width_pt, view.height_pt), 1.6, 20, "frame")


def _named(labels: Sequence[Label], symbols: Sequence[Spot]) -> list[Spot]:
    """Give a dot to each name whose symbol is not on this panel."""
    there = {(spot.x, spot.y) for spot in symbols}
    return [replace(label.spot, mark=replace(label.spot.mark, kind=(
        "context" if label.spot.mark.kind == "context" else "place")))
        for label in labels if (label.spot.x, label.spot.y) not in there]


def _outline(axes: Axes, box: Box, width_pt: float, zorder: float, label: str) -> None:
    left, bottom, right, top = box
    axes.add_patch(Rectangle((left, bottom), right - left, top - bottom, fill=False,
                             edgecolor=style.FRAME, linewidth=width_pt, zorder=zorder,
                             label=label))
