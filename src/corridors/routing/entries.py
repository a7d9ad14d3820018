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
    number: dict[tuple[int, str], int] = {}
    start = country[solver.search.origin_at]
    waiting = [(vertex, start) for vertex in laid.ends[0]]
    rows, borders = [], dict[tuple[int, int], int]()
    while waiting:
        here = waiting.pop()
        vertex, last = here
        number.setdefault(here, len(number))
        for place in range(graph.first[vertex], graph.first[vertex + 1]):
            there = graph.head[place], entered[place] or last
            if there not in number:
                number[there] = len(number)
                waiting.append(there)
            by_sea = bool(entered[place]) and bool(last) and entered[place] != last
            borders[number[here], place] = int(bool(crossed[place]) or by_sea)
            rows.append((number[here], number[there], place))
    made = Graph.of(len(number), rows)
    tails = [tail for tail in range(made.count)
             for _ in range(made.first[tail], made.first[tail + 1])]
    columns = tuple([column[place] for place in made.arc] for column in laid.columns)
    ends = ([number[vertex, start] for vertex in laid.ends[0]],
            sorted(one for (vertex, _), one in number.items() if vertex in set(laid.ends[1])))
    again = Layout(Graph(made.first, made.head, [graph.arc[place] for place in made.arc]),
                   (columns[0], columns[1], columns[2]), ends)
    return Told(again, [borders[key] for key in zip(tails, made.arc, strict=True)],
                list(made.arc))
