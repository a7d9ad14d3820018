"""How a distance diagram is laid out: its scales, its profiles, and where its names stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

import numpy as np
from numpy.typing import NDArray

from corridors.analysis.along import Stop, stops_of
from corridors.maps.chart import WIDEST_PT
from corridors.maps.naming import Naming
from corridors.maps.obstacles import Obstacles
from corridors.maps.route_map import Drawn
from corridors.maps.step_labels import Placed, Wish, place
from corridors.maps.stop_words import AS_GIVEN, done_said, few, stop_name
from corridors.maps.text import font, safe, wrap
from corridors.model.leg import UNITS, Leg

__all__ = ["BANDS", "HEIGHTS_PT", "LEFT_PT", "WIDE_PT", "Scale", "middle_of", "notes_of",
           "profile_of", "scale_of"]

LEFT_PT = 40.0
WIDE_PT = WIDEST_PT - LEFT_PT
HEIGHTS_PT = {"time": 205.0, "cost": 165.0}
ROOM_PT = 88.0
"""Room on the right of the longest route, for the name at its end."""

NAMED = 0.01
"""Steps smaller than this share of the highest total are not named."""

CUT, PLAIN_TOP = 1.45, 1.3
"""Bands are cut off at so many times the highest total, for the lines to have room; and how high
a plot without bands is."""

WIDEST_NUMBER = "88"

NEAR_PT = 25.0
"""How far off names of steps may stand among many lines; farther ones are numbered."""

BANDS = 2
"""With more routes their ranges are said, and not drawn: one band would hide the other."""


@dataclass(frozen=True, slots=True)
class Scale:
    """One plot: what it shows, and where a point of it lies.

    Parameters
    ----------
    by
        ``time`` or ``cost``.
    most_km, most
        The values at its right and upper edge.
    """

    by: str
    most_km: float
    most: float

    def at(self, km: float, value: float) -> tuple[float, float]:
        """Give the place of a value, in points."""
        return km / self.most_km * WIDE_PT, value / self.most * HEIGHTS_PT[self.by]

    def page(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the places of rows of km and value, in points."""
        return points / [self.most_km, self.most] * [WIDE_PT, HEIGHTS_PT[self.by]]

    def values(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give km and value of places in points."""
        return points * [self.most_km, self.most] / [WIDE_PT, HEIGHTS_PT[self.by]]


@dataclass(frozen=True, slots=True)
class _Step:
    """Something done at a stop of a route."""

    drawn: Drawn
    stop: Stop
    words: str
    end: bool

    def said(self, by: str) -> str:
        """Say what it takes."""
        value = self.stop.takes(by)
        return f"{few(value)} h" if by == "time" else f"USD {few(value)}"

    @property
    def key(self) -> str:
        """Say all that the list below the plots says."""
        return f"{self.words}: {self.said('time')}, {self.said('cost')}"


def scale_of(routes: Sequence[Drawn], by: str) -> Scale:
    """Give the scale of a plot: all lines in it, and room for the names at their ends.

    Parameters
    ----------
    routes
        The routes.
    by
        ``time`` or ``cost``.
    """
    far = max(drawn.route.distance_km for drawn in routes) or 1.0
    value = max(drawn.route.shown(by) for drawn in routes)
    high = max(value, *(drawn.route.shown_range(by)[1] for drawn in routes))
    cut = CUT if len(routes) <= BANDS else PLAIN_TOP
    return Scale(by, far * WIDE_PT / (WIDE_PT - ROOM_PT), min(1.06 * high, cut * value) or 1.0)


def profile_of(legs: Sequence[Leg], by: str) -> NDArray[np.float64]:
    """Give what legs have taken up to the end of each.

    Parameters
    ----------
    legs
        The legs of a route.
    by
        ``time`` or ``cost``.

    Returns
    -------
    profile
        Rows of km and lowest, working and highest total in h or USD; a row of 0 first.
    """
    rows = [[leg.amounts.distance.value / UNITS["distance"],
             *(part / UNITS[by] for part in leg.amount(by))] for leg in legs]
    return np.vstack([np.zeros(4), np.cumsum(np.array(rows).reshape(-1, 4), axis=0)])


def middle_of(stop: Stop, by: str) -> tuple[float, float]:
    """Give km and total in the middle of the step that a stop makes.

    Parameters
    ----------
    stop
        The stop.
    by
        ``time`` or ``cost``.
    """
    low, high = stop.reached(by).value / UNITS[by], stop.left(by).value / UNITS[by]
    return stop.shown("distance"), (low + high) / 2


def notes_of(routes: Sequence[Drawn], scales: Sequence[Scale], naming: Naming = AS_GIVEN
             ) -> tuple[list[list[Placed]], list[str]]:
    """Place names at the ends of lines, then of steps; number what finds no place.

    Parameters
    ----------
    routes
        The routes.
    scales
        The plots.
    naming
        In which language places are named.

    Returns
    -------
    notes
        For each plot what is written in it.
    listed
        What the numbers mean, from 1 on.
    """
    steps = [step for drawn in routes for step in _steps_of(drawn, naming)]
    reach = inf if len(routes) <= BANDS else NEAR_PT
    placed, homeless, grounds = [], [], []
    for scale in scales:
        ground = _ground(routes, scale)
        ends, _, ground = place([_end(drawn, scale, one=len(routes) == 1) for drawn in routes],
                                ground)
        named, without, ground = place(_wishes(steps, scale, reach), ground)
        placed.append([*ends, *named])
        homeless.append(without)
        grounds.append(ground)
    found = {note.wish.key for without, ground in zip(homeless, grounds, strict=True)
             for note in place([replace(wish, text=WIDEST_NUMBER, kind="number")
                                for wish in without], ground)[0]}
    listed = [key for key in dict.fromkeys(step.key for step in steps) if key in found]
    for notes, without, ground in zip(placed, homeless, grounds, strict=True):
        notes.extend(place([replace(wish, text=f"{listed.index(wish.key) + 1}", kind="number")
                            for wish in without if wish.key in listed], ground)[0])
    return placed, listed


def _steps_of(drawn: Drawn, naming: Naming) -> list[_Step]:
    network, stops, found = drawn.answer.snapshot.network, stops_of(drawn.route), []
    for number, stop in enumerate(stops):
        words = ", ".join(dict.fromkeys(done_said(leg, first=number == 0) for leg in stop.done))
        if words:
            name = safe(stop_name(network, stop, naming), 34)
            found.append(_Step(drawn, stop, f"{name}, {words}",
                               end=number in {0, len(stops) - 1}))
    return found


def _wishes(steps: Sequence[_Step], scale: Scale, reach_pt: float) -> list[Wish]:
    """Say each step once, the greatest first; a step of another route there is the same one."""
    found: dict[tuple[str, float, float], tuple[float, Wish]] = {}
    ends = set[str]()
    for step in steps:
        size = step.stop.takes(scale.by)
        if size < NAMED * scale.most or (step.end and step.key in ends):
            continue
        ends |= {step.key} if step.end else set()
        x, y = scale.at(*middle_of(step.stop, scale.by))
        found.setdefault((step.key, round(x, 1), round(y, 1)), (size, Wish(
            step.key, f"{step.words}: {step.said(scale.by)}", x, y,
            reach_pt=reach_pt)))
    return [wish for _, wish in sorted(found.values(), key=lambda item: (-item[0], item[1].key,
                                                                          item[1].x))]


def _end(drawn: Drawn, scale: Scale, *, one: bool) -> Wish:
    total = drawn.route.shown(scale.by)
    x, y = scale.at(drawn.route.distance_km, total)
    ends = "\N{EN DASH}".join(few(end) for end in drawn.route.shown_range(scale.by))
    figures = f"{few(total)} h" if scale.by == "time" else f"USD {few(total)}"
    name = [] if one else wrap(safe(drawn.name, 34), font(6.6, bold=True), 78)
    lines = [*name, *wrap(f"{figures} ({ends})", font(6.6, bold=True), 78)]
    return Wish(drawn.name, "\n".join(lines), x, y, drawn.colour, "line")


def _ground(routes: Sequence[Drawn], scale: Scale) -> Obstacles:
    """Give the plot with points along all lines."""
    found = [np.zeros((1, 2))]
    for drawn in routes:
        page = scale.page(profile_of(drawn.route.legs, scale.by)[:, [0, 2]])
        for start, end in pairwise(page):
            share = np.linspace(0, 1, int(np.hypot(*(end - start)) // 2.5) + 2)[:, None]
            found.append(start * (1 - share) + end * share)
    return Obstacles(WIDE_PT, HEIGHTS_PT[scale.by], points=np.vstack(found))
