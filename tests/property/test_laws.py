"""Laws that hold for every network, exactly: weights are whole numbers."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_networks import random_network

from corridors.model.network import Network
from corridors.model.query import Query
from corridors.model.records import Link
from corridors.model.route import Answer
from corridors.model.scenario import Change
from corridors.model.snapshot import Snapshot
from corridors.model.spread import Spread
from corridors.model.tables import Tables
from corridors.routing.solve import shortest_route

SEEDS = st.integers(0, 10**9)
BY = st.sampled_from(("distance", "time", "cost", "co2"))


def drawn(seed: int) -> tuple[Network, str, str, random.Random]:
    chance = random.Random(seed)
    network = random_network(chance)
    ids = network.nodes.node_id
    return network, chance.choice(ids), chance.choice(ids), chance


def amount(snapshot: Snapshot, a: str, b: str, by: str) -> float:
    best = shortest_route(snapshot, Query(a, b, by)).best
    return float("inf") if best is None else best.total(by).value


def some_links(network: Network, chance: random.Random) -> list[str]:
    return [link for link in network.links.link_id if chance.random() < 0.4]


def change(action: str, links: list[str]) -> list[Change]:
    return [Change(tuple(f"link:{link}" for link in links), action)] if links else []


@given(SEEDS, BY)
def test_closing_never_shortens_and_opening_never_lengthens(seed: int, by: str) -> None:
    network, a, b, chance = drawn(seed)
    today, links = network.as_of(), some_links(network, chance)
    base = amount(today, a, b, by)
    assert amount(today.apply(change("close", links)), a, b, by) >= base
    assert amount(today.apply(change("open", links)), a, b, by) <= base


@given(SEEDS, BY)
def test_a_longer_link_never_shortens(seed: int, by: str) -> None:
    network, a, b, chance = drawn(seed)
    link = chance.choice(network.links.link_id) if len(network.links) else None
    if link is None:
        return
    longer = [Change((f"link:{link}",), "set", "length_km", factor=3.0)]
    today = network.as_of()
    assert amount(today.apply(longer), a, b, by) >= amount(today, a, b, by)


@given(SEEDS)
def test_changes_commute_are_idempotent_and_can_be_undone(seed: int) -> None:
    network, _, _, chance = drawn(seed)
    today = network.as_of()
    first = some_links(network, chance)
    second = [link for link in some_links(network, chance) if link not in first]
    changes = [*change("close", first), *change("open", second)]
    there = today.apply(changes)
    assert there.status == today.apply(changes[::-1]).status
    assert there.status == today.apply(changes + changes).status
    assert there.status == today.apply(changes[:1]).apply(changes[1:]).status
    back = [Change((f"link:{link}",), "set", "status", status=today.status_of(link))
            for link in (*first, *second)]
    assert there.apply(back).status == today.status
    assert today.apply([]).status == today.status


@given(SEEDS, BY)
def test_totals_are_the_sum_of_the_legs(seed: int, by: str) -> None:
    network, a, b, _ = drawn(seed)
    best = shortest_route(network.as_of(), Query(a, b, by)).best
    for criterion in ("distance", "time", "cost", "co2") if best is not None else ():
        total = best.total(criterion)
        assert total.value == sum(leg.amount(criterion).value for leg in best.legs)
        assert total.low <= total.value <= total.high


@given(SEEDS, BY)
def test_the_order_of_rows_and_the_engine_never_matter(seed: int, by: str) -> None:
    network, a, b, chance = drawn(seed)
    first = shortest_route(network.as_of(), Query(a, b, by))
    shuffled = Network.build(Tables(
        mixed(network.nodes.records, chance), mixed(network.links.records, chance),
        borders=network.borders, charges=mixed(network.charges, chance),
        terminals=mixed(network.terminals, chance),
        gauge_changes=mixed(network.gauge_changes, chance), costs=network.costs,
        title=network.title))
    again = shortest_route(shuffled.as_of(), Query(a, b, by), engine_name="networkx")
    assert shuffled.version == network.version
    assert again.routes == first.routes
    assert again.blocked_by == first.blocked_by


def mixed(rows: tuple[Any, ...], chance: random.Random) -> list[Any]:
    return chance.sample(rows, len(rows))


@given(SEEDS, BY)
def test_every_piece_of_a_best_route_is_best(seed: int, by: str) -> None:
    network, a, b, _ = drawn(seed)
    today = network.as_of()
    best = shortest_route(today, Query(a, b, by)).best
    if best is None or len(best.node_ids) < 3:
        return
    middle = best.node_ids[len(best.node_ids) // 2]
    assert amount(today, a, middle, by) + amount(today, middle, b, by) <= best.total(by).value


@given(SEEDS)
def test_blocking_sets_restore_a_route_and_every_link_of_them_counts(seed: int) -> None:
    network, a, b, _ = drawn(seed)
    today, query = network.as_of(), Query(a, b)
    answer = shortest_route(today, query)
    if answer.reachable:
        assert answer.blocked_by == ()
        return
    assert_minimal(today, answer, query)
    everything = today.apply([Change(("link:*",), "open")]) if len(network.links) else today
    assert shortest_route(everything, query).reachable == any(
        block.opens_alone for block in answer.blocked_by)


def assert_minimal(today: Snapshot, answer: Answer, query: Query) -> None:
    amounts = [block.amount for block in answer.blocked_by]
    assert amounts == sorted(amounts)
    for block in answer.blocked_by:
        if not block.opens_alone:
            continue
        opened = shortest_route(today.apply(change("open", list(block.link_ids))), query)
        assert opened.best is not None
        assert opened.best.total("distance").value == block.amount
        for left_out in block.link_ids:
            rest = [link for link in block.link_ids if link != left_out]
            without = shortest_route(today.apply(change("open", rest)), query).best
            assert without is None or without.total("distance").value > block.amount


@given(SEEDS, st.floats(0, 60))
def test_a_limit_on_the_road_is_kept_and_is_the_best_under_it(seed: int, limit: float) -> None:
    network, a, b, _ = drawn(seed)
    today = network.as_of()
    best = shortest_route(today, Query(a, b, max_road_km=limit)).best
    free = shortest_route(today, Query(a, b)).best
    none = shortest_route(today, Query(a, b, modes={"rail", "sea"})).best
    if best is not None:
        assert round(best.km_by("road") * 1000) <= round(limit * 1000)
        assert free is not None
        assert free.total("distance").value <= best.total("distance").value
    if free is not None and round(free.km_by("road") * 1000) <= round(limit * 1000):
        assert best == free
    if none is not None:
        assert best is not None
        assert best.total("distance").value <= none.total("distance").value


@given(SEEDS, BY)
def test_splitting_a_link_keeps_the_distance(seed: int, by: str) -> None:
    if by != "distance":
        return
    network, a, b, _ = drawn(seed)
    if not len(network.links):
        return
    whole = network.links.records[0]
    middle = network.node(whole.from_node_id)
    new = type(middle)(f"{middle.node_id}-half", "Half", middle.country, middle.lon, middle.lat)
    km = round(whole.length_km.value * 1000)
    halves = [piece(whole, "1", whole.from_node_id, new.node_id, km // 2),
              piece(whole, "2", new.node_id, whole.to_node_id, km - km // 2)]
    split = Network.build(Tables(
        (*network.nodes.records, new), (*network.links.records[1:], *halves),
        borders=network.borders, terminals=network.terminals,
        gauge_changes=network.gauge_changes, costs=network.costs))
    assert amount(split.as_of(), a, b, by) == pytest.approx(amount(network.as_of(), a, b, by))


def piece(whole: Link, part: str, a: str, b: str, metres: int) -> Link:
    km = metres / 1000
    return Link(f"{whole.link_id}-{part}", a, b, whole.mode, Spread(km, km, km), whole.gauges_mm,
                whole.status, directed=whole.directed)
