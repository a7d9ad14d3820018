"""Laws of draws: every one is a network of its own, and comparing them is fair."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from random_networks import random_network
from toys import costs

from corridors.analysis.montecarlo import MonteCarlo, montecarlo
from corridors.analysis.montecarlo_cases import drawn_over, listed_cases
from corridors.model.network import Network
from corridors.model.parameter import Parameter
from corridors.model.query import Query
from corridors.model.scenario import Change
from corridors.model.snapshot import Snapshot
from corridors.model.spread import Spread
from corridors.model.uncertain import SHAPES, Uncertain
from corridors.routing.solve import Solver

SEEDS = st.integers(0, 10**9)
CRITERIA = ("distance", "time", "cost", "co2", "generalised")
DRAWS = 12


def linked(chance: random.Random) -> Network:
    """A random network that has a link."""
    network = random_network(chance)
    while not network.links.link_id:
        network = random_network(chance)
    return network


def uncertain_lengths(network: Network, chance: random.Random) -> Snapshot:
    """A day of a network half of whose lengths have a range."""
    return replace(network, memo={"length_km": tuple(
        Spread(km.value * chance.choice((0.5, 1)), km.value, km.value * chance.choice((1, 1.4)))
        if chance.random() < 0.5 else km for km in network.as_of().length_km)}).as_of()


def queries(network: Network, chance: random.Random) -> list[Query]:
    found = []
    for _ in range(4):
        by = chance.choice(CRITERIA)
        passed = chance.choice((None, None, chance.choice(network.nodes.node_id)))
        found.append(Query(chance.choice(network.nodes.node_id),
                           chance.choice(network.nodes.node_id), by,
                           chance.choice((None, {"rail"}, {"rail", "road"})),
                           value_of_time=40 if by == "generalised" else None,
                           via=[f"node:{passed}"] if passed else ()))
    return found


def given_inputs(network: Network, chance: random.Random) -> list[Uncertain]:
    """Speeds, lengths and waits of some links, as a planner may say them."""
    found = []
    for link in network.links.link_id:
        what = chance.choice(("", "", "speed_kmh", "x length_km", "x tariff_usd_per_teu_km",
                              "toll_usd_per_teu", "x co2_g_per_tkm"))
        if what:
            spread = Spread(0.7, 1, 2) if what.startswith("x") else Spread(20, 30, 60)
            found.append(Uncertain(Parameter.parse(f"{what} of link:{link}"), spread,
                                   chance.choice(SHAPES)))
    if network.charges:
        found.append(Uncertain(Parameter.parse("dwell_h of border:a-border"), Spread(0, 4, 90)))
    return found


def settings_of(network: Network, chance: random.Random) -> list[Change]:
    """What a scenario sets: figures with and without a range, and factors."""
    found = []
    for link in network.links.link_id:
        field = chance.choice(("", "", "length_km", "speed_kmh", "toll_usd_per_teu"))
        if field:
            value = chance.choice((None, Spread(20, 30, 60), Spread(30, 30, 30)))
            found.append(Change((f"link:{link}",), "set", field, value,
                                None if value else chance.choice((0.5, 2.0))))
    if network.charges and chance.random() < 0.5:
        found.append(Change(("border:a-border",), "set", "dwell_h", Spread(2, 4, 9)))
    return found


def made(seed: int, **options: int) -> tuple[MonteCarlo, Snapshot, list[Query]]:
    chance = random.Random(seed)
    network = linked(chance)
    today, asked = uncertain_lengths(network, chance), queries(network, chance)
    today = today.apply(settings_of(network, chance))
    inputs = given_inputs(network, chance) if chance.random() < 0.4 else None
    if inputs is not None and list(drawn_over(listed_cases(today), inputs)):
        today = uncertain_lengths(network, chance)  # what is set and drawn alike is refused
    return montecarlo(today, asked, inputs, draws=DRAWS, **options), today, asked


@given(SEEDS)
@settings(max_examples=25)
def test_every_draw_is_a_network_of_its_own(seed: int) -> None:
    found, _, asked = made(seed)
    for draw in random.Random(seed).sample(range(DRAWS), 3):
        snapshot, model = found.world(0, draw)
        for outcome, query in zip(found.outcomes[0], asked, strict=True):
            best = Solver.of(snapshot, query, model).best()
            assert outcome.reachable == (best is not None)
            if best is None:
                continue
            for by, column in outcome.totals.items():
                assert int(column[draw]) == best.total(by).value
            route = outcome.routes[outcome.which[draw]].route
            assert [leg.link_id for leg in route.legs if leg.kind == "move"] \
                == [leg.link_id for leg in best.legs if leg.kind == "move"]


@given(SEEDS)
@settings(max_examples=25)
def test_percentiles_are_ordered_and_shares_add_up(seed: int) -> None:
    for outcome in made(seed)[0]:
        if not outcome.reachable:
            assert outcome.plain is None
            continue
        by = outcome.query.by
        ranks = [outcome.percentile(by, rank) for rank in (0, 5, 25, 50, 75, 95, 100)]
        assert ranks == sorted(ranks)
        low, high = outcome.median_range(by)
        assert ranks[0] <= low <= ranks[3] <= high <= ranks[-1]
        assert sum(route.draws for route in outcome.routes) == DRAWS
        assert all(0 <= (one.first_order or 0) <= 1 for one in outcome.influences)


@given(SEEDS)
@settings(max_examples=25)
def test_closing_never_helps_in_any_draw(seed: int) -> None:
    chance = random.Random(seed)
    network = linked(chance)
    today, asked = uncertain_lengths(network, chance), queries(network, chance)
    link = chance.choice(network.links.link_id)
    closed = today.apply([Change((f"link:{link}",), "close")])
    found = montecarlo({"open": today, "closed": closed}, asked, draws=DRAWS)
    for pair in range(len(asked)):
        before, after = (found.outcome(case, pair) for case in (0, 1))
        assert before.reachable or not after.reachable
        if after.reachable:
            assert (before.totals[before.query.by] <= after.totals[before.query.by]).all()
        duel, back = found.beats(0, 1, pair), found.beats(1, 0, pair)
        assert duel.losses == 0
        assert abs(duel.wins + duel.ties + duel.losses - 1) < 1e-9
        assert (duel.wins, duel.ties, duel.losses) == (back.losses, back.ties, back.wins)


@given(SEEDS)
@settings(max_examples=15)
def test_another_case_changes_nothing_of_the_others(seed: int) -> None:
    chance = random.Random(seed)
    network = linked(chance)
    today, asked = uncertain_lengths(network, chance), queries(network, chance)
    other = today.apply([Change((f"link:{chance.choice(network.links.link_id)}",), "set",
                                "length_km", factor=2.0)])
    alone = montecarlo(today, asked, draws=DRAWS)
    beside = montecarlo({"other": other, "base": today}, asked, draws=DRAWS)
    more = montecarlo(today, asked, draws=2 * DRAWS)
    for pair in range(len(asked)):
        one, two, long = alone.outcome(0, pair), beside.outcome(1, pair), more.outcome(0, pair)
        assert one.totals.keys() == two.totals.keys()
        for by, column in one.totals.items():
            assert np.array_equal(column, two.totals[by])
            assert np.array_equal(column, long.totals[by][:DRAWS])
        assert one.influences == two.influences


@given(SEEDS)
@settings(max_examples=15)
def test_certain_inputs_give_the_plain_answer(seed: int) -> None:
    chance = random.Random(seed)
    network = linked(chance)
    asked, link = queries(network, chance), chance.choice(network.links.link_id)
    sure = Uncertain(Parameter.parse(f"x length_km of link:{link}"), Spread(1, 1, 1))
    for outcome in montecarlo(network.as_of(), asked, [sure], draws=4, costs=costs()):
        assert outcome.reachable == (outcome.plain is not None)
        if outcome.plain is not None:
            for by, column in outcome.totals.items():
                assert set(column.tolist()) == {outcome.plain.total(by).value}
