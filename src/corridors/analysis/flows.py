"""What an assignment gives: flows of links, routes of pairs, and what is left behind."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from corridors.model.query import Query
from corridors.model.records import Node
from corridors.model.route import Route, Stamp
from corridors.model.snapshot import Snapshot

__all__ = ["LEFT_BEHIND", "NO_ROUTE", "PARTLY", "SAME_PLACE", "SERVED", "Assignment", "LinkFlow",
           "PairFlow", "RouteUse"]

SERVED, PARTLY, LEFT_BEHIND = "served", "partly served", "left behind"
NO_ROUTE, SAME_PLACE = "no route", "same place"
"""What becomes of a pair."""

SHOWN_IN_HTML = 15


class RouteUse(NamedTuple):
    """One route that a pair's demand takes.

    Parameters
    ----------
    route
        The route, with what it takes on an empty network.
    flow
        TEU a year along it.
    amount
        What it takes by the criterion with all flows on the network: h, USD or km.
    """

    route: Route
    flow: float
    amount: float


@dataclass(frozen=True, slots=True)
class PairFlow:
    """What becomes of the demand between two places.

    Parameters
    ----------
    query
        The question; its places and restrictions.
    origin, destination
        The places.
    demand, served
        TEU a year.
    state
        ``served``, ``partly served``, ``left behind``, ``no route`` or ``same place``.
    routes
        The routes it takes, the fullest first.
    """

    query: Query
    origin: Node
    destination: Node
    demand: float
    served: float
    state: str
    routes: tuple[RouteUse, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class LinkFlow:
    """What goes along a link.

    Parameters
    ----------
    link_id
        The link.
    forward, backward
        TEU a year, from its first node to its second and back.
    capacity
        TEU a year of both directions together, or None where it is not known.
    delay_h
        Hours that it takes longer than when it is empty; None where it never fills up.
    """

    link_id: str
    forward: float
    backward: float
    capacity: float | None = None
    delay_h: float | None = None

    @property
    def flow(self) -> float:
        """TEU a year in both directions together."""
        return self.forward + self.backward

    @property
    def load(self) -> float | None:
        """Flow as a share of the capacity, or None where that is not known."""
        return None if self.capacity is None else self.flow / self.capacity


@dataclass(frozen=True, slots=True, eq=False)
class Assignment:
    """A year's demand on the network.

    Parameters
    ----------
    pairs
        What becomes of each pair, in the order they were given.
    links
        Links that something goes along, the fullest first.
    by
        What the best ways have least of: ``time``, ``generalised`` or another criterion.
    method, capacity
        How flows were found, and what a capacity is.
    iterations, gap, objective
        Iterations, the relative gap reached, and the objective in TEU times h or USD.
    converged
        Whether the gap that was asked for is reached.
    unit, payload_t
        Unit the demand was given in, and tonnes in one TEU.
    snapshot, stamp
        The network, and what the answer rests on.
    """

    pairs: tuple[PairFlow, ...]
    links: tuple[LinkFlow, ...] = field(repr=False)
    by: str
    method: str
    capacity: str
    iterations: int
    gap: float
    objective: float
    converged: bool
    unit: str
    payload_t: float
    snapshot: Snapshot = field(repr=False)
    stamp: Stamp = field(repr=False)

    @property
    def demand(self) -> float:
        """All demand, in TEU a year."""
        return sum(pair.demand for pair in self.pairs)

    @property
    def served(self) -> float:
        """All that is carried, in TEU a year."""
        return sum(pair.served for pair in self.pairs)

    @property
    def unserved(self) -> tuple[PairFlow, ...]:
        """Pairs of which some demand is not carried."""
        return tuple(pair for pair in self.pairs if pair.served < pair.demand)

    @property
    def over(self) -> tuple[LinkFlow, ...]:
        """Links that carry more than their capacity, the fullest by share first."""
        return tuple(sorted((link for link in self.links
                             if link.capacity is not None and link.flow > link.capacity),
                            key=lambda link: (-(link.load or 0.0), link.link_id)))

    def by_corridor(self) -> dict[str, float]:
        """Give million TEU-km a year on the links of each corridor, the most first.

        A link of several corridors counts for each of them.
        """
        found: dict[str, float] = {}
        links = self.snapshot.network.links
        for link in self.links:
            place = links.index[link.link_id]
            work = link.flow * self.snapshot.length_km[place].value / 1e6
            for name in links.records[place].corridors:
                found[name] = found.get(name, 0.0) + work
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    def __repr__(self) -> str:
        reached = "" if self.converged else ", not reached what was asked for"
        return (f"<Assignment of {self.demand:,.0f} TEU a year on {self.snapshot.on} by {self.by}: "
                f"{self.served:,.0f} carried, {len(self.links)} links used, {len(self.over)} over "
                f"capacity; {self.method}, iterations: {self.iterations}, relative gap "
                f"{self.gap:.1e}{reached}>")

    def _repr_html_(self) -> str:
        from corridors.model.html import table

        rows = [(link.link_id, f"{link.flow:,.0f}",
                 "" if link.capacity is None else f"{link.capacity:,.0f}",
                 "" if link.delay_h is None else f"{link.delay_h:,.1f}")
                for link in self.links[:SHOWN_IN_HTML]]
        return table(repr(self)[1:-1], ("link", "TEU a year", "capacity", "longer by h"), rows)
