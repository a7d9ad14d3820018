"""Border crossings as something that adds up along a route, entries by sea among them.

A ship enters a country where the last country passed was another one: what a step counts depends
on what came before. So a vertex at sea is told apart by the last country passed, and every step
counts for itself. On land nothing changes: a place lies in its own country.
"""

from __future__ import annotations

from typing import NamedTuple

from corridors.routing.engines import Graph
from corridors.routing.layout import Layout
from corridors.routing.solve import Solver
from corridors.routing.states import MOVE

__all__ = ["Told", "by_last_country"]

Vertex = tuple[int, str]
"""A vertex of the layout, and the last country passed."""


class Told(NamedTuple):
    """A layout whose vertices at sea are told apart by the last country passed.

    Parameters
    ----------
    laid
        The layout.
    borders
        How many borders each arc crosses: one or none.
    place
        Position of the arc in the layout it was made of.
    """

    laid: Layout
    borders: list[int]
    place: list[int]


def by_last_country(solver: Solver, laid: Layout) -> Told:
    """Tell vertices of a layout apart by the last country passed, where that is not their own.

    Parameters
    ----------
    solver
        The question.
    laid
        Its layout.

    Returns
    -------
    told
        Another layout with the same paths, in the same order.
    """
    graph, country = laid.graph, solver.snapshot.network.nodes.country
    crossed = solver.used(laid, "borders")
    arcs = [solver.graph.arcs[arc] for arc in graph.arc]
    entered = [country[solver.graph.states[arc.head].node] if arc.kind == MOVE else ""
               for arc in arcs]
    start = country[solver.search.origin_at]
    waiting = [(vertex, start) for vertex in laid.ends[0]]
    reached, rows = set(waiting), list[tuple[Vertex, Vertex, int]]()
    while waiting:
        vertex, last = waiting.pop()
        for place in range(graph.first[vertex], graph.first[vertex + 1]):
            there = graph.head[place], entered[place] or last
            rows.append(((vertex, last), there, place))
            if there not in reached:
                reached.add(there)
                waiting.append(there)
    number = {one: row for row, one in enumerate(sorted(reached))}
    made = Graph.of(len(number), [(number[tail], number[head], place)
                                  for tail, head, place in rows])
    last_at = [last for _, last in sorted(reached)]
    borders = [int(bool(crossed[place]) or bool(entered[place] and last_at[tail]
                                                and entered[place] != last_at[tail]))
               for tail in range(made.count)
               for place in made.arc[made.first[tail]:made.first[tail + 1]]]
    weights, legs, keys = laid.columns
    goals = set(laid.ends[1])
    return Told(Layout(
        Graph(made.first, made.head, [graph.arc[place] for place in made.arc]),
        ([weights[place] for place in made.arc], [legs[place] for place in made.arc],
         [keys[place] for place in made.arc]),
        ([number[vertex, start] for vertex in laid.ends[0]],
         [row for (vertex, _), row in number.items() if vertex in goals])),
        borders, list(made.arc))
