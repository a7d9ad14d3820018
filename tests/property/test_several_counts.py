"""Limits, Pareto sets and the simplest route, against every route there is.

The oracle walks all ways of small networks that pass no state twice, makes a route of each and
reads what it takes off the route's legs. It shares neither the search nor the counting of borders.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from random_networks import random_network
from toys import flat, node, rail, small, way

from corridors.model.network import Network
from corridors.model.query import Query
from corridors.model.query_checks import COUNTED, PARETO
from corridors.model.records import GaugeChange, Terminal
from corridors.model.route import Route
from corridors.routing.canonical import Path
from corridors.routing.layout import Layout
from corridors.routing.solve import Solver, shortest_route

MOST = 150
CHUNKS = [*range(3), *(pytest.param(chunk, marks=pytest.mark.slow) for chunk in range(3, 25))]
LEG = {"borders": "border", "gauge_breaks": "gauge_break", "transfers": "transfer"}


class Way(NamedTuple):
    """One way of the oracle; sorts as canonical routes do."""

    weight: int
    legs: int
    keys: tuple[str, ...]
    route: Route
    taken: dict[str, int]

    def takes(self, what: str) -> int:
        """What its route says it takes."""
        if what not in self.taken:
            self.taken[what] = round(self.route.km_by("road") * 1000) if what == "road_km" else \
                self.route.count(LEG[what]) if what in LEG else self.route.total(what).value
        return self.taken[what]

    @property
    def handled(self) -> int:
        return sum(map(self.takes, COUNTED))


def every_way(solver: Solver) -> list[Way] | None:
    """Every way, the canonical ones first; None if there are too many to walk."""
    laid = solver.layout(solver.search.carrying)
    graph, goals, found = laid.graph, set(laid.ends[1]), []
    stack = [(vertex, (), frozenset({vertex})) for vertex in laid.ends[0]]
    for _ in range(3_000):
        if not stack:
            return sorted(found, key=lambda one: one[:3])
        vertex, places, seen = stack.pop()
        if vertex in goals:
            found.append(way_of(solver, laid, places))
            continue
        stack += [(graph.head[place], (*places, place), seen | {graph.head[place]})
                  for place in range(graph.first[vertex], graph.first[vertex + 1])
                  if graph.head[place] not in seen]
    return None


def way_of(solver: Solver, laid: Layout, places: tuple[int, ...]) -> Way:
    weights, legs, keys = laid.columns
    return Way(sum(weights[place] for place in places), sum(legs[place] for place in places),
               tuple(keys[place] for place in places),
               solver.made(laid, Path((), places, tied=False)), {})


def same(route: Route, other: Way) -> bool:
    return route.link_ids == other.route.link_ids and all(
        route.total(by) == other.route.total(by) for by in ("distance", "time", "cost", "co2"))


def at_sea(chance: random.Random) -> Network:
    """Ports of three countries, waters of none between them, and some land behind."""
    ports = [node(f"{country}-{n}", 40 + n, 40) for n in range(2) for country in ("az", "ir", "ru")]
    waters = [node(f"sea-{n}", 45, 41 + n) for n in range(2)]
    ids = [place.node_id for place in (*ports, *waters)]
    links = []
    for number in range(chance.randint(8, 15)):
        a, b = chance.sample(ids, 2)
        wet = chance.random() < 0.6 or "sea-" in a + b
        name, km = f"link-{number:02d}", chance.choice((1, 2, 3, 5))
        links.append(way(a, b, km, "sea", link_id=name, directed=chance.random() < 0.2) if wet
                     else rail(a, b, km, link_id=name))
    terminals = [Terminal(place.node_id, ("rail", "sea"), flat(chance.choice((0, 2))), flat(5))
                 for place in ports if chance.random() < 0.7]
    return small([*ports, *waters], links, terminals=terminals)


def ladder(chance: random.Random) -> Network:
    """Places in a row, each joined to the next one or two by several modes and gauges."""
    count = chance.randint(4, 5)
    nodes = [node(f"{chance.choice(('az', 'ir', 'ru'))}-{n}", 40 + n, 40) for n in range(count)]
    ids, links = [place.node_id for place in nodes], []
    for first in range(count - 1):
        for second in (first + 1, first + 1, min(first + 2, count - 1)):
            name, km = f"link-{len(links):02d}", chance.choice((1, 2, 2, 3, 4, 6))
            links.append(
                rail(ids[first], ids[second], km, chance.choice(((1520,), (1435,))), link_id=name)
                if chance.random() < 0.6 else
                way(ids[first], ids[second], km, chance.choice(("road", "sea")), link_id=name))
    pairs = (("rail", "road"), ("rail", "sea"), ("road", "sea"))
    terminals = [Terminal(i, pair, flat(chance.choice((1, 5))), flat(chance.choice((0, 30))))
                 for i in ids for pair in pairs if chance.random() < 0.6]
    changes = [GaugeChange(i, (1520, 1435), hours=flat(4), fee_usd_per_teu=flat(10))
               for i in ids if chance.random() < 0.7]
    return small(nodes, links, terminals=terminals, gauge_changes=changes)


def drawn(chance: random.Random) -> tuple[Network, dict[str, object]]:
    """A network and a question to it, without what the tests add."""
    network = chance.choice((ladder, ladder, at_sea, random_network))(chance)
    ids = [one for one in network.nodes.node_id if not one.startswith("sea-")]
    ends = sorted(chance.sample(ids, 2), key=lambda one: one[3:])
    asked: dict[str, object] = {
        "origin": ends[0], "destination": ends[1],
        "by": chance.choice(("distance", "distance", "time", "cost", "co2")),
        "terminal_to_terminal": chance.random() < 0.5}
    if chance.random() < 0.2:
        asked["via"] = [chance.choice(ids)]
    return network, asked


def questions(chunk: int, number: int) -> Iterator[tuple[random.Random, Network, dict[str, object],
                                                         list[Way]]]:
    """Questions of which every way can be walked."""
    for seed in range(number):
        chance = random.Random(chunk * 10_000 + seed)
        network, asked = drawn(chance)
        solver = Solver.of(network.as_of(), Query(**asked), None)
        if solver.at_once or solver.search.why_not:
            continue
        ways = every_way(solver)
        if ways is not None:
            yield chance, network, asked, ways


def limits(chance: random.Random) -> dict[str, float]:
    chosen = {"max_borders": chance.choice((0, 1, 1, 2)), "max_gauge_breaks": chance.choice((0, 1)),
              "max_transfers": chance.choice((0, 1, 2)),
              "max_road_km": chance.choice((0, 1.5, 4, 12))}
    return {name: chosen[name] for name in chance.sample(sorted(chosen), chance.randint(1, 3))}


def kept(one: Way, most: dict[str, float]) -> bool:
    return all(one.takes(name.removeprefix("max_")) <= (
        limit * 1000 if name == "max_road_km" else limit) for name, limit in most.items())


@pytest.mark.parametrize("chunk", CHUNKS)
def test_the_best_route_within_limits_is_the_first_of_all_that_keep_them(chunk: int) -> None:
    bound = 0
    for chance, network, asked, ways in questions(chunk, 60):
        most = limits(chance)
        answer = shortest_route(network.as_of(), Query(**asked, **most))
        free = shortest_route(network.as_of(), Query(**asked)).best
        good = [one for one in ways if kept(one, most)]
        bound += bool(ways) and not kept(ways[0], most)
        assert answer.reachable == bool(good)
        if good:
            assert same(answer.best, good[0])
            if not any(link.length_km.value == 0 for link in network.links.records):
                # A link without length can be gone along for nothing, there and back.
                assert answer.best.tied == (
                    tie(good) and (free.tied or not kept(ways[0], most)))
        elif ways:
            assert_least_is_told(answer.reason, most, ways)
    assert bound


def tie(good: list[Way]) -> bool:
    """Whether another way, by other links, is as good as the best."""
    return any(one.weight == good[0].weight and one.route.link_ids != good[0].route.link_ids
               for one in good)


def assert_least_is_told(reason: str, most: dict[str, float], ways: list[Way]) -> None:
    assert reason.startswith("There is no route with")
    alone = [name for name, limit in most.items() if not any(kept(one, {name: limit})
                                                             for one in ways)]
    for name in alone:
        least = min(one.takes(name.removeprefix("max_")) for one in ways)
        shown = f"{least / 1000:,g} km by road" if name == "max_road_km" else f"{least} "
        assert f": all have at least {shown}" in reason
    assert alone or ": those that keep the rest have at least" in reason


@pytest.mark.parametrize("chunk", CHUNKS)
def test_a_pareto_set_is_what_no_other_way_beats(chunk: int) -> None:
    several = 0
    for chance, network, asked, ways in questions(chunk + 100, 60):
        criteria = chance.sample(PARETO, chance.choice((1, 2, 2, 3, 3, 4, 5, 7)))
        most = limits(chance) if chance.random() < 0.3 else {}
        query = Query(**asked, **most, pareto=criteria)
        answer = shortest_route(network.as_of(), query)
        equal: dict[tuple[int, ...], list[Way]] = {}
        for one in ways:
            if kept(one, most):
                equal.setdefault(tuple(map(one.takes, criteria)), []).append(one)
        unbeaten = [some[0] for takes, some in equal.items()
                    if not any(other != takes and all(map(int.__le__, other, takes))
                               for other in equal)]
        unbeaten.sort(key=lambda one: one[:3])
        assert len(answer.routes) == len(unbeaten)
        for route, one in zip(answer.routes, unbeaten, strict=True):
            assert route.tied or not any(
                other.route.link_ids != one.route.link_ids
                for other in equal[tuple(map(one.takes, criteria))])
        assert all(map(same, answer.routes, unbeaten))
        assert [route.rank for route in answer.routes] == [*range(1, len(unbeaten) + 1)]
        several += len(unbeaten) > 1
    assert several


@pytest.mark.parametrize("chunk", CHUNKS)
def test_the_simplest_route_has_the_fewest_handlings_of_all_near_the_best(chunk: int) -> None:
    for chance, network, asked, ways in questions(chunk + 200, 60):
        most = limits(chance) if chance.random() < 0.3 else {}
        percent = chance.choice((0, 12.5, 50, 100, 400))
        answer = shortest_route(network.as_of(), Query(**asked, **most, simplest_within=percent))
        good = [one for one in ways if kept(one, most)]
        assert answer.reachable == bool(good)
        if good:
            near = [one for one in good
                    if one.weight * 1000 <= good[0].weight * round(1000 + 10 * percent)]
            expected = min(near, key=lambda one: (one.handled, *one[:3]))
            assert same(answer.best, expected)


@pytest.mark.parametrize("chunk", CHUNKS)
def test_rows_in_another_order_give_the_same_routes(chunk: int) -> None:
    for chance, network, asked, ways in questions(chunk + 300, 12):
        mixed = small(chance.sample(network.nodes.records, len(network.nodes.records)),
                      chance.sample(network.links.records, len(network.links.records)),
                      terminals=network.terminals, gauge_changes=network.gauge_changes,
                      charges=network.charges, borders=network.borders)
        for more in ({"pareto": ("time", "cost", "borders")}, {"simplest_within": 30},
                     {"max_borders": 1, "max_transfers": 1}):
            query = Query(**asked, **more)
            assert shortest_route(mixed.as_of(), query).routes == \
                shortest_route(network.as_of(), query).routes
        assert ways is not None
