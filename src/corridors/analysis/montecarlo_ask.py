"""From cases and pairs to what is solved, and from what was found to outcomes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from corridors.analysis.data_ranges import data_ranges
from corridors.analysis.montecarlo_cases import MonteCarloCase
from corridors.analysis.montecarlo_influence import (
    factors_of,
    first_orders,
    influences,
    tornado,
)
from corridors.analysis.montecarlo_outcome import Outcome, RouteShare
from corridors.analysis.montecarlo_run import ALWAYS, Found, Group, World
from corridors.model.costs import CostModel
from corridors.model.data_range import Input, stream_of
from corridors.model.pairs import Pairs
from corridors.model.snapshot import Snapshot
from corridors.model.uncertain import Uncertain
from corridors.routing.differences import told_apart
from corridors.routing.legs import route_of
from corridors.routing.pair_groups import pair_groups, solvers_of
from corridors.routing.solve import Solver

__all__ = ["influenced", "joined", "outcomes_of", "worlds_of"]

TOLD = 8
"""Of how many routes it is said what makes them different from the most frequent one."""


def worlds_of(cases: Sequence[MonteCarloCase], pairs: Pairs,
              given: tuple[Uncertain, ...] | None, costs: CostModel | None
              ) -> tuple[list[World], list[Solver]]:
    """Put cases together that differ in statuses alone: their figures are drawn once.

    Parameters
    ----------
    cases, pairs
        What is asked of what.
    given
        What is drawn; None for the ranges of the data.
    costs
        The cost model; the one that comes with the data if not given.

    Returns
    -------
    worlds
        What is solved.
    solvers
        Every pair of every case, made ready.
    """
    made: dict[tuple[object, ...], World] = {}
    solvers: list[Solver] = []
    for number, case in enumerate(cases):
        ready = _ready(case, pairs, costs)
        solvers += ready
        groups = tuple(_groups(ready, number * len(pairs)))
        model, key = ready[0].costs, _figures(case.snapshot)
        inputs: tuple[Input, ...] = data_ranges(case.snapshot, model) if given is None else given
        old = made.get(key)
        made[key] = World(case.snapshot, model, inputs, groups) if old is None else replace(
            old, groups=(*old.groups, *groups),
            inputs=tuple({stream_of(one): one for one in (*old.inputs, *inputs)}.values()))
    return list(made.values()), solvers


def _ready(case: MonteCarloCase, pairs: Pairs, costs: CostModel | None) -> list[Solver]:
    """Make queries ready; what they must pass is laid out, all else beside one route refused."""
    asked = [query.restricted(case.restriction) for query in pairs.queries]
    plain = solvers_of(case.snapshot, [replace(query, via=()) for query in asked], costs)
    return [Solver.of(case.snapshot, query, costs, solver.engine_name) if query.via else solver
            for query, solver in zip(asked, plain, strict=True)]


def _groups(solvers: Sequence[Solver], first: int) -> Iterator[Group]:
    """Put the pairs of a case together that ask the same weighting."""
    plain = [at for at, solver in enumerate(solvers) if not solver.search.stages]
    for group in pair_groups([solvers[at] for at in plain]):
        yield Group.of(group, [first + at for at in plain])
    for at, solver in enumerate(solvers):
        if solver.search.stages and not solver.search.why_not:
            yield Group.in_layers(solver, first + at)


def _figures(snapshot: Snapshot) -> tuple[object, ...]:
    """Give what tells whether two snapshots have the same figures."""
    return id(snapshot.network), tuple(snapshot.figures.items())


def joined(parts: Sequence[Sequence[Found]], count: int) -> list[Found | None]:
    """Put the parts of each outcome one after the other, and number their routes anew.

    Parameters
    ----------
    parts
        What was found in each part of the draws.
    count
        How many outcomes there are.
    """
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


def outcomes_of(cases: Sequence[MonteCarloCase], solvers: Sequence[Solver],
                found: Sequence[Found | None], draws: int) -> list[Outcome]:
    """Make outcomes of what was found.

    Parameters
    ----------
    cases, solvers
        The cases, and every pair of every case, made ready.
    found
        What was found for each; None where nothing was asked.
    draws
        How many there are.
    """
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
    nothing = np.zeros(draws, dtype=np.int64)
    nothing.flags.writeable = False
    routes = () if outcome.plain is None else (RouteShare(outcome.plain, 1.0, draws),)
    return replace(outcome, totals=dict.fromkeys((*ALWAYS, outcome.query.by), nothing),
                   which=np.zeros(draws, dtype=np.int32), routes=routes)


def _told(outcome: Outcome, solver: Solver, found: Found) -> Outcome:
    which: Any = found.which
    counts = np.bincount(which, minlength=len(found.paths))
    order = sorted(range(len(found.paths)), key=lambda at: (-int(counts[at]), found.paths[at]))
    place = np.empty(len(order), dtype=np.int32)
    place[order] = np.arange(len(order))
    routes = [route_of(solver.graph, solver.prices, found.paths[at], solver.search.origin_at)
              for at in order]
    routes[:TOLD] = told_apart(solver.snapshot.network, solver.costs, routes[:TOLD])
    ranked = place[which]
    for column in (*found.totals.values(), ranked):
        column.flags.writeable = False
    return replace(outcome, which=ranked, routes=tuple(
        RouteShare(route, int(counts[at]) / len(which), int(counts[at]))
        for route, at in zip(routes, order, strict=True)))


def influenced(worlds: Sequence[World], outcomes: Sequence[Outcome],
               found: Sequence[Found | None], inputs: Sequence[Input], seed: int
               ) -> list[Outcome]:
    """Say of each outcome what it depends on.

    Parameters
    ----------
    worlds, outcomes, found
        What was solved, what came of it, and by which ways.
    inputs, seed
        What was drawn, and of which random numbers.
    """
    factors = factors_of(inputs)
    by = {at: outcome.query.by for at, outcome in enumerate(outcomes)}
    used = {one.outcome: {place for path in one.paths for place in path}
            for one in found if one is not None}
    swings, touching = tornado(worlds, factors, by, used)
    varying = {at: outcomes[at].totals[by[at]] for at in swings
               if outcomes[at].totals[by[at]].min() < outcomes[at].totals[by[at]].max()}
    shares = first_orders(factors, varying, seed)
    return [replace(outcome, influences=influences(
        factors, swings[at], touching[at], shares.get(at))) if at in swings else outcome
        for at, outcome in enumerate(outcomes)]
