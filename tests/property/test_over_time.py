"""Histories and series hold on every day of a step, and miss no change."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from random_networks import random_network, seasonal_network

from corridors.analysis.history import PairHistory, history
from corridors.analysis.series import series, turning_days
from corridors.model.network import Network
from corridors.model.query import Query
from corridors.model.route import Route
from corridors.model.scenario import Change
from corridors.model.snapshot import Snapshot
from corridors.model.status import carries
from corridors.routing.over_time import RoutesOverTime, least_over
from corridors.routing.solve import Solver, shortest_route

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
YEARS = (FIRST.year, LAST.year)
SEEDS = st.integers(0, 10**9)
CRITERIA = ("distance", "time", "cost", "co2")


def questions(network: Network, chance: random.Random) -> list[Query]:
    return [Query(chance.choice(network.nodes.node_id), chance.choice(network.nodes.node_id),
                  chance.choice(CRITERIA), chance.choice((None, {"rail"}, {"road", "sea"})),
                  max_borders=chance.choice((None, None, None, 1)))
            for _ in range(3)]


def told(route: Route | None) -> object:
    return None if route is None else (
        route.link_ids, [route.total(by) for by in CRITERIA])


def days(chance: random.Random) -> list[date]:
    """Days all over the two years, most of them where these networks change."""
    return [date(2026, 10, 15) + timedelta(days=chance.randint(0, 60)) for _ in range(8)] \
        + [FIRST + timedelta(days=chance.randint(0, (LAST - FIRST).days)) for _ in range(4)]


def without_seasons(network: Network) -> Network:
    links = network.links
    plain = tuple(() for _ in links.seasons)
    return replace(network, links=replace(links, seasons=plain), memo={})


@given(SEEDS, st.booleans())
def test_the_route_of_a_period_is_that_of_each_of_its_days(seed: int, seasons: bool) -> None:
    chance = random.Random(seed)
    network = seasonal_network(chance)
    asked = questions(network, chance)
    found = history(network, asked, years=YEARS, seasons=seasons)
    plain = network if seasons else without_seasons(network)
    for pair, query in zip(found, asked, strict=True):
        assert_without_gaps(pair)
        for day in days(chance):
            expected = shortest_route(plain.as_of(day), query).best
            assert told(pair.on(day).route) == told(expected), (day, query)


def assert_without_gaps(pair: PairHistory) -> None:
    assert (pair.periods[0].start, pair.periods[-1].end) == (FIRST, LAST)
    assert not pair.periods[0].causes
    for one, other in pairwise(pair.periods):
        assert one.end + timedelta(days=1) == other.start
        assert told(one.route) != told(other.route)


@given(SEEDS)
def test_each_change_has_its_causes_in_the_two_routes(seed: int) -> None:
    chance = random.Random(seed)
    network = seasonal_network(chance)
    for pair in history(network, questions(network, chance), years=YEARS, seasons=True):
        for one, other in pairwise(pair.periods):
            assert other.causes
            before, after = network.as_of(one.end), network.as_of(other.start)
            for cause in other.causes:
                used = one.route if cause.lost else other.route
                assert used is not None
                assert cause.link_id in used.link_ids
                assert (cause.before, cause.after) == (before.status_of(cause.link_id),
                                                       after.status_of(cause.link_id))
                assert (carries(cause.before), carries(cause.after)) == (cause.lost,
                                                                         not cause.lost)
            if one.route is not None and not any(cause.lost for cause in other.causes):
                # Nothing was lost: the new route is as good or better, and runs over what opened.
                by = pair.query.by
                assert other.route is not None
                assert other.route.total(by).value <= one.route.total(by).value


@given(SEEDS)
def test_a_network_on_which_nothing_happens_has_one_period(seed: int) -> None:
    chance = random.Random(seed)
    network = random_network(chance)
    for pair in history(network, questions(network, chance)):
        assert len(pair) == 1
        assert told(pair.periods[0].route) == told(
            shortest_route(network.as_of("2001-02-03"), pair.query).best)


@given(SEEDS)
def test_changes_of_a_scenario_hold_on_every_day(seed: int) -> None:
    chance = random.Random(seed)
    network = seasonal_network(chance)
    links = chance.sample(network.links.link_id, min(2, len(network.links)))
    changes = [Change((f"link:{link}",), chance.choice(("open", "close"))) for link in links]
    if chance.random() < 0.5:
        changes[0] = replace(changes[0], starts=date(2026, 11, 5), ends=date(2026, 11, 9))
    base = network.as_of().apply(changes)
    asked = questions(network, chance)
    found = history(base, asked, years=YEARS, seasons=True)
    for pair, query in zip(found, asked, strict=True):
        for day in (*days(chance), date(2026, 11, 4), date(2026, 11, 5), date(2026, 11, 9)):
            assert told(pair.on(day).route) == told(shortest_route(base.on_day(day), query).best)


@given(SEEDS)
def test_between_two_turning_days_nothing_turns(seed: int) -> None:
    chance = random.Random(seed)
    network = seasonal_network(chance)
    turns = turning_days(network.as_of(), FIRST, LAST, seasons=True)
    assert turns[0] == FIRST
    for day in days(chance):
        last = max(turn for turn in turns if turn <= day)
        assert network.as_of(last).status == network.as_of(day).status


@given(SEEDS)
def test_a_series_gives_what_is_asked_on_each_day(seed: int) -> None:
    chance = random.Random(seed)
    network = seasonal_network(chance)

    def ask(there: Snapshot) -> tuple[bool, ...]:
        return there.carrying

    steps = series(network, ask, years=YEARS, seasons=True).steps
    assert all(one.result != other.result for one, other in pairwise(steps))
    for day in days(chance):
        (step,) = [step for step in steps if step.start <= day <= step.end]
        assert step.result == network.as_of(day).carrying


@given(SEEDS)
def test_no_route_over_a_link_takes_less_than_its_bound(seed: int) -> None:
    chance = random.Random(seed)
    network = random_network(chance)
    today = network.as_of()
    query = questions(network, chance)[0]
    least = least_over(today, Solver.of(today, query, None))
    for _ in range(4):
        some = [Change((f"link:{link}",), chance.choice(("open", "close")))
                for link in network.links.link_id if chance.random() < 0.7]
        route = shortest_route(today.apply(some), query).best
        for link in route.link_ids if route is not None else ():
            bound = least[network.links.index[link]]
            assert bound is not None
            assert bound <= route.total(query.by).value


def test_the_days_may_come_in_any_order() -> None:
    chance = random.Random(7)
    for _ in range(20):
        network = seasonal_network(chance)
        asked = questions(network, chance)
        routes = RoutesOverTime([Solver.of(network.as_of(), query, None) for query in asked])
        for day in days(chance):
            there = network.as_of(day)
            assert [told(route) for route in routes.on(there)] == [
                told(shortest_route(there, query).best) for query in asked]
