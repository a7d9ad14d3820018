"""Departures against brute force: every way through small networks, followed day by day.

The oracle walks all ways through the states and asks the network of each day what is open; it
shares neither the search nor the periods of statuses with what it checks.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from operator import le

import pytest
from random_networks import seasonal_network
from toys import costs

from corridors.model.network import Network
from corridors.model.query import Query
from corridors.model.route import Route
from corridors.model.status import carries
from corridors.routing.engines import ENGINES, Graph
from corridors.routing.pricing import pricing
from corridors.routing.solve import shortest_route
from corridors.routing.states import MOVE, TRANSFER, Arc, state_graph
from corridors.routing.timely import Steps, timely_path

DEPART, DAY, LAST = date(2026, 11, 1), 24_000, 60
NETWORKS, CHUNKS = 600, 4
VALUE = 37.5
LIMITED = ("max_borders", "max_transfers", "max_road_km")


def arrivals(network: Network, by: str, ends: tuple[str, str], limits: dict[str, int]
             ) -> set[tuple[int, int]]:
    """All pairs (spent besides time, arrival) of ways within limits that use no state twice."""
    graph, prices = state_graph(network), pricing(network.as_of(DEPART), costs())
    index, out = network.nodes.index, defaultdict(list)
    spent_by = {"generalised": "cost", "time": ""}.get(by, by)
    for arc in graph.arcs:
        out[arc.tail].append((arc, prices.weight(arc, "time"),
                              prices.weight(arc, spent_by) if spent_by else 0))

    statuses = [network.as_of(DEPART + timedelta(days=day)).status for day in range(LAST)]

    def enter(link: int, at: int) -> int | None:
        if carries(statuses[at // DAY][link]):
            return at
        return next((day * DAY for day in range(at // DAY + 1, LAST)
                     if carries(statuses[day][link])), None)

    def crossed(arc: Arc, country: str) -> tuple[int, str]:
        entered = network.nodes.country[graph.states[arc.head].node] if arc.kind == MOVE else ""
        new = bool(entered and country and entered != country)
        return int(new or (arc.kind == MOVE and prices.crosses_border(arc.record))), \
            entered or country

    def walk(state: int, way: tuple[int, int, str], uses: tuple[int, int, int],
             seen: frozenset[int]) -> None:
        spent, at, country = way
        if any(many > most[name] for name, many in zip(LIMITED, uses, strict=True)):
            return
        if state in goals:
            found.add((spent, at))
            return
        for arc, hours, more in out[state]:
            starts = enter(arc.record, at) if arc.kind == MOVE else at
            if arc.head not in seen and starts is not None and starts + hours < LAST * DAY:
                border, entered = crossed(arc, country)
                by_road = arc.kind == MOVE and graph.states[arc.tail].mode == "road"
                road = prices.weight(arc, "distance") if by_road else 0
                walk(arc.head, (spent + more, starts + hours, entered),
                     (uses[0] + border, uses[1] + (arc.kind == TRANSFER), uses[2] + road),
                     seen | {arc.head})

    found: set[tuple[int, int]] = set()
    goals = set(graph.at.get(index[ends[1]], ()))
    most = {name: limits.get(name, 10**9) for name in LIMITED}
    most["max_road_km"] *= 1000
    for start in graph.at.get(index[ends[0]], ()):
        walk(start, (0, 0, network.nodes.country[index[ends[0]]]), (0, 0, 0), frozenset({start}))
    return found


def limited(chance: random.Random) -> dict[str, int]:
    """Limits on some things, or on none."""
    some = chance.sample(LIMITED, chance.choice((0, 1, 1, 2)))
    return {name: chance.randint(0, 2000) if name == "max_road_km" else chance.randint(0, 2)
            for name in some}


def worth(by: str, spent: int, at: int) -> Fraction:
    if by == "time":
        return Fraction(at)
    return spent + (Fraction(VALUE) * 100 * at / DAY if by == "generalised" else 0)


def total(by: str, route: Route) -> Fraction:
    spent = route.total({"generalised": "cost", "time": "distance"}.get(by, by)).value
    return worth(by, spent, route.total("time").value)


def asked(by: str, ends: tuple[str, str], **words: object) -> Query:
    value = VALUE if by == "generalised" else None
    return Query(*ends, by=by, terminal_to_terminal=True, value_of_time=value,
                 **words)  # type: ignore[arg-type]


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_no_way_beats_the_one_that_waits_or_goes_round(chunk: int) -> None:
    waited = rounded = blocked = 0
    for number in range(chunk, NETWORKS, CHUNKS):
        chance = random.Random(number)
        network = seasonal_network(chance)
        ids = network.nodes.node_id
        by = chance.choice(("time", "distance", "cost", "generalised"))
        ends, limits = (ids[0], ids[-1]), limited(chance)
        ways = arrivals(network, by, ends, limits)
        # Half of the limits are the very moment at which some way arrives.
        moments = sorted({at for _, at in ways if at})
        days = chance.choice(moments) / DAY if moments and chance.random() < 0.5 else \
            chance.choice((3, 8, 20, 40))
        ways = {way for way in ways if way[1] <= round(days * DAY)}
        answer = shortest_route(network.as_of(DEPART),
                                asked(by, ends, depart=DEPART, max_days=days, **limits),
                                costs())
        if answer.best is None:
            assert not ways, f"network {number}"
            blocked += 1
            continue
        moment = answer.best.total("time").value
        best = min(worth(by, *way) for way in ways)
        assert total(by, answer.best) == best, f"network {number}"
        if answer.journey and answer.journey.met:
            soonest = min(at for spent, at in ways if worth(by, spent, at) == best)
            assert moment == soonest, f"network {number}"
            rounded += not answer.best.count("wait")
        waited += answer.best.count("wait") > 0
        for leg in answer.best.legs:
            assert leg.amounts.time.value > 0 or leg.kind != "wait"
            assert carries(leg.status) or leg.kind not in ("move", "border")
    assert min(waited, rounded, blocked) > 0


def test_goods_are_let_through_on_the_days_the_network_says() -> None:
    for number in range(200):
        network = seasonal_network(random.Random(number))
        ids = network.nodes.node_id
        answer = shortest_route(network.as_of(DEPART), asked("time", (ids[0], ids[-1]),
                                                             depart=DEPART), costs())
        at = 0
        for leg in answer.best.legs if answer.best else ():
            if leg.kind == "move":
                assert network.as_of(DEPART + timedelta(days=at // DAY)
                                     ).status_of(leg.link_id) == leg.status
            at += leg.amounts.time.value
            if leg.kind == "wait":
                assert leg.until == DEPART + timedelta(days=at // DAY)
                assert at % DAY == 0


def test_who_leaves_later_never_arrives_before() -> None:
    for number in range(60):
        network = seasonal_network(random.Random(number))
        ids, before = network.nodes.node_id, 0
        for later in range(0, 16, 5):
            day = DEPART + timedelta(days=later)
            best = shortest_route(network.as_of(day), asked("time", (ids[0], ids[-1]), depart=day),
                                  costs()).best
            if best is None:
                break
            arrives = later * DAY + best.total("time").value
            assert arrives >= before
            before = arrives


def test_one_route_whatever_the_engine() -> None:
    for number in range(25):
        chance = random.Random(number)
        network = seasonal_network(chance)
        by = chance.choice(("time", "distance", "cost", "generalised"))
        query = asked(by, (network.nodes.node_id[0], network.nodes.node_id[-1]), depart=DEPART)
        answers = [shortest_route(network.as_of(), query, costs(), engine_name=name)
                   for name in ENGINES]
        assert len({(a.routes, a.journey, a.reason) for a in answers}) == 1


def test_where_nothing_is_closed_a_departure_changes_nothing() -> None:
    same = 0
    for number in range(200):
        network = seasonal_network(random.Random(number))
        by = ("time", "distance", "cost", "generalised")[number % 4]
        ends = network.nodes.node_id[0], network.nodes.node_id[-1]
        leaving = shortest_route(network.as_of(), asked(by, ends, depart=DEPART), costs())
        if leaving.best is None or (leaving.journey and leaving.journey.met):
            continue
        today = shortest_route(network.as_of(DEPART), asked(by, ends), costs())
        if today.best is not None and today.best.total(by) == leaving.best.total(by):
            same += 1
            assert [leg.link_id for leg in today.best.legs] == \
                [leg.link_id for leg in leaving.best.legs]
    assert same > 20


def test_no_path_beats_the_timely_one() -> None:
    """Small multigraphs full of ties, gates and limits, against all simple paths."""
    found = limited_ones = 0
    for number in range(3000):
        chance = random.Random(number)
        count = chance.randint(2, 5)
        chain = chance.random() < 0.7
        graph = Graph.of(count, [
            (place % (count - 1), place % (count - 1) + 1, place) if chain else
            (chance.randrange(count), chance.randrange(count), place)
            for place in range(chance.randint(2, 14))])
        arcs = range(len(graph.head))
        shut = [chance.sample(range(12), chance.choice((0, 0, 6))) for _ in arcs]
        gates = [None if not days else partial(first_open, days) for days in shut]
        limits = [chance.randint(0, 2) for _ in range(chance.randint(0, 2))]
        steps = Steps([chance.randint(0, 5) for _ in arcs], [chance.randint(0, 5) for _ in arcs],
                      [1 for _ in arcs], [f"{place}" for place in arcs], gates,
                      chance.choice(((1, 0), (0, 1), (3, 2))),
                      [[chance.randint(0, 1) for _ in arcs] for _ in limits], limits)
        latest = chance.randint(0, 16)
        ways = [way for way in simple_paths(graph, steps, count - 1) if way[1] <= latest]
        path = timely_path(graph, steps, ([0], [count - 1]), latest)
        assert (path is None) == (not ways), f"graph {number}"
        if path is not None:
            spent, at, uses = followed(steps, path.places)
            assert all(map(le, uses, limits))
            assert (steps.total(spent, at), at) == min(
                (steps.total(*way), way[1]) for way in ways), f"graph {number}"
            found += 1
            limited_ones += bool(limits)
    assert min(found, limited_ones) > 300


def first_open(shut: Sequence[int], at: int) -> int:
    return next(moment for moment in range(at, 10**6) if moment not in shut)


def followed(steps: Steps, places: Sequence[int]) -> tuple[int, int, list[int]]:
    at = 0
    for place in places:
        gate = steps.gates[place]
        at = (at if gate is None else gate(at)) + steps.times[place]
    return sum(steps.spent[place] for place in places), at, \
        [sum(column[place] for place in places) for column in steps.used]


def simple_paths(graph: Graph, steps: Steps, goal: int) -> list[tuple[int, int]]:
    """What is spent and the arrival of all paths within the limits that pass no vertex twice."""
    found, waiting = [], [(0, (0,), ())]
    while waiting:
        vertex, seen, places = waiting.pop()
        if vertex == goal:
            spent, at, uses = followed(steps, places)
            found += [(spent, at)] if all(map(le, uses, steps.most)) else []
            continue
        waiting += [(graph.head[place], (*seen, graph.head[place]), (*places, place))
                    for place in range(graph.first[vertex], graph.first[vertex + 1])
                    if graph.head[place] not in seen]
    return found
