"""Indicators: closing never helps, opening never hurts, and sums are those counted one by one."""

from __future__ import annotations

import random
from statistics import mean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_networks import random_network

from corridors.analysis.compare import STATES, compare
from corridors.analysis.effect_table import effects_table
from corridors.analysis.indicators import Indicators, indicators
from corridors.analysis.summary import summary_of
from corridors.model.leg import difference_of
from corridors.model.network import Network
from corridors.model.pairs import Pairs
from corridors.model.query import Query
from corridors.model.route import UNITS
from corridors.model.scenario import Change
from corridors.routing.solve import shortest_route

SEEDS = st.integers(0, 10**9)
CRITERIA = ("distance", "time", "cost", "co2")
HELPS, HURTS = {"better", "newly_reachable"}, {"worse", "newly_cut_off"}


def some_pairs(network: Network, chance: random.Random) -> Pairs:
    queries = [Query(chance.choice(network.nodes.node_id), chance.choice(network.nodes.node_id),
                     chance.choice(CRITERIA), chance.choice((None, {"rail"}, {"rail", "road"})))
               for _ in range(6)]
    return Pairs(tuple(queries), (*(chance.choice((0, 1, 1, 2.5)) for _ in range(5)), 1.0),
                 "TEU")


def turned(network: Network, chance: random.Random, actions: tuple[str, ...]) -> list[Change]:
    return [Change((f"link:{link}",), chance.choice(actions))
            for link in network.links.link_id if chance.random() < 0.4]


def states_of(found: Indicators) -> set[str]:
    return {comparison.state for one in found for comparison in one.comparisons}


@given(SEEDS)
def test_closing_never_helps_and_opening_never_hurts(seed: int) -> None:
    chance = random.Random(seed)
    network = random_network(chance)
    today, pairs = network.as_of(), some_pairs(network, chance)
    shut = indicators(today, today.apply(turned(network, chance, ("close",))), pairs)
    opened = indicators(today, today.apply(turned(network, chance, ("open",))), pairs)
    assert not states_of(shut) & HELPS
    assert not states_of(opened) & HURTS
    for one in shut:
        change = one.change(one.by)
        assert change is None or change.least >= 0
        assert not one.connected
        assert all(not country.better for country in one.countries)
    for one in opened:
        change = one.change(one.by)
        assert change is None or change.most <= 0
        assert not one.isolated


@given(SEEDS)
def test_the_same_network_changes_nothing(seed: int) -> None:
    chance = random.Random(seed)
    network = random_network(chance)
    today, pairs = network.as_of(), some_pairs(network, chance)
    for one in indicators(today, today, pairs):
        assert one.states["same"] + one.states["unreachable"] == len(one)
        assert one.within_range == 0
        assert (one.isolated, one.connected) == ((), ())
        assert not any(country.changed for country in one.countries)
        assert not any(traffic.change for traffic in (*one.links, *one.borders))
        for by in CRITERIA:
            change = one.change(by)
            assert change is None or (change.least, change.median, change.mean,
                                      change.most) == (0, 0, 0, 0)


@given(SEEDS)
def test_sums_are_those_counted_pair_by_pair(seed: int) -> None:
    chance = random.Random(seed)
    network = random_network(chance)
    today, pairs = network.as_of(), some_pairs(network, chance)
    changed = today.apply(turned(network, chance, ("open", "close")))
    found = indicators(today, changed, pairs)
    assert sum(map(len, found)) == len(pairs)
    for one in found:
        mine = [(query, weight) for query, weight in pairs
                if (query.said(), query.by) == (one.label, one.by)]
        made = [compare(shortest_route(today, query), shortest_route(changed, query))
                for query, _ in mine]
        assert [c.state for c in made] == [c.state for c in one.comparisons]
        assert one.weights == tuple(weight for _, weight in mine)
        assert sum(one.weight_by_state.values()) == pytest.approx(sum(one.weights))
        for traffic in one.links:
            before, after = (sum(
                weight for (_, weight), answer in zip(mine, answers, strict=True)
                if answer.best is not None and traffic.key in answer.best.link_ids)
                for answers in ([c.base for c in made], [c.variant for c in made]))
            assert (traffic.before, traffic.after) == (before, after)
        assert_countries(one.countries, made, [weight for _, weight in mine])


