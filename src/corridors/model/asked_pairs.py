"""The questions of a scenario, with groups of places taken apart into the places of a network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corridors.errors import InputError, Problem, ScenarioError
from corridors.model.network import Network
from corridors.model.place_groups import GROUPED_BY, places_of
from corridors.model.query import Query
from corridors.model.records import Node
from corridors.model.scenario import Scenario
from corridors.model.written import Written

__all__ = ["resolved", "resolved_as_far_as_known"]

Weighted = tuple[Query, float, Written]


def resolved(scenario: Scenario, network: Network) -> Scenario:
    """Give a scenario whose queries go from one place to one place.

    Parameters
    ----------
    scenario
        The scenario, as it was written: ``group:baltic-ports``, ``country:KZ``, ``type:port`` and
        ``corridor:instc-west`` may stand for their places.
    network
        The network.

    Returns
    -------
    scenario
        The same one where no query names a group. Else each group stands for its places, by id;
        a place is not paired with itself, and a pair that one ``[[query]]`` names twice is asked
        once. Each pair counts what its query counts.

    Raises
    ------
    ScenarioError
        With every group that there is not, and every query that is left without a pair.

    Examples
    --------
    >>> from corridors import load
    >>> asked = Scenario("ports", "Ports", (), (Query("group:baltic-ports", "Bandar Abbas"),))
    >>> len(resolved(asked, load()).queries)
    10
    """
    found, problems = resolved_as_far_as_known(scenario, network)
    if problems:
        raise ScenarioError(problems)
    return found


def resolved_as_far_as_known(scenario: Scenario, network: Network
                             ) -> tuple[Scenario, list[Problem]]:
    """Resolve what can be, and say what is wrong with the rest.

    Parameters
    ----------
    scenario, network
        As for :func:`resolved`.

    Returns
    -------
    scenario
        With the queries that could be resolved.
    problems
        One for each group that there is not, with its place in the file.
    """
    if not any(map(_names_a_group, scenario.queries)):
        return scenario, []
    problems: list[Problem] = []
    pairs: list[Weighted] = []
    seen: set[tuple[Written, Query]] = set()
    for query, weight, written in _weighted(scenario):
        for pair in _pairs(network, query, written, problems):
            key = written, _by_ids(network, pair)
            if not written.file or key not in seen:
                seen.add(key)
                pairs.append((pair, weight, written))
    if not problems:
        problems += _left_without(scenario, {written for _, _, written in pairs})
    queries, weights, places = zip(*pairs, strict=True) if pairs else ((), (), ())
    return replace(scenario, queries=queries, weights=weights if scenario.weights else (),
                   written=places if scenario.written else ()), list(dict.fromkeys(problems))


def _left_without(scenario: Scenario, asked: set[Written]) -> Iterator[Problem]:
    """Tell the queries of which no pair of two places is left."""
    for query, _, written in _weighted(scenario):
        if written not in asked:
            yield written.told(Problem(
                "S44", f'"{query.origin}" and "{query.destination}" leave no pair of two places',
                "Name another group.", column="destination"))


def _names_a_group(query: Query) -> bool:
    return any(_is_group(text) for text in (query.origin, query.destination))


def _is_group(text: str) -> bool:
    kind, colon, _ = text.partition(":")
    return bool(colon) and kind.strip() in GROUPED_BY


def _weighted(scenario: Scenario) -> Iterator[Weighted]:
    count = len(scenario.queries)
    return zip(scenario.queries, scenario.weights or (1.0,) * count,
               scenario.written or (Written(),) * count, strict=True)


def _pairs(network: Network, query: Query, written: Written, problems: list[Problem]
           ) -> Iterator[Query]:
    """Give the pairs that a query means; a place that is not known is told when it is asked for."""
    if not _names_a_group(query):
        yield query
        return
    try:
        starts, goals = (_places(network, text, end) for text, end in (
            (query.origin, "origin"), (query.destination, "destination")))
    except InputError as error:
        problems += [written.told(problem) for problem in error.problems]
        return
    for start in starts:
        for goal in goals:
            if start.node_id != goal.node_id:
                yield replace(query, origin=start.node_id, destination=goal.node_id)


def _places(network: Network, text: str, end: str) -> Sequence[Node]:
    return places_of(network, [text], end)


def _by_ids(network: Network, query: Query) -> Query:
    """Name the places by their ids, so that a name and an id of one place are one."""
    try:
        return replace(query, origin=network.place(query.origin).node_id,
                       destination=network.place(query.destination).node_id)
    except InputError:
        return query
