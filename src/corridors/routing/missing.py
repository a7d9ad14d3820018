"""Facilities that are not there, where two gauges or two modes meet; and pieces that never meet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from corridors.model.blocking import Missing
from corridors.model.geodesy import great_circle_km
from corridors.model.laid import laid
from corridors.model.modes import gauge_class
from corridors.model.network import Network
from corridors.model.query import Query
from corridors.model.rates import TECHNIQUES
from corridors.model.records import GaugeChange, Terminal
from corridors.model.snapshot import Snapshot
from corridors.routing.engines import Graph
from corridors.routing.openings import Ground
from corridors.routing.solve import Solver
from corridors.routing.states import GAUGE_BREAK, TRANSFER, Arc, StateGraph, state_graph

__all__ = ["apart", "equipped", "facility_keys", "missing_at"]

MOST_PAIRS = 1_000_000
"""For how many pairs of places, at most, the shortest gap between two pieces is measured."""


def missing_at(network: Network, query: Query) -> tuple[Missing, ...]:
    """Give every facility that is missing where two gauges or two modes meet.

    Parameters
    ----------
    network
        The network.
    query
        The query: modes and techniques that it leaves out are not missed.

    Returns
    -------
    missing
        Sorted by kind and node.
    """
    return tuple(sorted({*_gauges(network, query), *_modes(network, query)}))


def equipped(snapshot: Snapshot, query: Query, missing: tuple[Missing, ...]) -> Snapshot:
    """Give the network with facilities that it lacks, in the order given, after all it has.

    Their hours and fees are those of the cost model, or what a scenario sets for the node.

    Parameters
    ----------
    snapshot
        The network on a day.
    query
        The query: a change of gauge is by the first technique that it allows.
    missing
        The facilities.
    """
    allowed = query.technique_names
    technique = next((name for name in TECHNIQUES if allowed and name in allowed), TECHNIQUES[0])
    changes = tuple(GaugeChange(each.node_id, (int(each.between[0]), int(each.between[1])),
                                technique)
                    for each in missing if each.kind == "gauge_change")
    terminals = tuple(Terminal(each.node_id, each.between)
                      for each in missing if each.kind == "terminal")
    network = replace(snapshot.network, memo={},
                      gauge_changes=(*snapshot.network.gauge_changes, *changes),
                      terminals=(*snapshot.network.terminals, *terminals))
    fresh = network.as_of(snapshot.on, assume_expected=snapshot.assume_expected)
    return replace(laid(fresh, snapshot.settings, snapshot.changes), status=snapshot.status)


def facility_keys(snapshot: Snapshot, graph: StateGraph, missing: tuple[Missing, ...], first: int
                  ) -> list[int]:
    """Give the keys of facilities that are missing, for each arc of an equipped network.

    Parameters
    ----------
    snapshot
        The network as it is.
    graph
        The state graph of the equipped one.
    missing
        The facilities, in the order in which they were added.
    first
        Number of the bit of the first of them.
    """
    places = {kind: [1 << first + place for place, each in enumerate(missing)
                     if each.kind == kind] for kind in ("gauge_change", "terminal")}
    there = {GAUGE_BREAK: len(snapshot.gauge_changes), TRANSFER: len(snapshot.terminals)}
    new = {GAUGE_BREAK: places["gauge_change"], TRANSFER: places["terminal"]}

    def key(arc: Arc) -> int:
        return new[arc.kind][arc.record - there[arc.kind]] \
            if arc.kind in there and arc.record >= there[arc.kind] else 0

    return [key(arc) for arc in graph.arcs]


def apart(solver: Solver, ground: Ground) -> str:
    """Say what lies between the pieces of a network on which origin and destination are.

    Parameters
    ----------
    solver
        A query that has no route even with every link open and every facility built.
    ground
        Its ways.

    Returns
    -------
    sentence
        Blank where what is to be passed, and not a gap, is in the way.
    """
    origin, destination = solver.search.origin, solver.search.destination
    if solver.search.stages:
        return ""
    there = _nodes(solver, _reached(ground.graph, ground.ends[0]), solver.search.origin_at)
    back = _nodes(solver, _reached(_reversed(ground.graph), ground.ends[1]),
                  solver.search.destination_at)
    if len(there) == 1:
        return f"Nothing that may be used leads away from {origin.name}."
    if len(back) == 1:
        return f"Nothing that may be used leads to {destination.name}."
    if there & back or len(there) * len(back) > MOST_PAIRS:
        return ""
    nodes = solver.snapshot.network.nodes
    gap, one, two = min((great_circle_km(nodes.lon[a], nodes.lat[a], nodes.lon[b], nodes.lat[b]),
                         nodes.node_id[a], nodes.node_id[b]) for a in there for b in back)
    names = solver.snapshot.network.node(one).name, solver.snapshot.network.node(two).name
    return f"Nothing joins the piece of the network around {origin.name} ({len(there)} places) " \
           f"to that around {destination.name} ({len(back)}); the shortest gap, from {names[0]} " \
           f"to {names[1]}, is {gap:,.0f} km as the crow flies."


def _gauges(network: Network, query: Query) -> Iterator[Missing]:
    if "rail" not in query.mode_names or query.technique_names == frozenset():
        return
    there = {(change.node_id, *sorted(map(gauge_class, change.gauges_mm)))
             for change in network.gauge_changes}
    graph = state_graph(network)
    for node, states in graph.at.items():
        gauges = sorted({graph.states[s].gauge for s in states if graph.states[s].mode == "rail"})
        node_id = network.nodes.node_id[node]
        for low, high in combinations(gauges, 2):
            if (node_id, low, high) not in there:
                yield Missing("gauge_change", node_id, (str(low), str(high)))


def _modes(network: Network, query: Query) -> Iterator[Missing]:
    there = {(terminal.node_id, frozenset(terminal.modes)) for terminal in network.terminals}
    graph = state_graph(network)
    for node, states in graph.at.items():
        served = {graph.states[state].mode for state in states}
        node_id = network.nodes.node_id[node]
        for pair in combinations([mode for mode in query.mode_names if mode in served], 2):
            if (node_id, frozenset(pair)) not in there:
                yield Missing("terminal", node_id, pair)


def _reached(graph: Graph, sources: Sequence[int]) -> set[int]:
    found, waiting = set(sources), list(sources)
    while waiting:
        vertex = waiting.pop()
        for place in range(graph.first[vertex], graph.first[vertex + 1]):
            if graph.head[place] not in found:
                found.add(graph.head[place])
                waiting.append(graph.head[place])
    return found


def _reversed(graph: Graph) -> Graph:
    return Graph.of(graph.count, [(graph.head[place], tail, graph.arc[place])
                                  for tail in range(graph.count)
                                  for place in range(graph.first[tail], graph.first[tail + 1])])


def _nodes(solver: Solver, vertices: set[int], start: int) -> set[int]:
    states = solver.graph.states
    return {states[vertex].node for vertex in vertices if vertex < len(states)} | {start}
