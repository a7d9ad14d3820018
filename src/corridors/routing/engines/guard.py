"""What stands before every solver: whole weights that are no danger to it, vertices that exist.

One negative weight lets `scipy` eat memory until the process is killed, NaN is silently no link,
and index -1 is silently the last vertex. None of them passes here, for any engine.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from operator import index
from typing import Any, ClassVar, Self, cast

from corridors.errors import Problem, QueryError
from corridors.routing.engines import CLOSED, UNREACHED, Graph

__all__ = ["Guarded", "check_positions", "check_weights", "plain", "unusable"]


def check_weights(weights: Sequence[int], count: int) -> Sequence[int]:
    """Give weights back if every one is a whole number from 0 to :data:`CLOSED`.

    Parameters
    ----------
    weights
        A list, or an array.
    count
        How many there must be.

    Returns
    -------
    weights
        What was given, an iterable as a list.

    Raises
    ------
    QueryError
        Naming the place and value of each weight that is none, or that their number is wrong.

    Examples
    --------
    >>> check_weights([0, 5], 2)
    [0, 5]
    """
    given = _sized(weights)
    if len(given) != count:
        raise QueryError(Problem("Q30", f"{len(given)} weights are given for {count} arcs",
                                 "Give one for each."))
    places = unusable(given)
    if places:
        raise QueryError([Problem("Q30", f"the weight of arc {place} is {given[place]}",
                                  f"A weight is a whole number from 0 to {CLOSED}.")
                          for place in places])
    return given


def unusable(weights: Sequence[int]) -> list[int]:
    """Give the places of weights that no solver may see.

    Parameters
    ----------
    weights
        A list, or an array.

    Returns
    -------
    places
        Positions in the order given. Whoever knows which link stands there names it.

    Examples
    --------
    >>> unusable([1, -1, float("nan"), 2.5])
    [1, 2, 3]
    """
    return _outside(weights, CLOSED)


def check_positions(positions: Sequence[int], count: int, what: str = "vertex") -> Sequence[int]:
    """Give positions back if every one is a whole number from 0 to ``count - 1``.

    Parameters
    ----------
    positions
        A list, or an array.
    count
        How many vertices or arcs there are.
    what
        What they are positions of.

    Returns
    -------
    positions
        What was given, an iterable as a list.

    Raises
    ------
    QueryError
        Naming each position that is none.

    Examples
    --------
    >>> check_positions(range(2), 2)
    [0, 1]
    """
    given = _sized(positions)
    places = _outside(given, count - 1)
    if places:
        raise QueryError([Problem("Q31", f"there is no {what} {given[place]}",
                                  f"They are numbered from 0 to {count - 1}." if count else
                                  "There is none at all.") for place in places])
    return given


def plain(numbers: Any) -> list[int]:
    """Give numbers as a list of Python's own, which loops run on.

    Parameters
    ----------
    numbers
        A list, or an array.

    Examples
    --------
    >>> plain((1, 2))
    [1, 2]
    """
    return numbers.tolist() if hasattr(numbers, "tolist") else list(map(index, numbers))


def _sized(numbers: Any) -> Sequence[int]:
    if hasattr(numbers, "dtype") or isinstance(numbers, list):
        return cast("Sequence[int]", numbers)
    return list(numbers)


def _outside(numbers: Any, most: int) -> list[int]:
    """Give the places of what is no whole number from 0 to the most."""
    if not len(numbers):
        return []
    if hasattr(numbers, "dtype") and numbers.dtype.kind in "iu":
        if numbers.min() >= 0 and numbers.max() <= most:
            return []
    elif set(map(type, numbers)) == {int} and min(numbers) >= 0 and max(numbers) <= most:
        return []
    return [place for place, number in enumerate(numbers) if not _within(number, most)]


def _within(number: Any, most: int) -> bool:
    try:
        return 0 <= index(number) <= most
    except TypeError:
        return False


class Guarded(ABC):
    """A graph with weights that looks at every question before a solver does.

    Parameters
    ----------
    graph
        The graph.
    weights
        One per arc, in the order of the graph.
    """

    engine: ClassVar[str]

    def __init__(self, graph: Graph, weights: Sequence[int]) -> None:
        given = check_weights(weights, len(graph.head))
        self.graph = graph
        self.weights: Any = (given.astype("int64") if hasattr(given, "astype")
                             else plain(given))

    def tree(self, sources: Sequence[int], targets: Sequence[int] = ()) -> list[int]:
        """Give the least weight from any source to every vertex."""
        starts, goals = self._vertices(sources), self._vertices(targets)
        if not len(starts):
            return [UNREACHED] * self.graph.count
        return self._tree(starts, goals)

    def near(self, sources: Sequence[int], targets: Sequence[int]) -> list[int]:
        """Give a tree that is exact on the best ways and beside them."""
        return self.tree(sources, targets)

    def matrix(self, sources: Sequence[int], targets: Sequence[int]) -> Sequence[Sequence[int]]:
        """Give the least weight from each source to each target."""
        starts, goals = self._vertices(sources), self._vertices(targets)
        if not len(starts) or not len(goals):
            return [[] for _ in starts]
        return self._matrix(starts, goals)

    def pairs(self, origins: Sequence[int], destinations: Sequence[int]) -> list[int]:
        """Give the least weight of each OD pair."""
        starts, goals = self._vertices(origins), self._vertices(destinations)
        if len(starts) != len(goals):
            raise QueryError(Problem("Q31", f"{len(starts)} origins are given for {len(goals)} "
                                     "destinations", "Give one for each."))
        return self._pairs(plain(starts), plain(goals)) if len(starts) else []

    @contextmanager
    def changed(self, places: Sequence[int], weights: Sequence[int]) -> Iterator[Self]:
        """Give the arcs at these places other weights until the block is left."""
        where = plain(check_positions(places, len(self.weights), "arc"))
        new = dict(zip(where, plain(check_weights(weights, len(where))), strict=True))
        old = {place: int(self.weights[place]) for place in new}
        try:
            self._set(new)
            yield self
        finally:
            self._set(old)

    def _vertices(self, given: Sequence[int]) -> Sequence[int]:
        return check_positions(given, self.graph.count)

    @abstractmethod
    def _tree(self, sources: Sequence[int], targets: Sequence[int], /) -> list[int]: ...

    @abstractmethod
    def _matrix(self, sources: Sequence[int],
                targets: Sequence[int]) -> Sequence[Sequence[int]]: ...

    @abstractmethod
    def _pairs(self, origins: list[int], destinations: list[int]) -> list[int]: ...

    @abstractmethod
    def _set(self, changes: dict[int, int]) -> None: ...
