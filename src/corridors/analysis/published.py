"""How far are our lengths, days and costs from published ones?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from corridors.errors import InputError, Problem, QueryError
from corridors.model.costs import CostModel
from corridors.model.network import Network
from corridors.model.published import PublishedRoute
from corridors.model.query import Query
from corridors.model.route import Answer, Route
from corridors.model.scenario import Change
from corridors.routing.solve import shortest_route

__all__ = ["MOST_PERCENT", "Agreement", "Held", "agreement_of", "held_against"]

MOST_PERCENT = 8.0
"""A length that differs by more needs a written reason."""

HOURS_A_DAY = 24


@dataclass(frozen=True, slots=True)
class Held:
    """A published route, and the route the program finds for it.

    Parameters
    ----------
    published
        What is published.
    answer
        What the program answers to the same question.
    """

    published: PublishedRoute
    answer: Answer

    @property
    def ours(self) -> Route | None:
        """Our route, or None where there is none."""
        return self.answer.best

    @property
    def independent(self) -> bool:
        """Whether the published length is a check: the same route, and no link was set by it."""
        return (self.published.distance_km is not None and self.published.comparable
                and self.published.used_to_set_links == "no")

    @property
    def percent(self) -> float | None:
        """Difference of our length to the published one in per cent; None without either."""
        theirs = self.published.distance_km
        if self.ours is None or not theirs:
            return None
        return 100 * (self.ours.distance_km - theirs) / theirs

    @property
    def days(self) -> tuple[float, float, float] | None:
        """Lowest, working and highest days of our route; None where there is none."""
        if self.ours is None:
            return None
        low, high = self.ours.shown_range("time")
        return low / HOURS_A_DAY, self.ours.time_h / HOURS_A_DAY, high / HOURS_A_DAY

    @property
    def days_overlap(self) -> bool | None:
        """Whether the published days and ours have a day in common; None without either."""
        if self.published.days is None or self.days is None:
            return None
        return self.published.days[0] <= self.days[2] and self.days[0] <= self.published.days[1]

    @property
    def unexplained(self) -> bool:
        """Whether it is an independent length with a large difference and no written reason."""
        return (self.independent and not self.published.difference_note
                and (self.percent is None or abs(self.percent) > MOST_PERCENT))


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far our figures are from published ones, in all.

    Parameters
    ----------
    lengths
        Number of independent published lengths.
    median_percent
        Median of their absolute differences in per cent; None where there are none.
    above
        Ids of those that differ by more than :data:`MOST_PERCENT`.
    unexplained
        Ids of those of them that say no reason.
    days, days_overlapping
        Number of rows with days and a route, and of those whose days overlap ours.
    """

    lengths: int
    median_percent: float | None
    above: tuple[str, ...]
    unexplained: tuple[str, ...]
    days: int
    days_overlapping: int


def held_against(network: Network, routes: Iterable[PublishedRoute],
                 costs: CostModel | None = None) -> tuple[Held, ...]:
    """Find the route that each published figure means.

    Parameters
    ----------
    network
        The network.
    routes
        Published routes.
    costs
        The cost model; the one that comes with the data if not given.

    Returns
    -------
    held
        Each published route beside ours, in the order given.

    Raises
    ------
    QueryError
        If rows name places, links or selectors that the network does not have; all at once.

    Examples
    --------
    >>> from corridors import load
    >>> row = PublishedRoute("p1", "ge-tbilisi", "ge-poti", modes=("rail",), distance_km=310)
    >>> held = held_against(load(), [row])[0]
    >>> abs(held.percent) < 8, held.unexplained
    (True, False)
    """
    held, problems = [], list[Problem]()
    for route in routes:
        try:
            held.append(Held(route, _ours(network, route, costs)))
        except InputError as error:
            problems += [replace(problem, message=f"{route.route_id}: {problem.message}",
                                 file="published_route.csv") for problem in error.problems]
    if problems:
        raise QueryError(problems)
    return tuple(held)


def agreement_of(held: Sequence[Held]) -> Agreement:
    """Sum up how far our figures are from published ones.

    Parameters
    ----------
    held
        Published routes beside ours.

    Returns
    -------
    agreement
        Medians, counts and what needs a reason.

    Examples
    --------
    >>> agreement_of([]).median_percent is None
    True
    """
    lengths = [one for one in held if one.independent]
    errors = [abs(one.percent) for one in lengths if one.percent is not None]
    overlaps = [one.days_overlap for one in held if one.days_overlap is not None]
    return Agreement(
        len(lengths), median(errors) if errors else None,
        tuple(one.published.route_id for one in lengths
              if one.percent is not None and abs(one.percent) > MOST_PERCENT),
        tuple(one.published.route_id for one in lengths if one.unexplained),
        len(overlaps), sum(overlaps))


def _ours(network: Network, route: PublishedRoute, costs: CostModel | None) -> Answer:
    snapshot = network.as_of(route.on or None)
    if route.opened:
        snapshot = snapshot.apply([Change(tuple(f"link:{link}" for link in route.opened), "open",
                                          reason="part of the published route")])
    return shortest_route(snapshot, Query(route.origin, route.destination,
                                          modes=route.modes or None, avoid=route.avoid,
                                          via=route.via, max_road_km=route.max_road_km,
                                          terminal_to_terminal=not route.door_to_door), costs)
