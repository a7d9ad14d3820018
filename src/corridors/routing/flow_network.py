"""A network that fills up: arcs in columns, delays by link, and the demand that goes through it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

from corridors.errors import Problem, QueryError
from corridors.routing.delays import Bpr, Delay, Floats, as_delay
from corridors.routing.topology import Topology

__all__ = ["Demand", "FlowNetwork"]

Ints: TypeAlias = Any
"""An array of whole numbers."""


@dataclass(frozen=True, slots=True, eq=False)
class FlowNetwork:
    """Arcs with delays, which an assignment fills with flows.

    Parameters
    ----------
    count
        Number of nodes, which are 0, 1, ...
    tail, head
        Where each arc comes from and leads to.
    delay
        What links take at flows; a :class:`~corridors.routing.delays.Bpr` or a function of one's
        own.
    group
        For each arc the link whose delay it shares, -1 for an arc that never fills up; None where
        each arc is a link of its own. Both directions of a single track are one link.
    fixed
        What each arc takes whatever its flow is, beside the delay; None for nothing.
    zones
        How many of the first nodes are zones, which flow may leave and enter, but not pass.
    links
        Number of links that can fill up; as many as the delay or the groups know of if 0.

    Raises
    ------
    QueryError
        If columns do not fit each other.
    """

    count: int
    tail: Ints = field(repr=False)
    head: Ints = field(repr=False)
    delay: Delay = field(repr=False)
    group: Ints | None = field(default=None, repr=False)
    fixed: Floats | None = field(default=None, repr=False)
    zones: int = 0
    links: int = 0

    def __post_init__(self) -> None:
        set_field = object.__setattr__
        set_field(self, "tail", np.asarray(self.tail, dtype=np.int64))
        set_field(self, "head", np.asarray(self.head, dtype=np.int64))
        set_field(self, "delay", as_delay(self.delay))
        for name, kind in (("group", np.int64), ("fixed", float)):
            if getattr(self, name) is not None:
                set_field(self, name, np.asarray(getattr(self, name), dtype=kind))
        set_field(self, "links", self.links or self._links())
        problems = list(_problems(self)) or _delay_problems(self)
        if problems:
            raise QueryError(problems)

    @classmethod
    def of_columns(cls, tail: Ints, head: Ints, free_flow: Floats, capacity: Floats, *,
                   b: Floats = 0.15, power: Floats = 4.0, zones: int = 0, count: int = 0
                   ) -> FlowNetwork:
        """Make a network of columns, with delays by the function of the Bureau of Public Roads.

        Parameters
        ----------
        tail, head
            Where each link comes from and leads to: nodes 0, 1, ...
        free_flow, capacity, b, power
            See :class:`~corridors.routing.delays.Bpr`.
        zones
            How many of the first nodes may not be passed.
        count
            Number of nodes; as many as are named if 0.

        Examples
        --------
        >>> two = FlowNetwork.of_columns([0, 0], [1, 1], [10.0, 12.0], [100.0, 100.0])
        >>> two.count, len(two)
        (2, 2)
        """
        most = max((int(np.max(ends)) for ends in (tail, head) if np.size(ends)), default=-1)
        return cls(count or most + 1, tail, head, Bpr(free_flow, capacity, b, power), zones=zones)

    @classmethod
    def of_topology(cls, topology: Topology, capacity: Floats, *, by: str = "time",
                    b: Floats = 0.15, power: Floats = 4.0) -> FlowNetwork:
        """Make a network of a large one; the directions of a link share its capacity.

        Parameters
        ----------
        topology
            The network, as :func:`corridors.from_arrays` makes it.
        capacity
            Of each link, > 0; infinite where it is not limited.
        by
            Which of its criteria an empty link takes.
        b, power
            See :class:`~corridors.routing.delays.Bpr`.
        """
        topology.criterion(by)
        graph = topology.graph
        first = np.asarray(graph.first)
        tail = np.repeat(np.arange(topology.count), np.diff(first))
        return cls(topology.count, tail, np.asarray(graph.head),
                   Bpr(topology.weights[by], capacity, b, power), group=np.asarray(graph.arc))

    def __len__(self) -> int:
        return len(self.tail)

    def by_link(self, flow: Floats) -> Floats:
        """Add the flows of arcs to flows of links.

        Parameters
        ----------
        flow
            One for each arc.
        """
        if self.group is None:
            return flow
        fills = self.group >= 0
        return np.bincount(self.group[fills], flow[fills], minlength=self.links)

    def _links(self) -> int:
        if self.group is None:
            return len(self.tail)
        sized = getattr(self.delay, "free_flow", None)
        return int(self.group.max(initial=-1)) + 1 if sized is None else len(sized)

    def costs(self, link_flow: Floats) -> Floats:
        """Give what each arc takes at flows of links.

        Parameters
        ----------
        link_flow
            One for each link.
        """
        value = self.delay.value(link_flow)
        if self.group is not None:
            value = np.where(self.group >= 0, value[self.group], 0.0) if len(value) \
                else np.zeros(len(self.tail))
        return value if self.fixed is None else value + self.fixed

    def objective(self, flow: Floats) -> float:
        """Give the objective that an equilibrium has the least of: the sum of all integrals.

        Parameters
        ----------
        flow
            One for each arc.
        """
        total = float(self.delay.integral(self.by_link(flow)).sum())
        return total if self.fixed is None else total + float(self.fixed @ flow)


@dataclass(frozen=True, slots=True, eq=False)
class Demand:
    """What goes from where to where.

    Parameters
    ----------
    origin, destination
        Nodes of each pair.
    amount
        What goes, >= 0.

    Raises
    ------
    QueryError
        If columns do not fit each other, or an amount cannot be.
    """

    origin: Ints
    destination: Ints
    amount: Floats

    def __post_init__(self) -> None:
        set_field = object.__setattr__
        set_field(self, "origin", np.asarray(self.origin, dtype=np.int64))
        set_field(self, "destination", np.asarray(self.destination, dtype=np.int64))
        set_field(self, "amount", np.asarray(self.amount, dtype=float))
        if not len(self.origin) == len(self.destination) == len(self.amount):
            raise QueryError(Problem("Q71", f"{len(self.origin)} origins, {len(self.destination)} "
                                            f"destinations and {len(self.amount)} amounts are "
                                            "given", "Give one of each for each pair."))
        wrong = np.flatnonzero(~(np.isfinite(self.amount) & (self.amount >= 0)))
        if len(wrong):
            raise QueryError(Problem("Q71", f"the demand {self.amount[wrong[0]]:g} of pair "
                                            f"{wrong[0]} is no number >= 0",
                                     "Give a number from 0 on."))

    @classmethod
    def of_matrix(cls, matrix: Floats) -> Demand:
        """Make a demand of a square matrix: a row for each origin, from node 0 on.

        Parameters
        ----------
        matrix
            What goes from row to column.

        Examples
        --------
        >>> len(Demand.of_matrix([[0, 5], [7, 0]]))
        2
        """
        table = np.asarray(matrix, dtype=float)
        origin, destination = np.nonzero(table)
        return cls(origin, destination, table[origin, destination])

    def __len__(self) -> int:
        return len(self.amount)

    @property
    def total(self) -> float:
        """All that goes."""
        return float(self.amount.sum())


def _delay_problems(network: FlowNetwork) -> list[Problem]:
    """Try the delays on the empty network: a function of one's own may give anything."""
    if isinstance(network.delay, Bpr):
        return []
    none = np.zeros(network.links)
    found = [(what, np.asarray(give(none), dtype=float)) for what, give in (
        ("what links take", network.delay.value), ("its integral", network.delay.integral))]
    return [Problem("Q70", f"the delay function gives {values.size} numbers for {what}, where "
                           f"there are {network.links} links" if values.shape != none.shape else
                    f"the delay function gives {what} that is no number >= 0 without any flow",
                    "Let it give arrays: one number from 0 on for each link.")
            for what, values in found
            if values.shape != none.shape or not (np.isfinite(values) & (values >= 0)).all()]


