"""Laws that hold for every network, exactly: another name, the way back, a stop on the way."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_networks import random_network
from toys import node, rail, small, way

from corridors.model.network import Network
from corridors.model.query import Query
from corridors.model.records import Link
from corridors.model.tables import Tables
from corridors.routing.solve import shortest_route

SEEDS = st.integers(0, 10**9)
BY = st.sampled_from(("distance", "time", "cost", "co2"))
ENGINES = st.sampled_from(("heapq", "scipy", "cch", "networkx"))


def amount(network: Network, a: str, b: str, by: str, engine: str = "heapq") -> int | None:
    best = shortest_route(network.as_of(), Query(a, b, by), engine_name=engine).best
    return None if best is None else best.total(by).value


def rebuilt(network: Network, **tables: object) -> Network:
    """The same network with other tables."""
    have = {"nodes": network.nodes.records, "links": network.links.records,
            "borders": network.borders, "charges": network.charges,
            "terminals": network.terminals, "gauge_changes": network.gauge_changes}
    return Network.build(Tables(**{**have, **tables}, costs=network.costs))  # type: ignore[arg-type]


def one_mode(chance: random.Random) -> Network:
    """Roads alone, both ways: no place is passed differently by what comes before or after."""
    count = chance.randint(2, 9)
    ids = [f"az-{n}" for n in range(count)]
    links = [way(chance.choice(ids), chance.choice(ids), chance.choice((0, 1, 2.5, 7, 11)),
                 link_id=f"link-{n:02d}", status=chance.choice(("operational", "closed")))
             for n in range(chance.randint(1, 16))]
    return small([node(i, 40 + n, 40) for n, i in enumerate(ids)], links)


@given(SEEDS, BY, ENGINES)
def test_other_names_change_no_cost(seed: int, by: str, engine: str) -> None:
    chance = random.Random(seed)
    network = random_network(chance)
    ids = network.nodes.node_id
    new = dict(zip(ids, chance.sample([f"zz-{n:03d}" for n in range(200)], len(ids)), strict=True))
    links = {link.link_id: f"new-{chance.randrange(10**9)}-{n}"
             for n, link in enumerate(network.links.records)}
    named = rebuilt(
        network, nodes=[replace(n, node_id=new[n.node_id]) for n in network.nodes.records],
        links=[replace(link, link_id=links[link.link_id], from_node_id=new[link.from_node_id],
                       to_node_id=new[link.to_node_id]) for link in network.links.records],
        charges=[replace(c, link_id=links[c.link_id]) for c in network.charges],
        terminals=[replace(t, node_id=new[t.node_id]) for t in network.terminals],
        gauge_changes=[replace(c, node_id=new[c.node_id]) for c in network.gauge_changes])
    a, b = chance.choice(ids), chance.choice(ids)
    assert amount(named, new[a], new[b], by, engine) == amount(network, a, b, by)


@given(SEEDS, BY, ENGINES)
def test_the_network_turned_round_gives_the_way_back(seed: int, by: str, engine: str) -> None:
    chance = random.Random(seed)
    network = random_network(chance)
    turned = rebuilt(network, links=[
        replace(link, from_node_id=link.to_node_id, to_node_id=link.from_node_id)
        for link in network.links.records])
    a, b = chance.choice(network.nodes.node_id), chance.choice(network.nodes.node_id)
    assert amount(turned, b, a, by, engine) == amount(network, a, b, by)


@given(SEEDS, BY, ENGINES)
def test_a_stop_on_the_way_never_shortens(seed: int, by: str, engine: str) -> None:
    chance = random.Random(seed)
    network = one_mode(chance)
    a, b, c = (chance.choice(network.nodes.node_id) for _ in range(3))
    direct = amount(network, a, c, by, engine)
    parts = amount(network, a, b, by, engine), amount(network, b, c, by, engine)
    if None not in parts:
        assert direct is not None
        assert direct <= sum(part for part in parts if part is not None)


@given(SEEDS, BY, ENGINES)
def test_the_way_back_takes_the_same_where_nothing_is_one_way(seed: int, by: str,
                                                              engine: str) -> None:
    chance = random.Random(seed)
    network = one_mode(chance)
    a, b = chance.choice(network.nodes.node_id), chance.choice(network.nodes.node_id)
    assert amount(network, a, b, by, engine) == amount(network, b, a, by)


@given(SEEDS, BY, ENGINES)
def test_what_lies_far_off_changes_nothing(seed: int, by: str, engine: str) -> None:
    chance = random.Random(seed)
    network = random_network(chance)
    far = [node(f"cn-far-{n}", 100 + n, 30) for n in range(3)]
    more = [rail("cn-far-0", "cn-far-1", 0, link_id="a-far"),
            way("cn-far-1", "cn-far-2", 5, link_id="z-far")]
    wider = rebuilt(network, nodes=[*network.nodes.records, *far],
                    links=[*network.links.records, *more])
    a, b = chance.choice(network.nodes.node_id), chance.choice(network.nodes.node_id)
    query = Query(a, b, by)
    assert shortest_route(wider.as_of(), query, engine_name=engine).routes == \
        shortest_route(network.as_of(), query).routes


@given(SEEDS, BY)
def test_a_link_in_two_parts_takes_the_same(seed: int, by: str) -> None:
    """Exactly by distance; by the rest within what rounding twice can add."""
    chance = random.Random(seed)
    network = random_network(chance)
    if not len(network.links):
        return
    whole = chance.choice(network.links.records)
    crossing = {charge.link_id for charge in network.charges}
    if whole.link_id in crossing or whole.from_node_id[:2] != whole.to_node_id[:2]:
        return
    country = whole.from_node_id[:2]
    middle = node(f"{country}-half", 41, 41)
    metres = round(whole.length_km.value * 1000)
    cut = chance.randint(0, metres)
    wide = rebuilt(network, nodes=[*network.nodes.records, middle],
                   links=[*(link for link in network.links.records if link is not whole),
                          part(whole, "1", whole.from_node_id, middle.node_id, cut),
                          part(whole, "2", middle.node_id, whole.to_node_id, metres - cut)])
    a, b = chance.choice(network.nodes.node_id), chance.choice(network.nodes.node_id)
    before, after = amount(network, a, b, by), amount(wide, a, b, by)
    if by == "distance":
        assert before == after
    else:
        assert (before is None) == (after is None)
        assert after == pytest.approx(before, abs=2 * len(network.links))


def part(whole: Link, number: str, a: str, b: str, metres: int) -> Link:
    return replace(whole, link_id=f"{whole.link_id}-{number}", from_node_id=a, to_node_id=b,
                   length_km=type(whole.length_km)(*[metres / 1000] * 3))
