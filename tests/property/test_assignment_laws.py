"""Laws of assignments, on small random networks."""

from __future__ import annotations

from typing import Any, NamedTuple

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from corridors.routing.assignment import METHODS, Flows, assign_flows
from corridors.routing.capacities import assign_to_capacities
from corridors.routing.flow_network import Demand, FlowNetwork

NODES = 6


class Case(NamedTuple):
    tail: list[int]
    head: list[int]
    free: list[float]
    capacity: list[float]
    pairs: list[tuple[int, int, float]]
    zones: int

    @property
    def network(self) -> FlowNetwork:
        return FlowNetwork.of_columns(self.tail, self.head, self.free, self.capacity,
                                      count=NODES, zones=self.zones)

    @property
    def demand(self) -> Demand:
        return Demand(*([row[at] for row in self.pairs] for at in range(3)))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    node = st.integers(0, NODES - 1)
    links = draw(st.lists(st.tuples(node, node, st.integers(1, 9), st.integers(1, 20)),
                          min_size=3, max_size=16).map(
        lambda rows: [row for row in rows if row[0] != row[1]] or [(0, 1, 1, 1)]))
    pairs = draw(st.lists(st.tuples(node, node, st.integers(0, 30).map(float)), min_size=1,
                          max_size=5))
    tail, head, free, capacity = (list(column) for column in zip(*links, strict=True))
    return Case(tail, head, [float(f) for f in free], [float(c) for c in capacity], pairs,
                draw(st.sampled_from([0, 0, 2])))


def balance(case: Case, flow: Any, carried: list[float]) -> None:
    net = np.zeros(NODES)
    np.add.at(net, case.tail, flow)
    np.add.at(net, case.head, -np.asarray(flow))
    for (origin, destination, _), amount in zip(case.pairs, carried, strict=True):
        net[origin] -= amount
        net[destination] += amount
    assert net == pytest.approx(np.zeros(NODES), abs=1e-6)


def best(case: Case, cost: Any, origin: int, destination: int) -> float | None:
    """What the best way takes, by networkx, without passing a zone."""
    graph = nx.DiGraph()
    graph.add_nodes_from(range(NODES))
    for tail, head, takes in zip(case.tail, case.head, cost, strict=True):
        if (tail < case.zones and tail != origin) or (head < case.zones and head != destination):
            continue
        if not graph.has_edge(tail, head) or graph[tail][head]["weight"] > takes:
            graph.add_edge(tail, head, weight=float(takes))
    if not nx.has_path(graph, origin, destination):
        return None
    found: float = nx.shortest_path_length(graph, origin, destination, weight="weight")
    return found


def carried(case: Case, flows: Flows) -> list[float]:
    return [0.0 if pair in flows.no_route else amount
            for pair, (_, _, amount) in enumerate(case.pairs)]


@settings(deadline=None, max_examples=60)
@given(cases(), st.sampled_from(METHODS))
def test_flows_balance_at_every_node_and_are_the_sum_of_the_ways(case: Case, method: str) -> None:
    flows = assign_flows(case.network, case.demand, method=method, gap=1e-4, iterations=200)
    balance(case, flows.flow, carried(case, flows))
    summed = np.zeros(len(case.tail))
    for (origin, destination, amount), ways in zip(case.pairs, flows.routes(), strict=True):
        for way in ways:
            np.add.at(summed, list(way.arcs), way.flow)
            ends = [case.tail[way.arcs[0]], *(case.head[arc] for arc in way.arcs)]
            assert (ends[0], ends[-1]) == (origin, destination)
            assert all(case.tail[arc] == at for arc, at in zip(way.arcs, ends, strict=False))
            assert all(at >= case.zones for at in ends[1:-1])
        if ways:
            assert sum(way.flow for way in ways) == pytest.approx(amount, abs=1e-6)
    assert summed == pytest.approx(flows.flow, abs=1e-6)


@settings(deadline=None, max_examples=60)
@given(cases())
def test_all_or_nothing_takes_what_the_shortest_routes_take(case: Case) -> None:
    flows = assign_flows(case.network, case.demand, method="aon")
    expected, lost = 0.0, []
    for pair, (origin, destination, amount) in enumerate(case.pairs):
        least = 0.0 if origin == destination else best(case, case.free, origin, destination)
        if least is None:
            lost.append(pair)
        else:
            expected += least * amount
    assert float(np.asarray(case.free) @ flows.flow) == pytest.approx(expected)
    assert list(flows.no_route) == lost


