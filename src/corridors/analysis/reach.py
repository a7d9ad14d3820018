"""What lies within so many hours, kilometres or USD of a place?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from corridors.analysis.link_parts import LinkPart, link_parts
from corridors.errors import Problem, QueryError
from corridors.model.budget import Budget, bands_of
from corridors.model.costs import CostModel
from corridors.model.given import expect
from corridors.model.place_groups import Weights, weights_of
from corridors.model.query import Query
from corridors.model.records import Node
from corridors.model.route import Stamp
from corridors.model.snapshot import Snapshot
from corridors.routing.fan import Fan, at_once, stamp_of

__all__ = ["LinkPart", "Reach", "Reached", "reach"]


class Reached(NamedTuple):
    """A place within the budget.

    Parameters
    ----------
    node
        The place.
    amount
        What the best route takes, from door to door, in smallest units.
    band
        Position of the first band that holds it.
    """

    node: Node
    amount: int
    band: int


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """What lies within a budget of a place.

    Parameters
    ----------
    place
        The place.
    query
        The question; its destination does not matter.
    bands
        Parts of the budget, the smallest first; the last is the whole.
    inward
        Whether ways into the place are meant, and not out of it.
    nodes
        Places reached, the nearest first.
    parts
        Stretches of links reached, by link id: how far goods on their way get. A stretch beyond
        the last place reached takes them there in time to be on the way, not to be delivered.
    snapshot
        The network it was asked of.
    stamp
        What it rests on.
    why_not
        Why nothing is reached, or blank.
    weights
        What places count for, by node id, where this was given.
    """

    place: Node
    query: Query
    bands: tuple[Budget, ...]
    inward: bool
    nodes: tuple[Reached, ...] = field(repr=False)
    parts: tuple[LinkPart, ...] = field(repr=False)
    snapshot: Snapshot = field(repr=False)
    stamp: Stamp = field(repr=False)
    why_not: str = ""
    weights: Mapping[str, float] | None = field(default=None, repr=False)

    @property
    def budget(self) -> Budget:
        """The whole budget."""
        return self.bands[-1]

    def shown(self, reached: Reached) -> float:
        """Give what a place takes in h, km, USD per TEU or kg per TEU.

        Parameters
        ----------
        reached
            One of :attr:`nodes`.
        """
        return Budget(self.budget.by, reached.amount).shown

    def within(self, band: int) -> tuple[Reached, ...]:
        """Give the places within a band and those before it.

        Parameters
        ----------
        band
            Its position.
        """
        return tuple(reached for reached in self.nodes if reached.band <= band)

    def people(self, band: int) -> int:
        """Count the people of the towns within a band and those before it.

        Parameters
        ----------
        band
            Its position.
        """
        known = self.snapshot.network.population
        return sum(known[reached.node.node_id].people for reached in self.within(band)
                   if reached.node.node_id in known)

    def weight(self, band: int) -> float | None:
        """Sum the weights of the places within a band and those before it.

        Parameters
        ----------
        band
            Its position.

        Returns
        -------
        weight
            None where no weights were given.
        """
        if self.weights is None:
            return None
        return sum(self.weights.get(reached.node.node_id, 0.0) for reached in self.within(band))

    @property
    def without_people(self) -> tuple[str, ...]:
        """Ids of the places reached whose people are not known, or that are no town."""
        known = self.snapshot.network.population
        return tuple(reached.node.node_id for reached in self.nodes
                     if reached.node.node_id not in known)

    def __repr__(self) -> str:
        to = "of the way to" if self.inward else "of"
        return (f"<Reach: {len(self.nodes)} places within {self.budget} {to} {self.place.name} "
                f"on {self.snapshot.on}>")

    def _repr_html_(self) -> str:
        from corridors.model.html import table

        rows = [(reached.node.name, reached.node.country, f"{self.shown(reached):,.1f}",
                 str(self.bands[reached.band])) for reached in self.nodes]
        return table(repr(self)[1:-1], ("place", "country", "takes", "within"), rows)


def reach(snapshot: Snapshot, place: str, within: str | Budget | Iterable[str | Budget],
          query: Query | None = None, costs: CostModel | None = None, *, inward: bool = False,
          weights: Weights | None = None, engine_name: str = "auto") -> Reach:
    """Say what lies within a budget of a place.

    Parameters
    ----------
    snapshot
        The network on a day, or as a scenario changes it.
    place
        Name or node id.
    within
        The budget: ``72h``, ``3d``, ``2000km``, ``1500usd`` or ``900kg``; its unit says what routes
        are best by. Several of one unit are bands, and the largest is the whole.
    query
        Restrictions; its places and what it is best by are not looked at.
    costs
        The cost model; the one that comes with the data if not given.
    inward
        Whether to ask from where the place is reached, and not what is reached from it.
    weights
        What places count for, such as depots with their tonnes: the weight reached is told.
    engine_name
        Which engine solves it; the answer is the same with each.

    Returns
    -------
    reach
        Places and stretches of links, by band. What a place takes is what
        :func:`corridors.shortest_route` gives, from door to door.

    Raises
    ------
    PlaceError
        If the place is unknown, or several bear its name.
    QueryError
        If the budget is none, or the query holds places to pass, limits, a departure or asks for
        several routes.

    Examples
    --------
    >>> from corridors import load
    >>> found = reach(load().as_of(), "Tbilisi", "100km")
    >>> [(reached.node.name, found.shown(reached)) for reached in found.nodes][:2]
    [('Tbilisi', 0.0), ('Marabda', 29.0)]
    """
    steps = bands_of(None, within if isinstance(within, Iterable) and not isinstance(within, str)
                     else [within])
    expect(snapshot, Snapshot, "the network on a day", "Ask for one first: network.as_of().")
    counts = None if weights is None else weights_of(snapshot.network, weights)[0]
    node = snapshot.network.place(place)
    asked = _asked(query, node.node_id, steps[-1].by)
    fan = Fan.of(snapshot, asked, costs, engine_name, inward=inward)
    at = snapshot.network.nodes.index[node.node_id]
    tree = fan.tree(at)
    why_not = fan.solver.search.why_not
    amounts = [step.amount for step in steps]
    return Reach(node, asked, steps, inward,
                 () if why_not else tuple(_nodes(fan, tree, at, amounts)),
                 () if why_not else tuple(link_parts(fan, tree, amounts)),
                 snapshot, stamp_of(fan.solver), why_not, counts)


def _asked(query: Query | None, place: str, by: str) -> Query:
    if query is not None and not at_once(query):
        raise QueryError(Problem(
            "Q43", "what is reached is asked without places to pass, limits, a departure or "
                   "several routes",
            "Leave them out, or ask for a matrix, which takes places to pass, limits and a "
            "departure."))
    asked = query or Query(place, place)
    # What is reached by value of time has no budget in one unit.
    return replace(asked, origin=place, destination=place, by=by, value_of_time=None)


def _band(amounts: Sequence[int], amount: int) -> int:
    return next(band for band, most in enumerate(amounts) if amount <= most)


def _nodes(fan: Fan, tree: Sequence[int], at: int, amounts: Sequence[int]) -> list[Reached]:
    records = fan.solver.snapshot.network.nodes.records
    found = []
    for place, node in enumerate(records):
        least = 0 if place == at else fan.least(tree, place)
        if least is not None and least <= amounts[-1]:
            found.append(Reached(node, least, _band(amounts, least)))
    return sorted(found, key=lambda reached: (reached.amount, reached.node.node_id))
