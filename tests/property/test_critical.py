"""Losses are those of links really closed; the worst sets are the worst of all sets there are."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_networks import random_network
from toys import both_ways, costs, flat, node, rail, small, way

from corridors.analysis.bridges import bridges
from corridors.analysis.critical import critical
from corridors.analysis.interdict import METHODS, interdict
from corridors.analysis.matrix import matrix
from corridors.analysis.separate import separate
from corridors.analysis.two_losses import two_losses
from corridors.model.closable import KINDS, Closable, closables
from corridors.model.costs import CostModel, Rate
from corridors.model.leg import UNITS
from corridors.model.network import Network
from corridors.model.pairs import Pairs
from corridors.model.query import Query
from corridors.model.records import Border, Terminal
from corridors.model.scenario import Change
from corridors.model.snapshot import Snapshot
from corridors.routing.harm import Ready
from corridors.routing.solve import shortest_route
from corridors.routing.variants import variant_totals

SEEDS = st.integers(0, 10**9)
CRITERIA = ("distance", "time", "cost", "co2")


def asked(network: Network, chance: random.Random) -> Pairs:
    """Some OD pairs by one criterion, with weights that floats hold badly, and some that are 0."""
    by, ids, count = chance.choice(CRITERIA), network.nodes.node_id, chance.randint(1, 5)
    queries = tuple(Query(chance.choice(ids), chance.choice(ids), by,
                          chance.choice((None, None, {"rail"}, {"rail", "road"})))
                    for _ in range(count))
    return Pairs(queries, (1.0, *(chance.choice((0.0, 0.1, 1.0, 2.7)) for _ in queries[1:])))


def dense(chance: random.Random) -> tuple[Snapshot, Pairs]:
    """Six or seven places joined by many roads and railways, so that ways round abound."""
    ids = [f"{chance.choice(('az', 'ir'))}-{number}" for number in range(chance.randint(6, 7))]
    links, charges = [], []
    for number in range(chance.randint(11, 15)):
        a, b = chance.sample(ids, 2)
        link = way(a, b, chance.randint(1, 99), link_id=f"link-{number:02d}") \
            if chance.random() < 0.7 else rail(a, b, chance.randint(1, 99),
                                               link_id=f"link-{number:02d}")
        links.append(link)
        if a[:2] != b[:2]:
            charges += both_ways(f"border-{number % 3}", link)
    network = small([node(one, 40 + n, 40) for n, one in enumerate(ids)], links, charges=charges,
                    terminals=[Terminal(one, ("rail", "road")) for one in ids],
                    borders=[Border(f"border-{number}", "Border", "AZ", "IR")
                             for number in range(3)])
    queries = tuple(Query(*chance.sample(ids, 2), modes=chance.choice((None, None, {"road"})))
                    for _ in range(chance.randint(1, 4)))
    return network.as_of(), Pairs(queries, tuple(chance.choice((1.0, 0.1, 3.5)) for _ in queries))


def some_pairs(chance: random.Random) -> tuple[Snapshot, Pairs]:
    """A nasty network, or one in which ways round abound."""
    if chance.random() < 0.3:
        today = random_network(chance).as_of()
        return today, asked(today.network, chance)
    return dense(chance)


def without(today: Snapshot, things: Iterable[Closable]) -> Snapshot:
    """The network with the links of some things really closed."""
    links = dict.fromkeys(link for thing in things for link in thing.links)
    names = today.network.links.link_id
    return today.apply([Change(tuple(f"link:{names[link]}" for link in links), "close")]) \
        if links else today


def harms(today: Snapshot, pairs: Pairs, sets: Sequence[Sequence[Closable]],
          penalty: float | None = None) -> list[tuple[float, float]]:
    """Weight cut off and weighted amount, or all by penalty, of links really closed."""
    rows = list(variant_totals(today, [today, *(without(today, one) for one in sets)],
                               pairs.queries))
    found = []
    for row in rows[1:]:
        cut = amount = 0.0
        for before, after, weight in zip(rows[0], row, pairs.weights, strict=True):
            if before is None:
                continue
            assert after is None or after >= before  # closing never helps
            if penalty is not None:
                amount += weight * min(penalty, penalty if after is None else after - before)
            elif after is None:
                cut += weight
            else:
                amount += weight * (after - before)
        found.append((cut, amount))
    return found


def weight_of(today: Snapshot, pairs: Pairs) -> float:
    base, = variant_totals(today, [today], pairs.queries)
    return sum(weight for weight, total in zip(pairs.weights, base, strict=True)
               if total is not None) or 1.0


@given(SEEDS)
def test_the_loss_of_everything_is_that_of_its_links_really_closed(seed: int) -> None:
    chance = random.Random(seed)
    today = random_network(chance).as_of()
    pairs = asked(today.network, chance)
    found = critical(today, pairs)
    assert found.base == next(variant_totals(today, [today], pairs.queries))
    for thing in closables(today, KINDS):
        row, = variant_totals(today, [without(today, [thing])], pairs.queries)
        loss = found.loss(thing.kind, thing.key)
        told = {} if loss is None else {felt.pair: felt.after for felt in loss.pairs}
        assert row == tuple(told.get(pair, before) for pair, before in enumerate(found.base))
    assert len(found.losses) == len({(loss.kind, loss.key) for loss in found.losses})


def test_a_mode_that_does_not_run_any_more_is_no_way_to_begin() -> None:
    # To begin by road takes 50 h, to begin by rail and change to road at once takes none: but
    # where the railway is closed, nobody begins by rail. The detour from c to d takes 60 h.
    waits = CostModel.build("waits", "To board a lorry takes long.", [
        *costs().rates, Rate("boarding_hours", flat(50), "road")])
    links = [rail("az-a", "az-b", 10), way("az-a", "az-b", 1200), rail("az-c", "az-d", 10),
             rail("az-c", "az-d", 3000, link_id="round")]
    today = small([node(one, 40 + n) for n, one in enumerate(("az-a", "az-b", "az-c", "az-d"))],
                  links, terminals=[Terminal("az-a", ("rail", "road"), flat(0), flat(0))]).as_of()
    queries = Query("az-a", "az-b", "time"), Query("az-c", "az-d", "time")
    closed = today.apply([Change(("link:az-a-az-b-rail",), "close")])
    best = shortest_route(closed, queries[0], waits).best
    assert best is not None
    assert best.time_h > 80
    loss = critical(today, queries, ["link"], waits).losses[0]
    assert loss.key == "az-a-az-b-rail"
    assert loss.pairs[0].after == best.total("time").value
    for method in METHODS:
        worst = interdict(today, queries, 1, ["link"], waits, method=method, penalty=1000)
        assert worst.loss == loss
        assert worst.bound_mean_added == loss.mean_added


@given(SEEDS)
@settings(max_examples=30)
def test_no_more_closures_do_what_the_bound_rules_out(seed: int) -> None:
    chance = random.Random(seed)
    today, pairs = dense(chance)
    ready = Ready.of(today, pairs, closables(today, ["link"]))
    for tree in ready.trees:
        for _ in range(10):
            things = range(len(ready.things))
            closed = frozenset(chance.sample(things, chance.randint(0, 3)))
            for more_of_them in (1, 2):
                bound = tree.most(tree.after(closed), closed, more_of_them)
                worst = [tree.after(closed.union(one)).added
                         for one in combinations(things, more_of_them)]
                assert bound is None or all(added is not None and added <= bound
                                            for added in worst)


@given(SEEDS)
@settings(max_examples=15)
def test_losses_are_those_of_routes_asked_for_one_by_one(seed: int) -> None:
    chance = random.Random(seed)
    today = random_network(chance).as_of()
    pairs = asked(today.network, chance)
    for loss in critical(today, pairs, ["link"]).losses:
        closed = without(today, loss.things)
        for felt in loss.pairs:
            best = shortest_route(closed, pairs.queries[felt.pair]).best
            assert felt.after == (None if best is None else
                                  best.total(pairs.queries[felt.pair].by).value)


@given(SEEDS)
def test_the_worst_come_first_and_add_what_their_pairs_add(seed: int) -> None:
    chance = random.Random(seed)
    today = random_network(chance).as_of()
    pairs = asked(today.network, chance)
    found = critical(today, pairs, ["node", "link"])
    real = harms(today, pairs, [loss.things for loss in found.losses])
    total, unit = weight_of(today, pairs), UNITS[found.by]
    for loss, (cut, amount) in zip(found.losses, real, strict=True):
        assert loss.cut_weight == pytest.approx(cut)
        assert loss.mean_added == pytest.approx(amount / total / unit)
    for (cut, amount), (next_cut, next_amount) in pairwise(real):
        assert cut > next_cut - 1e-9
        assert cut > next_cut + 1e-9 or amount >= next_amount - 1e-6


@given(SEEDS)
@settings(max_examples=40)
def test_the_loss_of_any_two_links_is_that_of_both_really_closed(seed: int) -> None:
    chance = random.Random(seed)
    today, pairs = some_pairs(chance)
    things = closables(today, ["link"])
    if not things:
        return
    found = two_losses(today, pairs)
    couples = list(combinations(things, 2))
    alone = dict(zip(things, harms(today, pairs, [(thing,) for thing in things]), strict=True))
    both = harms(today, pairs, couples)
    total, unit = weight_of(today, pairs), UNITS[found.by]
    for (first, second), (cut, amount) in zip(couples, both, strict=True):
        assert found.of(second.key, first.key) == pytest.approx((cut, amount / total / unit))
    assert found.considered == len(couples)
    assert found.single == sum(more(harm, (0.0, 0.0)) for harm in alone.values())
    assert found.matter == sum(more(harm, alone[one]) and more(harm, alone[other])
                               for (one, other), harm in zip(couples, both, strict=True))
    assert found.beyond == sum(
        more(harm, (alone[one][0] + alone[other][0], alone[one][1] + alone[other][1]))
        for (one, other), harm in zip(couples, both, strict=True))
    assert found.cutting >= sum(more((harm[0], 0.0), (alone[one][0] + alone[other][0], 0.0))
                                for (one, other), harm in zip(couples, both, strict=True))
    for two in found.worst_beyond:
        assert two.together.things in couples
        assert (two.first.things + two.second.things) == two.together.things


def more(harm: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether harm is more than other harm, but for what floats cannot tell apart."""
    if abs(harm[0] - other[0]) > 1e-9:
        return harm[0] > other[0]
    return harm[1] > other[1] + 1e-6