@settings(deadline=None, max_examples=60)
@given(cases(), st.sampled_from(["fw", "cfw", "bfw"]))
def test_in_an_equilibrium_no_way_that_is_used_is_much_longer_than_the_best(
        case: Case, method: str) -> None:
    flows = assign_flows(case.network, case.demand, method=method, gap=1e-4, iterations=3_000)
    assert flows.converged
    excess = 0.0
    for (origin, destination, _), ways in zip(case.pairs, flows.routes(), strict=True):
        least = best(case, flows.cost, origin, destination)
        for way in ways:
            assert least is not None
            excess += way.flow * (float(flows.cost[list(way.arcs)].sum()) - least)
    # The gap is what the ways take beyond the best ones, which networkx finds.
    assert excess == pytest.approx(flows.gap * flows.total, abs=1e-6 * (1 + flows.total))


@settings(deadline=None, max_examples=40)
@given(cases())
def test_all_methods_come_to_the_same_objective(case: Case) -> None:
    exact = assign_flows(case.network, case.demand, gap=1e-7, iterations=5_000)
    for method in METHODS:
        flows = assign_flows(case.network, case.demand, method=method, gap=1e-3, iterations=3_000)
        assert flows.objective >= exact.objective - exact.gap * exact.total - 1e-6
        if flows.converged:
            assert flows.objective - flows.gap * flows.total <= exact.objective + 1e-6


@settings(deadline=None, max_examples=60)
@given(cases())
def test_within_capacities_as_much_is_carried_as_by_a_programme_over_arcs(case: Case) -> None:
    network, free = case.network, np.asarray(case.free)
    found = assign_to_capacities(network, case.demand, np.asarray(case.capacity), free)
    assert (found.flow <= np.asarray(case.capacity) + 1e-6).all()
    went = [amount - left for (_, _, amount), left in zip(case.pairs, found.left.tolist(),
                                                          strict=True)]
    balance(case, found.flow, went)
    most, cost = by_arcs(case)
    moved = sum(amount for amount, (a, b, _) in zip(went, case.pairs, strict=True) if a != b)
    assert moved == pytest.approx(most, abs=1e-5)
    assert float(free @ found.flow) == pytest.approx(cost, abs=1e-4)


def by_arcs(case: Case) -> tuple[float, float]:
    """Most that can be carried, and the least that it takes, by flows of each pair on each arc."""
    arcs, pairs = len(case.tail), [row for row in case.pairs if row[0] != row[1]]
    if not pairs:
        return 0.0, 0.0
    width = len(pairs) * (arcs + 1)
    rows, right, shut = [], [], []
    for pair, (origin, destination, amount) in enumerate(pairs):
        at = pair * (arcs + 1)
        for node in range(NODES):
            row = np.zeros(width)
            for arc, (tail, head) in enumerate(zip(case.tail, case.head, strict=True)):
                row[at + arc] += (tail == node) - (head == node)
            row[at + arcs] = (node == destination) - (node == origin)
            rows.append(row)
            right.append(0.0)
        shut += [(0.0, 0.0 if (tail < case.zones and tail != origin)
                  or (head < case.zones and head != destination) else None)
                 for tail, head in zip(case.tail, case.head, strict=True)] + [(0.0, amount)]
    limits = np.array([[float(column % (arcs + 1) == arc) for column in range(width)]
                       for arc in range(arcs)])
    carried_all = np.array([float(column % (arcs + 1) == arcs) for column in range(width)])
    takes = np.array([0.0 if column % (arcs + 1) == arcs else case.free[column % (arcs + 1)]
                      for column in range(width)])
    first = linprog(-carried_all, limits, case.capacity, np.array(rows), right, shut)
    most = -first.fun
    second = linprog(takes, np.vstack([limits, -carried_all]), [*case.capacity, -most + 1e-9],
                     np.array(rows), right, shut)
    return float(most), float(second.fun)
