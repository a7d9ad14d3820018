"""Switch points against a fine scan: every step of a parameter asked by itself, small networks."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from random_networks import random_network

from corridors.analysis.threshold import Segment, Threshold, threshold
from corridors.analysis.threshold_map import threshold_map
from corridors.errors import ScenarioError
from corridors.model.parameter import Parameter
from corridors.model.query import Query
from corridors.model.route import Route
from corridors.model.snapshot import Snapshot
from corridors.routing.solve import Solver

SEEDS = st.integers(0, 10**9)
BY = ("distance", "time", "cost", "co2")
SCANNED = 40
"""Steps of a range that are asked one by one."""


def best(snapshot: Snapshot, query: Query) -> Route | None:
    """The best route, without asking why there is none."""
    solver = Solver.of(snapshot, query, None)
    return solver.route(solver.search.carrying)


def links_of(route: Route | None) -> tuple[str, ...] | None:
    return None if route is None else route.link_ids


def found_links(segment: Segment) -> tuple[str, ...] | None:
    return None if segment.route is None else segment.link_ids


def turned(chance: random.Random, today: Snapshot) -> tuple[Parameter, float, float] | None:
    """A parameter that can be turned in a network, and a range of some tens of steps."""
    field = chance.choice(("length_km", "length_km", "speed_kmh", "dwell_h", "fee_usd_per_teu",
                           "gauge_change_h", "transfer_h"))
    ids = today.network.links.link_id
    if not ids:
        return None
    links = chance.sample(ids, min(chance.randint(1, 3), len(ids)))
    select = tuple(f"link:{link}" for link in links)
    if field in ("dwell_h", "fee_usd_per_teu"):
        select = ("border:a-border",)
    elif field in ("gauge_change_h", "transfer_h"):
        select = (f"node:{chance.choice(today.network.nodes.node_id)}",)
    parameter = Parameter(field, select)
    step = 0.01 if field == "fee_usd_per_teu" else 0.001
    low = chance.choice((0, 1, 1.5, 7, 9.98)) if field != "speed_kmh" else \
        chance.choice((1, 49.98, 60))
    try:
        today.apply([parameter.change(low)])
    except ScenarioError:
        return None
    return parameter, low, low + step * SCANNED


def asked(chance: random.Random, today: Snapshot) -> Query:
    ids = today.network.nodes.node_id
    return Query(chance.choice(ids), chance.choice(ids), by=chance.choice(BY))


@settings(max_examples=80)
@given(SEEDS)
def test_switches_are_those_of_a_fine_scan(seed: int) -> None:
    chance = random.Random(seed)
    today = random_network(chance).as_of()
    query, turning = asked(chance, today), turned(chance, today)
    if turning is None:
        return
    found = threshold(today, query, *turning)
    assert found.complete
    scanned = scan(today, found)
    assert [links_of(route) for route in scanned.values()] == \
        [found_links(found.at(value)) for value in scanned]
    for segment in found.segments:
        for value, route in ((segment.low, segment.route), (segment.high, segment.route_high)):
            expected = scanned[value]
            assert (expected is None) == (route is None)
            assert expected is None or route is None or \
                expected.total(query.by) == route.total(query.by)
    values = list(scanned)
    for switch in found.switches:
        assert values.index(switch.above) == values.index(switch.below) + 1
        assert found_links(switch.before) != found_links(switch.after)


def scan(today: Snapshot, found: Threshold) -> dict[float, Route | None]:
    turn = found.turn
    return {turn.value(step): best(today.apply([turn.parameter.change(turn.value(step))]),
                                   found.query) for step in range(turn.first, turn.last + 1)}


@settings(max_examples=60)
@given(SEEDS)
def test_alternatives_are_each_at_their_best(seed: int) -> None:
    chance = random.Random(seed)
    today = random_network(chance).as_of()
    query, turning = asked(chance, today), turned(chance, today)
    if turning is None:
        return
    alternatives = {name: [f"link:{chance.choice(today.network.links.link_id)}"]
                    for name in ("one", "two")}
    found = threshold(today, query, *turning, alternatives=alternatives)
    for step in range(found.turn.first, found.turn.last + 1, 4):
        value = found.turn.value(step)
        changed = today.apply([found.turn.parameter.change(value)])
        routes = {name: best(changed, Query(query.origin, query.destination, by=query.by,
                                            avoid=avoid)) for name, avoid in alternatives.items()}
        totals = {name: route.total(query.by).value for name, route in routes.items()
                  if route is not None}
        segment = found.at(value)
        if not totals:
            assert segment.route is None
            continue
        assert segment.alternative == min(totals, key=lambda name: totals[name])
        assert found_links(segment) == links_of(routes[segment.alternative])


@settings(max_examples=40)
@given(SEEDS)
def test_a_map_is_right_wherever_it_is_asked(seed: int) -> None:
    chance = random.Random(seed)
    today = random_network(chance).as_of()
    query, one, other = asked(chance, today), turned(chance, today), turned(chance, today)
    if one is None or other is None or one[0] == other[0]:
        return
    try:
        found = threshold_map(today, query, one, other, depth=4)
    except ScenarioError:  # both set one figure
        return
    assert 0 <= found.proved <= 1.000001
    for _ in range(12):
        point = tuple(chance.randint(turn.first, turn.last) for turn in found.turns)
        values = [turn.value(step) for turn, step in zip(found.turns, point, strict=True)]
        route = best(today.apply([turn.parameter.change(value) for turn, value in zip(
            found.turns, values, strict=True)]), query)
        inside = [cell for cell in found.cells
                  if all(low <= value <= high for low, value, high in
                         zip(cell.low, values, cell.high, strict=True))]
        assert inside
        for cell in inside:
            if cell.proved:
                region = found.regions[cell.regions[0]]
                assert links_of(route) == links_of(region.route)
