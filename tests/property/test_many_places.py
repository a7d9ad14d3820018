"""Tables of many places agree with single routes, to the last digit, on every network."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from random_networks import random_network

from corridors.analysis.matrix import matrix
from corridors.analysis.reach import Reach, reach
from corridors.model.budget import Budget
from corridors.model.query import Query
from corridors.model.snapshot import Snapshot
from corridors.routing.solve import shortest_route

SEEDS = st.integers(0, 10**9)
BY = st.sampled_from(("distance", "time", "cost", "co2"))


def drawn(seed: int) -> tuple[Snapshot, Query, random.Random]:
    """A network, and a question with some restrictions that one search can answer."""
    chance = random.Random(seed)
    network = random_network(chance)
    ids = network.nodes.node_id
    return network.as_of(), Query(
        ids[0], ids[0], by=chance.choice(("distance", "time", "cost", "co2")),
        modes=chance.choice((None, None, {"rail"}, {"rail", "road"})),
        avoid=chance.choice(((), (), (f"node:{chance.choice(ids)}",), ("country:IR",))) if any(
            country == "IR" for country in network.nodes.country) else (),
        terminal_to_terminal=chance.random() < 0.3), chance


def single(snapshot: Snapshot, query: Query, a: str, b: str) -> int | None:
    best = shortest_route(snapshot, replace(query, origin=a, destination=b)).best
    return None if best is None else best.total(query.by).value


@given(SEEDS, st.sampled_from(("heapq", "scipy", "networkx")))
def test_a_matrix_holds_what_single_routes_take(seed: int, engine: str) -> None:
    snapshot, query, chance = drawn(seed)
    ids = list(snapshot.network.nodes.node_id)
    # More origins than destinations, and fewer: searched from either side.
    starts = chance.sample(ids, chance.randint(1, len(ids)))
    goals = chance.sample(ids, chance.randint(1, len(ids)))
    table = matrix(snapshot, starts, goals, query, engine_name=engine)
    assert [list(row) for row in table.amounts] == [
        [single(snapshot, query, a, b) for b in goals] for a in starts]


@given(SEEDS)
def test_what_is_reached_is_what_single_routes_reach(seed: int) -> None:
    snapshot, query, chance = drawn(seed)
    ids = snapshot.network.nodes.node_id
    place, inward = chance.choice(ids), chance.random() < 0.5
    budget = Budget(query.by, chance.choice((0, 1, 2_000, 9_000, 70_000)))
    found = reach(snapshot, place, budget, query, inward=inward)
    pairs = {key: (key, place) if inward else (place, key) for key in ids}
    amounts = {key: single(snapshot, query, *pair) for key, pair in pairs.items()}
    assert {reached.node.node_id: reached.amount for reached in found.nodes} == {
        key: amount for key, amount in amounts.items()
        if amount is not None and amount <= budget.amount}


def covered(found: Reach, link: str, most: int) -> float:
    return sum(part.end - part.start for part in found.parts
               if part.link_id == link and found.bands[part.band].amount <= most)


@given(SEEDS, BY)
def test_bands_lie_in_each_other_and_say_where_they_end(seed: int, by: str) -> None:
    snapshot, query, chance = drawn(seed)
    place = chance.choice(snapshot.network.nodes.node_id)
    steps = sorted(chance.sample(range(20_000), 3))
    found = reach(snapshot, place, [Budget(by, step) for step in steps], query)
    for link in {part.link_id for part in found.parts}:
        parts = sorted(part[1:3] for part in found.parts if part.link_id == link)
        assert all(0 <= start <= end <= 1 for start, end in parts)
        assert all(before[1] <= after[0] + 1e-9
                   for before, after in pairwise(parts))
        for step in steps:
            alone = reach(snapshot, place, Budget(by, step), query)
            assert abs(covered(found, link, step) - covered(alone, link, step)) < 1e-9
    for part in found.parts:
        reached = found.bands[part.band].amount
        assert min(part.at_start, part.at_end) <= reached + 1
