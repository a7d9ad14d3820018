"""What is kept of many ways to one place: those that no other beats on all counts.

Ways come in the order of their first count, so only the others have to be compared. A front
answers one question: does something that came before take no more of any of them?
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable
from typing import Protocol

__all__ = ["Front", "front_of"]


Point = tuple[int, ...]


class Front(Protocol):
    """Points of which none is at most another in every number."""

    def covers(self, point: Point) -> bool:
        """Say whether a point of the front is at most this one in every number."""
        ...

    def add(self, point: Point) -> None:
        """Add a point that is not covered; what it covers goes."""
        ...


def front_of(width: int) -> Front:
    """Give an empty front.

    Parameters
    ----------
    width
        How many numbers a point has, from 1 on; where there are more than three, those that take
        few values come first.

    Returns
    -------
    front
        The quickest kind for that width.

    Examples
    --------
    >>> front = front_of(2)
    >>> front.add((3, 5)), front.add((5, 1))
    (None, None)
    >>> front.covers((4, 5)), front.covers((4, 4)), front.covers((5, 1))
    (True, False, True)
    """
    kinds: tuple[Callable[[], Front], ...] = (_Line, _Stairs, _Rows)
    return kinds[width - 1]() if width <= len(kinds) else _Shelves(width)


class _Line:
    """One number: the least is all there is to know."""

    __slots__ = ("least",)

    def __init__(self) -> None:
        self.least: int | None = None

    def covers(self, point: Point) -> bool:
        return self.least is not None and self.least <= point[0]

    def add(self, point: Point) -> None:
        self.least = point[0]


class _Stairs:
    """Two numbers: one falls where the other rises, so a search by halves finds the step.

    Source: H. T. Kung, F. Luccio and F. P. Preparata, On finding the maxima of a set of vectors,
    1975.
    """

    __slots__ = ("falling", "rising")

    def __init__(self) -> None:
        self.rising: list[int] = []
        self.falling: list[int] = []

    def covers(self, point: Point) -> bool:
        place = bisect_right(self.rising, point[0])
        return place > 0 and self.falling[place - 1] <= point[1]

    def add(self, point: Point) -> None:
        first, second = point
        start = end = bisect_left(self.rising, first)
        while end < len(self.falling) and self.falling[end] >= second:
            end += 1
        self.rising[start:end] = [first]
        self.falling[start:end] = [second]


class _Rows:
    """Three numbers: one row after the other, in the order of the first number."""

    __slots__ = ("rows",)

    def __init__(self) -> None:
        self.rows: list[Point] = []

    def covers(self, point: Point) -> bool:
        first, second, third = point
        for one, two, three in self.rows:
            if one > first:
                return False
            if two <= second and three <= third:
                return True
        return False

    def add(self, point: Point) -> None:
        first, second, third = point
        self.rows = [row for row in self.rows
                     if row[0] < first or row[1] < second or row[2] < third]
        insort(self.rows, point)


class _Shelves:
    """More numbers: a front of the others for each value of the first, which has few."""

    __slots__ = ("shelves", "values", "width")

    def __init__(self, width: int) -> None:
        self.width = width
        self.values: list[int] = []
        self.shelves: list[Front] = []

    def covers(self, point: Point) -> bool:
        first, others = point[0], point[1:]
        for value, shelf in zip(self.values, self.shelves, strict=True):
            if value > first:
                return False
            if shelf.covers(others):
                return True
        return False

    def add(self, point: Point) -> None:
        place = bisect_left(self.values, point[0])
        if place == len(self.values) or self.values[place] != point[0]:
            self.values.insert(place, point[0])
            self.shelves.insert(place, front_of(self.width - 1))
        self.shelves[place].add(point[1:])
