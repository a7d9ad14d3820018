"""Names beside their places: a small placer that would rather leave a name out than mislead.

A name is put at one of eight positions around its place, at growing distances. It may not touch
another name, a symbol, a line or the edge, and it must be clearly nearer to its own place than
to any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray

from corridors.maps import style
from corridors.maps.marks import ALWAYS, ENDS, Spot
from corridors.maps.text import font, safe, size_of

__all__ = ["NEARER", "Box", "Label", "Obstacles", "draw_labels", "place_labels"]

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""

NEARER = 1.6
"""A name must be this many times nearer to its own place than to any other."""

MOST = 25
GAP_PT = 1.6
LINE_ROOM_PT = 2.2
RINGS_PT = (0.0, 2.5, 5.0, 8.0)
LETTER = 0.65
"""Width of a letter as a share of its size: names on one line stand so far apart."""

LEADING = 0.2
"""The same above and below: names under each other are no text of two lines."""

DIRECTIONS = ((1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1), (0, 1), (0, -1))


@dataclass(frozen=True, slots=True)
class Obstacles:
    """Everything on a panel that text must keep clear of.

    Parameters
    ----------
    width_pt, height_pt
        Size of the panel; text stays 2 pt inside.
    boxes
        One row of left, bottom, right and top each.
    points
        Points along lines.
    faint
        Points along boundaries, which names of places leave free if they can.
    """

    width_pt: float
    height_pt: float
    boxes: NDArray[np.float64] = field(default_factory=lambda: np.empty((0, 4)))
    points: NDArray[np.float64] = field(default_factory=lambda: np.empty((0, 2)))
    faint: NDArray[np.float64] = field(default_factory=lambda: np.empty((0, 2)))

    def plus(self, boxes: Sequence[Box]) -> Obstacles:
        """Add boxes."""
        if not boxes:
            return self
        more = np.vstack([self.boxes, np.array(boxes, dtype=np.float64)])
        return replace(self, boxes=more)

    def without_lines(self) -> Obstacles:
        """Give the boxes alone."""
        return Obstacles(self.width_pt, self.height_pt, self.boxes)

    def frame_alone(self) -> Obstacles:
        """Give the edge of the panel alone."""
        return Obstacles(self.width_pt, self.height_pt)

    def crossed(self, boxes: NDArray[np.float64]) -> NDArray[np.int64]:
        """Count the points of lines in each box."""
        return np.asarray(_within(self.points, boxes).sum(axis=1), dtype=np.int64)

    def clear(self, boxes: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Say which boxes touch no boundary."""
        return np.asarray(~_within(self.faint, boxes).any(axis=1))

    def free(self, boxes: NDArray[np.float64], room_pt: float = LINE_ROOM_PT
             ) -> NDArray[np.bool_]:
        """Say which of many boxes touch nothing.

        Parameters
        ----------
        boxes
            One row of left, bottom, right and top each.
        room_pt
            Distance to keep from lines, in points.

        Returns
        -------
        free
            One entry per box.
        """
        left, bottom, right, top = boxes.T
        good = (left >= 2) & (bottom >= 2) & (right <= self.width_pt - 2) \
            & (top <= self.height_pt - 2)
        if len(self.boxes):
            a, b, c, d = self.boxes.T
            good &= ~((left[:, None] < c) & (right[:, None] > a)
                      & (bottom[:, None] < d) & (top[:, None] > b)).any(axis=1)
        if len(self.points):
            good &= ~_within(self.points, boxes, room_pt).any(axis=1)
        return np.asarray(good)