def assert_countries(found: object, made: list, weights: list[float]) -> None:
    for each in found:
        own = [(c, w) for c, w in zip(made, weights, strict=True) if each.country in (
            c.base.origin.country, c.base.destination.country)]
        assert (each.pairs, each.weight) == (len(own), sum(w for _, w in own))
        assert each.better == sum(w for c, w in own if c.state in HELPS)
        assert each.worse == sum(w for c, w in own if c.state in HURTS)
        assert each.hours_lost - each.hours_saved == pytest.approx(
            sum(w * (c.delta("time") or 0) for c, w in own))
        assert each.usd_lost - each.usd_saved == pytest.approx(
            sum(w * (c.delta("cost") or 0) for c, w in own))
        others = [(c, w) for c, w in zip(made, weights, strict=True) if (c, w) not in own]
        assert each.passing_after == sum(
            w for c, w in others if c.variant.best and each.country in c.variant.best.countries)


@given(SEEDS)
def test_what_countries_carry_is_what_routes_take_on_land(seed: int) -> None:
    chance = random.Random(seed)
    network = random_network(chance)
    today, pairs = network.as_of(), some_pairs(network, chance)
    for one in indicators(today, today, pairs):
        km = sum(weight * sum(leg.distance_km for leg in c.base.best.legs
                              if leg.kind == "move" and leg.mode not in ("sea", "ferry"))
                 for c, weight in zip(one.comparisons, one.weights, strict=True) if c.base.best)
        assert sum(country.km_before for country in one.countries) == pytest.approx(km)


@given(SEEDS)
def test_the_table_of_hundreds_of_pairs_says_the_same(seed: int) -> None:
    chance = random.Random(seed)
    network = random_network(chance)
    today, pairs = network.as_of(), some_pairs(network, chance)
    variants = {name: today.apply(turned(network, chance, ("open", "close")))
                for name in ("one", "two")}
    table = effects_table(today, variants, pairs)
    for name, variant in variants.items():
        made = [compare(shortest_route(today, query), shortest_route(variant, query))
                for query in pairs.queries]
        rows = table.rows(name)
        assert [row.state for row in rows] == [
            "same" if c.state == "rerouted" else c.state for c in made]
        assert [row.delta for row in rows] == [c.delta(c.base.query.by) for c in made]
        assert [row.percent for row in rows] == pytest.approx(
            [c.percent(c.base.query.by) for c in made])
        assert sum(table.states(name).values()) == len(pairs)


@given(SEEDS)
def test_the_range_of_a_difference_holds_it(seed: int) -> None:
    chance = random.Random(seed)
    network = random_network(chance)
    today, pairs = network.as_of(), some_pairs(network, chance)
    changed = today.apply([
        *turned(network, chance, ("open", "close")),
        Change(("border:a-border",), "set", "dwell_h", factor=chance.choice((0.5, 2)))]
        if network.charges else turned(network, chance, ("open", "close")))
    for query in pairs.queries:
        made = compare(shortest_route(today, query), shortest_route(changed, query))
        for by in CRITERIA:
            spread, delta = made.spread(by), made.delta(by)
            assert (spread is None) == (delta is None)
            if spread is not None and delta is not None:
                assert spread.value == round(delta * UNITS[by])
                assert spread.low <= spread.value <= spread.high
                assert made.certain(by) == (spread.low > 0 or spread.high < 0)
                legs = made.base.best.legs, made.variant.best.legs
                back = difference_of(legs[0], legs[1], by)
                assert back == (-spread.high, -spread.value, -spread.low)
                assert difference_of(legs[0], legs[0], by) == (0, 0, 0)


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(0, 4)), max_size=9))
def test_a_weight_is_as_many_values_as_it_says(weighed: list[tuple[int, int]]) -> None:
    many = [value for value, weight in weighed for _ in range(weight)]
    found = summary_of([float(value) for value, _ in weighed], [weight for _, weight in weighed])
    if not many:
        assert found is None
        return
    assert found is not None
    assert (found.least, found.most, found.weight) == (min(many), max(many), len(many))
    assert found.median == median(many)
    assert found.mean == pytest.approx(mean(many))


def test_every_state_is_counted() -> None:
    network = random_network(random.Random(3))
    today = network.as_of()
    found = indicators(today, today, some_pairs(network, random.Random(4)))
    assert all(list(one.states) == list(STATES) for one in found)
