"""What draws are compared over: the network as it is, variants of it, corridors of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corridors.model.network import Network
from corridors.model.restriction import Restriction
from corridors.model.scenario import Scenario
from corridors.model.snapshot import Snapshot

__all__ = ["Cases", "MonteCarloCase", "cases_of", "listed_cases"]


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
    base = MonteCarloCase("base", scenario.base or "As it is", today)
    return base, *(MonteCarloCase(variant.name, variant.label,
                                  today.apply(scenario, variant.name), variant.restriction)
                   for variant in scenario.variants)


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
    return tuple(cases)
