"""What is asked of many draws, and how a number of them is solved at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from corridors.model.chance import quantiles, uniform
from corridors.model.costs import CostModel
from corridors.model.data_range import Input, drawn, stream_of
from corridors.model.draws import Draws
from corridors.model.snapshot import Snapshot
from corridors.routing.draw_paths import Arcs, best_ways
from corridors.routing.draw_weights import DrawWeights
from corridors.routing.engines import CLOSED
from corridors.routing.legs import leg_counts
from corridors.routing.pair_groups import PairGroup
from corridors.routing.pricing import pricing
from corridors.routing.solve import Solver
from corridors.routing.states import ACCESS, MOVE, state_graph

__all__ = ["ALWAYS", "Found", "Group", "World", "part_of", "solved_at", "touched_at"]

ALWAYS = ("time", "cost")
"""What is told of every route, beside what it is best by."""

Ints = NDArray[np.int64]
Path = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """OD pairs of one world that ask the same weighting.

    Parameters
    ----------
    by, value_of_time
        What routes are best by.
    count
        Number of vertices.
    arcs
        Tail, head and arc of the state graph of each open arc; of doors only those of the pairs.
    outcomes
        What each pair is in the answer.
    origins, destinations
        Where they begin and end.
    """

    by: str
    value_of_time: float | None
    count: int
    arcs: tuple[tuple[int, int, int], ...] = field(repr=False)
    outcomes: tuple[int, ...]
    origins: tuple[int, ...]
    destinations: tuple[int, ...]

    @classmethod
    def of(cls, group: PairGroup, outcomes: Sequence[int]) -> Group:
        """Give what a worker needs of a group of pairs.

        Parameters
        ----------
        group
            The pairs.
        outcomes
            What each query of its world is in the answer.
        """
        opened, graph = group.kept.columns[0], group.solver.graph
        rows = [(arc.tail, arc.head, place) for place, arc in enumerate(graph.arcs)
                if opened[place] != CLOSED]
        return cls._made(group.solver, len(graph.states), rows,
                         tuple(outcomes[place] for place in group.places),
                         (tuple(group.origins), tuple(group.destinations)))

    @classmethod
    def in_layers(cls, solver: Solver, outcome: int) -> Group:
        """Give what a worker needs of a query that passes something: a layer for each stage.

        Parameters
        ----------
        solver
            The query, made ready.
        outcome
            What it is in the answer.
        """
        laid = solver.layout(solver.search.carrying)
        graph, (starts, goals) = laid.graph, laid.ends
        rows = [(tail, graph.head[at], graph.arc[at]) for tail in range(graph.count)
                for at in range(graph.first[tail], graph.first[tail + 1])]
        found = bool(starts and goals)
        return cls._made(solver, graph.count, rows, (outcome,) if found else (),
                         (tuple(starts), tuple(goals)) if found else ((), ()))

    @classmethod
    def _made(cls, solver: Solver, count: int, rows: Sequence[tuple[int, int, int]],
              outcomes: tuple[int, ...], ends: tuple[tuple[int, ...], tuple[int, ...]]) -> Group:
        starts, goals = map(frozenset, ends)
        kinds = solver.graph.arcs
        arcs = tuple(row for row in rows if kinds[row[2]].kind != ACCESS or (
            row[0] in starts if kinds[row[2]].forward else row[1] in goals))
        return cls(solver.query.by, solver.query.value_of_time, count, arcs, outcomes, *ends)


@dataclass(frozen=True, slots=True)
class World:
    """A network whose figures are drawn, and what is asked of it.

    Parameters
    ----------
    snapshot, costs
        As they are likeliest; several that differ in statuses alone share one.
    inputs
        What is drawn.
    groups
        What is asked.
    """

    snapshot: Snapshot
    costs: CostModel
    inputs: tuple[Input, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What an OD pair takes in some draws.

    Parameters
    ----------
    outcome
        What it is in the answer.
    totals
        Smallest units by criterion, one for each draw; empty without a route.
    paths
        The best ways, as arcs of the state graph.
    which
        Which of them is the best in each draw.
    """

    outcome: int
    totals: dict[str, Ints]
    paths: tuple[Path, ...] = ()
    which: NDArray[np.int32] | None = None


