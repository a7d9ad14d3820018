"""A layout with everything counted that a question can limit or weigh, border crossings too.

A ship that calls at a port of another country crosses a border there, and which country it left
is known from the way it came. So vertices at sea, in no country, are told apart by the country
passed last; then each arc crosses a border or does not, and all counts are sums over arcs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corridors.model.query_checks import COUNTED
from corridors.routing.canonical import Path
from corridors.routing.engines import CLOSED, Graph
from corridors.routing.labels import Task
from corridors.routing.layout import Layout
from corridors.routing.solve import Solver
from corridors.routing.states import MOVE

__all__ = ["HANDLED", "WEIGHT", "Counted", "counted", "sums"]

WEIGHT = "weight"
"""Name of the column of what the question asks the best route by."""

HANDLED = "handled"
"""Name of the column of transfers, breaks of gauge and border crossings together."""

Told = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Counted:
    """A layout whose vertices know the country passed last.

    Parameters
    ----------
    solver
        The question.
    laid
        The layout.
    graph
        Vertices are those of the layout, told apart by country; arcs stand for places in it.
    ends
        Sources and targets.
    vertices
        For each vertex the one of the layout.
    borders
        Whether each arc crosses a border, 0 or 1.
    """

    solver: Solver
    laid: Layout
    graph: Graph
    ends: tuple[Sequence[int], Sequence[int]]
    vertices: Sequence[int]
    borders: Sequence[int]

    def column(self, what: str) -> list[int]:
        """Give what each arc takes of one thing.

        Parameters
        ----------
        what
            :data:`WEIGHT`, :data:`HANDLED`, or what :meth:`Solver.used` knows.
        """
        if what == "borders":
            return list(self.borders)
        if what == HANDLED:
            return list(map(sum, zip(*map(self.column, COUNTED), strict=True)))
        column = self.laid.columns[0] if what == WEIGHT else self.solver.used(self.laid, what)
        return [int(column[place]) for place in self.graph.arc]

    def task(self, order: Sequence[str], limits: Mapping[str, int], *,
             tie_by_weight: bool = False) -> Task:
        """Give what a search over several counts needs.

        Parameters
        ----------
        order
            What routes are ordered by, the first thing first.
        limits
            The most that a route may take, by what is limited.
        tie_by_weight
            Whether of routes that take the same the one of least weight comes first, before the
            number of legs decides.
        """
        names = [*order, *(name for name in limits if name not in order)]
        steps = [self.laid.columns[1][place] for place in self.graph.arc]
        if tie_by_weight:
            # One number that decides by weight first: no route has as many legs.
            steps = [(weight << 40) + step for weight, step
                     in zip(self.column(WEIGHT), steps, strict=True)]
        arcs = self.solver.graph.arcs
        return Task(self.graph, steps, [self.laid.columns[2][place] for place in self.graph.arc],
                    [self.column(name) for name in names], len(order),
                    [limits.get(name) for name in names],
                    [arcs[self.laid.graph.arc[place]].kind == MOVE for place in self.graph.arc],
                    self.ends)

    def path(self, found: Path) -> Path:
        """Give a path of this graph as one of the layout."""
        return Path(tuple(self.vertices[vertex] for vertex in found.vertices),
                    tuple(self.graph.arc[place] for place in found.places), found.tied)


def counted(solver: Solver, laid: Layout) -> Counted:
    """Tell the vertices of a layout apart by the country passed last.

    Parameters
    ----------
    solver
        The question.
    laid
        Its layout.

    Returns
    -------
    counted
        What can be reached; closed arcs are left out.
    """
    country = solver.snapshot.network.nodes.country[solver.search.origin_at]
    starts = [(vertex, country) for vertex in sorted(set(laid.ends[0]))]
    found, rows = set(starts), list[tuple[Told, Told, int, int]]()
    waiting, onward = list(starts), _Onward(solver, laid)
    while waiting:
        told = waiting.pop()
        for head, place, border in onward.steps(told):
            rows.append((told, head, place, border))
            if head not in found:
                found.add(head)
                waiting.append(head)
    order = sorted(found)
    number = {told: position for position, told in enumerate(order)}
    # The third of a row is its place among the rows, so that each arc finds its border again.
    graph = Graph.of(len(order), [(number[tail], number[head], row)
                                  for row, (tail, head, _, _) in enumerate(rows)])
    goals = set(laid.ends[1])
    return Counted(solver, laid, Graph(graph.first, graph.head,
                                       [rows[row][2] for row in graph.arc]),
                   ([number[told] for told in starts],
                    [number[told] for told in order if told[0] in goals]),
                   [vertex for vertex, _ in order], [rows[row][3] for row in graph.arc])


class _Onward:
    """Steps from a vertex and a country passed last to the next."""

    def __init__(self, solver: Solver, laid: Layout) -> None:
        nodes, states = solver.snapshot.network.nodes, solver.graph.states
        self.laid = laid
        self.entered = [nodes.country[states[vertex % len(states)].node]
                        for vertex in range(laid.graph.count)]
        self.moves = [solver.graph.arcs[arc].kind == MOVE for arc in laid.graph.arc]
        self.crossings = solver.used(laid, "borders")

    def steps(self, told: Told) -> list[tuple[Told, int, int]]:
        (vertex, country), graph = told, self.laid.graph
        found = []
        for place in range(graph.first[vertex], graph.first[vertex + 1]):
            if self.laid.columns[0][place] == CLOSED:
                continue
            head = graph.head[place]
            entered = self.entered[head] if self.moves[place] else ""
            by_sea = bool(entered and country and entered != country)
            found.append(((head, entered or country), place,
                          int(self.crossings[place] or by_sea)))
        return found


def sums(task: Task, path: Path) -> list[int]:
    """Add up what a path takes of each column.

    Parameters
    ----------
    task
        The columns.
    path
        A path of its graph.
    """
    return [sum(column[place] for place in path.places) for column in task.takes]
