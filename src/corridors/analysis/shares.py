"""Which share of the traffic takes which route, and which corridor?

Not everyone takes the best route: prices differ by shipper, capacity is short, habits last. A logit
model gives each of several routes a share that falls with its generalised cost; routes that overlap
share what they have in common (:mod:`corridors.analysis.logit`).

Two numbers decide, and neither is measured on these corridors. ``value_of_time`` says what a day
is worth; 100 USD per TEU is 0.2 % a day of the 57,600 USD that a TEU between China and Europe was
worth in 2020 (UTLC ERA, in Railway Gazette of 2021: 31.5 billion USD in 547,000 TEU). ``theta``
says how sharply traffic goes to what is cheaper; by 0.002 per USD, 350 USD per TEU halve the odds.
Reports therefore tell the shares at half and at double theta as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from math import fsum
from typing import NamedTuple

from corridors.analysis.logit import MILLION, logit, path_sizes, whole_parts
from corridors.errors import Problem, QueryError
from corridors.model.costs import CostModel
from corridors.model.given import expect
from corridors.model.pairs import Pairs, as_pairs
from corridors.model.query import Query
from corridors.model.query_checks import DETOUR, OVERLAP
from corridors.model.records import Node
from corridors.model.route import Answer, Route, Stamp
from corridors.model.scenario import Scenario
from corridors.model.snapshot import Snapshot
from corridors.routing.solve import shortest_route

__all__ = ["COUNT", "NO_CORRIDOR", "THETA", "VALUE_OF_TIME", "Elasticities", "PairShares", "Share",
           "Shares", "shares"]

COUNT, THETA, VALUE_OF_TIME = 4, 0.002, 100.0
"""How many routes, per USD per TEU, and USD per TEU and day, if nothing is said."""

MOST_ROUTES, MOST_THETA, MOST_WORTH = 1_000, 1_000.0, 100_000.0
"""Beyond these a number is a slip."""

NO_CORRIDOR = "no corridor"
"""Stands for routes on links of no corridor."""

HOURS_A_DAY = 24.0


class Elasticities(NamedTuple):
    """By how many per cent shares change where a route takes one per cent more.

    Parameters
    ----------
    cost, time
        Of its own share, where it costs one per cent more, or takes one per cent longer.
    cross_cost, cross_time
        Of the share of each other route, where this one does.
    """

    cost: float
    time: float
    cross_cost: float
    cross_time: float


@dataclass(frozen=True, slots=True)
class Share:
    """The share of one route of a pair.

    Parameters
    ----------
    name
        Title of the variant it stands for, or the corridor that carries most of it.
    route
        The route.
    generalised
        Cost and worth of its time, in USD per TEU.
    path_size
        1 where it shares nothing with other routes of the choice, less where it does.
    share
        From 0 to 1.
    millionths
        The same in millionths, which add up to a million exactly.
    elasticities
        How shares answer to its cost and time.
    """

    name: str
    route: Route
    generalised: float
    path_size: float
    share: float
    millionths: int
    elasticities: Elasticities


@dataclass(frozen=True, slots=True)
class PairShares:
    """The choice between two places.

    Parameters
    ----------
    query
        The question.
    origin, destination
        The places.
    weight
        What the pair counts for.
    shares
        Of each route, the largest first; none where there is no route.
    """

    query: Query
    origin: Node
    destination: Node
    weight: float
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """Which share of the traffic takes which route.

    Parameters
    ----------
    pairs
        The choice of each pair, in the order they were given.
    theta
        Per USD per TEU.
    scenario
        The scenario whose variants are the choice; blank where routes are.
    unit
        Unit of the weights of pairs; blank where they are only weights.
    snapshot, stamp
        The network, and what the answer rests on.
    """

    pairs: tuple[PairShares, ...]
    theta: float
    scenario: str
    unit: str
    snapshot: Snapshot = field(repr=False)
    stamp: Stamp = field(repr=False)

    @property
    def no_route(self) -> tuple[PairShares, ...]:
        """Pairs without a route, which count for nothing."""
        return tuple(pair for pair in self.pairs if not pair.shares)

    def by_name(self, theta: float | None = None) -> dict[str, float]:
        """Give the share of each corridor or variant, over all pairs by their weights.

        Parameters
        ----------
        theta
            Take this one instead, on the same routes.

        Returns
        -------
        shares
            The largest first; empty where no pair has a route.
        """
        found: dict[str, list[float]] = {}
        for pair in self.pairs:
            taken = [share.share for share in pair.shares] if theta is None else logit(
                [share.generalised for share in pair.shares],
                [share.path_size for share in pair.shares], theta)
            for share, part in zip(pair.shares, taken, strict=True):
                found.setdefault(share.name, []).append(part * pair.weight)
        sums = {name: fsum(parts) for name, parts in found.items()}
        whole = fsum(sums.values())
        return dict(sorted(((name, part / whole) for name, part in sums.items() if whole),
                           key=lambda item: (-item[1], item[0])))

    def __repr__(self) -> str:
        said = ", ".join(f"{name} {part:.0%}" for name, part in list(self.by_name().items())[:4])
        return (f"<Shares of {len(self.pairs)} pairs on {self.snapshot.on}: {said or 'no route'}; "
                f"theta {self.theta:g} per USD/TEU>")

    def _repr_html_(self) -> str:
        from corridors.model.html import table

        return table(repr(self)[1:-1], ("from", "to", "route", "share", "USD/TEU", "h"), [
            (pair.origin.name, pair.destination.name, share.name, f"{share.share:.1%}",
             f"{share.route.cost_usd_per_teu:,.0f}", f"{share.route.time_h:,.0f}")
            for pair in self.pairs for share in pair.shares])


def shares(  # noqa: PLR0913 - the options of different routes, and those of the model
        snapshot: Snapshot, pairs: Pairs | Query | Iterable[Query],
        costs: CostModel | None = None, *, count: int | None = None, theta: float = THETA,
        value_of_time: float = VALUE_OF_TIME, overlap: float | None = None,
        detour: float | None = None, scenario: Scenario | None = None,
        engine_name: str = "auto") -> Shares:
    """Say which share of the traffic takes which route, and which corridor.

    Parameters
    ----------
    snapshot
        The network on a day.
    pairs
        A question, several, or pairs with weights. Their restrictions count.
    costs
        The cost model; the one that comes with the data if not given.
    count
        How many different routes are the choice, by generalised cost; if not given as many as a
        question asks for by ``different``, else 4.
    theta
        Per USD per TEU: how sharply traffic goes to what is cheaper.
    value_of_time
        USD per TEU and day; that of a question which has one goes before it.
    overlap, detour
        Which routes are different: see :class:`~corridors.Query`; those of each question if not
        given.
    scenario
        Let its variants be the choice, each by its best route, instead of different routes.
    engine_name
        Which engine solves it.

    Returns
    -------
    shares
        Of each route; millionths add up to a million for every pair that has a route.

    Raises
    ------
    QueryError
        If a number cannot be, or a question asks for several routes in another way.

    Examples
    --------
    >>> from corridors import Query, load
    >>> found = shares(load().as_of(), Query("Baku", "Poti", modes={"rail", "road"}), count=2)
    >>> [share.name for share in found.pairs[0].shares]
    ['middle', 'middle']
    """
    expect(snapshot, Snapshot, "the network on a day", "Ask for one first: network.as_of().")
    asked = as_pairs(pairs)
    _check(count, theta, value_of_time, scenario)
    made, stamp = [], None
    for query, weight in asked:
        plain = _plain(query, value_of_time)
        if scenario is None:
            answers = [shortest_route(snapshot, replace(
                plain, different=count or _different(query),
                overlap=query.overlap if overlap is None else overlap,
                detour=query.detour if detour is None else detour), costs,
                engine_name=engine_name)]
            named = [(_corridor(route), route) for route in answers[0].routes]
        else:
            answers, named = _of_variants(snapshot, plain, scenario, costs, engine_name)
        stamp = stamp or answers[0].stamp
        made.append(PairShares(plain, answers[0].origin, answers[0].destination, weight,
                               _shared(named, theta, plain.value_of_time or 0.0)))
    return Shares(tuple(made), theta, scenario.name if scenario else "", asked.unit, snapshot,
                  stamp or answers[0].stamp)


def _of_variants(snapshot: Snapshot, query: Query, scenario: Scenario, costs: CostModel | None,
                 engine_name: str) -> tuple[list[Answer], list[tuple[str, Route]]]:
    answers = [shortest_route(snapshot.apply(scenario, variant.name),
                              query.restricted(variant.restriction), costs,
                              engine_name=engine_name) for variant in scenario.variants]
    return answers, [(variant.title or variant.name, answer.best)
                     for variant, answer in zip(scenario.variants, answers, strict=True)
                     if answer.best is not None]


def _different(query: Query) -> int:
    """Give how many routes a question asks for, where it asks for a choice."""
    return query.different if query.different > 1 else COUNT


def _plain(query: Query, value_of_time: float) -> Query:
    """Give the question by generalised cost, for one route."""
    if query.k > 1 or query.pareto or query.simplest_within is not None:
        raise QueryError(Problem("Q74", "shares are between different routes",
                                 "Leave k, pareto and simplest_within out; count says how many "
                                 "routes are the choice."))
    worth = value_of_time if query.value_of_time is None else query.value_of_time
    return replace(query, by="generalised", value_of_time=worth, different=0, overlap=OVERLAP,
                   detour=DETOUR)


def _shared(named: Sequence[tuple[str, Route]], theta: float, worth: float) -> tuple[Share, ...]:
    routes = [route for _, route in named]
    costs = [route.shown("generalised") for route in routes]
    sizes = path_sizes([[(leg.link_id, leg.distance_km) for leg in route.legs
                         if leg.kind == "move"] for route in routes])
    parts = logit(costs, sizes, theta)
    found = [Share(name, route, cost, size, part, millionths,
                   _elasticities(route, part, theta, worth))
             for (name, route), cost, size, part, millionths in zip(
                 named, costs, sizes, parts, whole_parts(parts, MILLION), strict=True)]
    return tuple(sorted(found, key=lambda share: -share.share))


def _elasticities(route: Route, share: float, theta: float, worth: float) -> Elasticities:
    """Give point elasticities, with the path sizes as they are.

    Notes
    -----
    Source: K. Train, Discrete Choice Methods with Simulation, 2009, section 3.6: the elasticity of
    the share of r to its own x is ``dV/dx * x * (1 - P)``, that of any other route ``-dV/dx * x *
    P``.
    """
    cost = theta * route.cost_usd_per_teu
    time = theta * route.time_h * worth / HOURS_A_DAY
    return Elasticities(-cost * (1 - share), -time * (1 - share), cost * share, time * share)


def _corridor(route: Route) -> str:
    """Give the corridor that carries most kilometres of a route, the first by name of equals."""
    found: dict[str, int] = {}
    for leg in route.legs:
        if leg.kind == "move":
            for name in leg.corridors:
                found[name] = found.get(name, 0) + leg.amounts.distance.value
    return min(found, key=lambda name: (-found[name], name), default=NO_CORRIDOR)


def _check(count: object, theta: object, value_of_time: object, scenario: Scenario | None) -> None:
    problems = []
    if count is not None and not (isinstance(count, int) and 1 < count <= MOST_ROUTES):
        problems.append(Problem("Q74", f"count {count!r} is no number of routes to choose from",
                                f"Give a whole number from 2 to {MOST_ROUTES}."))
    for name, value, most in (("theta", theta, MOST_THETA),
                              ("value_of_time", value_of_time, MOST_WORTH)):
        if not (isinstance(value, int | float) and 0 <= value <= most):
            problems.append(Problem("Q74", f"{name} {value!r} is no number from 0 to {most:,.0f}",
                                    "Give one."))
    if scenario is not None and len(scenario.variants) < 2:
        problems.append(Problem("Q74", f'the scenario "{scenario.name}" has '
                                       f"{len(scenario.variants)} variants to choose from",
                                "Give one with two or more."))
    if problems:
        raise QueryError(problems)