@given(SEEDS, st.integers(1, 3), st.sampled_from(("link", "link", "border", "node", "country")),
       st.booleans())
@settings(max_examples=40, deadline=None)
def test_the_worst_set_is_the_worst_of_all_sets(seed: int, most: int, kind: str,
                                                penal: bool) -> None:
    chance = random.Random(seed)
    today, pairs = some_pairs(chance)
    things = closables(today, [kind])
    if not things:
        return
    unit = UNITS[pairs.queries[0].by]
    penalty = chance.choice((5, 60, 150)) if penal else None
    counted = None if penalty is None else penalty * unit
    found = interdict(today, pairs, most, [kind], penalty=penalty)
    sets = [one for size in range(most + 1) for one in combinations(things, size)]
    real = harms(today, pairs, sets, counted)
    worst = max(real)
    mine, = harms(today, pairs, [found.loss.things], counted)
    assert mine == pytest.approx(worst)
    total = weight_of(today, pairs)
    assert (found.bound_cut_weight, found.bound_mean_added) == \
        pytest.approx((worst[0], worst[1] / total / unit))
    assert len(found.loss.things) <= most


@given(SEEDS, st.integers(1, 3), st.sampled_from(("link", "link", "border")))
@settings(max_examples=20, deadline=None)
def test_a_programme_finds_a_set_as_bad(seed: int, most: int, kind: str) -> None:
    chance = random.Random(seed)
    today, pairs = some_pairs(chance)
    if not closables(today, [kind]):
        return
    one = Pairs(pairs.queries[:1], (1.0,))
    for some, penalty in ((one, None), (pairs, 20.0)):
        ours = interdict(today, some, most, [kind], penalty=penalty)
        theirs = interdict(today, some, most, [kind], penalty=penalty, method="milp")
        assert (ours.bound_cut_weight, ours.bound_mean_added) == \
            pytest.approx((theirs.bound_cut_weight, theirs.bound_mean_added))


