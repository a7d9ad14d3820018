"""The k shortest loopless routes and different ones, against routes enumerated one by one."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import networkx as nx
import pytest
from random_networks import random_network

from corridors.errors import QueryError
from corridors.model.query import Query
from corridors.model.route import Route
from corridors.routing.alternatives import shortest_routes
from corridors.routing.different import LOOKED_THROUGH, different_routes, overlap_of
from corridors.routing.engines import Graph
from corridors.routing.loopless import k_shortest
from corridors.routing.parts import Places
from corridors.routing.solve import Layout, Solver
from corridors.routing.without import Stop, deciding, if_free, legs_at

Told = tuple[int, int, tuple[str, ...]]
IDLE = ("transfer", "gauge_break")
SEEDS = range(6)


def told(solver: Solver, laid: Layout, arcs: tuple[int, ...]) -> Told:
    weights, legs, keys = laid.columns
    return (sum(weights[arc] for arc in arcs), sum(legs[arc] for arc in arcs),
            tuple(keys[arc] for arc in arcs))


def ways(solver: Solver, laid: Layout, twice: bool) -> Iterator[tuple[int, ...]]:
    """Every path that enters no place twice, by trying all steps."""
    graph, states, arcs = laid.graph, solver.graph.states, solver.graph.arcs

    def place(vertex: int) -> tuple[int, int]:
        return (vertex // len(states) if twice else 0, states[vertex % len(states)].node)

    def go(vertex: int, passed: frozenset[tuple[int, int]], way: tuple[int, ...]
           ) -> Iterator[tuple[int, ...]]:
        if vertex in laid.ends[1]:
            yield way
            return
        for arc in range(graph.first[vertex], graph.first[vertex + 1]):
            head = graph.head[arc]
            if arcs[graph.arc[arc]].kind != "move":
                yield from go(head, passed, (*way, arc))
            elif place(head) not in passed:
                yield from go(head, passed | {place(head)}, (*way, arc))

    for source in sorted(set(laid.ends[0])):
        yield from go(source, frozenset({place(source)}), ())


def idle(route: Route) -> bool:
    kinds = [leg.kind for leg in route.legs]
    if "move" not in kinds:
        return False
    first, last = kinds.index("move"), len(kinds) - kinds[::-1].index("move")
    return any(kind in IDLE for kind in kinds[:first] + kinds[last:])


def within(query: Query, route: Route) -> bool:
    counts = {"max_borders": route.count("border"), "max_transfers": route.count("transfer"),
              "max_gauge_breaks": route.count("gauge_break"), "max_road_km": route.km_by("road")}
    return all(counts[name] <= most for name, most in query.counted.items())


def every_route(solver: Solver) -> list[tuple[Told, Route]]:
    """Every loopless route of a question, best first, by brute force."""
    best = solver.best()
    assert best is not None
    laid = solver.layout(solver.search.carrying)
    twice = bool(solver.search.stages) and len(set(best.node_ids)) < len(best.node_ids)
    found: dict[tuple[str, ...], tuple[Told, Route]] = {}
    for way in ways(solver, laid, twice):
        path = type("P", (), {"places": way, "tied": False})
        route = solver.made(laid, path)  # type: ignore[arg-type]
        if within(solver.query, route) and (idle(best) or not idle(route)):
            said = told(solver, laid, way)
            if said[2] not in found or said < found[said[2]][0]:
                found[said[2]] = said, route
    return sorted(found.values(), key=lambda one: one[0])


def questions(chance: random.Random) -> Iterator[Solver]:
    """Questions that have a route, on random networks, with all that can be asked for."""
    while True:
        network = random_network(chance)
        places = chance.choices(network.nodes.node_id, k=3)
        limits = {name: chance.choice((None, None, None, 0, 1, 2)) for name in (
            "max_borders", "max_gauge_breaks", "max_transfers", "max_road_km")}
        query = Query(places[0], places[1], by=chance.choice(("distance", "time", "cost")),
                      terminal_to_terminal=chance.random() < 0.5,
                      via=places[2:] if chance.random() < 0.3 else (), k=chance.choice((2, 3, 50)))
        solver = Solver.of(network.as_of(), query, None)
        best = solver.best()
        if best is None or not best.legs:
            continue
        try:
            limited = Solver.of(network.as_of(), replace(query, **limits), None)
            yield limited if limited.best() is not None else solver
        except QueryError:
            yield solver


def steps(route: Route) -> list[tuple[str, ...]]:
    """What a route is told by; the gauge of wagons on track of two gauges is none of it."""
    return [(leg.kind, leg.link_id, leg.from_id, leg.to_id, leg.mode, leg.to_mode, leg.technique)
            for leg in route.legs]


def sums(route: Route, by: str) -> tuple[int, tuple[str, ...]]:
    return route.total(by).value, route.link_ids


@pytest.mark.parametrize("seed", SEEDS)
def test_the_k_shortest_are_those_of_all_that_there_are(seed: int) -> None:
    looped = 0
    for solver in islice(questions(random.Random(seed)), 45):
        expected = every_route(solver)
        found = shortest_routes(solver)
        k, by = solver.query.k, solver.query.by
        assert shortest_routes(solver) == found
        if not expected:
            best = solver.best()
            assert best is not None
            round_about = len(set(best.node_ids)) < len(best.node_ids)
            assert [steps(r) for r in found] == [steps(best)] * round_about
            looped += round_about
            continue
        assert [steps(r) for r in found] == [steps(r) for _, r in expected[:k]], solver.query
        assert [r.rank for r in found] == list(range(1, len(found) + 1))
        weights = [said[0] for said, _ in expected]
        for place, route in enumerate(found):
            assert route.total(by).value == weights[place]
            assert route.tied == (weights.count(weights[place]) > 1)
    assert looped < 10


@pytest.mark.parametrize("seed", SEEDS[:4])
def test_different_routes_are_chosen_from_all_that_there_are(seed: int) -> None:
    chance = random.Random(seed)
    several = 0
    for solver in islice(questions(chance), 45):
        every = every_route(solver)
        if not every or len(every) > LOOKED_THROUGH:
            continue
        overlap, detour = chance.choice((0.0, 0.5, 0.6, 1.0)), chance.choice((1.0, 1.5, 3.0))
        expected: list[Route] = []
        for said, route in every:
            if said[0] <= every[0][0][0] * detour and len(expected) < 4 and all(
                    overlap_of(route, better) <= overlap for better in expected):
                expected.append(route)
        found = different_routes(solver, 4, overlap, detour)
        assert [sums(r, solver.query.by) for r in found] == [sums(r, solver.query.by)
                                                             for r in expected]
        several += len(found) > 1
    assert several > 2


@pytest.mark.parametrize("seed", SEEDS[:3])
def test_simple_graphs_have_the_lengths_that_networkx_finds(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(25):
        count = chance.randint(2, 14)
        rows = [(a, b) for a in range(count) for b in range(count) if chance.random() < 0.3]
        if not rows:
            continue
        graph = Graph.of(count, [(a, b, n) for n, (a, b) in enumerate(rows)])
        weights = [chance.choice((0, 1, 2, 5, 9)) for _ in rows]
        columns = ([weights[n] for n in graph.arc], [1] * len(rows), [f"{n:03}" for n in graph.arc])
        full = nx.DiGraph()
        full.add_nodes_from(range(count))
        full.add_weighted_edges_from((a, b, w) for (a, b), w in zip(rows, weights, strict=True))
        try:
            expected = [nx.path_weight(full, path, "weight") for path in islice(
                nx.shortest_simple_paths(full, 0, count - 1, "weight"), 40)]
        except nx.NetworkXNoPath:
            expected = []
        paths = k_shortest(graph, columns, ([0], [count - 1]), Places(0, graph.head), 40)
        assert [sum(columns[0][arc] for arc in path.places) for path in paths] == expected
        assert all(len(set(path.vertices)) == len(path.vertices) for path in paths)
        assert len({path.vertices for path in paths}) == len(paths)


@pytest.mark.parametrize("seed", SEEDS[:3])
def test_stops_that_would_change_the_route_are_all_found(seed: int) -> None:
    gained = 0
    for solver in islice(questions(random.Random(seed)), 120):
        if solver.query.counted or solver.query.by == "distance":
            continue
        best = solver.best()
        assert best is not None
        total, laid = best.total(solver.query.by).value, solver.layout(solver.search.carrying)
        network, ends = solver.snapshot.network, solver.search
        every = {Stop(kind, at) for kind, ids in (
            ("transfer", {one.node_id for one in network.terminals}),
            ("gauge_break", {one.node_id for one in network.gauge_changes}),
            ("border", {"a-border", *(link for place, link in enumerate(network.links.link_id)
                                      if solver.prices.crosses_border(place))})) for at in ids
            if at not in (ends.origin.node_id, ends.destination.node_id)}
        expected, twice = set(), set()
        for stop in every:
            free = if_free(solver, stop, laid)
            assert free is not None
            if free[1] < total:
                expected.add(stop)
                twice |= {stop} if len(legs_at(free[0], stop)) > 1 else set()
        found = set(deciding(solver, total, laid))
        assert expected - twice <= found <= expected
        gained += len(found)
    assert gained > 3
