"""What does a scenario change? Every variant against the base, for every query."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from corridors.analysis.compare import Comparison, compare
from corridors.errors import InputError, Problem, ScenarioError
from corridors.model.asked_checks import asked_problems
from corridors.model.asked_pairs import resolved_as_far_as_known
from corridors.model.costs import CostModel
from corridors.model.given import expect
from corridors.model.network import Network
from corridors.model.query import Query
from corridors.model.route import Answer
from corridors.model.scenario import Scenario, Variant
from corridors.model.snapshot import Snapshot
from corridors.model.written import Written
from corridors.routing.solve import shortest_route

__all__ = ["Case", "Effects", "effects_of"]


@dataclass(frozen=True, slots=True)
class Case:
    """The network as it is, or as one variant makes it, with the answers it gives.

    Parameters
    ----------
    name, title
        ``base`` or the name of the variant, and its title.
    variant
        The variant; None for the base.
    snapshot
        The network.
    answers
        One answer per query of the scenario, in its order.
    """

    name: str
    title: str
    variant: Variant | None
    snapshot: Snapshot
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Effects:
    """A scenario worked out.

    Parameters
    ----------
    scenario
        The question.
    network, costs
        What it was worked out on.
    cases
        The base first, then the variants in the order of the scenario.
    """

    scenario: Scenario
    network: Network = field(repr=False)
    costs: CostModel = field(repr=False)
    cases: tuple[Case, ...]

    @property
    def queries(self) -> tuple[Query, ...]:
        """The queries, in the order of the answers of each case."""
        return self.scenario.queries

    @property
    def base(self) -> Case:
        """The network as it is."""
        return self.cases[0]

    @property
    def variants(self) -> tuple[Case, ...]:
        """The variants, without the base."""
        return self.cases[1:]

    def comparison(self, case: Case, query: int) -> Comparison:
        """Compare a case with the base.

        Parameters
        ----------
        case
            One of the cases.
        query
            Position of the query.
        """
        return compare(self.base.answers[query], case.answers[query])

    def __iter__(self) -> Iterator[tuple[Case, Comparison]]:
        """Go through all variants and queries, query by query."""
        for query in range(len(self.queries)):
            for case in self.variants:
                yield case, self.comparison(case, query)

    def __repr__(self) -> str:
        states = [comparison.state for _, comparison in self]
        counts = ", ".join(f"{states.count(state)} {state.replace('_', ' ')}"
                           for state in dict.fromkeys(sorted(states)))
        return (f"<Effects of {self.scenario.name!r}: {len(self.variants)} variants, "
                f"{len(self.queries)} queries; {counts}>")

    def _repr_html_(self) -> str:
        from corridors.model.html import table

        rows = []
        for case, comparison in self:
            query, best = comparison.variant.query, comparison.variant.best
            difference = comparison.delta(query.by)
            rows.append((
                f"{comparison.base.origin.name} - {comparison.base.destination.name}",
                query.label or query.said(), query.by, case.title,
                f"{best.distance_km:,.0f}" if best else "no route",
                f"{best.time_h / 24:,.1f}" if best else "",
                f"{best.cost_usd_per_teu:,.0f}" if best else "",
                "" if difference is None else f"{difference:+,.0f}", comparison.state))
        return table(self.scenario.title, ("pair", "query", "best by", "variant", "km", "days",
                                           "USD/TEU", "difference", "effect"), rows)


def effects_of(scenario: Scenario, network: Network, costs: CostModel | None = None) -> Effects:
    """Work a scenario out: the base and every variant, for every query.

    Parameters
    ----------
    scenario
        The question.
    network
        The network.
    costs
        The cost model; the one that comes with the data if not given.

    Returns
    -------
    effects
        Everything that was asked.

    Raises
    ------
    InputError
        With everything that is wrong in the scenario: unknown places and groups, changes that
        cannot be made, expectations that are not met, and what its sweep, its draws or its
        analyses turn and the network does not have.

    Examples
    --------
    >>> from corridors import load, load_scenario
    >>> effects_of(load_scenario("rasht-astara"), load()).base.title
    'Today'
    """
    order = "Give the scenario first, then the network: effects_of(load_scenario(...), load())."
    expect(scenario, Scenario, "a scenario", order)
    expect(network, Network, "the whole network, of no one day,", order)
    model = costs or network.costs
    if model is None:
        raise ScenarioError(Problem("Q09", "the data has no cost model", "Give one."))
    if not scenario.queries:
        raise ScenarioError(Problem("S30", "the scenario asks for no route", "Add a [[query]].",
                                    file=scenario.file or f"{scenario.name}.toml"))
    scenario, problems = resolved_as_far_as_known(scenario, network)
    today = network.as_of(scenario.on, assume_expected=scenario.assume_expected)
    snapshots = _snapshots(scenario, today, problems)
    problems += asked_problems(scenario, [today, *(snapshot for _, snapshot in snapshots)])
    cases = [Case("base", scenario.base or _base_title(scenario, today), None, today,
                  _answers(scenario, None, today, model, problems))]
    cases += [Case(variant.name, variant.label, variant, snapshot,
                   _answers(scenario, variant, snapshot, model, problems))
              for variant, snapshot in snapshots]
    if problems:
        raise ScenarioError(dict.fromkeys(problems))
    return Effects(scenario, network, model, tuple(cases))


def _base_title(scenario: Scenario, today: Snapshot) -> str:
    if all(query.departs is not None for query in scenario.queries):
        return "As it is"  # the network of a day of departure is not that of today
    if today.assumed:
        return f"{today.on}, as expected"
    return "Today" if today.on == today.network.reference_date else str(today.on)


def _snapshots(scenario: Scenario, today: Snapshot, problems: list[Problem]
               ) -> list[tuple[Variant, Snapshot]]:
    made = []
    for variant in scenario.variants:
        try:
            made.append((variant, today.apply(scenario, variant.name)))
        except ScenarioError as error:
            problems += error.problems
    return made


def _answers(scenario: Scenario, variant: Variant | None, snapshot: Snapshot,
             costs: CostModel, problems: list[Problem]) -> tuple[Answer, ...]:
    """Ask every query; what is wrong with one is told with its place in the file."""
    places = scenario.written or (Written(scenario.file),) * len(scenario.queries)
    answers = []
    for query, written in zip(scenario.queries, places, strict=True):
        try:
            asked = query if variant is None else _asked_of(variant, query)
            answers.append(shortest_route(snapshot, asked, costs))
        except InputError as error:
            problems += [written.told(problem) for problem in error.problems]
    return tuple(answers)


def _asked_of(variant: Variant, query: Query) -> Query:
    """Put a query to a variant: with its restrictions, and not on two days at once."""
    if variant.on is not None and query.departs is not None:
        raise ScenarioError(Problem(
            "S31", f'the variant "{variant.name}" has a date of its own, {variant.on}, and the '
                   f"query departs on {query.departs}",
            "Leave one of the two out: a query with a departure takes the network on that day."))
    return query.restricted(variant.restriction)
