"""What would have to open, be allowed or be built, against every set there is: small networks."""

from __future__ import annotations

import random
from collections.abc import Collection
from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st
from random_networks import random_network

from corridors.model.query import Query
from corridors.model.scenario import Change
from corridors.model.snapshot import Snapshot
from corridors.routing.beat import openings_to_beat
from corridors.routing.blocked import blocked
from corridors.routing.lifts import lifted, lifts_of
from corridors.routing.solve import Solver, shortest_route

SEEDS = st.integers(0, 10**9)
BY = ("distance", "time", "cost", "co2")
MOST_KEYS = 6

Keys = frozenset[str]


def best(snapshot: Snapshot, query: Query) -> float:
    """What the best route takes; infinite where there is none, without asking why."""
    solver = Solver.of(snapshot, query, None)
    route = solver.route(solver.search.carrying)
    return float("inf") if route is None else route.total(query.by).value


def opening(today: Snapshot, links: Collection[str]) -> Snapshot:
    return today.apply([Change(tuple(f"link:{link}" for link in sorted(links)), "open")]) \
        if links else today


def closed(today: Snapshot) -> list[str]:
    ids = today.network.links.link_id
    return [link for link, carries in zip(ids, today.carrying, strict=True) if not carries]


def subsets(keys: Collection[str]) -> list[Keys]:
    return [frozenset(some) for some in chain.from_iterable(
        combinations(sorted(keys), size) for size in range(len(keys) + 1))]


def without_waste(amount: dict[Keys, float], below: float) -> dict[Keys, float]:
    """The sets of which no key can be left out without a loss, and what they give."""
    return {keys: found for keys, found in amount.items() if found < below
            and all(amount[keys - {key}] > found for key in keys)}


def asked(chance: random.Random, today: Snapshot) -> Query:
    ids = today.network.nodes.node_id
    a, b = chance.choice(ids), chance.choice(ids)
    return Query(a, b, by=chance.choice(BY),
                 via=[chance.choice(ids)] if a != b and chance.random() < 0.1 else (),
                 terminal_to_terminal=chance.random() < 0.3,
                 max_road_km=chance.choice((None, None, 0, 3, 10)),
                 max_borders=chance.choice((None, None, None, 0, 1, 2)),
                 max_gauge_breaks=chance.choice((None, None, None, 0, 1)),
                 max_transfers=chance.choice((None, None, None, 0, 1)))


@given(SEEDS)
def test_what_would_have_to_open_is_every_set_without_waste(seed: int) -> None:
    chance = random.Random(seed)
    today = random_network(chance).as_of()
    query, links = asked(chance, today), closed(today)
    if len(links) > MOST_KEYS:
        return
    amount = {keys: best(opening(today, keys), query) for keys in subsets(links)}
    present = amount.pop(frozenset())
    expected = without_waste({**amount, frozenset(): present}, present)
    if present < float("inf"):
        found = openings_to_beat(shortest_route(today, query))
        assert found.complete
        assert {frozenset(one.link_ids): one.route.total(query.by).value
                for one in found.sets} == expected
        assert all(one.gain == present - one.route.total(query.by).value for one in found.sets)
        return
    sets, complete, _ = blocked(Solver.of(today, query, None))
    told = {frozenset(one.link_ids): one.amount for one in sets if one.opens_alone}
    assert told.items() <= expected.items()
    assert not complete or told == expected


@given(SEEDS)
def test_what_a_question_would_have_to_allow_is_every_minimal_set(seed: int) -> None:
    chance = random.Random(seed)
    today = random_network(chance).as_of()
    network, links = today.network, closed(today)
    terms = [f"link:{link}" for link in network.links.link_id] + \
        [f"node:{node}" for node in network.nodes.node_id] + ["country:*R*"]
    known = [text for text in terms if "*" not in text or any("R" in c for c in
                                                              network.nodes.country)]
    a, b = chance.choice(network.nodes.node_id), chance.choice(network.nodes.node_id)
    query = Query(a, b, avoid=chance.sample(known, min(len(known), chance.randint(0, 2))),
                  modes=chance.choice((None, None, {"rail", "road", "ferry", "inland_waterway"})),
                  max_road_km=chance.choice((None, 1)),
                  max_borders=chance.choice((None, None, 0, 1)),
                  max_gauge_breaks=chance.choice((None, None, 0)),
                  max_transfers=chance.choice((None, None, 0)))
    # Modes that no link has cannot matter; every other restriction does.
    lifts = [lift for lift in lifts_of(query) if lift not in ("ferry", "inland_waterway")]
    if a == b or not lifts or len(links) + len(lifts) > MOST_KEYS \
            or best(today, query) < float("inf"):
        return
    amount = {keys: best(opening(today, keys - set(lifts)), lifted(query, keys & set(lifts)))
              for keys in subsets([*links, *lifts])}
    reached = {keys for keys, found in amount.items() if found < float("inf")}
    expected = {keys: amount[keys] for keys in reached
                if not any(keys - {key} in reached for key in keys) and keys & set(lifts)}
    sets, complete, _ = blocked(Solver.of(today, query, None))
    told = {frozenset((*one.link_ids, *one.lifts)): one.amount for one in sets if one.lifts}
    assert told.items() <= expected.items()
    assert not complete or told == expected
    assert [one.amount for one in sets] == sorted(one.amount for one in sets)


@given(SEEDS)
def test_what_is_missing_is_missing_and_would_do(seed: int) -> None:
    chance = random.Random(seed)
    today = random_network(chance).as_of()
    ids = today.network.nodes.node_id
    query = Query(chance.choice(ids), chance.choice(ids), modes={"rail", "road"})
    if best(opening(today, today.network.links.link_id), query) < float("inf"):
        return
    sets = blocked(Solver.of(today, query, None)).sets
    there = {(change.node_id, *sorted(map(str, change.gauges_mm)))
             for change in today.network.gauge_changes}
    pairs = {(one.node_id, *sorted(one.modes)) for one in today.network.terminals}
    for one in (block for block in sets if block.missing):
        assert not one.lifts
        assert not {(each.node_id, *sorted(each.between)) for each in one.missing} & (there | pairs)
        assert one.route is not None
        handled = {leg.from_id for leg in one.route.legs if leg.kind in ("gauge_break", "transfer")}
        assert {each.node_id for each in one.missing} <= handled
