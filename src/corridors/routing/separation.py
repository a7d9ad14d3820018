"""The fewest things whose closing separates places from other places: a hitting set, proved.

A link is several arcs of the state graph (two directions, several gauges), and a border is several
links. A cut that counts arcs would count a closing more than once, and paths that share no arc may
share a link. So ways are found one after the other, and the fewest things that stop all ways found
so far are chosen by HiGHS. When no way is left, they are the fewest for all ways: fewer would not
even stop those that were found.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from corridors.errors import Problem, QueryError
from corridors.routing.detours import Detours

__all__ = ["MOST_SETS", "Between", "Cut", "fewest"]

Things = frozenset[int]

MOST_SETS = 20
"""How many sets that are equally small are looked for."""


@dataclass(frozen=True, slots=True)
class Between:
    """Places to be separated, in terms of the state graph.

    Parameters
    ----------
    detours
        The open state graph.
    origins, goals
        Doors where ways begin, and where they end.
    links_of, things_of
        Links of each thing that can be closed, and things of each link.
    """

    detours: Detours = field(repr=False)
    origins: tuple[int, ...]
    goals: frozenset[int]
    links_of: Sequence[Collection[int]] = field(repr=False)
    things_of: Mapping[int, tuple[int, ...]] = field(repr=False)

    def way(self, closed: Things) -> Things | None:
        """Give the things on a way with few of them when some are closed; None without a way.

        Parameters
        ----------
        closed
            The things that are closed.
        """
        shut = {link for thing in closed for link in self.links_of[thing]}
        came_by = dict[int, tuple[int, int]]()
        least = dict.fromkeys(self.origins, 0)
        waiting, done = deque((0, origin) for origin in self.origins), set[int]()
        while waiting:
            count, state = waiting.popleft()
            if state in done:
                continue
            done.add(state)
            if state in self.goals:
                return self._things(came_by, state)
            for _, head, link in self.detours.leaving[state]:
                if link in shut:
                    continue
                further = count + bool(self.things_of.get(link))
                if head not in least or further < least[head]:
                    least[head], came_by[head] = further, (state, link)
                    (waiting.append if further > count else waiting.appendleft)((further, head))
        return None

    def _things(self, came_by: Mapping[int, tuple[int, int]], state: int) -> Things:
        found = set[int]()
        while state in came_by:
            state, link = came_by[state]
            found.update(self.things_of.get(link, ()))
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class Cut:
    """The fewest things whose closing separates places.

    Parameters
    ----------
    sets
        Sets of the fewest things, sorted; none where no closing separates them.
    complete
        Whether these are all there are.
    apart
        How many ways were found that have nothing in common: no fewer things can stop them.
    ways
        How many ways were needed for the proof.
    rounds
        How many times the fewest things for them were chosen.
    """

    sets: tuple[tuple[int, ...], ...]
    complete: bool
    apart: int
    ways: int
    rounds: int


def fewest(between: Between, most_sets: int = MOST_SETS) -> Cut | None:
    """Find the fewest things whose closing separates places.

    Parameters
    ----------
    between
        The places.
    most_sets
        How many sets that are equally small to look for.

    Returns
    -------
    cut
        None where some way uses nothing that can be closed. One empty set where they are separated
        as things are.

    Raises
    ------
    QueryError
        If HiGHS does not solve it.
    """
    ways = list[Things]()
    if _grown(between, frozenset(), ways) is None:
        return None
    found, barred = list[Things](), list[Things]()
    rounds = 0
    while True:
        chosen = _chosen(ways, barred)
        rounds += 1
        if chosen is None or (found and len(chosen) > len(found[0])):
            return _cut(found, ways, rounds, complete=True)
        if _grown(between, chosen, ways):
            continue
        if len(found) == most_sets:
            return _cut(found, ways, rounds, complete=False)
        found.append(chosen)
        barred.append(chosen)


def _cut(found: Sequence[Things], ways: Sequence[Things], rounds: int, *, complete: bool) -> Cut:
    sets = tuple(sorted(tuple(sorted(chosen)) for chosen in found))
    return Cut(sets, complete, _most_apart(ways), len(ways), rounds)


def _grown(between: Between, closed: Things, ways: list[Things]) -> int | None:
    """Add ways that have nothing in common and use nothing that is closed; say how many.

    None where one of them uses nothing that can be closed.
    """
    used, count = closed, 0
    while (way := between.way(used)) is not None:
        if not way:
            return None
        ways.append(way)
        used, count = used | way, count + 1
    return count


def _chosen(ways: Sequence[Things], barred: Sequence[Things]) -> Things | None:
    """Choose the fewest things that stop all ways, but none of the sets that are barred."""
    if not ways:
        return None if barred else frozenset()
    things = sorted(frozenset().union(*ways))
    answer = _solved(_members([*ways, *barred], things), [1.0] * len(things),
                     [1.0] * len(ways) + [0.0] * len(barred),
                     [float("inf")] * len(ways) + [len(one) - 1.0 for one in barred])
    if answer.x is not None:
        return frozenset(thing for thing, value in zip(things, answer.x, strict=True)
                         if value > 0.5)
    if barred and answer.status == _INFEASIBLE:
        return None
    raise QueryError(Problem("Q64", f"HiGHS did not find the fewest closings ({answer.message})",
                             "Ask for fewer places, or by border."))


def _most_apart(ways: Sequence[Things]) -> int:
    """Count how many of the ways have nothing in common, at most."""
    if not ways:
        return 0
    things = sorted(frozenset().union(*ways))
    answer = _solved(_members(ways, things).T, [-1.0] * len(ways), [0.0] * len(things),
                     [1.0] * len(things))
    return 1 if answer.x is None else round(-answer.fun)


def _members(rows: Sequence[Things], things: Sequence[int]) -> Any:
    """Give a matrix that says which row holds which thing."""
    import numpy as np
    from scipy.sparse import csr_array

    column = {thing: place for place, thing in enumerate(things)}
    places = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    columns = np.array([column[thing] for row in rows for thing in sorted(row)])
    return csr_array((np.ones(len(columns)), (places, columns)), shape=(len(rows), len(things)))


def _solved(matrix: Any, worth: Sequence[float], least: Sequence[float], most: Sequence[float]
            ) -> Any:
    """Choose columns, each or not, that make the sum of their worth least."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    return milp(worth, integrality=[1] * len(worth), bounds=Bounds(0, 1),
                constraints=LinearConstraint(matrix, least, most), options={"mip_rel_gap": 0.0})


_INFEASIBLE = 2
"""What HiGHS answers where nothing will do."""
