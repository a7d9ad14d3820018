"""One route out of many equally good ones: the same on any engine, machine or order of rows.

Distances agree between engines to the last digit, chosen paths do not. So the route is read off
the tight arcs, those whose weight is exactly the difference of the distances of their ends: the
fewest legs first, then the smallest sequence of link ids from the origin. Steps that take nothing
cannot make it go round in circles, since every step adds a leg.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

from corridors.routing.engines import CLOSED, UNREACHED, Graph

__all__ = ["Columns", "Path", "read_path"]

Columns = tuple[Sequence[int], Sequence[int], Sequence[str]]


class Path(NamedTuple):
    """A path through a graph.

    Parameters
    ----------
    vertices
        Vertices passed, the source first.
    places
        Positions of its arcs in the graph.
    tied
        Whether another path is exactly as good.
    """

    vertices: tuple[int, ...]
    places: tuple[int, ...]
    tied: bool


def read_path(graph: Graph, columns: Columns, distance: Sequence[int],
              ends: tuple[Sequence[int], Sequence[int]],
              moves: Sequence[bool] | None = None) -> Path | None:
    """Read the canonical path off the distances of an engine.

    Parameters
    ----------
    graph
        The graph the distances belong to.
    columns
        Weight, number of legs and tie key of each arc, in the order of the graph.
    distance
        Least weight to each vertex.
    ends
        Sources and targets.
    moves
        Whether each arc is a move along a link: paths by the same links are one, however goods
        are handled on the way. None where every arc is.

    Returns
    -------
    path
        The path, or None if no target is reached.

    Examples
    --------
    >>> graph = Graph.of(3, [(0, 1, 0), (0, 1, 1), (1, 2, 2)])
    >>> columns = ([5, 5, 1], [1, 1, 1], ["b", "a", "c"])
    >>> read_path(graph, columns, [0, 5, 6], ([0], [2])).places
    (1, 2)
    """
    sources, targets = ends
    reached = [target for target in targets if distance[target] != UNREACHED]
    if not reached:
        return None
    best = min(distance[target] for target in reached)
    goals = {target for target in reached if distance[target] == best}
    left, tight = _tight(graph, columns, distance, sorted(goals))
    starts = {source for source in sources if source in left and distance[source] == 0}
    if len(starts) == 1 and all(len(steps) == 1 for steps in tight.values()):
        return _follow(tight, min(starts), goals)
    fewest = min(left[source] for source in starts)
    path = _walk(columns, left, tight, sorted(source for source in starts
                                              if left[source] == fewest))
    return path._replace(tied=_tied(tight, columns[2], moves, starts, goals))


Steps = dict[int, list[tuple[int, int]]]


def _tight(graph: Graph, columns: Columns, distance: Sequence[int], goals: Sequence[int]
           ) -> tuple[dict[int, int], Steps]:
    """Walk back from the goals along tight arcs.

    Only what lies on a best way is looked at, so this takes as long as the route is, whatever the
    size of the graph.

    Returns the fewest legs from each vertex to a goal, and heads and places of the tight arcs out
    of it.
    """
    weights, legs, _ = columns
    into, ends = _arcs_into(graph), frozenset(goals)
    left: dict[int, int] = {}
    tight: Steps = {}
    waiting = [(0, goal) for goal in sorted(goals)]
    while waiting:
        count, vertex = heappop(waiting)
        if vertex in left:
            continue
        left[vertex] = count
        reached = distance[vertex]
        for tail, place in into(vertex):
            before = distance[tail]
            weight = weights[place]
            # A way ends where it first comes to a goal; ends may lie as far apart as CLOSED is.
            if before != UNREACHED and before + weight == reached and weight != CLOSED \
                    and tail not in ends:
                tight.setdefault(tail, []).append((vertex, place))
                if tail not in left:
                    heappush(waiting, (count + legs[place], tail))
    return left, tight


def _arcs_into(graph: Graph) -> Callable[[int], Sequence[tuple[int, int]]]:
    """Give what tells the arcs into a vertex, as their tails and places; made once per graph."""
    if "into" not in graph.memo:
        into: list[list[tuple[int, int]]] = [[] for _ in range(graph.count)]
        for tail in range(graph.count):
            for place in range(graph.first[tail], graph.first[tail + 1]):
                into[graph.head[place]].append((tail, place))
        graph.memo["into"] = into.__getitem__
    made: Callable[[int], Sequence[tuple[int, int]]] = graph.memo["into"]
    return made


def _follow(tight: Steps, vertex: int, goals: set[int]) -> Path:
    """Follow the one best way there is, along which there is never a choice."""
    vertices, places = [vertex], []
    while vertex not in goals:
        vertex, place = tight[vertex][0]
        vertices.append(vertex)
        places.append(place)
    return Path(tuple(vertices), tuple(places), tied=False)


def _walk(columns: Columns, left: dict[int, int], tight: Steps, front: Sequence[int]) -> Path:
    """Walk towards the goal, always along the smallest key; several vertices may share it."""
    _, legs, keys = columns
    came: list[dict[int, tuple[int, int]]] = []
    while left[front[0]] > 0:
        steps = [(keys[place], vertex, place, head) for vertex in front
                 for head, place in tight[vertex]]
        if len(steps) > 1:
            good = sorted(step for step in steps if left[step[3]] + legs[step[2]] == left[step[1]])
            steps = [step for step in good if step[0] == good[0][0]]
        arrivals: dict[int, tuple[int, int]] = {}
        for _, vertex, place, head in steps:
            arrivals.setdefault(head, (vertex, place))
        came.append(arrivals)
        front = sorted(arrivals)
    vertex = front[0]
    vertices, places = [vertex], []
    for arrivals in reversed(came):
        vertex, place = arrivals[vertex]
        vertices.append(vertex)
        places.append(place)
    return Path(tuple(reversed(vertices)), tuple(reversed(places)), tied=False)


def _tied(tight: Steps, keys: Sequence[str], moves: Sequence[bool] | None, starts: set[int],
          goals: set[int]) -> bool:
    """Say whether best ways differ in a link: all are followed at once, as long as they agree."""
    front = starts
    while True:
        front = _handled(tight, moves, front)
        steps = [(keys[place], head) for vertex in front for head, place in tight.get(vertex, ())
                 if moves is None or moves[place]]
        if len({key for key, _ in steps}) > 1 or (steps and front & goals):
            return True
        if not steps:
            return False
        front = {head for _, head in steps}


def _handled(tight: Steps, moves: Sequence[bool] | None, front: set[int]) -> set[int]:
    """Add what is reached from some vertices without moving along a link."""
    if moves is None:
        return front
    found, waiting = set(front), list(front)
    while waiting:
        for head, place in tight.get(waiting.pop(), ()):
            if not moves[place] and head not in found:
                found.add(head)
                waiting.append(head)
    return found
