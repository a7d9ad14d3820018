"""Draws solved part by part, in one process or several, with the same numbers to the last byte."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from copyreg import dispatch_table
from dataclasses import dataclass, field, replace
from functools import partial
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corridors.errors import Problem, QueryError
from corridors.model.chance import quantiles, uniform
from corridors.model.costs import CostModel
from corridors.model.data_range import Input, drawn, stream_of
from corridors.model.draws import Draws
from corridors.model.network import Network
from corridors.model.snapshot import Snapshot
from corridors.routing.draw_paths import Arcs, best_ways
from corridors.routing.draw_weights import DrawWeights
from corridors.routing.engines import CLOSED
from corridors.routing.legs import leg_counts
from corridors.routing.pair_groups import PairGroup
from corridors.routing.pricing import pricing
from corridors.routing.solve import Solver
from corridors.routing.states import ACCESS, MOVE, state_graph

__all__ = ["CHUNK", "Found", "Group", "World", "solved", "solved_at", "touched_at"]

CHUNK = 2_500
"""Draws that are solved together: a tenth of a gigabyte on the bundled network."""

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


def solved(worlds: Sequence[World], seed: int, draws: int, workers: int) -> list[list[Found]]:
    """Solve all draws, part by part.

    Parameters
    ----------
    worlds
        What is asked of what.
    seed, draws
        Seed of the random numbers, and how many draws.
    workers
        How many processes share the parts.

    Returns
    -------
    parts
        What was found in each part, in order; the same whatever the number of workers.

    Raises
    ------
    QueryError
        If the number of workers is not 1 or more, or a weight cannot be used in some draw.
    """
    parts = [(seed, start, min(CHUNK, draws - start)) for start in range(0, draws, CHUNK)]
    if workers < 1:
        raise QueryError(Problem("Q75", f"{workers} workers cannot do anything",
                                 "Give 1 or more; no more than the computer has processors."))
    if workers == 1 or len(parts) == 1:
        return [_part(worlds, *part) for part in parts]
    # Imported here: a single worker needs none of it.
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # A new interpreter each: a copy of this one could hold a lock that nobody opens.
    pool = ProcessPoolExecutor(min(workers, len(parts)), mp_context=get_context("spawn"),
                               initializer=_begin)
    try:
        return list(pool.map(partial(_part_of_packed, _packed(worlds)), parts))
    finally:
        pool.shutdown(cancel_futures=True)


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


def _part(worlds: Sequence[World], seed: int, start: int, count: int) -> list[Found]:
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


def _begin() -> None:
    import signal

    # An interruption is for the one who asks: workers end when it lets them go.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _part_of_packed(packed: bytes, part: tuple[int, int, int]) -> list[Found]:
    return _part(pickle.loads(packed), *part)  # noqa: S301 - packed by ourselves a moment ago


def _packed(worlds: Sequence[World]) -> bytes:
    """Pack worlds for other processes, without what can be derived again."""
    networks: dict[int, Network] = {}
    bare = []
    for world in worlds:
        network = world.snapshot.network
        # Which figures are those of the tables is told by their being the same objects.
        kept = {key: network.memo[key] for key in ("length_km", "speed_kmh")
                if key in network.memo}
        networks.setdefault(id(network), replace(network, alignments={}, memo=kept))
        bare.append(replace(world, snapshot=replace(world.snapshot, memo={},
                                                    network=networks[id(network)])))
    packed = BytesIO()
    pickler = pickle.Pickler(packed, protocol=5)
    pickler.dispatch_table = dispatch_table.copy()
    pickler.dispatch_table[memoryview] = _column_parts
    pickler.dump(bare)
    return packed.getvalue()


def _column_parts(column: memoryview) -> tuple[Any, ...]:
    return _column, (column.format, bytes(column))


def _column(kind: str, data: bytes) -> memoryview:
    return memoryview(data).cast("B").cast(kind)  # type: ignore[call-overload,no-any-return]
