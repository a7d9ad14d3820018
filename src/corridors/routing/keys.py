"""What each step would need to be possible: keys, as bits of one whole number.

Every link that carries nothing is a key, and so may be restrictions to lift or facilities to
build. The ways over all of them are laid out here, ready for :mod:`corridors.routing.openings`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corridors.model.query import Query
from corridors.routing.counted import counted
from corridors.routing.engines import Graph
from corridors.routing.layout import Layout
from corridors.routing.limited import limits_of
from corridors.routing.openings import Ground, Limit
from corridors.routing.solve import Solver
from corridors.routing.states import ACCESS, MOVE

__all__ = ["ground_of", "keys_of", "link_keys", "opened"]


def link_keys(solver: Solver) -> dict[int, int]:
    """Give every link that carries nothing a key.

    Parameters
    ----------
    solver
        The query.

    Returns
    -------
    keys
        Bits, by position of the link.
    """
    carrying = solver.snapshot.carrying
    closed = [link for link, carries in enumerate(carrying) if not carries]
    return {link: 1 << place for place, link in enumerate(closed)}


def keys_of(solver: Solver, links: Mapping[int, int]) -> list[int]:
    """Give the key that each arc of the state graph needs for its link; 0 for none.

    Parameters
    ----------
    solver
        The query.
    links
        Keys of links.
    """
    return [links.get(arc.record, 0) if arc.kind == MOVE else 0 for arc in solver.graph.arcs]


def ground_of(solver: Solver, needs: Sequence[int], limiting: Query | None = None,
              lifts: Mapping[str, int] | None = None) -> Ground:
    """Lay out every way that a query allows, with the keys that it needs.

    Parameters
    ----------
    solver
        The query.
    needs
        Keys that each arc of the state graph needs.
    limiting
        The query whose limits hold; the solver's if not given.
    lifts
        The keys that lift limits, by name; limits without one hold.

    Returns
    -------
    ground
        Ways over everything, whatever its status.
    """
    laid = _boarded(solver, solver.layout(tuple(True for _ in needs)), needs)
    limits = limits_of(limiting or solver.query)
    graph, ends, columns = laid.graph, laid.ends, {}
    places: Sequence[int] = range(len(graph.head))
    if "borders" in limits:
        # Which border a ship crosses depends on where it comes from: more vertices tell it.
        told = counted(solver, laid)
        graph, ends, places = told.graph, told.ends, told.graph.arc
        columns["borders"] = told.borders
    for name in limits.keys() - columns.keys():
        used = solver.used(laid, name)
        columns[name] = [int(used[place]) for place in places]
    arcs = [laid.graph.arc[place] for place in places]
    return Ground(graph, [solver.weights[arc] for arc in arcs], [needs[arc] for arc in arcs], ends,
                  tuple(Limit(columns[name], limit, (lifts or {}).get(f"max_{name}", 0))
                        for name, limit in sorted(limits.items())))


def opened(needs: Sequence[int], keys: int) -> tuple[bool, ...]:
    """Say of each arc of the state graph whether it carries traffic with some keys at hand.

    Parameters
    ----------
    needs
        Keys that each arc needs.
    keys
        Those at hand.
    """
    return tuple(not needed & ~keys for needed in needs)


def _boarded(solver: Solver, laid: Layout, needs: Sequence[int]) -> Layout:
    """Let goods board what does not run today only in order to go on with it.

    A mode that does not run is no way to begin: goods cannot be brought to its station only to
    change there to another mode. So doors lead to a state of its own, with moves alone.
    """
    graph, arcs = laid.graph, solver.graph.arcs
    running = {state for place, arc in enumerate(arcs) if arc.kind == MOVE and not needs[place]
               and solver.search.allowed[place] for state in (arc.tail, arc.head)}
    aside: dict[int, int] = {}
    rows = []
    for tail in range(graph.count):
        for place in range(graph.first[tail], graph.first[tail + 1]):
            arc, head = arcs[graph.arc[place]], graph.head[place]
            if arc.kind == ACCESS and arc.forward and arc.head not in running:
                head = aside.setdefault(head, graph.count + len(aside))
            rows.append((tail, head, graph.arc[place]))
    rows += [(other, graph.head[place], graph.arc[place]) for state, other in aside.items()
             for place in range(graph.first[state], graph.first[state + 1])
             if arcs[graph.arc[place]].kind == MOVE]
    if not aside:
        return laid
    graph = Graph.of(graph.count + len(aside), rows)
    return Layout(graph, ([solver.weights[arc] for arc in graph.arc],
                          [solver.legs[arc] for arc in graph.arc],
                          [solver.keys[arc] for arc in graph.arc]), laid.ends,
                  [arcs[arc].kind == MOVE for arc in graph.arc])
