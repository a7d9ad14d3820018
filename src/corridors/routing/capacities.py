"""The most demand that capacities let through, and the cheapest way to carry it, exactly.

A linear programme over ways: each pair's demand is spread over its ways or left behind, and no link
carries more than it can. Ways are not listed beforehand. Each solution of the programme prices the
links that are full; a way that is cheaper at those prices than its pair pays now is added, and the
programme is solved again (column generation: L. R. Ford and D. R. Fulkerson, A suggested
computation for maximal multi-commodity network flows, Management Science 5 (1958), 97-101). Where
no such way is left, the solution is the best of all. First as little demand as can be is left
behind; then, with no more left behind, everything together takes the least.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from corridors.errors import Problem, QueryError
from corridors.routing.assignment import RouteFlow
from corridors.routing.delays import Floats
from corridors.routing.flow_network import Demand, FlowNetwork
from corridors.routing.loading import Loader

__all__ = ["CapacityFlows", "assign_to_capacities"]

NEGLIGIBLE = 1e-9
"""Share of the demand below which a flow is rounding, and of a price below which two are equal."""


@dataclass(frozen=True, slots=True, eq=False)
class CapacityFlows:
    """Flows within capacities.

    Parameters
    ----------
    flow
        Of each arc.
    ways
        The ways of each pair, the fullest first.
    left
        Demand of each pair that is left behind.
    no_route
        Positions of pairs without a way, whatever the capacities.
    iterations
        How many times the programme was solved.
    """

    flow: Floats = field(repr=False)
    ways: tuple[tuple[RouteFlow, ...], ...] = field(repr=False)
    left: Floats = field(repr=False)
    no_route: tuple[int, ...]
    iterations: int


def assign_to_capacities(network: FlowNetwork, demand: Demand, capacity: Floats, cost: Floats
                         ) -> CapacityFlows:
    """Carry as much demand as capacities allow, at the least cost.

    Parameters
    ----------
    network
        The network; its delays are not looked at.
    demand
        What goes from where to where.
    capacity
        Of each link, infinite where it is not limited.
    cost
        What each arc takes, >= 0.

    Returns
    -------
    flows
        What is carried and what is left behind.

    Raises
    ------
    QueryError
        If the programme cannot be solved, which is the case only for numbers that differ by
        more than twelve digits.

    Examples
    --------
    >>> two = FlowNetwork.of_columns([0, 0], [1, 1], [10.0, 12.0], [100.0, 50.0])
    >>> found = assign_to_capacities(two, Demand([0], [1], [180.0]), np.array([100.0, 50.0]),
    ...                              np.array([10.0, 12.0]))
    >>> found.flow.tolist(), found.left.tolist()
    ([100.0, 50.0], [30.0])
    """
    programme = _Programme(network, demand, np.asarray(capacity, dtype=float), cost)
    return programme.solved()


class _Programme:
    """A linear programme that grows by ways."""

    def __init__(self, network: FlowNetwork, demand: Demand, capacity: Floats, cost: Floats
                 ) -> None:
        self.network, self.demand, self.cost = network, demand, cost
        self.loader = Loader(network, demand)
        self.full = np.flatnonzero(np.isfinite(capacity))
        self.row = {int(link): row for row, link in enumerate(self.full)}
        self.unit = float(demand.amount.max(initial=0.0)) or 1.0
        self.most = capacity[self.full] / self.unit
        self.ways: dict[tuple[int, tuple[int, ...]], None] = {}
        self.iterations = 0
        first = self.loader.load(cost)
        lost = ~np.isfinite(first.cost)
        self.no_route = tuple(np.flatnonzero(lost & (demand.amount > 0)).tolist())
        own = (demand.origin == demand.destination) | (demand.amount == 0)
        self.pairs = np.flatnonzero(~lost & ~own)
        self.lost = lost
        self._add(first.ways(len(demand)), self.pairs)

    def solved(self) -> CapacityFlows:
        amount = self.demand.amount
        left = np.where(self.lost, amount, 0.0)
        ways: list[list[RouteFlow]] = [[] for _ in amount]
        if len(self.pairs):
            found = self._grown(with_cost=False, most_left=None)
            behind = float(found.x[len(self.ways):].sum())
            found = self._grown(with_cost=True, most_left=behind)
            carried = found.x[:len(self.ways)] * self.unit
            for (pair, arcs), flow in zip(self.ways, carried.tolist(), strict=True):
                if flow > NEGLIGIBLE * self.unit:
                    ways[pair].append(RouteFlow(arcs, flow))
            for pair in self.pairs.tolist():
                rest = amount[pair] - sum(way.flow for way in ways[pair])
                left[pair] = rest if rest > NEGLIGIBLE * self.unit else 0.0
        flow = np.zeros(len(self.network))
        for way in (way for each in ways for way in each):
            np.add.at(flow, list(way.arcs), way.flow)
        return CapacityFlows(flow, tuple(tuple(sorted(each, key=lambda way: (-way.flow, way.arcs)))
                                         for each in ways), left, self.no_route, self.iterations)

    def _grown(self, *, with_cost: bool, most_left: float | None) -> Any:
        """Solve it, and again with the ways that are worth it, until there are none."""
        base = self.cost if with_cost else np.zeros(len(self.network))
        while True:
            found = self._solve(base, most_left, with_cost=with_cost)
            self.iterations += 1
            pays = found.eqlin.marginals
            price = np.zeros(self.network.links)
            price[self.full] = np.maximum(-found.ineqlin.marginals[:len(self.full)], 0.0)
            group = self.network.group
            extra = price if group is None else np.where(group >= 0, price[group], 0.0)
            best = self.loader.load(base + extra)
            better = best.cost[self.pairs] < pays - NEGLIGIBLE * np.maximum(1.0, np.abs(pays))
            before = len(self.ways)
            self._add(best.ways(len(self.demand)), self.pairs[better])
            if len(self.ways) == before:
                return found

    def _add(self, ways: list[tuple[int, ...]], pairs: Any) -> None:
        for pair in pairs.tolist():
            self.ways[pair, ways[pair]] = None

    def _solve(self, base: Floats, most_left: float | None, *, with_cost: bool) -> Any:
        from scipy.optimize import linprog

        count, pairs = len(self.ways), len(self.pairs)
        unserved = np.full(pairs, 0.0 if with_cost else 1.0)
        takes = np.array([base[list(arcs)].sum() for _, arcs in self.ways])
        equal, most = self._rows(count, pairs)
        limits = self.most
        if most_left is not None:
            from scipy.sparse import csr_array, vstack

            row = np.concatenate([np.zeros(count), np.ones(pairs)])
            most = vstack([most, csr_array(row[None, :])], format="csr")
            limits = np.append(limits, most_left)
        found = linprog(np.concatenate([takes, unserved]), A_ub=most, b_ub=limits, A_eq=equal,
                        b_eq=self.demand.amount[self.pairs] / self.unit, method="highs")
        if found.status != 0:
            raise QueryError(Problem("Q72", "the flows within capacities cannot be worked out: "
                                            f"{found.message}",
                                     "Give demand and capacities in numbers of similar size."))
        return found

    def _rows(self, count: int, pairs: int) -> tuple[Any, Any]:
        """Give what each way and each rest has in the demands and in the capacities."""
        from scipy.sparse import coo_array

        position = {int(pair): row for row, pair in enumerate(self.pairs)}
        group = self.network.group
        rows, columns, times = [], [], []
        for column, (_, arcs) in enumerate(self.ways):
            links = Counter(arcs if group is None else group[list(arcs)].tolist())
            for link, used in links.items():
                if link in self.row:
                    rows.append(self.row[link])
                    columns.append(column)
                    times.append(float(used))
        served = [position[pair] for pair, _ in self.ways]
        width = count + pairs
        equal = coo_array((np.ones(width), ([*served, *range(pairs)], range(width))),
                          shape=(pairs, width)).tocsr()
        most = coo_array((times, (rows, columns)), shape=(len(self.full), width)).tocsr()
        return equal, most
