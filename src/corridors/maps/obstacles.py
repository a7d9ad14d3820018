"""What text on a panel must keep clear of: lines, symbols, boxes, and the edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

__all__ = ["Box", "Obstacles"]

LINE_ROOM_PT = 2.2

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""


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
    context
        Points along faint lines, over which an origin or destination may be named.
    """

    width_pt: float
    height_pt: float
    boxes: NDArray[np.float64] = field(default_factory=lambda: np.empty((0, 4)))
    points: NDArray[np.float64] = field(default_factory=lambda: np.empty((0, 2)))
    faint: NDArray[np.float64] = field(default_factory=lambda: np.empty((0, 2)))
    context: NDArray[np.float64] = field(default_factory=lambda: np.empty((0, 2)))

    def plus(self, boxes: Sequence[Box]) -> Obstacles:
        """Add boxes."""
        if not boxes:
            return self
        more = np.vstack([self.boxes, np.array(boxes, dtype=np.float64)])
        return replace(self, boxes=more)

    def without_lines(self) -> Obstacles:
        """Give the boxes alone."""
        return Obstacles(self.width_pt, self.height_pt, self.boxes)

    @property
    def lines(self) -> NDArray[np.float64]:
        """Points along all lines, the faint ones as well."""
        return np.vstack([self.points, self.context])

    def without_context(self) -> Obstacles:
        """Leave the faint lines out."""
        return replace(self, context=np.empty((0, 2)))

    def crossed(self, boxes: NDArray[np.float64]) -> NDArray[np.int64]:
        """Count the points of lines in each box."""
        return np.asarray(_within(self.lines, boxes).sum(axis=1), dtype=np.int64)

    def covered(self, boxes: NDArray[np.float64]) -> NDArray[np.int64]:
        """Count the boxes that each box covers a part of."""
        left, bottom, right, top = boxes.T[:, :, None]
        a, b, c, d = self.boxes.T
        return np.asarray(((left < c) & (right > a) & (bottom < d) & (top > b)).sum(axis=1),
                          dtype=np.int64)

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
            good &= self.covered(boxes) == 0
        for points in (self.points, self.context):
            if len(points):
                good &= ~_within(points, boxes, room_pt).any(axis=1)
        return np.asarray(good)


def _within(points: NDArray[np.float64], boxes: NDArray[np.float64], room_pt: float = 0.0
            ) -> NDArray[np.bool_]:
    """Say which points lie in which boxes, a row for each box."""
    left, bottom, right, top = boxes.T[:, :, None]
    x, y = points.T
    return np.asarray((x > left - room_pt) & (x < right + room_pt)
                      & (y > bottom - room_pt) & (y < top + room_pt))
