"""Where the names of steps and lines stand in a distance diagram: on nothing, near what they name.

Totals only rise, so that there is room above a line on its left and below it on its right: names
are put there first. What finds no room is given a number, and its name stands below the plots.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import inf

import numpy as np
from numpy.typing import NDArray

from corridors.maps import style
from corridors.maps.labels import away
from corridors.maps.obstacles import Box, Obstacles
from corridors.maps.text import font, size_of

__all__ = ["Placed", "Wish", "place"]

GAPS_PT = (4.5, 9.0, 16.0, 26.0, 40.0, 60.0)
"""How far beside what it names a text stands."""

AWAY_PT = (*range(0, 76, 5), *range(80, 161, 8))
"""How far above or below."""

REACH_PT = {"line": 220.0, "step": 75.0, "number": 40.0}
"""How far off a text may stand, across and up together; the name of a line has to stand."""

OTHER_SIDE_PT = 12.0
"""How much nearer a place at the lower left or upper right has to be to be taken."""

LEADER_PT = 9.0
"""A text farther away than this, or nearer to something else that is named, is joined to what it
names by a thin line."""

CLEAR_PT = 1.4
"""How far such a line keeps from the lines of routes."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A text that wants a place.

    Parameters
    ----------
    key
        What it names; the same in all plots.
    text
        What is written; may have several lines.
    x, y
        What it names, in points of the plot.
    colour
        Of the text.
    kind
        ``step``, ``line`` for the name of a line, ``number`` of a step that found no place.
    reach_pt
        How far off it may stand at most.
    """

    key: str
    text: str
    x: float
    y: float
    colour: str = style.INK
    kind: str = "step"
    reach_pt: float = inf

    @property
    def bold(self) -> bool:
        """Whether it is written bold."""
        return self.kind != "step"

    @property
    def size_pt(self) -> float:
        """Size of its letters."""
        return 6.6 if self.bold else 6.2


@dataclass(frozen=True, slots=True)
class Placed:
    """A text in its place.

    Parameters
    ----------
    wish
        The text.
    box
        Where it stands.
    leader
        The end of the thin line at the text; None where it is near enough.
    """

    wish: Wish
    box: Box
    leader: tuple[float, float] | None


def place(wishes: Sequence[Wish], blocked: Obstacles
          ) -> tuple[list[Placed], list[Wish], Obstacles]:
    """Place texts one after the other.

    Parameters
    ----------
    wishes
        The most important first.
    blocked
        The plot, with all that has to stay visible.

    Returns
    -------
    placed
        Those that found a place: they touch nothing and no other text.
    homeless
        The others.
    blocked
        With what was placed.

    Examples
    --------
    >>> plot = Obstacles(200, 100, points=np.array([[60.0, 50.0]]))
    >>> placed, homeless, _ = place([Wish("a", "Astara", 60, 50)] * 2, plot)
    >>> len(placed), [round(one.box[0] - 60, 1) for one in placed][0], homeless
    (2, 4.5, [])
    """
    placed, homeless = [], []
    named = np.array([(wish.x, wish.y) for wish in wishes]).reshape(-1, 2)
    for wish in wishes:
        found = _placed(wish, blocked, named)
        if found is None:
            homeless.append(wish)
            continue
        placed.append(found)
        blocked = blocked.plus([found.box])
        if found.leader is not None:
            line = _line(wish, found.leader)
            blocked = Obstacles(blocked.width_pt, blocked.height_pt, blocked.boxes,
                                np.vstack([blocked.points, line]))
    return placed, homeless, blocked


def _placed(wish: Wish, blocked: Obstacles, named: NDArray[np.float64]) -> Placed | None:
    boxes = _candidates(wish)
    for box in boxes[blocked.free(boxes)]:
        left, bottom, right, top = (float(side) for side in box)
        end = (min(max(wish.x, left - 1.0), right + 1.0),
               min(max(wish.y, bottom + 1.5), top - 1.5))  # the nearest point beside the text
        own = away((left, bottom, right, top), wish.x, wish.y)
        nearest = min((away((left, bottom, right, top), x, y) for x, y in named
                      if (x, y) != (wish.x, wish.y)), default=LEADER_PT)
        if own <= min(LEADER_PT, nearest):
            return Placed(wish, (left, bottom, right, top), None)
        if not _hit(_line(wish, end), blocked, lines=wish.kind == "step"):
            return Placed(wish, (left, bottom, right, top), end)
    return None


def _candidates(wish: Wish) -> NDArray[np.float64]:
    """Give boxes on all sides, the nearest first, and those at lower right and upper left."""
    width, height = size_of(wish.text, font(wish.size_pt, bold=wish.bold))
    found = []
    for gap, off, right, up in product(GAPS_PT, AWAY_PT, (True, False), (True, False)):
        if gap + off > min(REACH_PT[wish.kind], wish.reach_pt):
            continue
        left = wish.x + gap if right else wish.x - gap - width
        middle = wish.y + off if up else wish.y - off
        dear = (0.0 if right else 0.5) + (OTHER_SIDE_PT if up == right else 0.0)
        found.append((gap + off + dear,
                      (left, middle - height / 2, left + width, middle + height / 2)))
    return np.array([box for _, box in sorted(found)], dtype=np.float64)


def _line(wish: Wish, end: tuple[float, float]) -> NDArray[np.float64]:
    """Give points of a leader, without those at the symbol where it begins."""
    long = float(np.hypot(end[0] - wish.x, end[1] - wish.y))
    share = np.linspace(min(3.5 / long, 1.0), 1.0, int(long / 1.2) + 2)[:, None]
    return np.array([wish.x, wish.y]) * (1 - share) + np.array(end) * share


def _hit(line: NDArray[np.float64], blocked: Obstacles, *, lines: bool) -> bool:
    """Say whether a leader runs through a text or, where that counts, over a line."""
    if len(blocked.boxes):
        a, b, c, d = blocked.boxes.T
        x, y = line.T
        if ((x[:, None] > a) & (x[:, None] < c) & (y[:, None] > b) & (y[:, None] < d)).any():
            return True
    if not lines or not len(blocked.points):
        return False
    low, high = line.min(axis=0) - CLEAR_PT, line.max(axis=0) + CLEAR_PT
    near = blocked.points[((blocked.points > low) & (blocked.points < high)).all(axis=1)]
    return bool((np.abs(line[:, None, :] - near[None]).max(axis=2) < CLEAR_PT).any())