@given(SEEDS, st.sampled_from(("link", "link", "border", "node")))
@settings(max_examples=40, deadline=None)
def test_the_fewest_closures_separate_and_fewer_do_not(seed: int, kind: str) -> None:
    chance = random.Random(seed)
    today, _ = some_pairs(chance)
    ids = list(today.network.nodes.node_id)
    chance.shuffle(ids)
    half = chance.randint(1, len(ids) - 1)
    starts, goals = ids[:half][:2], ids[half:][:2]
    query = Query("", "", modes=chance.choice((None, None, {"rail"}, {"rail", "road"})))
    things = closables(today, [kind])
    if not things:
        return
    found = separate(today, starts, goals, query, [kind])
    queries = [Query(start, goal, modes=query.modes) for start in starts for goal in goals]
    if not found.sets:
        assert joined(today, queries, [things]) == [True]
        return
    assert found.closures is not None
    assert found.apart <= found.closures
    assert not any(joined(today, queries, found.sets))
    if found.closures:
        fewer = list(combinations(things, found.closures - 1))
        assert all(joined(today, queries, chance.sample(fewer, min(len(fewer), 200))))
    if found.closures <= 2:
        sets = list(combinations(things, found.closures))
        enough = {one for one, left in zip(sets, joined(today, queries, sets), strict=True)
                  if not left}
        assert set(found.sets) <= enough
        assert len(found.sets) == (len(enough) if found.complete else 20)


