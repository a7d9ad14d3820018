"""The state graph as a network that fills up: what goes along a link shares the link's capacity.

Borders, transfers and breaks of gauge are arcs of it and take what they take; they never fill up.
Pairs under other restrictions go on a copy of the graph of their own, but the links they share are
the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

from corridors.model.leg import UNITS
from corridors.model.route import Route
from corridors.routing.delays import Bpr, Floats
from corridors.routing.engines import CLOSED
from corridors.routing.flow_network import Demand, FlowNetwork, Ints
from corridors.routing.legs import route_of
from corridors.routing.pair_groups import PairGroup
from corridors.routing.solve import Solver
from corridors.routing.states import MOVE

__all__ = ["DelayMaker", "FilledStates", "filled_states"]

DelayMaker: TypeAlias = Callable[[Floats, Floats], Any]
"""Takes what links take when they are empty, and their capacities; gives their delays."""

HOURS_A_DAY = 24.0


@dataclass(frozen=True, slots=True, eq=False)
class FilledStates:
    """The state graph, once for each kind of restriction, with delays by link.

    Parameters
    ----------
    network
        Arcs that may be used, in h or USD per TEU; the delay of a limited link is shared by its
        arcs.
    demand
        What goes from door to door, for the pairs that have a position in ``place``.
    place
        Position of each of these pairs among those that were asked for.
    arc
        For each arc of the network the arc of the state graph.
    limited
        Positions of the links that can fill up.
    empty
        What each arc takes when nothing goes along it.
    solvers
        The question of each pair, made ready.
    """

    network: FlowNetwork
    demand: Demand
    place: tuple[int, ...]
    arc: Ints = field(repr=False)
    limited: tuple[int, ...] = field(repr=False)
    empty: Floats = field(repr=False)
    solvers: Sequence[Solver] = field(repr=False)

    def route(self, pair: int, arcs: Sequence[int]) -> Route:
        """Give a way of the network as a route, with what it takes when it is empty.

        Parameters
        ----------
        pair
            Position of the pair in the demand.
        arcs
            Arcs of the network, in order.
        """
        solver = self.solvers[self.place[pair]]
        return route_of(solver.graph, solver.prices, self.arc[list(arcs)].tolist(),
                        solver.search.origin_at)

    def delay_h(self, flow: Floats) -> dict[int, float]:
        """Give the hours that links take longer than when they are empty, by position.

        Parameters
        ----------
        flow
            Of each arc.
        """
        by_link = self.network.by_link(flow)
        if not len(self.limited):
            return {}
        longer = self.network.delay.value(by_link) - self.network.delay.value(0.0 * by_link)
        query = self.solvers[0].query
        worth = (query.value_of_time or 0.0) / HOURS_A_DAY if query.by == "generalised" else 1.0
        return {link: hours / worth if worth else 0.0
                for link, hours in zip(self.limited, longer.tolist(), strict=True)}

    def of_links(self, flow: Floats) -> tuple[Floats, Floats]:
        """Give what goes along each link of the network of places, forward and backward.

        Parameters
        ----------
        flow
            Of each arc.
        """
        graph, snapshot = self.solvers[0].graph, self.solvers[0].snapshot
        both = np.zeros((2, len(snapshot.network.links)))
        used = np.flatnonzero(flow > 0)
        for place, amount in zip(self.arc[used].tolist(), flow[used].tolist(), strict=True):
            arc = graph.arcs[place]
            if arc.kind == MOVE:
                both[int(not arc.forward), arc.record] += amount
        return both[0], both[1]


def filled_states(groups: Sequence[PairGroup], solvers: Sequence[Solver], amount: Sequence[float],
                  capacity: Sequence[float], delay: DelayMaker = Bpr) -> FilledStates:
    """Lay out the state graph for an assignment.

    Parameters
    ----------
    groups, solvers
        The pairs, by what they may use, and the question of each; all by one criterion.
    amount
        What goes for each pair.
    capacity
        Of each link of the network of places, in the unit of the amounts; infinite where it is not
        limited.
    delay
        What links take the fuller they are.
    """
    first = solvers[0]
    graph, states = first.graph, len(first.graph.states)
    unit = UNITS[first.query.by]
    limited = np.flatnonzero(np.isfinite(np.asarray(capacity, dtype=float)))
    moving = np.array([_moving(first, int(link)) for link in limited])
    group_of = {int(link): place for place, link in enumerate(limited)}
    link = np.array([group_of.get(arc.record, -1) if arc.kind == MOVE else -1
                     for arc in graph.arcs], dtype=np.int64)
    tail, head = (np.array([getattr(arc, end) for arc in graph.arcs], dtype=np.int64)
                  for end in ("tail", "head"))
    blocks, pairs = [], list[tuple[int, int, int]]()
    for block, group in enumerate(groups):
        weights = np.asarray(group.kept.columns[0], dtype=float)
        used = np.flatnonzero(weights < CLOSED)
        at = block * states
        blocks.append((tail[used] + at, head[used] + at, link[used], weights[used] / unit, used))
        pairs += [(place, origin + at, destination + at) for place, origin, destination in zip(
            group.places, group.origins, group.destinations, strict=True)]
    columns = [np.concatenate(parts) for parts in zip(*blocks, strict=True)]
    limits = np.asarray(capacity, dtype=float)[limited]
    own = np.where(columns[2] >= 0, moving[columns[2]] if len(moving) else 0.0, 0.0)
    network = FlowNetwork(states * len(groups), columns[0], columns[1], delay(moving, limits),
                          group=columns[2], fixed=np.maximum(columns[3] - own, 0.0),
                          links=len(limited))
    pairs.sort()
    demand = Demand([pair[1] for pair in pairs], [pair[2] for pair in pairs],
                    [amount[pair[0]] for pair in pairs])
    return FilledStates(network, demand, tuple(pair[0] for pair in pairs), columns[4],
                        tuple(limited.tolist()), columns[3], solvers)


def _moving(solver: Solver, link: int) -> float:
    """Give the hours on the move along a link, or what they are worth in USD."""
    hours = solver.prices.move(link, "time").value / UNITS["time"]
    worth = (solver.query.value_of_time or 0.0) / HOURS_A_DAY
    return hours * worth if solver.query.by == "generalised" else hours
