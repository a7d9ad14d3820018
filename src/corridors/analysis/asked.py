"""What a scenario file asks beside routes: every ``[[analysis]]``, worked out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType
from typing import Any

from corridors.analysis.effects import Case, Effects
from corridors.analysis.montecarlo_cases import MonteCarloCase, askable
from corridors.errors import InputError, Problem, ScenarioError
from corridors.model.asked_analysis import Asked
from corridors.model.pairs import Pairs
from corridors.model.place_groups import places_of
from corridors.model.query import Query
from corridors.model.restriction import Restriction

__all__ = ["AskedResult", "asked_results", "usual_criterion"]

BRIEF: Mapping[str, Any] = MappingProxyType({"draws": 2, "two": False, "iterations": 1})
"""Options that only make an analysis longer, as they are where it is but tried out."""

CHARTED = 4
"""How many histories one result holds: so many a chart shows one above the other."""


@dataclass(frozen=True, slots=True)
class AskedResult:
    """One result of an analysis that a scenario asks for.

    Parameters
    ----------
    asked
        What was asked.
    cases
        Names of the cases it is about, ``base`` for the network as it is.
    about
        The same and the questions, in words.
    result
        What the function of that name gives.
    """

    asked: Asked
    cases: tuple[str, ...]
    about: str
    result: Any = field(repr=False)


def asked_results(effects: Effects, *, briefly: bool = False) -> tuple[AskedResult, ...]:
    """Work out what a scenario asks beside routes.

    Parameters
    ----------
    effects
        The scenario worked out.
    briefly
        Only try everything out: few draws, one iteration. What is refused is the same.

    Returns
    -------
    results
        In the order of the file. An analysis that weighs pairs together gives a result for each
        criterion, a threshold one for each question, a history one for every four.

    Raises
    ------
    ScenarioError
        With every analysis that cannot be made, and why.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from corridors import effects_of, load, load_scenario
    >>> asked = Asked("critical", {"of": ("border",)}, queries=("rail only",), by=("time",))
    >>> scenario = replace(load_scenario("rasht-astara"), analyses=(asked,))
    >>> found = asked_results(effects_of(scenario, load()))
    >>> found[0].result.losses[0].key
    'fi-ru-vainikkala-buslovskaya'
    """
    found: list[AskedResult] = []
    problems: list[Problem] = []
    for asked in effects.scenario.analyses:
        brief = asked if not briefly else replace(asked, options={
            name: BRIEF.get(name, value)
            for name, value in {**_least(asked), **asked.options}.items()})
        try:
            found += _KINDS[asked.kind](effects, brief)
        except InputError as error:
            problems += [asked.written.told(problem) for problem in error.problems]
    if problems:
        raise ScenarioError(list(dict.fromkeys(problems)))
    return tuple(found)


def usual_criterion(queries: Sequence[Query]) -> str:
    """Give the criterion that is taken where none is named: time, if anything asks for it.

    Parameters
    ----------
    queries
        The queries.
    """
    criteria = [query.by for query in queries]
    return "time" if "time" in criteria or not criteria else criteria[0]


def _least(asked: Asked) -> dict[str, Any]:
    return {"draws": 2} if asked.kind == "montecarlo" else {}


def _critical(effects: Effects, asked: Asked) -> Iterator[AskedResult]:
    from corridors.analysis.bridges import bridges
    from corridors.analysis.critical import critical
    from corridors.analysis.interdict import interdict
    from corridors.analysis.separate import separate

    options = dict(asked.options)
    most, penalty = options.pop("interdict", 0), options.pop("penalty", None)
    candidates = options.pop("candidates", ("link",))
    ends, bridged = options.pop("separate", ()), options.pop("bridges", False)
    told = set[str]()
    for case, pairs, about in _each(effects, asked):
        found = critical(case.snapshot, pairs, costs=effects.costs, **options)
        if most:
            worst = interdict(case.snapshot, pairs, most, candidates, effects.costs,
                              penalty=penalty)
            found = replace(found, interdiction=worst)
        yield AskedResult(asked, (case.name,), about, found)
        # What may be used counts here, and not what is best: once for all criteria.
        for query in _rules(pairs) if (ends or bridged) and case.name not in told else ():
            said = _about([case.title], Pairs((query,), (1.0,)))
            if ends:
                yield AskedResult(asked, (case.name,), said, separate(
                    case.snapshot, ends[0], ends[1], query, candidates, effects.costs))
            if bridged:
                yield AskedResult(asked, (case.name,), said,
                                  bridges(case.snapshot, query, effects.costs))
        told.add(case.name)


def _openings(effects: Effects, asked: Asked) -> Iterator[AskedResult]:
    from corridors.analysis.openings import openings

    for case, pairs, about in _each(effects, asked):
        yield AskedResult(asked, (case.name,), about, openings(
            case.snapshot, pairs, costs=effects.costs, **asked.options))


def _threshold(effects: Effects, asked: Asked) -> Iterator[AskedResult]:
    from corridors.analysis.threshold import threshold
    from corridors.analysis.threshold_map import threshold_map

    options = dict(asked.options)
    parameter, low, high = (options.pop(name) for name in ("parameter", "low", "high"))
    second = tuple(options.pop(name, None) for name in ("second", "second_low", "second_high"))
    for case, pairs, about in _each(effects, asked, limited=True):
        for query in pairs.queries:
            found = threshold(case.snapshot, query, parameter, low, high, costs=effects.costs,
                              **options) if second[0] is None else \
                threshold_map(case.snapshot, query, (parameter, low, high), second,
                              costs=effects.costs, **options)
            yield AskedResult(asked, (case.name,), about, found)


def _shares(effects: Effects, asked: Asked) -> Iterator[AskedResult]:
    from corridors.analysis.shares import shares

    options = dict(asked.options)
    scenario = effects.scenario if options.pop("branches", False) else None
    for case, pairs, about in _each(effects, asked, limited=True):
        yield AskedResult(asked, (case.name,), about, shares(
            case.snapshot, pairs, effects.costs, scenario=scenario, **options))


def _assign(effects: Effects, asked: Asked) -> Iterator[AskedResult]:
    from corridors.analysis.assign import assign
    from corridors.routing.delays import Bpr

    options = dict(asked.options)
    times = options.pop("times", 1.0)
    demand = options.pop("demand", None)
    payload_t = effects.costs.rate("payload").spread.value
    shape = {name.removeprefix("delay_"): options.pop(name)
             for name in ("delay_b", "delay_power") if name in options}
    if shape:
        options["delay"] = partial(Bpr, **shape)
    for case, pairs, about in _each(effects, asked):
        given = pairs if demand is None else _by(demand(payload_t=payload_t), pairs.queries[0],
                                                 case)
        carried = replace(given, weights=tuple(times * weight for weight in given.weights))
        yield AskedResult(asked, (case.name,), about,
                          assign(case.snapshot, carried, effects.costs, **options))


def _by(demand: Pairs, like: Query, case: Case) -> Pairs:
    """Ask for a table of demand by the criterion of a query, as the variant lets it go."""
    return replace(demand, queries=tuple(
        replace(query, by=like.by, value_of_time=like.value_of_time).restricted(
            case.variant.restriction if case.variant else Restriction())
        for query in demand.queries))


def _montecarlo(effects: Effects, asked: Asked) -> Iterator[AskedResult]:
    from corridors.analysis.montecarlo import montecarlo

    cases = [MonteCarloCase(case.name, case.title, case.snapshot,
                            case.variant.restriction if case.variant else Restriction())
             for case in _cases(effects, asked)]
    wanted = _pairs(effects, asked)
    pairs = askable(cases, wanted, effects.costs)
    found = montecarlo(cases, pairs, effects.scenario.uncertain or None, costs=effects.costs,
                       **asked.options)
    about = _about([case.title for case in cases], pairs, len(wanted))
    yield AskedResult(asked, tuple(case.name for case in cases), about, found)


def _history(effects: Effects, asked: Asked) -> Iterator[AskedResult]:
    from corridors.analysis.history import history
    from corridors.analysis.series import YEARS

    options = dict(asked.options)
    years = options.pop("from_year", YEARS[0]), options.pop("to_year", YEARS[1])
    for case, pairs, _ in _each(effects, asked, limited=True):
        for start in range(0, len(pairs), CHARTED):
            some = replace(pairs, queries=pairs.queries[start:start + CHARTED],
                           weights=pairs.weights[start:start + CHARTED])
            yield AskedResult(asked, (case.name,), _about([case.title], some), history(
                case.snapshot, some, years=years, costs=effects.costs, **options))


_KINDS: dict[str, Callable[[Effects, Asked], Iterator[AskedResult]]] = {
    "critical": _critical, "openings": _openings, "threshold": _threshold, "shares": _shares,
    "assign": _assign, "montecarlo": _montecarlo, "history": _history}


def _each(effects: Effects, asked: Asked, *, limited: bool = False
          ) -> Iterator[tuple[Case, Pairs, str]]:
    """Give every case with the pairs of each criterion; without those within limits, if need be."""
    for case in _cases(effects, asked):
        restriction = case.variant.restriction if case.variant else None
        for pairs in _by_criterion(_pairs(effects, asked)):
            bound = pairs if restriction is None else replace(pairs, queries=tuple(
                query.restricted(restriction) for query in pairs.queries))
            kept = bound if limited else askable([MonteCarloCase("", "", case.snapshot)], bound,
                                                 effects.costs, passing=False)
            yield case, kept, _about([case.title], kept, len(bound))


def _cases(effects: Effects, asked: Asked) -> list[Case]:
    return [case for case in effects.cases if case.name in asked.variants]


def _pairs(effects: Effects, asked: Asked) -> Pairs:
    """Give the queries that an analysis is asked for, with their weights."""
    pairs = effects.scenario.pairs
    network = effects.network
    starts, goals = (frozenset(node.node_id for node in places_of(network, texts, end))
                     if texts else frozenset[str]() for end, texts in
                     (("origin", asked.origin), ("destination", asked.destination)))
    labelled = [(query, weight) for query, weight in pairs
                if (not asked.queries or query.label in asked.queries)
                and (not starts or network.place(query.origin).node_id in starts)
                and (not goals or network.place(query.destination).node_id in goals)]
    if not labelled:
        raise ScenarioError(Problem("S42", "no query goes between the places of the analysis",
                                    "Name places that the queries have.", column="origin"))
    wanted = asked.by or (usual_criterion([query for query, _ in labelled]),)
    chosen = [(query, weight) for query, weight in labelled if query.by in wanted]
    if not chosen:
        raise ScenarioError(Problem("S42", f"no query asks by {' or '.join(wanted)}",
                                    "Name a criterion that the queries have.", column="by"))
    return Pairs(tuple(query for query, _ in chosen), tuple(weight for _, weight in chosen),
                 pairs.unit)


def _by_criterion(pairs: Pairs) -> Iterator[Pairs]:
    for by in dict.fromkeys(query.by for query in pairs.queries):
        chosen = [(query, weight) for query, weight in pairs if query.by == by]
        yield Pairs(tuple(query for query, _ in chosen), tuple(weight for _, weight in chosen),
                    pairs.unit)


def _rules(pairs: Pairs) -> Iterator[Query]:
    """Give a query for everything that routes may use: one of each of those that differ in it."""
    found: dict[Query, Query] = {}
    for query in pairs.queries:
        found.setdefault(replace(query, origin="", destination="", label="", by="distance",
                                 value_of_time=None), query)
    yield from found.values()


def _about(titles: list[str], pairs: Pairs, asked: int = 0) -> str:
    """Say of what and for whom; and how many of the pairs that were asked for are left out."""
    labels = dict.fromkeys(query.label or query.said() for query in pairs.queries)
    left = asked - len(pairs)
    without = "" if left <= 0 else f"without {left} question{'s' if left > 1 else ''} that " \
        f"ask{'' if left > 1 else 's'} for more than the best route from door to door"
    return "; ".join(filter(None, (", ".join(titles), ", ".join(filter(None, labels)), without)))
