"""OD pairs: the questions an analysis weighs together, and what each of them counts for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import isfinite

from corridors.errors import Problem, QueryError
from corridors.model.network import Network
from corridors.model.place_groups import places_of
from corridors.model.query import Query

__all__ = ["Pairs", "as_pairs", "pairs_between"]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Questions with weights: OD pairs, each under its restrictions and by its criterion.

    Parameters
    ----------
    queries
        The questions.
    weights
        What each counts for, >= 0: TEU or tonnes a year, or any other measure.
    unit
        Of the weights; blank where they are only weights.

    Raises
    ------
    QueryError
        If there are not as many weights as questions, or one is no number >= 0.
    """

    queries: tuple[Query, ...]
    weights: tuple[float, ...]
    unit: str = ""

    def __post_init__(self) -> None:
        problems = []
        if not self.queries:
            problems.append(Problem("Q51", "no OD pair is given",
                                    "Give at least one, between two places that differ."))
        if len(self.queries) != len(self.weights):
            problems.append(Problem("Q51", f"{len(self.weights)} weights are given for "
                                           f"{len(self.queries)} OD pairs",
                                    "Give one for each pair."))
        problems += [Problem("Q51", f"{weight!r} is not a weight, for {query.origin} - "
                                    f"{query.destination}", "Give a number >= 0.")
                     for query, weight in zip(self.queries, self.weights, strict=False)
                     if not (isfinite(weight) and weight >= 0)]
        if not problems and not any(self.weights):
            problems.append(Problem("Q51", "all weights are 0", "Give one that is more."))
        if problems:
            raise QueryError(problems)

    def __len__(self) -> int:
        return len(self.queries)

    def __iter__(self) -> Iterator[tuple[Query, float]]:
        return iter(zip(self.queries, self.weights, strict=True))

    def __repr__(self) -> str:
        unit = f", in {self.unit}" if self.unit else ""
        return f"<Pairs: {len(self)}, weights from {min(self.weights):g} to " \
               f"{max(self.weights):g}{unit}>"


def as_pairs(given: Pairs | Query | Iterable[Query]) -> Pairs:
    """Give pairs as they are, and questions as pairs that count the same.

    Parameters
    ----------
    given
        Pairs, a question, or several.

    Raises
    ------
    QueryError
        If it is something else, or nothing.

    Examples
    --------
    >>> as_pairs(Query("Moscow", "Baku"))
    <Pairs: 1, weights from 1 to 1>
    """
    if isinstance(given, Pairs):
        return given
    queries = (given,) if isinstance(given, Query) else tuple(given)
    if not all(isinstance(query, Query) for query in queries):
        raise QueryError(Problem("Q46", "something that is no question was given as an OD pair",
                                 'Give questions: Query("Moscow", "Baku").'))
    return Pairs(queries, (1.0,) * len(queries))


def pairs_between(network: Network, origins: Sequence[str] | str, destinations: Sequence[str] | str,
                  query: Query) -> Pairs:
    """Give all pairs between places or groups of places, each counting the same.

    Parameters
    ----------
    network
        The network.
    origins, destinations
        Place names, node ids, or groups such as ``group:baltic-ports`` and ``country:IR``.
    query
        How they are asked for; its own places do not matter.

    Returns
    -------
    pairs
        Origin by origin; a place is not paired with itself.

    Raises
    ------
    QueryError
        If places or groups are unknown, or no pair is left.

    Examples
    --------
    >>> from corridors import load
    >>> network = load()
    >>> len(pairs_between(network, "group:baltic-ports", "Bandar Abbas", Query("", "", "time")))
    10
    """
    starts = places_of(network, [origins] if isinstance(origins, str) else origins, "origin")
    goals = places_of(network, [destinations] if isinstance(destinations, str) else destinations,
                      "destination")
    return as_pairs(replace(query, origin=start.node_id, destination=goal.node_id)
                    for start in starts for goal in goals if start.node_id != goal.node_id)
