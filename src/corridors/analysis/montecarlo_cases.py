"""What draws are compared over: the network as it is, variants of it, corridors of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from corridors.errors import InputError, Problem, QueryError
from corridors.model.costs import CostModel
from corridors.model.given import expect
from corridors.model.network import Network
from corridors.model.pairs import Pairs
from corridors.model.restriction import Restriction
from corridors.model.scenario import Scenario
from corridors.model.snapshot import Snapshot
from corridors.model.uncertain import Uncertain
from corridors.routing.pair_groups import solvers_of

__all__ = ["Cases", "MonteCarloCase", "askable", "cases_of", "drawn_over", "listed_cases"]


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
    usual = "Today" if today.on == network.reference_date else str(today.on)
    base = MonteCarloCase("base", scenario.base or usual, today)
    return base, *(MonteCarloCase(variant.name, variant.label,
                                  today.apply(scenario, variant.name), variant.restriction)
                   for variant in scenario.variants)


def askable(cases: Sequence[MonteCarloCase], pairs: Pairs,
            costs: CostModel | None = None, *, passing: bool = True) -> Pairs:
    """Leave out pairs that ask for more than one best route, such as one within limits.

    Parameters
    ----------
    cases
        The cases.
    pairs
        The pairs.
    costs
        The cost model; the one that comes with the data if not given.
    passing
        Whether pairs with places to pass are kept: draws can be made of them, closings cannot.

    Returns
    -------
    pairs
        Those that can be asked; all of them, to be refused, where none can.
    """
    kept = []
    for query, weight in pairs:
        try:
            solvers_of(cases[0].snapshot, [replace(query, via=()) if passing else query], costs)
        except QueryError as error:
            if {problem.code for problem in error.problems} == {"Q24"}:
                continue
            raise
        kept.append((query, weight))
    return Pairs(tuple(query for query, _ in kept), tuple(weight for _, weight in kept),
                 pairs.unit) if kept else pairs


def listed_cases(cases: Cases) -> tuple[MonteCarloCase, ...]:
    """Give cases as they are, and networks as cases by their names.

    Parameters
    ----------
    cases
        The network on a day, several by name, or cases.
    """
    if isinstance(cases, Snapshot):
        return (MonteCarloCase("base", cases.scenario or "As it is", cases),)
    if isinstance(cases, Mapping):
        return tuple(MonteCarloCase(name, name, snapshot) for name, snapshot in cases.items())
    given: Any = cases
    if not isinstance(given, Sequence):
        expect(given, Snapshot, "the network on a day, or several by name",
               "Ask for one first: network.as_of().")
    return tuple(cases)


def drawn_over(cases: Sequence[MonteCarloCase], uncertain: Iterable[Uncertain]
               ) -> Iterator[Problem]:
    """Say where a draw would stand instead of what a case sets, so that the case was lost.

    Factors are drawn on top of what is set, and lose nothing.

    Parameters
    ----------
    cases
        What is compared.
    uncertain
        What is drawn.

    Yields
    ------
    problem
        One for each case and figure.
    """
    for one in uncertain:
        for case in () if one.parameter.times else cases:
            try:
                made = case.snapshot.apply([one.parameter.change(one.spread.value)])
            except InputError:
                continue  # told where it is drawn
            drawn = {(each.field, each.key)
                     for each in made.settings[len(case.snapshot.settings):]}
            both = sorted(drawn & set(case.snapshot.figures))
            if both:
                field, key = both[0]
                yield Problem(
                    "Q77", f'"{case.title or case.name}" sets {field} of {key}, and '
                           f'"{one.parameter}" is drawn instead of it',
                    f'Draw factors, "x {one.parameter}", which count on what is set, or '
                    "leave one of the two out.")