def _problems(network: FlowNetwork) -> list[Problem]:
    arcs, found = len(network.tail), []
    for name, column in (("head", network.head), ("group", network.group),
                         ("fixed", network.fixed)):
        if column is not None and len(column) != arcs:
            found.append(Problem("Q70", f"{len(column)} values of {name} are given for {arcs} arcs",
                                 "Give one for each arc."))
    for name, ends in (("tail", network.tail), ("head", network.head)):
        stray = np.flatnonzero((ends < 0) | (ends >= network.count))
        if len(stray):
            found.append(Problem("Q70", f"{name} {ends[stray[0]]} of arc {stray[0]} is no node "
                                        f"of {network.count}", "Nodes are counted from 0 on."))
    size = getattr(network.delay, "free_flow", None)
    if network.group is None and size is not None and len(size) != arcs:
        found.append(Problem("Q70", f"delays of {len(size)} links are given for {arcs} arcs",
                             "Give one for each arc, or say by group which arc shares which."))
    if network.fixed is not None and not (network.fixed >= 0).all():
        found.append(Problem("Q70", "what an arc takes is no number >= 0", "Give 0 or more."))
    if not 0 <= network.zones <= network.count:
        found.append(Problem("Q70", f"{network.zones} of {network.count} nodes cannot be zones",
                             "Give the number of zones, which are the first nodes."))
    return found
