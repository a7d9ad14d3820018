"""Many random small networks: every route costs what an independent program says.

The oracle builds its own graph from the records, in its own way, and asks networkx. It shares no
code with the state graph, the weights or the engines. ``make oracle`` compares 100,000 of them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

import networkx as nx
import pytest
from random_networks import random_network
from toys import costs, flat

from corridors.model.costs import CostModel, Rate
from corridors.model.network import Network
from corridors.model.query import Query
from corridors.model.spread import Spread
from corridors.routing.solve import shortest_route

CHUNKS = 20
ENGINES = ("heapq", "heapq", "scipy", "cch")
def cents(spread: Spread) -> int:
    return round(spread.value * 100)


def mh(hours: float) -> int:
    return round(hours * 1000)


BOARDING = {"time": {"rail": mh(2 + 6 / 2), "sea": mh(9)}, "cost": {"sea": 7_000},
            "distance": {}, "co2": {}}
ACCESS = {"time": {"rail": mh(3), "road": mh(1)}, "cost": {"rail": 4_000, "sea": 9_000},
          "distance": {}, "co2": {}}


def waiting() -> CostModel:
    """The toy model with the waits above."""
    rates = [Rate("boarding_hours", flat(2), "rail"), Rate("departure_interval", flat(6), "rail"),
             Rate("boarding_hours", flat(9), "sea"), Rate("boarding_fee", flat(70), "sea"),
             Rate("access_hours", flat(3), "rail"), Rate("access_hours", flat(1), "road"),
             Rate("access_fee", flat(40), "rail"), Rate("access_fee", flat(90), "sea")]
    return CostModel.build("waiting", "", [*costs().rates, *rates])


def oracle(network: Network, by: str) -> nx.MultiDiGraph:
    """The network as a plain graph of (node, mode, gauge, just handled), made from the records."""
    graph = nx.MultiDiGraph()
    country = {n.node_id: n.country for n in network.nodes.records}
    speed = {"rail": 50.0, "road": 60 * 12 / 24, "sea": 25.0}
    tariff = {"rail": 0.02, "road": 0.05, "sea": 0.004}
    emission = {"rail": 25.0, "road": 90.0, "sea": 8.0}
    dwell = {"rail": 20.0, "road": 10.0}
    charges = {(c.link_id, c.forward): c for c in network.charges}
    for link in network.links.records:
        if link.status not in ("operational", "restricted"):
            continue
        km = link.length_km.value
        weight = {"distance": round(km * 1000), "time": mh(km / speed[link.mode]),
                  "cost": round(km * tariff[link.mode] * 10 * 100),
                  "co2": round(km * emission[link.mode] * 10)}[by]
        classes = {1520 if g == 1524 else g for g in link.gauges_mm} or {0}
        for gauge in classes:
            for forward in (True, False):
                if link.directed and not forward:
                    continue
                a, b = (link.from_node_id, link.to_node_id)[::1 if forward else -1]
                extra = 0
                if link.mode != "sea" and country[a] != country[b]:
                    charge = charges.get((link.link_id, forward))
                    if by == "time":
                        extra = mh(charge.dwell_h.value if charge else dwell[link.mode])
                    elif by == "cost":
                        extra = cents(charge.fee_usd_per_teu) if charge else 10_000
                for handled in (False, True):
                    graph.add_edge((a, link.mode, gauge, handled), (b, link.mode, gauge, False),
                                   weight=weight + extra)
    arrivals = [state for state in graph if not state[3]]
    for terminal in network.terminals:
        fee = {"time": mh(24), "cost": 12_000} if terminal.hours is None else \
            {"time": mh(terminal.hours.value), "cost": cents(terminal.fee_usd_per_teu)}
        for one, two in (terminal.modes, terminal.modes[::-1]):
            wait = 0 if terminal.hours else BOARDING[by].get(two, 0)
            for a in [s for s in arrivals if s[:2] == (terminal.node_id, one)]:
                for b in [s for s in graph if s[:2] == (terminal.node_id, two) and s[3]]:
                    graph.add_edge(a, b, weight=fee.get(by, 0) + wait)
    for change in network.gauge_changes:
        fee = {"time": mh(change.hours.value), "cost": cents(change.fee_usd_per_teu)}
        for a in [s for s in arrivals if s[:2] == (change.node_id, "rail")]:
            other = 1435 if a[2] == 1520 else 1520
            b = (change.node_id, "rail", other, True)
            if b in graph:
                graph.add_edge(a, b, weight=fee.get(by, 0))
    return graph


def best(graph: nx.MultiDiGraph, a: str, b: str) -> int | None:
    if a == b:
        return 0
    sources = {state for state in graph if state[0] == a and not state[3]}
    goals = [state for state in graph if state[0] == b and not state[3]]
    if not sources:
        return None
    reach = nx.multi_source_dijkstra_path_length(graph, sources)
    return min((reach[goal] for goal in goals if goal in reach), default=None)


def best_between_doors(graph: nx.MultiDiGraph, a: str, b: str, by: str) -> int | None:
    """The same with the first mile, the first departure and the last mile."""
    if a == b:
        return 0
    ends = graph.copy()
    for node, mode, *_ in [state for state in graph if not state[3]]:
        mile = ACCESS[by].get(mode, 0)
        for state in [s for s in graph if s[:2] == (node, mode) and not s[3]]:
            ends.add_edge(("from", node), state, weight=mile + BOARDING[by].get(mode, 0))
            ends.add_edge(state, ("to", node), weight=mile)
    if ("from", a) not in ends or ("to", b) not in ends:
        return None
    try:
        return int(nx.dijkstra_path_length(ends, ("from", a), ("to", b)))
    except nx.NetworkXNoPath:
        return None


@pytest.fixture(scope="session")
def share(pytestconfig: pytest.Config) -> int:
    """Networks in each chunk."""
    return max(1, int(pytestconfig.getoption("--networks")) // CHUNKS)


def asked(chunk: int, share: int) -> Iterator[tuple[Network, str, str, str, int]]:
    for number in range(share):
        chance = random.Random(f"{chunk}/{number}")
        network = random_network(chance)
        ids = network.nodes.node_id
        yield (network, chance.choice(ids), chance.choice(ids),
               chance.choice(("distance", "time", "cost", "co2")), number)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_every_route_is_the_cheapest(chunk: int, share: int) -> None:
    reached = 0
    for network, a, b, by, number in asked(chunk, share):
        answer = shortest_route(network.as_of(), Query(a, b, by),
                                engine_name=ENGINES[number % len(ENGINES)])
        expected = best(oracle(network, by), a, b)
        found = answer.best.total(by).value if answer.best is not None else None
        assert found == expected, (chunk, number, a, b, by)
        if answer.best is not None:
            reached += 1
            assert_whole(network, answer.best.link_ids, a, b)
    assert reached > share / 5


@pytest.mark.parametrize("chunk", range(3))
def test_every_route_from_door_to_door_is_the_cheapest(chunk: int, share: int) -> None:
    reached, model = 0, waiting()
    for network, a, b, by, number in asked(chunk, share):
        # Half of the terminals have no hours of their own, so that boarding counts there.
        bare = [replace(terminal, hours=None, fee_usd_per_teu=None) if place % 2 else terminal
                for place, terminal in enumerate(network.terminals)]
        net = replace(network, terminals=tuple(bare), memo={})
        answer = shortest_route(net.as_of(), Query(a, b, by), model)
        found = answer.best.total(by).value if answer.best is not None else None
        assert found == best_between_doors(oracle(net, by), a, b, by), (chunk, number, a, b, by)
        reached += found is not None
    assert reached > share / 5


def assert_whole(network: Network, link_ids: tuple[str, ...], a: str, b: str) -> None:
    """The links of a route follow each other from one end to the other."""
    at = a
    for link_id in link_ids:
        link = network.link(link_id)
        assert at in (link.from_node_id, link.to_node_id)
        at = link.to_node_id if at == link.from_node_id else link.from_node_id
    assert at == b


def test_the_oracle_can_fail() -> None:
    network, a, b, by, _ = next(row for row in asked(0, 100) if row[1] != row[2]
                                and best(oracle(row[0], row[3]), row[1], row[2]))
    graph = oracle(network, by)
    for *_, data in graph.edges(data=True):
        data["weight"] += 1
    assert best(graph, a, b) != best(oracle(network, by), a, b)
