"""Equilibrium of flows: all-or-nothing, successive averages, and three of the Frank-Wolfe family.

In an equilibrium no unit of demand has a better way at what arcs take with all flows on them
(Wardrop's first principle). It has the least of a convex objective, the sum over links of the
integral of what they take (Beckmann). Each iteration puts all demand on the best ways as they are
now, and goes some way towards that:

- ``aon``: all on the best ways of the empty network; nothing more.
- ``msa``: 1/2, 1/3, 1/4, ... of the way.
- ``fw``: as far as makes the objective least (Frank and Wolfe 1956; LeBlanc, Morlok and
  Pierskalla 1975).
- ``cfw``: towards a mixture with the target before, conjugate to it.
- ``bfw``: towards a mixture with the two targets before, conjugate to both.

The relative gap is what all flows take more than they would on the best ways, as a share of what
they take. The objective is above its least value by at most that times what they take.

Source of the conjugate ones: M. Mitradjieva and P. O. Lindberg, The stiff is moving: conjugate
direction Frank-Wolfe methods with applications to traffic assignment, Transportation Science 47
(2013), 280-293.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import isfinite

import numpy as np

from corridors.errors import Problem, QueryError, suggest
from corridors.routing.delays import Floats
from corridors.routing.directions import Target, mixture, step_along
from corridors.routing.flow_network import Demand, FlowNetwork
from corridors.routing.loading import Loaded, Loader

__all__ = ["METHODS", "Flows", "RouteFlow", "assign_flows"]

METHODS = ("aon", "msa", "fw", "cfw", "bfw")
"""Methods of assignment, from the simplest to the quickest."""

LEAST_SHARE = 1e-12
"""Share of a pair's demand below which a way is not told: it is rounding."""


@dataclass(frozen=True, slots=True)
class RouteFlow:
    """One way that a pair uses.

    Parameters
    ----------
    arcs
        Positions of its arcs, in order.
    flow
        What goes along it.
    """

    arcs: tuple[int, ...]
    flow: float


@dataclass(frozen=True, slots=True, eq=False)
class Flows:
    """Flows on a network, and how near they are to an equilibrium.

    Parameters
    ----------
    network, demand
        What was assigned to what.
    method
        One of :data:`METHODS`.
    flow, cost
        Of each arc: what goes along it, and what one unit takes there.
    objective
        Sum of the integrals of what links take.
    gaps
        Relative gap after each iteration, the last one that of these flows.
    converged
        Whether the gap that was asked for is reached; always by ``aon``, which asks for none.
    no_route
        Positions of pairs without a way; their demand is in no flow.
    loaded, mix
        The loadings that the flows are a mixture of, and how much each has in it.
    """

    network: FlowNetwork = field(repr=False)
    demand: Demand = field(repr=False)
    method: str
    flow: Floats = field(repr=False)
    cost: Floats = field(repr=False)
    objective: float
    gaps: tuple[float, ...] = field(repr=False)
    converged: bool
    no_route: tuple[int, ...]
    loaded: tuple[Loaded, ...] = field(repr=False)
    mix: Floats = field(repr=False)

    @property
    def gap(self) -> float:
        """Relative gap of the flows."""
        return self.gaps[-1]

    @property
    def iterations(self) -> int:
        """How many times the demand was put on the best ways after the first."""
        return len(self.gaps) - 1

    @property
    def total(self) -> float:
        """What all flows take together."""
        return float(self.cost @ self.flow)

    @property
    def link_flow(self) -> Floats:
        """Flow of each link: of both directions where they share it."""
        return self.network.by_link(self.flow)

    def routes(self) -> tuple[tuple[RouteFlow, ...], ...]:
        """Give the ways that each pair uses, the fullest first; flows of arcs are their sum.

        A pair without demand, without a way, or of one place has none.

        Raises
        ------
        QueryError
            If ways were not kept.
        """
        if not self.loaded:
            raise QueryError(Problem("Q72", "the ways were not kept",
                                     "Assign with ways=True to know them."))
        count = len(self.demand)
        found: list[dict[tuple[int, ...], float]] = [{} for _ in range(count)]
        for share, loaded in zip(self.mix.tolist(), self.loaded, strict=True):
            if share > LEAST_SHARE:
                for pair, arcs in enumerate(loaded.ways(count)):
                    if arcs:
                        found[pair][arcs] = found[pair].get(arcs, 0.0) + share
        return tuple(tuple(RouteFlow(arcs, share * amount) for arcs, share in sorted(
            ways.items(), key=lambda way: (-way[1], way[0])))
            for ways, amount in zip(found, self.demand.amount.tolist(), strict=True))

    def __repr__(self) -> str:
        reached = "" if self.converged else ", not reached what was asked for"
        return (f"<Flows by {self.method}: {len(self.network)} arcs, {len(self.demand)} pairs, "
                f"iterations: {self.iterations}, relative gap {self.gap:.1e}{reached}, objective "
                f"{self.objective:,.6g}>")


