"""How well are towns connected? What it takes on average to the nearest port, or to a sea."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from corridors.analysis.matrix import Rows, amounts_between, unit_of
from corridors.errors import Problem, QueryError
from corridors.model.budget import Budget
from corridors.model.costs import CostModel
from corridors.model.given import expect
from corridors.model.leg import UNITS
from corridors.model.place_groups import Weights, places_of, weights_of
from corridors.model.query import Query
from corridors.model.records import Node
from corridors.model.route import Stamp
from corridors.model.snapshot import Snapshot
from corridors.routing.fan import at_once

__all__ = ["TARGETS", "Access", "AccessTo", "Nearest", "access"]

TARGETS = ("type:port", "group:baltic-ports", "group:gulf-ports")
"""What access is told to where nothing else is asked for: a port, the Baltic, the Gulf."""


class Nearest(NamedTuple):
    """The nearest of several places.

    Parameters
    ----------
    node
        The place.
    amount
        What the best route to it takes, in smallest units.
    """

    node: Node
    amount: int


@dataclass(frozen=True, slots=True)
class AccessTo:
    """Access of weighted places to one target.

    Parameters
    ----------
    target
        What was asked for, such as ``group:baltic-ports``.
    goals
        Places it means.
    nearest
        For each place the nearest of them, or None where no route leads to any.
    reached, cut_off
        Weight of the places with a route, and of those without.
    within
        Weight of the places within the budget; None without a budget.
    mean
        Mean of what the routes take, weighted, in smallest units; None where nothing is reached.
    """

    target: str
    goals: tuple[Node, ...] = field(repr=False)
    nearest: tuple[Nearest | None, ...] = field(repr=False)
    reached: float = 0.0
    cut_off: float = 0.0
    within: float | None = None
    mean: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Access:
    """Access of weighted places to targets.

    Parameters
    ----------
    query
        The question asked of every pair; its own places do not matter.
    places
        Places with a weight, in the order they were asked for.
    weights
        What each of them counts for: people where nothing else was given.
    without
        Places asked for that have no weight: they are in no mean.
    targets
        Access to each target.
    budget
        The budget of :attr:`AccessTo.within`, or None.
    snapshot
        The network it was asked of.
    stamp
        What it rests on.
    """

    query: Query
    places: tuple[Node, ...] = field(repr=False)
    weights: tuple[float, ...] = field(repr=False)
    without: tuple[Node, ...] = field(repr=False)
    targets: tuple[AccessTo, ...]
    budget: Budget | None
    snapshot: Snapshot = field(repr=False)
    stamp: Stamp = field(repr=False)

    @property
    def unit(self) -> str:
        """The unit of means: km, h, USD or kg."""
        return unit_of(self.query.by)

    def shown(self, amount: float | None) -> float | None:
        """Give an amount in km, h, USD per TEU or kg per TEU.

        Parameters
        ----------
        amount
            Smallest units, or None.
        """
        return None if amount is None else amount / UNITS[self.query.by]

    def __repr__(self) -> str:
        means = ", ".join(
            f"{to.target} {'no route' if to.mean is None else f'{self.shown(to.mean):,.0f}'}"
            for to in self.targets)
        return (f"<Access of {len(self.places)} places by {self.query.by} on {self.snapshot.on}, "
                f"mean in {self.unit}: {means}>")

    def _repr_html_(self) -> str:
        from corridors.model.html import table

        rows = [(to.target, "no route" if to.mean is None else f"{self.shown(to.mean):,.1f}",
                 f"{to.reached:,.0f}", f"{to.cut_off:,.0f}") for to in self.targets]
        return table(repr(self)[1:-1], ("to the nearest of", f"mean {self.unit}", "weight reached",
                                        "weight cut off"), rows)


def access(snapshot: Snapshot, places: Weights | None = None,
           to: Iterable[str] = TARGETS, query: Query | None = None,
           costs: CostModel | None = None, *, within: str | Budget | None = None,
           by: str = "time", engine_name: str = "auto") -> Access:
    """Say how well places are connected: what the nearest port takes, the Baltic, the Gulf.

    Parameters
    ----------
    snapshot
        The network on a day, or as a scenario changes it.
    places
        Names or groups of places, with weights where they have any; all towns whose people are
        known if not given. A place without a weight counts for its people.
    to
        Targets: a place, or a group, of which the nearest place counts.
    query
        Restrictions, and what routes are best by; its own places are not looked at.
    costs
        The cost model; the one that comes with the data if not given.
    within
        A budget such as ``72h``: the weight of the places within it is told as well. Its unit
        says what routes are best by.
    by
        What routes are best by, where there is neither query nor budget.
    engine_name
        Which engine solves it; the answer is the same with each.

    Returns
    -------
    access
        Weighted means, what is cut off, and the nearest place of each target for every place.

    Raises
    ------
    PlaceError
        If places are unknown.
    QueryError
        If a group is unknown, no place has a weight, the budget is none or is counted by something
        else than the query, or the query holds what one search cannot answer.

    Examples
    --------
    >>> from corridors import load
    >>> found = access(load().as_of(), {"Tbilisi": 3, "Baku": 1}, ["Poti", "group:caspian-ports"])
    >>> [target.nearest[1].node.name for target in found.targets]
    ['Poti', 'Alat port']
    """
    budget = None if within is None else within if isinstance(within, Budget) \
        else Budget.parse(str(within))
    expect(snapshot, Snapshot, "the network on a day", "Ask for one first: network.as_of().")
    network = snapshot.network
    known, without = weights_of(network, list(network.population) if places is None else places)
    nodes = tuple(network.node(key) for key in known)
    goals = [(text, places_of(network, [text], "to"))
             for text in ([to] if isinstance(to, str) else to)]
    every = tuple({node.node_id: node for _, found in goals for node in found}.values())
    asked = _asked(query, nodes[0], budget, by)
    rows, stamp = amounts_between(snapshot, asked, nodes, every, costs, engine_name)
    weights = tuple(known.values())
    position = {node.node_id: place for place, node in enumerate(every)}
    targets = tuple(_access_to(text, found, [position[node.node_id] for node in found],
                               (rows, weights), budget) for text, found in goals)
    return Access(asked, nodes, weights, without, targets, budget, snapshot, stamp)


def _asked(query: Query | None, place: Node, budget: Budget | None, by: str) -> Query:
    counted = budget.by if budget is not None else by
    if query is not None and budget is not None and query.by != budget.by:
        raise QueryError(Problem("Q41", f"{budget} is not counted by {query.by}",
                                 f"Ask by {budget.by}, or give a budget in "
                                 f"{unit_of(query.by)}.", column="within"))
    asked = query or Query(place.node_id, place.node_id, by=counted)
    if not at_once(asked):
        raise QueryError(Problem("Q43", "access is asked without places to pass, limits, a "
                                        "departure or several routes", "Leave them out."))
    return replace(asked, origin=place.node_id, destination=place.node_id)


def _access_to(text: str, goals: tuple[Node, ...], columns: Sequence[int],
               table: tuple[Rows, Sequence[float]], budget: Budget | None) -> AccessTo:
    rows, weights = table
    nearest = tuple(min((Nearest(node, amount) for node, column in zip(goals, columns, strict=True)
                         if (amount := row[column]) is not None),
                        key=lambda found: (found.amount, found.node.node_id), default=None)
                    for row in rows)
    told = [(found.amount, weight) for found, weight in zip(nearest, weights, strict=True)
            if found is not None]
    reached = sum(weight for _, weight in told)
    return AccessTo(
        text, goals, nearest, reached,
        sum(weight for found, weight in zip(nearest, weights, strict=True) if found is None),
        None if budget is None else sum(w for amount, w in told if amount <= budget.amount),
        sum(amount * weight for amount, weight in told) / reached if reached else None)
