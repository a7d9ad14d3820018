"""The best way of an OD pair when links are closed, searched by what it takes more than before.

Whatever is closed, no way gets shorter: what is left to go on the open network never says too much.
Measured from there, the best way costs nothing, and a search only looks where a detour of that
length leads. So a closed link costs a search of a few dozen states, not of all.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import NamedTuple

from corridors.routing.engines import CLOSED, UNREACHED
from corridors.routing.solve import Solver
from corridors.routing.states import MOVE
from corridors.routing.still_to_come import least_to

__all__ = ["Detour", "Detours", "detours_of"]

Steps = list[tuple[int, int, int]]
"""Weight, state and link of what leaves a state; -1 where it is no move along a link."""

NO_LINK = -1


class Detour(NamedTuple):
    """The best way of an OD pair when some links are closed.

    Parameters
    ----------
    added
        What it takes more than with all links, in smallest units.
    links
        Positions of its links, from the origin on; one that is used twice stands there once.
    """

    added: int
    links: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Detours:
    """The open state graph of one weighting, ready to be searched with links closed.

    Parameters
    ----------
    leaving
        Steps out of each state.
    entering
        Tail and weight of the steps into each state.
    served_by
        Links whose usable moves touch each state: without any of them its doors are closed.
    """

    leaving: Sequence[Steps] = field(repr=False)
    entering: Sequence[list[tuple[int, int]]] = field(repr=False)
    served_by: Sequence[tuple[int, ...]] = field(repr=False)
    _to_come: dict[int, list[int]] = field(default_factory=dict, init=False, repr=False)
    _beyond: dict[int, dict[int, Steps]] = field(default_factory=dict, init=False, repr=False)

    def find(self, origin: int, goal: int, closed: Collection[int]) -> Detour | None:
        """Find the best way with links closed, or None where there is none.

        Parameters
        ----------
        origin, goal
            The doors where it begins and ends.
        closed
            Positions of the links; a set or a frozenset.

        Notes
        -----
        Source: P. E. Hart, N. J. Nilsson and B. Raphael, A formal basis for the heuristic
        determination of minimum cost paths, 1968; what is left to go is exact with all links.
        """
        if goal not in self._to_come:
            self._to_come[goal] = least_to(self.entering, [goal])
        left = self._to_come[goal]
        if left[origin] == UNREACHED:
            return None
        beyond = self._beyond.setdefault(goal, {})
        added, came_by = {origin: 0}, dict[int, tuple[int, int]]()
        waiting = [(0, 0, origin)]
        turn = 0
        while waiting:
            so_far, _, state = heappop(waiting)
            if so_far > added[state]:
                continue
            if state == goal:
                return Detour(so_far, _links(came_by, origin, goal))
            steps = beyond.get(state)
            if steps is None:
                here = left[state]
                steps = beyond[state] = [(weight + left[head] - here, head, link)
                                         for weight, head, link in self.leaving[state]
                                         if left[head] != UNREACHED]
            if state == origin:
                steps = [step for step in steps if self._served(step[1], closed)]
            for weight, head, link in steps:
                if link in closed:
                    continue
                further = so_far + weight
                if head not in added or further < added[head]:
                    added[head] = further
                    came_by[head] = state, link
                    turn -= 1  # of what is as far the last seen goes first: straight to the goal
                    heappush(waiting, (further, turn, head))
        return None

    def _served(self, state: int, closed: Collection[int]) -> bool:
        return any(link not in closed for link in self.served_by[state])


def detours_of(solver: Solver) -> Detours:
    """Give the open state graph that a question asks.

    Parameters
    ----------
    solver
        The question made ready; its two places do not matter.
    """
    arcs, weights = solver.graph.arcs, solver.kept.columns[0]
    count = len(solver.graph.states)
    leaving: list[Steps] = [[] for _ in range(count)]
    entering: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    served: list[dict[int, None]] = [{} for _ in range(count)]
    for arc, weight in zip(arcs, weights, strict=True):
        if weight == CLOSED:
            continue
        link = arc.record if arc.kind == MOVE else NO_LINK
        leaving[arc.tail].append((weight, arc.head, link))
        entering[arc.head].append((arc.tail, weight))
        if arc.kind == MOVE:
            served[arc.tail][link] = served[arc.head][link] = None
    return Detours(leaving, entering, [tuple(links) for links in served])


def _links(came_by: dict[int, tuple[int, int]], origin: int, goal: int) -> tuple[int, ...]:
    links, state = dict[int, None](), goal
    while state != origin:
        state, link = came_by[state]
        if link != NO_LINK:
            links[link] = None
    return tuple(reversed(links))
