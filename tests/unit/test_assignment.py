"""Assignments of known outcome: Sioux Falls, Braess, parallel links, zones, capacities."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sioux_falls

from corridors.errors import QueryError
from corridors.routing.arrays import from_arrays
from corridors.routing.assignment import METHODS, assign_flows
from corridors.routing.capacities import assign_to_capacities
from corridors.routing.delays import Bpr, DelayFunction
from corridors.routing.flow_network import Demand, FlowNetwork

# 0 -> 1 -> 3, 0 -> 2 -> 3 and the shortcut 1 -> 2.
BRAESS = ([0, 1, 0, 2, 1], [1, 3, 2, 3, 2])


def braess(*, shortcut: bool) -> FlowNetwork:
    """The network of D. Braess (1968): six units, 83 each without the shortcut, 92 with it."""
    count = 5 if shortcut else 4
    alone = np.array([0.0, 50.0, 50.0, 0.0, 10.0])[:count]
    each = np.array([10.0, 1.0, 1.0, 10.0, 1.0])[:count]
    tail, head = (ends[:count] for ends in BRAESS)
    return FlowNetwork(4, tail, head, DelayFunction(
        lambda flow: (alone + each * flow, alone * flow + each * flow * flow / 2)))


def test_sioux_falls_reaches_the_best_known_objective_and_flows() -> None:
    flows = assign_flows(sioux_falls.network(), sioux_falls.demand(), gap=1e-6)
    assert flows.converged
    assert flows.gap <= 1e-6
    assert flows.iterations < 1_000
    assert 0 <= flows.objective / sioux_falls.BEST_OBJECTIVE - 1 < 1e-6
    assert np.abs(flows.flow / sioux_falls.best_flows() - 1).max() < 1e-3
    assert f"{flows.objective / 1e5:.4f}" == "42.3134"


def test_no_method_goes_below_the_best_known_objective() -> None:
    for method in METHODS:
        flows = assign_flows(sioux_falls.network(), sioux_falls.demand(), method=method, gap=1e-3)
        assert flows.objective >= sioux_falls.BEST_OBJECTIVE
        least = flows.objective - flows.gap * flows.total
        assert least <= sioux_falls.BEST_OBJECTIVE
        assert flows.method == method


@pytest.mark.parametrize("method", ["fw", "cfw", "bfw"])
def test_a_shortcut_makes_everyone_slower(method: str) -> None:
    demand = Demand([0], [3], [6.0])
    for shortcut, each, expected in ((False, 83.0, [3, 3, 3, 3]), (True, 92.0, [4, 2, 2, 4, 2])):
        flows = assign_flows(braess(shortcut=shortcut), demand, method=method, gap=1e-8,
                             iterations=20_000)
        assert flows.flow == pytest.approx(expected, abs=1e-3)
        assert flows.total / 6 == pytest.approx(each, abs=1e-3)


def test_of_parallel_links_both_are_used_and_ties_go_to_the_first() -> None:
    two = FlowNetwork.of_columns([0, 0], [1, 1], [10.0, 10.0], [100.0, 200.0])
    demand = Demand([0], [1], [300.0])
    assert assign_flows(two, demand, gap=1e-12).flow == pytest.approx([100, 200])
    assert assign_flows(two, demand, method="aon").flow.tolist() == [300, 0]


def test_an_arc_that_takes_nothing_is_used() -> None:
    line = FlowNetwork.of_columns([0, 1], [1, 2], [0.0, 0.0], [1.0, 1.0])
    flows = assign_flows(line, Demand([0], [2], [5.0]))
    assert flows.flow.tolist() == [5, 5]
    assert (flows.gap, flows.no_route) == (0.0, ())


def test_no_way_leads_through_a_zone() -> None:
    def flow(zones: int) -> list[float]:
        network = FlowNetwork.of_columns([0, 1, 0, 3], [1, 2, 3, 2], [1.0, 1.0, 5.0, 5.0],
                                         [1e9] * 4, zones=zones)
        found: list[float] = assign_flows(network, Demand([0, 1], [2, 2], [4.0, 3.0])).flow.tolist()
        return found

    assert flow(0) == [4, 7, 0, 0]
    assert flow(3) == [0, 3, 4, 4]


def test_both_directions_of_a_link_share_its_capacity() -> None:
    line = from_arrays([0], [1], {"time": [10]})
    network = FlowNetwork.of_topology(line, [100.0])
    flows = assign_flows(network, Demand([0, 1], [1, 0], [60.0, 40.0]))
    assert flows.link_flow.tolist() == [100]
    assert flows.cost.tolist() == pytest.approx([11.5, 11.5])


def test_demand_without_a_way_is_told_and_of_one_place_takes_nothing() -> None:
    network = FlowNetwork.of_columns([0], [1], [1.0], [1.0], count=3, zones=1)
    flows = assign_flows(network, Demand([0, 1, 0, 0], [1, 2, 0, 1], [1.0, 2.0, 3.0, 0.0]))
    assert flows.no_route == (1,)
    assert flows.flow.tolist() == [1]
    assert [len(ways) for ways in flows.routes()] == [1, 0, 0, 0]


def test_ways_that_are_not_kept_are_not_told_and_change_nothing() -> None:
    network, demand = sioux_falls.network(), sioux_falls.demand()
    kept, not_kept = (assign_flows(network, demand, gap=1e-3, ways=ways) for ways in (True, False))
    assert kept.flow.tolist() == not_kept.flow.tolist()
    assert sum(len(ways) for ways in kept.routes()) > len(demand)
    with pytest.raises(QueryError, match=r"the ways were not kept. Assign with ways=True"):
        not_kept.routes()


def test_a_network_without_demand_stays_empty() -> None:
    network = FlowNetwork.of_columns([0], [1], [1.0], [1.0])
    flows = assign_flows(network, Demand([], [], []))
    assert flows.flow.tolist() == [0]
    assert flows.total == 0
    held = assign_to_capacities(network, Demand([], [], []), np.array([1.0]), np.array([1.0]))
    assert held.flow.tolist() == [0]


def test_it_stops_after_so_many_iterations_and_says_so() -> None:
    flows = assign_flows(sioux_falls.network(), sioux_falls.demand(), method="fw", iterations=5)
    assert flows.iterations == 5
    assert len(flows.gaps) == 6
    assert not flows.converged
    assert "not reached what was asked for" in repr(flows)


def test_the_slope_of_a_function_of_ones_own_is_found_where_it_is_not_given() -> None:
    given = Bpr([10.0, 4.0], [100.0, 50.0], 0.15, [4.0, 1.0])
    own = DelayFunction(lambda flow: (given.value(flow), given.integral(flow)))
    at = np.array([70.0, 20.0])
    assert own.slope(at) == pytest.approx(given.slope(at), rel=1e-4)
    exact = DelayFunction(lambda flow: (given.value(flow), given.integral(flow),
                                        given.slope(flow)))
    assert exact.slope(at).tolist() == given.slope(at).tolist()
    assert given.slope(np.zeros(2)).tolist() == [0.0, 4 * 0.15 / 50]
    step = 1e-3
    rise = (given.integral(at + step) - given.integral(at - step)) / (2 * step)
    assert rise == pytest.approx(given.value(at))


def test_within_capacities_the_dearer_way_takes_the_rest_and_what_is_too_much_is_left() -> None:
    network = FlowNetwork.of_columns([0, 0, 1], [1, 1, 2], [10.0, 12.0, 1.0], [1.0] * 3)
    found = assign_to_capacities(network, Demand([0, 0, 2], [1, 2, 0], [80.0, 100.0, 7.0]),
                                 np.array([100.0, 50.0, 60.0]), np.array([10.0, 12.0, 1.0]))
    assert found.flow == pytest.approx([100, 40, 60])
    assert found.left == pytest.approx([0, 40, 7])
    assert found.left[2] == 7
    assert found.no_route == (2,)


def refusal(make: Any) -> str:
    with pytest.raises(QueryError) as caught:
        make()
    return str(caught.value)


@pytest.mark.parametrize(("make", "said"), [
    (lambda: Bpr([1.0], [0.0]), "the capacity 0 of link 0 is not more than 0. Give a flow more "
                                "than 0. [Q70]"),
    (lambda: Bpr([1.0, -2.0], [1.0, 1.0]), "free_flow -2 of link 1 is no number >= 0. Give a "
                                           "number from 0 on. [Q70]"),
    (lambda: Bpr([1.0], [1.0, 2.0]), "2 values of capacity are given for 1 links"),
    (lambda: FlowNetwork(1, [0], [1], Bpr([1.0], [1.0])), "head 1 of arc 0 is no node of 1. Nodes "
                                                          "are counted from 0 on. [Q70]"),
    (lambda: FlowNetwork(2, [0], [1, 1], Bpr([1.0], [1.0])), "2 values of head are given for 1 "
                                                             "arcs. Give one for each arc. [Q70]"),
    (lambda: FlowNetwork(2, [0], [1], Bpr([1.0, 2.0], [1.0, 1.0])),
     "delays of 2 links are given for 1 arcs. Give one for each arc, or say by group which arc "
     "shares which. [Q70]"),
    (lambda: FlowNetwork(2, [0], [1], Bpr([1.0], [1.0]), fixed=[-1.0]),
     "what an arc takes is no number >= 0. Give 0 or more. [Q70]"),
    (lambda: FlowNetwork(2, [0], [1], Bpr([1.0], [1.0]), zones=3),
     "3 of 2 nodes cannot be zones"),
    (lambda: FlowNetwork(2, [0], [1], lambda flow: (flow - 1, flow)),
     "the delay function gives what links take that is no number >= 0 without any flow. Let it "
     "give arrays: one number from 0 on for each link. [Q70]"),
    (lambda: FlowNetwork(2, [0], [1], lambda flow: (flow, 7.0)),
     "the delay function gives 1 numbers for its integral, where there are 1 links"),
    (lambda: FlowNetwork(2, [0], [1], 7), "a int is no delay function. Give a Bpr, or a function"),
    (lambda: Demand([0], [1], [1.0, 2.0]), "1 origins, 1 destinations and 2 amounts are given. "
                                           "Give one of each for each pair. [Q71]"),
    (lambda: Demand([0], [1], [float("nan")]), "the demand nan of pair 0 is no number >= 0"),
    (lambda: assign_flows(sioux_falls.network(), Demand([0], [24], [1.0])),
     "the destination 24 of pair 0 is no node of 24. Nodes are counted from 0 on. [Q71]"),
    (lambda: assign_flows(sioux_falls.network(), sioux_falls.demand(), method="bwf"),
     '"bwf" is no method of assignment. Did you mean "bfw"'),
    (lambda: assign_flows(sioux_falls.network(), sioux_falls.demand(), gap=-1),
     "-1 is no relative gap. Give a number from 0 on, such as 1e-6. [Q72]"),
    (lambda: assign_flows(sioux_falls.network(), sioux_falls.demand(), iterations=0),
     "0 is no number of iterations. Give a whole number from 1 on. [Q72]"),
])
def test_what_cannot_be_is_refused(make: Any, said: str) -> None:
    assert said in refusal(make)