def _within(points: NDArray[np.float64], boxes: NDArray[np.float64], room_pt: float = 0.0
            ) -> NDArray[np.bool_]:
    """Say which points lie in which boxes, a row for each box."""
    left, bottom, right, top = boxes.T[:, :, None]
    x, y = points.T
    return np.asarray((x > left - room_pt) & (x < right + room_pt)
                      & (y > bottom - room_pt) & (y < top + room_pt))


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
    """

    spot: Spot
    text: str
    box: Box
    size_pt: float

    @property
    def bold(self) -> bool:
        """Whether it is written bold."""
        return self.spot.mark.bold or self.spot.mark.kind in ENDS


def place_labels(found: Sequence[Spot], obstacles: Obstacles, most: int = MOST, *,
                 over_lines: bool = False, before: Sequence[Label] = ()) -> list[Label]:
    """Place the names of spots.

    Parameters
    ----------
    found
        Places; their rank says which is named first.
    obstacles
        What the names keep clear of, without the symbols themselves.
    most
        Names at most.
    over_lines
        Whether capitals may be named over lines, as on a map of a dense network.
    before
        Names that were placed already.

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
    # Of equals the shorter name goes first: it leaves most room for the others.
    for spot in sorted(found, key=lambda s: (s.mark.rank, len(s.mark.name), s.mark.key)):
        if len(labels) >= most or not spot.mark.name or _said(spot, labels):
            continue
        new_dot = spot not in shown
        if new_dot and not _may_stand(spot, labels, blocked):
            continue
        label = _placed(spot, shown, blocked, over_lines=over_lines)
        if label is None:
            continue
        labels.append(label)
        blocked = blocked.plus([_with_gap(label)] + ([_around(spot)] if new_dot else []))
        shown += [spot] if new_dot else []
    return labels


def draw_labels(axes: Axes, labels: Sequence[Label]) -> None:
    """Write names, with a light edge so that they can be read on lines and shores."""
    for label in labels:
        left, bottom, *_ = label.box
        grey = label.spot.mark.kind == "context"
        axes.text(left, bottom + 0.22 * label.size_pt, label.text, parse_math=False,
                  color=style.MUTED if grey else style.INK, zorder=9,
                  label=f"place {label.spot.mark.key}",
                  fontproperties=font(label.size_pt, bold=label.bold),
                  path_effects=[withStroke(linewidth=1.8, foreground="white")])


def away(box: Box, x: float, y: float) -> float:
    """Give the distance from a point to a box."""
    return float(np.hypot(max(box[0] - x, 0, x - box[2]), max(box[1] - y, 0, y - box[3])))


def _placed(spot: Spot, shown: Sequence[Spot], blocked: Obstacles, *, over_lines: bool
            ) -> Label | None:
    kind = spot.mark.kind
    size = style.LABEL_PT + 0.6 if kind in ENDS else \
        style.LABEL_PT - 0.7 if kind == "context" else style.LABEL_PT
    text = safe(spot.mark.name)
    bold = spot.mark.bold or kind in ENDS
    width, height = size_of(text, font(size, bold=bold))
    boxes = _positions(spot, width, height)
    open_ = boxes[blocked.free(boxes)]
    good = np.array([box for box in open_.tolist() if _nearest(tuple(box), spot, shown)])
    if len(good):
        # The first that leaves boundaries to be seen, else the first.
        box = good[int(np.argmax(blocked.clear(good)))].tolist()
        return Label(spot, text, tuple(box), size)
    if kind in ENDS or (over_lines and bold):
        # Origin and destination are named in any case, over lines if it must be.
        for ground in (blocked.without_lines(), blocked.frame_alone()):
            free = boxes[ground.free(boxes)]
            for box in free[np.argsort(blocked.crossed(free), kind="stable")].tolist():
                if ground.boxes.size == 0 or _nearest(tuple(box), spot, shown):
                    return Label(spot, text, tuple(box), size)
            if kind not in ENDS:
                break
    return None


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


def _nearest(box: Box, own: Spot, shown: Sequence[Spot]) -> bool:
    mine = away(box, own.x, own.y)
    return all(away(box, other.x, other.y) > _times(other) * mine for other in shown
               if other is not own)


def _times(other: Spot) -> float:
    """Say how many times nearer its own place a name must be; a nameless border asks for less."""
    return NEARER if other.mark.name or other.mark.kind != "border" else 1.0


def _may_stand(spot: Spot, labels: Sequence[Label], blocked: Obstacles) -> bool:
    """Say whether a new dot touches nothing and leaves every name nearest to its own place."""
    dot = np.array([_around(spot)])
    if not blocked.without_lines().free(dot)[0]:
        return False
    return all(away(label.box, spot.x, spot.y)
               > NEARER * away(label.box, label.spot.x, label.spot.y) for label in labels)


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
