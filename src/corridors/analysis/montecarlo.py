"""How sure is an answer? The same routes in a thousand worlds that could be the real one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from corridors.analysis.data_ranges import data_ranges
from corridors.analysis.montecarlo_outcome import Duel, Outcome, RouteShare, chance_of
from corridors.errors import Problem, QueryError
from corridors.model.budget import Budget
from corridors.model.costs import CostModel
from corridors.model.data_range import Input, stream_of
from corridors.model.given import expect
from corridors.model.network import Network
from corridors.model.pairs import Pairs, as_pairs
from corridors.model.query import Query
from corridors.model.restriction import Restriction
from corridors.model.route import Stamp
from corridors.model.scenario import Scenario
from corridors.model.snapshot import Snapshot
from corridors.model.uncertain import Uncertain
from corridors.routing.fan import stamp_of
from corridors.routing.legs import route_of
from corridors.routing.pair_groups import pair_groups, solvers_of
from corridors.routing.solve import Solver

if TYPE_CHECKING:
    from corridors.analysis.montecarlo_run import Found, World

__all__ = ["MOST_DRAWS", "MonteCarlo", "MonteCarloCase", "cases_of", "montecarlo"]

MOST_DRAWS = 1_000_000
"""Most draws of one analysis."""


@dataclass(frozen=True, slots=True)
class MonteCarloCase:
    """Something to be compared: the network as it is, a variant of it, or one corridor of it.

    Parameters
    ----------
    name, title
        Short name for tables, and what it is in words.
    snapshot
        The network.
    restriction
        What its routes may use, beside what the queries say: so corridors are set side by side.
    """

    name: str
    title: str
    snapshot: Snapshot = field(repr=False)
    restriction: Restriction = Restriction()


Cases = Snapshot | Mapping[str, Snapshot] | Sequence[MonteCarloCase]


@dataclass(frozen=True, slots=True, eq=False)
class MonteCarlo:
    """What routes take in many draws, case by case and pair by pair.

    Parameters
    ----------
    cases
        What is compared; in every draw all of them meet the same world.
    pairs
        The questions.
    outcomes
        For each case one for each pair.
    inputs
        What was drawn.
    from_data
        Whether the inputs are the ranges of the data, and not given.
    draws, seed
        How many, and of which random numbers.
    within
        The budget of which is told how likely it is enough; None where it was not asked for.
    stamp
        What it rests on.
    """

    cases: tuple[MonteCarloCase, ...]
    pairs: Pairs = field(repr=False)
    outcomes: tuple[tuple[Outcome, ...], ...] = field(repr=False)
    inputs: tuple[Input, ...] = field(repr=False)
    from_data: bool
    draws: int
    seed: int
    within: Budget | None
    stamp: Stamp = field(repr=False)

    def outcome(self, case: int = 0, pair: int = 0) -> Outcome:
        """Give what a pair takes in a case.

        Parameters
        ----------
        case, pair
            Positions.
        """
        return self.outcomes[case][pair]

    def beats(self, first: int, second: int, pair: int = 0) -> Duel:
        """Say how often one case beats another, draw by draw, by what the query asks for.

        Parameters
        ----------
        first, second
            Positions of the cases.
        pair
            Position of the pair.

        Returns
        -------
        duel
            Shares of the draws. Whoever has a route beats whoever has none; two without one tie.
        """
        one, other = self.outcomes[first][pair], self.outcomes[second][pair]
        if not (one.reachable and other.reachable):
            wins, losses = float(one.reachable), float(other.reachable)
            return Duel(wins, 1.0 - wins - losses, losses, 0.0)
        by = one.query.by
        ours, theirs = one.totals[by], other.totals[by]
        (wins, error), (losses, _) = (chance_of(int(so.sum()), self.draws)
                                      for so in (ours < theirs, ours > theirs))
        return Duel(wins, chance_of(int((ours == theirs).sum()), self.draws)[0], losses, error)

    def __iter__(self) -> Iterator[Outcome]:
        """Go through all outcomes, pair by pair."""
        for pair in range(len(self.pairs)):
            for row in self.outcomes:
                yield row[pair]

    def __repr__(self) -> str:
        drawn = f"{len(self.inputs):,} inputs" + (" from the ranges of the data"
                                                  if self.from_data else "")
        return (f"<MonteCarlo: {self.draws:,} draws of {drawn}, seed {self.seed}; "
                f"{len(self.cases)} cases, {len(self.pairs)} pairs>")

    def _repr_html_(self) -> str:
        from corridors.model.html import table

        rows = [(f"{one.origin.name} - {one.destination.name}", one.query.by, one.case, *(
            (f"{one.percentile(one.query.by, rank):,.0f}" for rank in (5, 50, 95))
            if one.reachable else ("no route", "", ""))) for one in self]
        return table(repr(self)[1:-1], ("pair", "by", "case", "5 %", "median", "95 %"), rows)


def cases_of(scenario: Scenario, network: Network) -> tuple[MonteCarloCase, ...]:
    """Give the base and the variants of a scenario, to be drawn side by side.

    Parameters
    ----------
    scenario
        The scenario.
    network
        The network.

    Returns
    -------
    cases
        ``base`` first, then the variants in the order of the scenario.

    Raises
    ------
    ScenarioError
        If a change cannot be made.

    Examples
    --------
    >>> from corridors import load, load_scenario
    >>> [case.name for case in cases_of(load_scenario("rasht-astara"), load())]
    ['base', 'open']
    """
    today = network.as_of(scenario.on, assume_expected=scenario.assume_expected)
    base = MonteCarloCase("base", scenario.base or "As it is", today)
    return base, *(MonteCarloCase(variant.name, variant.label,
                                  today.apply(scenario, variant.name), variant.restriction)
                   for variant in scenario.variants)


def montecarlo(cases: Cases, pairs: Pairs | Query | Iterable[Query],  # noqa: PLR0913
               uncertain: Iterable[Uncertain] | None = None, *, draws: int = 1_000,
               seed: int = 1, within: str | Budget | None = None,
               costs: CostModel | None = None, workers: int = 1) -> MonteCarlo:
    """Say how sure an answer is: what routes take when uncertain figures are drawn at random.

    Parameters
    ----------
    cases
        The network on a day; or several, by name; or :class:`MonteCarloCase`, as
        :func:`cases_of` makes them of a scenario. In each draw all of them meet the same figures.
    pairs
        The questions: one best route each, without anything to pass and without limits.
    uncertain
        What is drawn. Without it every figure that the data gives with a range, drawn between its
        lowest and highest value, most often near the likeliest (triangular): lengths of links one
        by one, hours and fees at borders by direction, and the rates of the cost model, each for
        all it holds for.
    draws
        How many.
    seed
        Another seed gives other random numbers.
    within
        A budget of hours or USD, such as ``30d``, or of what the queries ask for: how likely it is
        enough.
    costs
        The cost model; the one that comes with the data if not given.
    workers
        How many processes share the draws. Each takes about a second to start. A script that asks
        for more keeps what it does under ``if __name__ == "__main__":``.

    Returns
    -------
    result
        Percentiles, probabilities, routes and what matters most; the same to the last byte for
        the same data, seed and draws, whatever the number of workers.

    Raises
    ------
    QueryError
        If a query asks for more than one best route, or the numbers do not fit.
    ScenarioError
        If an input selects nothing, or two set the same figure.

    Examples
    --------
    >>> from corridors import Query, load
    >>> today = load().as_of()
    >>> found = montecarlo(today, Query("Baku", "Tbilisi", by="time", modes={"rail"}), draws=200)
    >>> found.outcome().percentile("time", 5) < found.outcome().percentile("time", 95)
    True
    """
    from corridors.analysis.montecarlo_run import solved

    asked = as_pairs(pairs)
    listed = _listed(cases)
    given = None if uncertain is None else tuple(uncertain)
    budget = Budget.parse(within) if isinstance(within, str) else within
    _check(listed, asked, given, draws, seed, budget)
    worlds, solvers = _worlds(listed, asked, given, costs)
    found = [None] * len(solvers) if not worlds else _joined(
        solved(worlds, seed, draws, workers), len(solvers))
    inputs = tuple({stream_of(one): one for world in worlds for one in world.inputs}.values())
    outcomes = _outcomes(listed, solvers, found, draws)
    told = _influenced(worlds, outcomes, inputs, seed)
    width = len(asked)
    return MonteCarlo(listed, asked, tuple(tuple(told[row * width:(row + 1) * width])
                                           for row in range(len(listed))),
                      inputs, given is None, draws, seed, budget, stamp_of(solvers[0]))


def _listed(cases: Cases) -> tuple[MonteCarloCase, ...]:
    if isinstance(cases, Snapshot):
        return (MonteCarloCase("base", cases.scenario or "As it is", cases),)
    if isinstance(cases, Mapping):
        return tuple(MonteCarloCase(name, name, snapshot) for name, snapshot in cases.items())
    return tuple(cases)


def _check(cases: Sequence[MonteCarloCase], pairs: Pairs, given: tuple[Uncertain, ...] | None,
           draws: int, seed: int, budget: Budget | None) -> None:
    for case in cases:
        expect(case.snapshot, Snapshot, "the network on a day",
               "Ask for one first: network.as_of().")
    problems = []
    if not cases or len({case.name for case in cases}) != len(cases):
        problems.append(Problem("Q75", "no case is given, or two have one name",
                                "Give each a name of its own."))
    if not 2 <= draws <= MOST_DRAWS:
        problems.append(Problem("Q75", f"{draws} draws cannot be made",
                                f"Give 2 to {MOST_DRAWS:,}; 1,000 tell most things."))
    if seed < 0:
        problems.append(Problem("Q75", f"{seed} is no seed", "Give a whole number, 0 or more."))
    names = [stream_of(one) for one in given or ()]
    problems += [Problem("Q77", f'"{name}" is said to be uncertain twice', "Keep one of them.")
                 for name in dict.fromkeys(names) if names.count(name) > 1]
    told = {"time", "cost"}.union(*({query.by} for query, _ in pairs)) if budget else set()
    if budget and not all(budget.by in {"time", "cost", query.by} for query, _ in pairs):
        problems.append(Problem("Q78", f"not every query is told by {budget.by}",
                                f"Give within in the unit of {', '.join(sorted(told))}."))
    if problems:
        raise QueryError(problems)


def _worlds(cases: Sequence[MonteCarloCase], pairs: Pairs, given: tuple[Uncertain, ...] | None,
            costs: CostModel | None) -> tuple[list[World], list[Solver]]:
    """Put cases together that differ in statuses alone: their figures are drawn once."""
    from corridors.analysis.montecarlo_run import Group, World

    made: dict[tuple[int, ...], World] = {}
    solvers: list[Solver] = []
    for number, case in enumerate(cases):
        ready = solvers_of(case.snapshot, [query.restricted(case.restriction)
                                           for query in pairs.queries], costs)
        solvers += ready
        places = range(number * len(pairs), (number + 1) * len(pairs))
        groups = tuple(Group.of(group, places) for group in pair_groups(ready))
        model, key = ready[0].costs, _figures(case.snapshot)
        inputs: tuple[Input, ...] = data_ranges(case.snapshot, model) if given is None else given
        old = made.get(key)
        made[key] = World(case.snapshot, model, inputs, groups) if old is None else replace(
            old, groups=(*old.groups, *groups),
            inputs=tuple({stream_of(one): one for one in (*old.inputs, *inputs)}.values()))
    return list(made.values()), solvers


def _figures(snapshot: Snapshot) -> tuple[int, ...]:
    """Give what tells whether two snapshots have the same figures: the same objects."""
    return tuple(id(held) for held in (snapshot.network, snapshot.length_km, snapshot.speed_kmh,
                                       snapshot.charges, snapshot.terminals,
                                       snapshot.gauge_changes))


def _joined(parts: Sequence[Sequence[Found]], count: int) -> list[Found | None]:
    """Put the parts of each outcome one after the other, and number their routes anew."""
    import numpy as np

    from corridors.analysis.montecarlo_run import Found

    held: list[list[Found]] = [[] for _ in range(count)]
    for part in parts:
        for found in part:
            held[found.outcome].append(found)
    joined: list[Found | None] = []
    for outcome, pieces in enumerate(held):
        if not pieces or not pieces[0].totals:
            joined.append(None)
            continue
        number = {path: at for at, path in enumerate(sorted(
            {path for piece in pieces for path in piece.paths}))}
        which = [np.array([number[path] for path in piece.paths], dtype=np.int32)[piece.which]
                 for piece in pieces]
        joined.append(Found(outcome, {by: np.concatenate([piece.totals[by] for piece in pieces])
                                      for by in pieces[0].totals},
                            tuple(number), np.concatenate(which)))
    return joined


def _outcomes(cases: Sequence[MonteCarloCase], solvers: Sequence[Solver],
              found: Sequence[Found | None], draws: int) -> list[Outcome]:
    width, made = len(solvers) // len(cases), []
    for at, (solver, one) in enumerate(zip(solvers, found, strict=True)):
        search = solver.search
        plain = None if search.why_not else solver.best()
        ends = cases[at // width].name, solver.query, search.origin, search.destination, plain
        if plain is None:
            made.append(Outcome(*ends, {}))
        elif one is None:
            made.append(_stays(Outcome(*ends, {}), draws))
        else:
            made.append(_told(Outcome(*ends, one.totals), solver, one))
    return made


def _stays(outcome: Outcome, draws: int) -> Outcome:
    """Give the outcome of a pair whose two places are one: nothing, in every draw."""
    import numpy as np

    nothing = np.zeros(draws, dtype=np.int64)
    nothing.flags.writeable = False
    routes = () if outcome.plain is None else (RouteShare(outcome.plain, 1.0, draws),)
    return replace(outcome, totals=dict.fromkeys(("time", "cost", outcome.query.by), nothing),
                   which=np.zeros(draws, dtype=np.int32), routes=routes)


def _told(outcome: Outcome, solver: Solver, found: Found) -> Outcome:
    import numpy as np

    which: Any = found.which
    counts = np.bincount(which, minlength=len(found.paths))
    order = sorted(range(len(found.paths)), key=lambda at: (-int(counts[at]), found.paths[at]))
    place = np.empty(len(order), dtype=np.int32)
    place[order] = np.arange(len(order))
    routes = [route_of(solver.graph, solver.prices, found.paths[at], solver.search.origin_at)
              for at in order]
    ranked = place[which]
    for column in (*found.totals.values(), ranked):
        column.flags.writeable = False
    return replace(outcome, which=ranked, routes=tuple(
        RouteShare(route, int(counts[at]) / len(which), int(counts[at]))
        for route, at in zip(routes, order, strict=True)))


def _influenced(worlds: Sequence[World], outcomes: Sequence[Outcome], inputs: Sequence[Input],
                seed: int) -> list[Outcome]:
    """Say of each outcome what it depends on."""
    from corridors.analysis.montecarlo_influence import (
        factors_of,
        first_orders,
        influences,
        tornado,
    )

    factors = factors_of(inputs)
    by = {at: outcome.query.by for at, outcome in enumerate(outcomes)}
    swings = tornado(worlds, factors, by)
    varying = {at: outcomes[at].totals[by[at]] for at in swings
               if outcomes[at].totals[by[at]].min() < outcomes[at].totals[by[at]].max()}
    shares = first_orders(factors, varying, seed)
    return [replace(outcome, influences=influences(
        factors, swings[at], shares.get(at), outcome.plain.shown(by[at])))
        if at in swings and outcome.plain is not None else outcome
        for at, outcome in enumerate(outcomes)]