def joined(today: Snapshot, queries: Sequence[Query], sets: Sequence[Sequence[Closable]]
           ) -> list[bool]:
    """Whether any route is left without each of these sets."""
    rows = variant_totals(today, (without(today, one) for one in sets), queries)
    return [any(total is not None for total in row) for row in rows]


@given(SEEDS)
@settings(max_examples=40, deadline=None)
def test_bridges_are_the_links_that_cut_something_off(seed: int) -> None:
    chance = random.Random(seed)
    today = random_network(chance).as_of()
    query = Query("", "", modes=chance.choice((None, {"rail"}, {"rail", "road"})))
    found = {bridge.link_id: bridge.lost for bridge in bridges(today, query).bridges}
    before = reached(today, query)
    lost = {thing.key: before - reached(without(today, [thing]), query)
            for thing in closables(today, ["link"])}
    assert found == {link: count for link, count in lost.items() if count}


def reached(today: Snapshot, query: Query) -> int:
    ids = today.network.nodes.node_id
    asking = Query(ids[0], ids[-1], modes=query.modes)
    table = matrix(today, [f"node:{one}" for one in ids], None, asking)
    return len(table) - table.unreached


@given(SEEDS)
@settings(max_examples=40, deadline=None)
def test_on_roads_alone_they_are_those_of_graph_theory(seed: int) -> None:
    chance = random.Random(seed)
    ids = [f"az-{number}" for number in range(chance.randint(2, 8))]
    ends = [chance.sample(ids, 2) for _ in range(chance.randint(1, 14))]
    links = [way(a, b, 1, link_id=f"link-{number:02d}") for number, (a, b) in enumerate(ends)]
    today = small([node(one, 40 + n, 40) for n, one in enumerate(ids)], links).as_of()
    graph = nx.Graph()
    graph.add_nodes_from(ids)
    for a, b in ends:
        count = graph.get_edge_data(a, b, {"capacity": 0})["capacity"]
        graph.add_edge(a, b, capacity=count + 1)
    bare = {frozenset(edge) for edge in nx.bridges(graph)
            if graph.edges[edge]["capacity"] == 1}
    assert {frozenset(ends[int(bridge.link_id[-2:])]) for bridge in bridges(today).bridges} == bare
    start, goal = chance.sample(ids, 2)
    found = separate(today, start, goal)
    assert found.closures == nx.minimum_cut_value(graph, start, goal)
    assert found.apart <= found.closures
