"""What openings are worth, against every set there is: small networks, routed again each time."""

from __future__ import annotations

import random
from collections.abc import Collection
from fractions import Fraction
from itertools import chain, combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from random_networks import random_network

from corridors.analysis.openings import Benefit, openings
from corridors.model.leg import UNITS
from corridors.model.pairs import Pairs
from corridors.model.query import Query
from corridors.model.scenario import Change
from corridors.model.snapshot import Snapshot
from corridors.routing.gains import Gains
from corridors.routing.programmes import Item, Market
from corridors.routing.solve import Solver

SEEDS = st.integers(0, 10**9)
BY = ("distance", "time", "cost", "co2")
MOST_LINKS = 6


def total(snapshot: Snapshot, query: Query) -> int | None:
    """What the best route takes, without asking why there is none."""
    solver = Solver.of(snapshot, query, None)
    route = solver.route(solver.search.carrying)
    return None if route is None else route.total(query.by).value


def opened(today: Snapshot, links: Collection[str]) -> Snapshot:
    return today.apply([Change(tuple(f"link:{link}" for link in sorted(links)), "open")]) \
        if links else today


def closed(today: Snapshot) -> list[str]:
    ids = today.network.links.link_id
    return [link for link, carries in zip(ids, today.carrying, strict=True) if not carries]


def asked(chance: random.Random, today: Snapshot) -> Pairs:
    """Up to 3 pairs by one criterion, with weights; a weight may be 0."""
    ids, by = today.network.nodes.node_id, chance.choice(BY)
    queries = tuple(Query(chance.choice(ids), chance.choice(ids), by=by)
                    for _ in range(chance.randint(1, 3)))
    return Pairs(queries, (1.0, *(chance.choice((0.0, 0.5, 2.25)) for _ in queries[1:])))


def worth(today: Snapshot, pairs: Pairs, links: Collection[str]) -> tuple[float, float, float]:
    """What opening some links is worth, by routing again: in the order sets are compared."""
    newly = gain = spent = 0.0
    variant, unit = opened(today, links), UNITS[pairs.queries[0].by]
    for query, weight in pairs:
        before, after = total(today, query), total(variant, query)
        if before is None and after is not None:
            newly, spent = newly + weight, spent - weight * after / unit
        elif before is not None:
            assert after is not None
            assert after <= before  # opening never hurts
            gain += weight * (before - after) / unit
    return newly, gain, spent


def as_worth(benefit: Benefit) -> tuple[float, float, float]:
    return benefit.newly, benefit.gain, -benefit.newly_takes


def near(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(abs(a - b) < 1e-6 for a, b in zip(one, other, strict=True))


def subsets(links: Collection[str], most: int) -> list[tuple[str, ...]]:
    return list(chain.from_iterable(combinations(sorted(links), size)
                                    for size in range(1, most + 1)))


@settings(max_examples=60)
@given(SEEDS)
def test_no_set_within_the_limit_is_worth_more_than_the_first(seed: int) -> None:
    chance = random.Random(seed)
    today = random_network(chance).as_of()
    links, most = closed(today), chance.randint(1, 3)
    if not links or len(links) > MOST_LINKS:
        return
    pairs = asked(chance, today)
    found = openings(today, pairs, [f"link:{link}" for link in links], most=most)
    assert found.complete
    scored = {some: worth(today, pairs, some) for some in subsets(links, most)}
    scored[()] = (0.0, 0.0, 0.0)
    best = max(scored.values())
    first = as_worth(found.programmes[0].benefit) if found.programmes else (0.0, 0.0, 0.0)
    assert near(first, best)
    # Every one told is worth what it says and wastes nothing; and all such sets are told.
    for one in found.programmes:
        assert near(as_worth(one.benefit), scored[one.link_ids])
    lean = {some for some, value in scored.items() if some and all(
        not near(scored[tuple(link for link in some if link != out)], value) for out in some)}
    told = {one.link_ids for one in found.programmes}
    assert told <= lean
    assert len(told) == 20 or told == lean


@settings(max_examples=40)
@given(SEEDS)
def test_what_one_thing_adds_and_needs_is_so(seed: int) -> None:
    chance = random.Random(seed)
    today = random_network(chance).as_of()
    links = closed(today)
    if not links or len(links) > MOST_LINKS:
        return
    pairs = asked(chance, today)
    found = openings(today, pairs, [f"link:{link}" for link in links], most=1)
    every = worth(today, pairs, links)
    assert near(as_worth(found.everything), every)
    for one in found.singles:
        link, = one.opener.link_ids
        others = [other for other in links if other != link]
        assert near(as_worth(one.alone), worth(today, pairs, [link]))
        without = worth(today, pairs, others)
        assert near(as_worth(one.last), tuple(a - b for a, b in zip(every, without, strict=True)))
        helped = [some for size in range(len(others) + 1) for some in combinations(others, size)
                  if not near(worth(today, pairs, (*some, link)), worth(today, pairs, some))]
        if one.needs is None:
            assert not helped
        else:
            assert len(one.needs) == min(map(len, helped))
            assert tuple(sorted(one.needs)) in {tuple(sorted(some)) for some in helped}


def random_market(chance: random.Random) -> Market:
    """Up to 3 questions and 6 items that may share links and may have no known cost."""
    bits = [1 << place for place in range(5)]
    gains = []
    for _ in range(chance.randint(1, 3)):
        base = chance.choice((None, 100))
        ways = {sum(chance.sample(bits, chance.randint(1, 3))): chance.randint(1, 99)
                for _ in range(chance.randint(0, 5))}
        gains.append(Gains(base, tuple(sorted(ways.items(), key=lambda way: (way[1], way[0])))))
    items = [Item(sum(chance.sample(bits, chance.randint(1, 2))),
                  chance.choice((None, Fraction(chance.randint(1, 9)), Fraction(2))))
             for _ in range(chance.randint(1, 6))]
    return Market(gains, [chance.choice((0.5, 1.0, 3.0)) for _ in gains], items)


@settings(max_examples=150)
@given(SEEDS)
def test_the_best_within_a_budget_or_per_cost_is_that_of_all_sets(seed: int) -> None:
    chance = random.Random(seed)
    market, most = random_market(chance), chance.randint(1, 4)
    budget, per_cost = chance.choice((None, Fraction(chance.randint(0, 12)))), chance.random() < 0.5
    chosen, complete = market.best(most, 3, budget=budget, per_cost=per_cost)
    assert complete
    costed = budget is not None or per_cost
    best: tuple[Fraction, ...] | None = None
    for some in chain.from_iterable(combinations(range(len(market.items)), size)
                                    for size in range(1, most + 1)):
        costs = [market.items[item].cost for item in some]
        if costed and None in costs:
            continue
        cost = sum((each or Fraction(0) for each in costs), Fraction(0))
        value = market.value(market.union(some))
        if (budget is not None and cost > budget) or value <= market.value(0):
            continue
        score = (value.newly / cost, value.gain / cost, value.spent) if per_cost else tuple(value)
        best = score if best is None else max(best, score)
    if best is None:
        assert not chosen
        return
    first = chosen[0]
    cost = sum((market.items[item].cost or Fraction(0) for item in first.items), Fraction(0))
    assert (first.value.newly / cost, first.value.gain / cost, first.value.spent) == best \
        if per_cost else tuple(first.value) == best
    assert budget is None or cost <= budget