def assign_flows(network: FlowNetwork, demand: Demand, *, method: str = "bfw", gap: float = 1e-6,
                 iterations: int = 2_000, ways: bool = True) -> Flows:
    """Assign demand to a network whose links take longer the fuller they are.

    Parameters
    ----------
    network
        Arcs and delays.
    demand
        What goes from where to where.
    method
        One of :data:`METHODS`.
    gap
        Relative gap at which it is enough.
    iterations
        Most iterations.
    ways
        Whether to keep the ways, which takes memory for every iteration: about 16 bytes for each
        step of the way of each pair.

    Returns
    -------
    flows
        Flows of arcs, the ways they are made of, and the gap after each iteration. The same data
        give the same flows.

    Raises
    ------
    QueryError
        If there is no such method, the gap or the number of iterations cannot be, or a pair
        begins or ends at no node.

    Examples
    --------
    Two ways of the same length, of which one is twice as wide:

    >>> two = FlowNetwork.of_columns([0, 0], [1, 1], [10.0, 10.0], [100.0, 200.0])
    >>> flows = assign_flows(two, Demand([0], [1], [300.0]), gap=1e-12)
    >>> [round(flow) for flow in flows.flow.tolist()]
    [100, 200]
    """
    _check(method, gap, iterations)
    loader = Loader(network, demand)
    empty = network.costs(np.zeros(network.links))
    first = loader.load(empty)
    run = _Run(network, loader, method, first, ways=ways)
    missing = tuple(np.flatnonzero(~np.isfinite(first.cost)).tolist())
    while not run.done(gap) and method != "aon" and len(run.gaps) <= iterations:
        run.advance()
    return Flows(network, demand, method, run.flow, run.cost, network.objective(run.flow),
                 tuple(run.gaps), run.gaps[-1] <= gap or method == "aon", missing,
                 tuple(run.loaded[:len(run.mix)]) if ways else (), run.mix)


class _Run:
    """Flows on their way to an equilibrium."""

    def __init__(self, network: FlowNetwork, loader: Loader, method: str, first: Loaded, *,
                 ways: bool) -> None:
        self.network, self.loader, self.method, self.ways = network, loader, method, ways
        self.flow, self.mix, self.best, self.count = first.flow, np.ones(1), first, 1
        self.loaded, self.gaps = [first] if ways else [], list[float]()
        self.before: list[Target] = []
        self.cost: Floats = network.costs(network.by_link(self.flow))

    def done(self, gap: float) -> bool:
        """Put the demand on the best ways as they are now, and say whether the gap is small."""
        self.cost = self.network.costs(self.network.by_link(self.flow))
        best = self.loader.load(self.cost)
        with np.errstate(over="ignore", invalid="ignore"):
            takes = float(self.cost @ self.flow)
        if not isfinite(takes):
            raise QueryError(Problem("Q72", "with all flows on them links take more than can be "
                                            "counted", "Give less demand, or a delay that grows "
                                                       "less suddenly."))
        self.gaps.append(max(0.0, (takes - float(self.cost @ best.flow)) / takes)
                         if takes > 0 else 0.0)
        if self.gaps[-1] > gap:
            self.best, self.count = best, self.count + 1
            if self.ways:
                self.loaded.append(best)
        return self.gaps[-1] <= gap

    def advance(self) -> None:
        """Go towards the best ways, or towards a mixture of them with targets before."""
        best, count = self.best, self.count
        self.mix = np.append(self.mix, np.zeros(count - len(self.mix)))
        own = np.zeros(count)
        own[-1] = 1.0
        target = Target(best.flow, own)
        if self.method == "msa":
            step = 1.0 / count
        else:
            target = mixture(self.network, self.flow, self.cost, target, self.before
                             if self.method != "fw" else [], most=1 if self.method == "cfw" else 2)
            step = step_along(self.network, self.flow, target.flow)
        self.flow = self.flow + step * (target.flow - self.flow)
        self.mix = self.mix + step * (target.mix - self.mix)
        # A full step leaves nothing of the targets before, to which no next one can be conjugate.
        self.before = [target.taken(step), *self.before[:1]] if 0 < step < 1 else []


def _check(method: str, gap: object, iterations: object) -> None:
    problems = []
    if method not in METHODS:
        problems.append(Problem("Q72", f'"{method}" is no method of assignment',
                                suggest(method, METHODS) or f"Use one of {', '.join(METHODS)}."))
    if not (isinstance(gap, int | float) and gap >= 0):
        problems.append(Problem("Q72", f"{gap!r} is no relative gap",
                                "Give a number from 0 on, such as 1e-6."))
    if not (isinstance(iterations, int) and iterations >= 1):
        problems.append(Problem("Q72", f"{iterations!r} is no number of iterations",
                                "Give a whole number from 1 on."))
    if problems:
        raise QueryError(problems)