def solved_at(worlds: Sequence[World], shares: Callable[[Input], NDArray[np.float64]]
              ) -> list[Found]:
    """Solve draws in which each input stands where it is said.

    Parameters
    ----------
    worlds
        What is asked of what.
    shares
        Gives for an input the share of its values that lie below it, in each draw; NaN for its
        likeliest value.
    """
    return [found for world in worlds for found in _solve(world, _values_at(world, shares))]


def touched_at(worlds: Sequence[World], shares: Callable[[Input], NDArray[np.float64]],
               used: Mapping[int, Collection[int]]) -> dict[int, NDArray[np.bool_]]:
    """Tell in which draws anything on some arcs takes another amount than in the last draw.

    Parameters
    ----------
    worlds, shares
        As for :func:`solved_at`.
    used
        Arcs of the state graph, by outcome.

    Returns
    -------
    touched
        For each outcome one answer for each draw.
    """
    found = {}
    for world in worlds:
        values = _values_at(world, shares)
        for group, weights in _priced(world, values, len(values[0]) if values else 1):
            for outcome in group.outcomes:
                differs = np.zeros(weights.count, dtype=np.bool_)
                for place in used.get(outcome, ()):
                    column = weights.column(place, group.by)
                    differs |= column != column[-1]
                found[outcome] = differs
    return found


def _values_at(world: World, shares: Callable[[Input], NDArray[np.float64]]
               ) -> list[NDArray[np.float64]]:
    asked = [(one, shares(one)) for one in world.inputs]
    return [np.where(np.isnan(at), one.spread.value,
                     quantiles(one.spread, one.shape, np.nan_to_num(at))) for one, at in asked]


def part_of(worlds: Sequence[World], seed: int, start: int, count: int) -> list[Found]:
    """Solve a part of the draws.

    Parameters
    ----------
    worlds, seed
        What is asked of what, and the seed of the random numbers.
    start, count
        First draw, and how many.
    """
    return [found for world in worlds for found in _solve(world, [
        quantiles(one.spread, one.shape, uniform(seed, stream_of(one), start, count))
        for one in world.inputs], count)]


def _solve(world: World, values: Sequence[NDArray[np.float64]], count: int = 0
           ) -> Iterator[Found]:
    """Ask all pairs of a world, with these values of its inputs."""
    legs = _legs(world)
    for group, weights in _priced(world, values, len(values[0]) if values else count):
        yield from _ask(group, weights, legs)


def _priced(world: World, values: Sequence[NDArray[np.float64]], count: int
            ) -> Iterator[tuple[Group, DrawWeights]]:
    """Give the weights that each group asks, with these values of the inputs."""
    snapshot, costs = drawn(world.snapshot, world.costs, world.inputs,
                            tuple(Draws(column) for column in values))
    graph = state_graph(snapshot.network)
    priced: dict[float | None, DrawWeights] = {}
    for group in world.groups:
        value = group.value_of_time
        if value not in priced:
            priced[value] = DrawWeights.of(snapshot, costs, graph, count, value)
        yield group, priced[value]


def _legs(world: World) -> Sequence[int]:
    return leg_counts(state_graph(world.snapshot.network), pricing(world.snapshot, world.costs))


def _ask(group: Group, weights: DrawWeights, legs: Sequence[int]) -> Iterator[Found]:
    graph, places = weights.graph, [row[2] for row in group.arcs]
    if not places:
        yield from (Found(outcome, {}) for outcome in group.outcomes)
        return
    arcs = Arcs(group.count, [row[0] for row in group.arcs], [row[1] for row in group.arcs],
                np.stack([weights.column(place, group.by) for place in places]),
                [legs[place] for place in places], [graph.keys[place] for place in places],
                [graph.arcs[place].kind == MOVE for place in places])
    for origin in dict.fromkeys(group.origins):
        pairs = [at for at, start in enumerate(group.origins) if start == origin]
        ways = best_ways(arcs, origin, [group.destinations[at] for at in pairs])
        for at, best in zip(pairs, ways, strict=True):
            if best is None:
                yield Found(group.outcomes[at], {})
                continue
            totals = {by: np.zeros(weights.count, dtype=np.int64) for by in ALWAYS}
            totals[group.by] = best.total
            which = np.zeros(weights.count, dtype=np.int32)
            paths = []
            for number, (path, draws) in enumerate(best.paths.items()):
                paths.append(tuple(places[place] for place in path))
                which[draws] = number
                for by in ALWAYS:
                    if by != group.by:
                        totals[by][draws] = weights.total(paths[-1], by, draws)
            yield Found(group.outcomes[at], totals, tuple(paths), which)
