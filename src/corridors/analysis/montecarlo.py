"""How sure is an answer? The same routes in a thousand worlds that could be the real one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from corridors.analysis.data_ranges import data_ranges
from corridors.analysis.montecarlo_cases import Cases, MonteCarloCase, drawn_over, listed_cases
from corridors.analysis.montecarlo_outcome import Duel, Outcome, chance_of
from corridors.errors import Problem, QueryError
from corridors.model.budget import Budget
from corridors.model.chance import BLOCK, quantiles, uniform
from corridors.model.costs import CostModel
from corridors.model.data_range import Input, drawn, stream_of
from corridors.model.given import expect
from corridors.model.ill_formed import ill_formed
from corridors.model.pairs import Pairs, as_pairs
from corridors.model.query import Query
from corridors.model.route import Stamp
from corridors.model.snapshot import Snapshot
from corridors.model.uncertain import Uncertain
from corridors.routing.fan import stamp_of

__all__ = ["MOST_DRAWS", "MonteCarlo", "montecarlo"]

MOST_DRAWS = 1_000_000
"""Most draws of one analysis."""


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
    costs
        The cost model.
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
    costs: CostModel = field(repr=False)
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

    def world(self, case: int, draw: int) -> tuple[Snapshot, CostModel]:
        """Give the network and the cost model of one draw, to look into it.

        Parameters
        ----------
        case
            Position of the case.
        draw
            Number of the draw, from 0 on.

        Returns
        -------
        snapshot, costs
            Routes asked of them take what the totals say for that draw, to the last digit.
        """
        snapshot = self.cases[case].snapshot
        inputs = data_ranges(snapshot, self.costs) if self.from_data else self.inputs
        start = draw - draw % BLOCK
        return drawn(snapshot, self.costs, inputs, tuple(
            float(quantiles(one.spread, one.shape, uniform(
                self.seed, stream_of(one), start, BLOCK))[draw - start]) for one in inputs))

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


def montecarlo(cases: Cases, pairs: Pairs | Query | Iterable[Query],
               uncertain: Iterable[Uncertain | str] | None = None, *, draws: int = 1_000,
               seed: int = 1, within: str | Budget | None = None,
               costs: CostModel | None = None, workers: int = 1) -> MonteCarlo:
    """Say how sure an answer is: what routes take when uncertain figures are drawn at random.

    Parameters
    ----------
    cases
        The network on a day; or several, by name; or :class:`MonteCarloCase`, as
        :func:`cases_of` makes them of a scenario. In each draw all of them meet the same figures.
    pairs
        The questions: one best route each, from door to door, without limits.
    uncertain
        What is drawn, also as text: ``"dwell_h of border:az-ir-astara = 6 12 36"``. Without it
        every figure that the data gives with a range, drawn between its
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
    from corridors.analysis.montecarlo_ask import influenced, joined, outcomes_of, worlds_of
    from corridors.analysis.montecarlo_workers import solved

    asked = as_pairs(pairs)
    listed = listed_cases(cases)
    given = None if uncertain is None else _given(uncertain)
    budget = within if within is None or isinstance(within, Budget) else Budget.parse(str(within))
    _check(listed, asked, given, draws, seed, budget)
    worlds, solvers = worlds_of(listed, asked, given, costs)
    found = [None] * len(solvers) if not worlds else joined(
        solved(worlds, seed, draws, workers), len(solvers))
    inputs = tuple({stream_of(one): one for world in worlds for one in world.inputs}.values())
    outcomes = outcomes_of(listed, solvers, found, draws)
    told = influenced(worlds, outcomes, found, inputs, seed)
    width = len(asked)
    return MonteCarlo(listed, asked, tuple(tuple(told[row * width:(row + 1) * width])
                                           for row in range(len(listed))),
                      inputs, given is None, draws, seed, budget, solvers[0].costs,
                      stamp_of(solvers[0]))


def _given(uncertain: Iterable[Uncertain | str]) -> tuple[Uncertain, ...]:
    """Give what is drawn, read where it is text; one alone is as good as a list of one."""
    listed = (uncertain,) if isinstance(uncertain, Uncertain | str) else uncertain
    found = tuple(Uncertain.parse(one) if isinstance(one, str) else one for one in listed)
    for one in found:
        expect(one, Uncertain, "something uncertain",
               'Write "dwell_h of border:az-ir-astara = 6 12 36".')
    return found


def _check(cases: Sequence[MonteCarloCase], pairs: Pairs, given: tuple[Uncertain, ...] | None,
           draws: int, seed: int, budget: Budget | None) -> None:
    for case in cases:
        expect(case, MonteCarloCase, "a case",
               'Give the network on a day, or several by name: {"today": network.as_of()}.')
        expect(case.snapshot, Snapshot, "the network on a day",
               "Ask for one first: network.as_of().")
    for number in (draws, seed):
        expect(number, int, "a whole number", "Give draws=1000, seed=1.")
    problems = []
    if not cases or len({case.name for case in cases}) != len(cases):
        problems.append(Problem("Q75", "no case is given, or two have one name",
                                "Give each a name of its own."))
    if not 2 <= draws <= MOST_DRAWS:
        problems.append(Problem("Q75", f"{draws} draws cannot be made",
                                f"Give 2 to {MOST_DRAWS:,}; 1,000 tell most things."))
    if seed < 0:
        problems.append(Problem("Q75", f"{seed} is no seed", "Give a whole number, 0 or more."))
    problems += _out_of_bounds(given or ())
    names = [stream_of(one) for one in given or ()]
    problems += [Problem("Q77", f'"{name}" is said to be uncertain twice', "Keep one of them.")
                 for name in dict.fromkeys(names) if names.count(name) > 1]
    problems += drawn_over(cases, given or ())
    told = {"time", "cost"}.union(*({query.by} for query, _ in pairs)) if budget else set()
    if budget and not all(budget.by in {"time", "cost", query.by} for query, _ in pairs):
        problems.append(Problem("Q78", f"not every query is told by {budget.by}",
                                f"Give within in the unit of {', '.join(sorted(told))}."))
    if problems:
        raise QueryError(problems)


def _out_of_bounds(given: Sequence[Uncertain]) -> Iterator[Problem]:
    """Refuse lowest and highest values that cannot be, though no draw may come near them."""
    for one in given:
        for value in dict.fromkeys((one.spread.low, one.spread.value, one.spread.high)):
            for problem in ill_formed(one.parameter.change(value)):
                yield replace(problem, code="Q52", column="",
                              message=f"{one.parameter}: {problem.message}")
