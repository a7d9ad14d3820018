"""Totals of many variants are those of the routes asked for one by one."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_networks import random_network
from toys import flat, gap

from corridors.errors import QueryError
from corridors.model.network import Network
from corridors.model.query import Query
from corridors.model.scenario import Change
from corridors.model.snapshot import Snapshot
from corridors.routing.solve import shortest_route
from corridors.routing.variants import variant_totals

ENGINES = st.sampled_from(("heapq", "scipy", "cch", "networkx", "auto"))
CRITERIA = ("distance", "time", "cost", "co2", "generalised")


def changes(network: Network, chance: random.Random) -> list[Change]:
    """Some links closed, some opened, some longer or slower."""
    found = []
    for link in network.links.link_id:
        action = chance.choice(("", "", "", "open", "close", "length_km", "speed_kmh"))
        if action in ("open", "close"):
            found.append(Change((f"link:{link}",), action))
        elif action == "length_km":
            found.append(Change((f"link:{link}",), "set", action, factor=chance.choice((0.5, 2))))
        elif action:
            found.append(Change((f"link:{link}",), "set", action, value=flat(30)))
    return found


def queries(network: Network, chance: random.Random) -> list[Query]:
    found = []
    for _ in range(5):
        by = chance.choice(CRITERIA)
        found.append(Query(chance.choice(network.nodes.node_id),
                           chance.choice(network.nodes.node_id), by,
                           chance.choice((None, {"rail"}, {"rail", "road"})),
                           value_of_time=40 if by == "generalised" else None))
    return found


@given(st.integers(0, 10**9), ENGINES)
def test_totals_are_those_of_the_routes(seed: int, engine: str) -> None:
    chance = random.Random(seed)
    network = random_network(chance)
    today, asked = network.as_of(), queries(network, chance)
    variants = [today.apply(changes(network, chance)) for _ in range(4)]
    rows = list(variant_totals(today, [today, *variants, today], asked, engine_name=engine))
    assert rows == [tuple(total(snapshot, query) for query in asked)
                    for snapshot in (today, *variants, today)]


def total(snapshot: Snapshot, query: Query) -> int | None:
    best = shortest_route(snapshot, query).best
    return None if best is None else best.total(query.by).value


def test_what_it_cannot_ask_is_refused() -> None:
    today = gap().as_of()
    with pytest.raises(QueryError, match="query 2 asks for more than one best route"):
        list(variant_totals(today, [today], [Query("ru-north", "ir-gulf"), Query(
            "ru-north", "ir-gulf", max_borders=1)]))
    for more in ({"k": 2}, {"different": 2}, {"pareto": ["time"]}, {"simplest_within": 5}):
        with pytest.raises(QueryError, match="query 1 asks for more than one best route"):
            list(variant_totals(today, [today], [Query("ru-north", "ir-gulf", **more)]))
    with pytest.raises(QueryError, match="a variant adds nodes or links"):
        list(variant_totals(today, [gap().as_of()], [Query("ru-north", "ir-gulf")]))
