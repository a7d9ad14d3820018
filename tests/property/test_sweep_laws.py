"""Rows of a sweep are the best routes of each case, whatever the order or company of cases."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st
from random_networks import random_network

from corridors.analysis.sweep import SweepPlan
from corridors.analysis.sweep_rows import SweepRow
from corridors.model.network import Network
from corridors.model.parameter import Parameter
from corridors.model.query import Query
from corridors.model.scenario import Change, Scenario, Variant
from corridors.model.snapshot import Snapshot
from corridors.model.sweep_axis import Axis
from corridors.routing.solve import shortest_route
from corridors.routing.variant_routes import VariantRoutes

CRITERIA = ("distance", "time", "cost", "co2", "generalised")


def queries(network: Network, chance: random.Random) -> tuple[Query, ...]:
    ids, found = network.nodes.node_id, []
    for _ in range(4):
        by = chance.choice(CRITERIA)
        found.append(Query(chance.choice(ids), chance.choice(ids), by,
                           chance.choice((None, {"rail"}, {"rail", "road"})),
                           max_borders=chance.choice((None, None, 1)),
                           value_of_time=40 if by == "generalised" else None))
    return tuple(found)


def axes(network: Network, chance: random.Random) -> tuple[Axis, ...]:
    """Lengths of two links by factors, a speed, and what is open."""
    links = chance.sample(list(network.links.link_id), min(3, len(network.links)))
    found = [Axis("variant", (), (("base",), ("one",), ("other",)), "variant")]
    for place, link in enumerate(links):
        field = "x length_km" if place < 2 else "speed_kmh"
        values = chance.sample((0.5, 1, 2, 3), 2) if place < 2 else (20.0, 70.0)
        found.append(Axis(f"axis_{place}", (Parameter.parse(f"{field} of link:{link}"),),
                          tuple((float(value),) for value in values)))
    chance.shuffle(found)
    return tuple(found)


def sweep(seed: int) -> tuple[SweepPlan, random.Random]:
    chance = random.Random(seed)
    network = random_network(chance)
    variants = tuple(Variant(name, changes=tuple(
        Change((f"link:{link}",), chance.choice(("open", "close")))
        for link in network.links.link_id if chance.random() < 0.4)) for name in ("one", "other"))
    return SweepPlan.of(Scenario("random", "Random", variants, queries(network, chance),
                                 axes=axes(network, chance)), network), chance


def answered(snapshot: Snapshot, query: Query) -> tuple[int | None, str]:
    best = shortest_route(snapshot, query).best
    return (None, "") if best is None else (best.total(query.by).value, " ".join(best.link_ids))


@given(st.integers(0, 10**9))
def test_each_row_is_the_best_route_of_its_case(seed: int) -> None:
    plan, chance = sweep(seed)
    rows = plan.solve(range(len(plan.cases))).rows
    assert len(rows) == 4 * len(plan.cases)
    for row in chance.sample(rows, 12):
        assert (row.total, row.links) == answered(plan.snapshot(row.case),
                                                  plan.scenario.queries[row.query])


@given(st.integers(0, 10**9))
def test_company_and_order_of_cases_change_no_row(seed: int) -> None:
    plan, chance = sweep(seed)
    whole = plan.solve(range(len(plan.cases))).rows
    chosen = chance.sample(range(len(plan.cases)), min(5, len(plan.cases)))
    assert plan.solve(chosen).rows == [row for case in chosen for row in whole
                                       if row.case == case]


@given(st.integers(0, 10**9))
def test_the_order_of_values_and_axes_changes_only_numbers(seed: int) -> None:
    plan, chance = sweep(seed)
    turned = [Axis(axis.name, axis.parameters,
                   tuple(chance.sample(axis.values, len(axis.values))), axis.kind)
              for axis in plan.scenario.axes]
    chance.shuffle(turned)
    other = SweepPlan.of(Scenario("other", "Other", plan.scenario.variants,
                                  plan.scenario.queries, axes=tuple(turned)), plan.network)
    assert content(plan) == content(other)


def content(plan: SweepPlan) -> dict[tuple[str, int], SweepRow]:
    solved = plan.solve(range(len(plan.cases)))
    return {(solved.keys[row.case], row.query): row._replace(case=0) for row in solved.rows}


@given(st.integers(0, 10**9), st.sampled_from(("heapq", "scipy", "cch")))
def test_routes_of_many_variants_are_those_asked_one_by_one(seed: int, engine: str) -> None:
    """With weights that rise and fall in the same lot of variants, and every engine."""
    chance = random.Random(seed)
    network = random_network(chance)
    today = network.as_of()
    asked = [query for query in queries(network, chance) if query.max_borders is None]
    links = network.links.link_id
    variants = [today.apply([
        Change((f"link:{link}",), "set", "length_km", factor=chance.choice((0.25, 1, 4)))
        if chance.random() < 0.6 else Change((f"link:{link}",), chance.choice(("open", "close")))
        for link in chance.sample(list(links), chance.randint(0, len(links)))]) for _ in range(6)]
    routes = VariantRoutes.of(today, asked, engine_name=engine)
    for variant, bests in zip(variants, routes.ask(variants), strict=True):
        for query, solver, best in zip(asked, routes.solvers, bests, strict=True):
            found = shortest_route(variant, query).best
            assert best.total == (None if found is None else found.total(query.by).value)
            moved = [links[arc.record] for arc in (solver.graph.arcs[place] for place in best.arcs)
                     if arc.kind == "move"]
            assert moved == ([] if found is None else list(found.link_ids))
