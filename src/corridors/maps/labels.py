"""Names beside their places: a small placer that would rather leave a name out than mislead.

A name is put at one of eight positions around its place, at growing distances. It may not touch
another name, a symbol, a line or the edge, and it must be clearly nearer to its own place than
to any other. Origins, destinations and closures are named in any
case: by a longer line, or over faint lines, as towns that matter most may be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray

from corridors.maps import style
from corridors.maps.halo import HaloText, edge, put
from corridors.maps.marks import ALWAYS, ENDS, NEVER_HIDDEN, Spot
from corridors.maps.obstacles import Box, Obstacles
from corridors.maps.text import font, safe, size_of

__all__ = ["FEW", "NEARER", "Label", "away", "draw_labels", "place_labels"]

NEARER = 1.6
"""A name must be this many times nearer to its own place than to any other."""

LITTLE = 1.2
"""The same of a border without a name, and of names that a thin line leads to."""

MOST = 25
GAP_PT = 1.6
RINGS_PT = (0.0, 2.5, 5.0, 8.0)
LETTER = 0.65
"""Width of a letter as a share of its size: names on one line stand so far apart."""

LEADING = 0.2
"""The same above and below: names under each other are no text of two lines."""

FAR_PT = (13.0, 18.0, 24.0, 32.0, 42.0)
"""How far from its place a name may stand that a thin line leads to."""

FARTHEST_PT = (*FAR_PT, 54.0, 68.0, 84.0)
"""The same for an origin or destination that finds no room nearer, once all others are named."""

COLOURS = {"context": style.MUTED, "closed": style.BLOCKED}
"""Colours of names that are not black."""

ON_WAY_PT, OWN_PT = 1.4, 0.6
"""How near the way from a place to its name a line crosses it, and the room of its own line."""

FOREMOST = 6
"""Rank of the last place that may be named over faint lines."""

FEW = 4
"""Where no more origins and destinations are marked, each of them is named."""

DIRECTIONS = ((1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1), (0, 1), (0, -1))


@dataclass(frozen=True, slots=True)
class Label:
    """A name on the page.

    Parameters
    ----------
    spot
        The place.
    text
        What is written.
    box
        Where.
    size_pt
        Size of the letters.
    led
        Whether a thin line leads from the name to its place.
    over
        Whether it lies over lines, because there was no room beside them.
    """

    spot: Spot
    text: str
    box: Box
    size_pt: float
    led: bool = False
    over: bool = False

    @property
    def bold(self) -> bool:
        """Whether it is written bold."""
        return self.spot.mark.bold or self.spot.mark.kind in ENDS


def place_labels(found: Sequence[Spot], obstacles: Obstacles, most: int = MOST, *,
                 led: bool = False, before: Sequence[Label] = (),
                 elsewhere: frozenset[str] = frozenset()) -> list[Label]:
    """Place the names of spots.

    Parameters
    ----------
    found
        Places; their rank says which is named first.
    obstacles
        What the names keep clear of, without the symbols themselves.
    most
        Names at most.
    led
        Whether a thin line may lead to the names of capitals, as on a map of a dense network.
    before
        Names that were placed already.
    elsewhere
        Keys of places that an inset names: they need not be named over lines here.

    Returns
    -------
    labels
        Those names, and the names that found a place, in the order they were placed.
    """
    shown = [spot for spot in found if spot.mark.kind in ALWAYS]
    shown += [label.spot for label in before if label.spot not in shown]
    blocked = obstacles.plus([_around(spot) for spot in shown]).plus(
        [_with_gap(label) for label in before])
    labels = list(before)
    few = sum(spot.mark.kind in ENDS and bool(spot.mark.name) for spot in found) <= FEW
    # Of equals the shorter name goes first: it leaves most room for the others.
    for spot in sorted(found, key=lambda s: (s.mark.rank, len(s.mark.name), s.mark.key)):
        if len(labels) >= most or not spot.mark.name or _said(spot, labels) \
                or any(label.spot == spot for label in before):
            continue
        new_dot = spot not in shown
        if new_dot and not _may_stand(spot, labels, blocked):
            continue
        label = _placed(spot, shown, blocked, led=led,
                        must=few and spot.mark.key not in elsewhere)
        if label is None and spot.mark.kind == "place" and spot.mark.rank <= FOREMOST:
            label = _placed(spot, shown, blocked.without_context(), led=False, must=False)
        if label is None:
            continue
        labels.append(label)
        blocked = blocked.plus([_with_gap(label)] + ([_around(spot)] if new_dot else []))
        shown += [spot] if new_dot else []
    for spot in found:
        if spot.mark.kind in NEVER_HIDDEN and spot.mark.name \
                and spot.mark.key not in elsewhere and all(label.spot != spot for label in labels):
            label = _in_any_case(spot, shown, blocked)
            labels += [label] if label else []
            blocked = blocked.plus([_with_gap(label)] if label else [])
    return labels


def draw_labels(axes: Axes, labels: Sequence[Label]) -> None:
    """Write names, with a light edge so that they can be read on lines and shores."""
    for label in labels:
        left, bottom, *_ = label.box
        if label.led:
            line = np.array([_edge(label.spot, label.box), _end(label.spot, label.box)])
            axes.plot(*line.T, color=style.INK, linewidth=0.5, zorder=7,
                      label=f"leader {label.spot.mark.key}",
                      path_effects=[withStroke(linewidth=1.5, foreground="white")])
        colour = COLOURS.get(label.spot.mark.kind, style.INK)
        put(axes, HaloText(left, bottom + 0.22 * label.size_pt, label.text, parse_math=False,
                           color=colour, zorder=9,
                           label=f"place {label.spot.mark.key}", path_effects=edge(1.8),
                           fontproperties=font(label.size_pt, bold=label.bold)))


def away(box: Box, x: float, y: float) -> float:
    """Give the distance from a point to a box."""
    return float(np.hypot(max(box[0] - x, 0, x - box[2]), max(box[1] - y, 0, y - box[3])))


def _in_any_case(spot: Spot, shown: Sequence[Spot], blocked: Obstacles) -> Label | None:
    """Name an origin, destination or closure without room: over faint lines, or by a long line."""
    text = safe(spot.mark.name)
    size = style.LABEL_PT + (0.6 if spot.mark.kind in ENDS else 0.0)
    extent = size_of(text, font(size, bold=True))
    far = _far_positions(spot, *extent, FARTHEST_PT)
    far = far[_unhindered(far, spot, blocked)]
    over = blocked.without_context()
    # Without any room near its place alone, the line tells whose name it is.
    for boxes, ground, nearer in ((_positions(spot, *extent), over, NEARER), (far, blocked, LITTLE),
                                  (far, over, LITTLE), (far, over, 0.0)):
        box = _chosen(boxes, spot, shown, ground, nearer)
        if box is not None:
            return Label(spot, text, box, size, led=nearer < NEARER)
    return None


def _placed(spot: Spot, shown: Sequence[Spot], blocked: Obstacles, *, led: bool, must: bool
            ) -> Label | None:
    kind = spot.mark.kind
    size = style.LABEL_PT + 0.6 if kind in ENDS else \
        style.LABEL_PT - 0.7 if kind == "context" else style.LABEL_PT
    text = safe(spot.mark.name)
    bold = spot.mark.bold or kind in ENDS
    width, height = size_of(text, font(size, bold=bold))
    near = _positions(spot, width, height)
    box = _chosen(near, spot, shown, blocked)
    if box is not None:
        return Label(spot, text, box, size)
    if kind not in ENDS and not (led and bold):
        return None
    far = _far_positions(spot, width, height)
    far = far[_unhindered(far, spot, blocked)]
    box = _chosen(far, spot, shown, blocked, LITTLE)
    if box is None and kind in ENDS and must:
        # Origin and destination of a few routes are named in any case: the line says of what the
        # name is, even where another place is nearer, and it may lie over lines of the network.
        box = _chosen(far, spot, shown, blocked, 0.0)
        if box is None:
            over = far[np.argsort(blocked.crossed(far), kind="stable")]
            box = _chosen(over, spot, shown, blocked.without_lines(), 0.0)
            return None if box is None else Label(spot, text, box, size, led=True, over=True)
    return None if box is None else Label(spot, text, box, size, led=True)


def _chosen(boxes: NDArray[np.float64], spot: Spot, shown: Sequence[Spot], blocked: Obstacles,
            times: float = NEARER) -> Box | None:
    """Choose the first box that is free and nearest to its place.

    Rather one on the same side of lines beside the place, that leaves boundaries to be seen.
    """
    free = boxes[blocked.free(boxes)].tolist()
    good = np.array([box for box in free if _nearest(tuple(box), spot, shown, times)])
    if not len(good):
        return None
    beside = np.array([not _across(tuple(box), spot, blocked) for box in good.tolist()])
    left, bottom, right, top = good[int(np.argmax(2 * beside + blocked.clear(good)))].tolist()
    return left, bottom, right, top


def _across(box: Box, spot: Spot, blocked: Obstacles) -> bool:
    """Say whether a line runs between a place and a box, as if its name were on the other bank."""
    x, y = _end(spot, box)
    low, high = (min(x, spot.x) - ON_WAY_PT, min(y, spot.y) - ON_WAY_PT), \
        (max(x, spot.x) + ON_WAY_PT, max(y, spot.y) + ON_WAY_PT)
    near = blocked.points[((blocked.points > low) & (blocked.points < high)).all(axis=1)] \
        - (spot.x, spot.y)
    near = near[np.hypot(*near.T) > spot.radius + OWN_PT]
    long = max(np.hypot(x - spot.x, y - spot.y), 1e-9)
    east, north = (x - spot.x) / long, (y - spot.y) / long
    off, onward = abs(near @ (north, -east)), near @ (east, north)
    return bool(((off < ON_WAY_PT) & (onward > 0) & (onward < long)).any())


def _unhindered(boxes: NDArray[np.float64], spot: Spot, blocked: Obstacles) -> NDArray[np.bool_]:
    """Say for which boxes a line from the place meets no other name or symbol."""
    ways = np.asarray(shapely.linestrings([[_edge(spot, tuple(box)), _end(spot, tuple(box))]
                                           for box in boxes.tolist()]))
    others = np.asarray(shapely.box(*blocked.boxes.T))
    others = others[~shapely.contains_xy(others, spot.x, spot.y)]
    return np.asarray(~shapely.intersects(ways[:, None], others[None]).any(axis=1))


def _end(spot: Spot, box: Box) -> tuple[float, float]:
    """Give the point of a box that is nearest to a place."""
    return (min(max(spot.x, box[0]), box[2]), min(max(spot.y, box[1]), box[3]))


def _edge(spot: Spot, box: Box) -> tuple[float, float]:
    """Give the point where a line to a box leaves the symbol."""
    x, y = _end(spot, box)
    share = min(1.0, spot.radius / max(away(box, spot.x, spot.y), 1e-9))
    return spot.x + share * (x - spot.x), spot.y + share * (y - spot.y)


def _positions(spot: Spot, width: float, height: float) -> NDArray[np.float64]:
    made = []
    for ring in RINGS_PT:
        for east, north in DIRECTIONS:
            reach = (spot.radius + GAP_PT + ring) * (0.72 if east and north else 1.0)
            left = spot.x + reach if east > 0 else spot.x - reach - width if east < 0 \
                else spot.x - width / 2
            bottom = spot.y + reach if north > 0 else spot.y - reach - height if north < 0 \
                else spot.y - height / 2
            made.append((left, bottom, left + width, bottom + height))
    return np.array(made)


def _far_positions(spot: Spot, width: float, height: float, rings: Sequence[float] = FAR_PT
                   ) -> NDArray[np.float64]:
    made = []
    for ring in rings:
        for angle in np.arange(16) * np.pi / 8:
            x, y = spot.x + ring * np.cos(angle), spot.y + ring * np.sin(angle)
            left = x if np.cos(angle) > 0.3 else x - width if np.cos(angle) < -0.3 \
                else x - width / 2
            bottom = y if np.sin(angle) > 0.8 else y - height if np.sin(angle) < -0.8 \
                else y - height / 2
            made.append((left, bottom, left + width, bottom + height))
    return np.array(made)


def _nearest(box: Box, own: Spot, shown: Sequence[Spot], times: float) -> bool:
    """Say whether a box is nearer to its place than to others; a nameless border asks for less.

    Of two symbols on each other, neither can be much the nearer.
    """
    mine = away(box, own.x, own.y)
    return all(away(box, other.x, other.y) > mine * (
        times if other.mark.name or other.mark.kind != "border" else min(times, LITTLE))
        for other in shown if other is not own and hypot(other.x - own.x, other.y - own.y)
        > max(own.radius, other.radius))


def _may_stand(spot: Spot, labels: Sequence[Label], blocked: Obstacles) -> bool:
    """Say whether a new dot touches nothing and leaves every name nearest to its own place."""
    dot = np.array([_around(spot)])
    if not blocked.without_lines().free(dot)[0]:
        return False
    return all(away(label.box, spot.x, spot.y) > (1.0 if label.led else NEARER)
               * away(label.box, label.spot.x, label.spot.y) for label in labels)


def _with_gap(label: Label) -> Box:
    left, bottom, right, top = label.box
    gap, above = LETTER * label.size_pt, LEADING * label.size_pt
    return left - gap, bottom - above, right + gap, top + above


def _said(spot: Spot, labels: Sequence[Label]) -> bool:
    """Say whether a neighbour already bears the name: the two sides of one border town."""
    return any(label.text == safe(spot.mark.name)
               and abs(label.spot.x - spot.x) + abs(label.spot.y - spot.y) < 30
               for label in labels)


def _around(spot: Spot) -> Box:
    room = spot.radius + 0.6
    return spot.x - room, spot.y - room, spot.x + room, spot.y + room
