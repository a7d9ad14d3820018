"""What routes take in many variants of one network, without making a route of any.

A variant is a snapshot that changes made of another one. What it changes are a few weights of the
kept graph: they are set, every OD pair is asked, and they are set back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from corridors.errors import Problem, QueryError
from corridors.model.costs import CostModel
from corridors.model.query import Query
from corridors.model.snapshot import Snapshot
from corridors.model.status import carries
from corridors.routing.canonical import read_path
from corridors.routing.engines import CLOSED, UNREACHED, choice
from corridors.routing.kept import Kept
from corridors.routing.masks import mask_words
from corridors.routing.restrictions import ends_of
from corridors.routing.solve import Solver
from corridors.routing.states import ACCESS, MOVE, StateGraph, state_graph
from corridors.routing.weights import arcs_of_links, weigh

__all__ = ["variant_totals"]


def variant_totals(base: Snapshot, variants: Iterable[Snapshot], queries: Sequence[Query],
                   costs: CostModel | None = None, *, engine_name: str = "auto"
                   ) -> Iterator[tuple[int | None, ...]]:
    """Give what the best routes take in each variant, in the order they come.

    Parameters
    ----------
    base
        The network on a day.
    variants
        Snapshots made of it by :meth:`~corridors.Snapshot.apply`; one at a time is held.
    queries
        The questions: one best route each, without anything to pass and without limits.
    costs
        The cost model; the one that comes with the data if not given.
    engine_name
        Which engine solves them; the totals are the same with each.

    Yields
    ------
    totals
        For each query the least total by its criterion, in smallest units (metres, thousandths
        of an hour, US cents, grams), or None where there is no route.

    Raises
    ------
    QueryError
        If a query asks for more than that, or a variant adds nodes or links.

    Examples
    --------
    >>> from corridors import Change, Query, load
    >>> today = load().as_of()
    >>> opened = today.apply([Change(("link:ir-astara-ir-rasht-rail",), "open")])
    >>> query = Query("Saint Petersburg", "Bandar Abbas", modes={"rail"})
    >>> for totals in variant_totals(today, [today, opened], [query]):
    ...     print(totals[0] // 1000)
    6181
    5173
    """
    solvers = _solvers(base, queries, costs, engine_name)
    groups = _groups(solvers)
    for variant in variants:
        if variant.network is not base.network:
            raise QueryError(Problem("Q24", "a variant adds nodes or links",
                                     "Ask for its routes by shortest_route."))
        totals: list[int | None] = [0 if solver.at_once and not solver.search.why_not else None
                                    for solver in solvers]
        for group in groups:
            for place, total in zip(group.places, group.totals(base, variant), strict=True):
                totals[place] = None if total == UNREACHED else total
        yield tuple(totals)


@dataclass(frozen=True, slots=True)
class _Group:
    """Queries that ask the same weighting.

    Parameters
    ----------
    solver
        The first of them, made ready.
    kept
        The weighting.
    touching
        Moves and doors at each state.
    places
        Positions of the queries.
    origins, destinations
        Where they begin and end.
    base, paths
        What each takes as things are, and the arcs of its best path.
    """

    solver: Solver
    kept: Kept
    touching: Sequence[tuple[list[int], list[int]]] = field(repr=False)
    places: list[int] = field(default_factory=list)
    origins: list[int] = field(default_factory=list)
    destinations: list[int] = field(default_factory=list)
    base: list[int] = field(default_factory=list)
    paths: list[frozenset[int]] = field(default_factory=list)

    def totals(self, base: Snapshot, variant: Snapshot) -> list[int]:
        """Give the totals of every pair with the weights of a variant.

        Where no weight falls, a pair whose best path loses nothing keeps it, and is not asked.
        """
        places, weights = self.changes(base, variant)
        opened, touched = self.kept.columns[0], frozenset(places)
        dearer = all(weight >= opened[place]
                     for place, weight in zip(places, weights, strict=True))
        asked = [pair for pair, path in enumerate(self.paths)
                 if not (dearer and path.isdisjoint(touched))]
        found = list(self.base)
        with self.kept.solved.changed(places, weights) as changed:
            for pair, total in zip(asked, changed.pairs(
                    [self.origins[pair] for pair in asked],
                    [self.destinations[pair] for pair in asked]), strict=True):
                found[pair] = total
        return found

    def add(self, place: int, ends: tuple[Sequence[int], Sequence[int]]) -> None:
        """Take in a query by its position and its ends, and find its best path as things are."""
        laid, kept = self.kept.layout(ends), self.kept
        tree = kept.solved.tree(*ends)
        path = read_path(laid.graph, laid.columns, tree, ends)
        self.places.append(place)
        self.origins.append(ends[0][0])
        self.destinations.append(ends[1][0])
        self.base.append(tree[ends[1][0]])
        self.paths.append(frozenset(path.places if path is not None else ()))

    def changes(self, base: Snapshot, variant: Snapshot) -> tuple[list[int], list[int]]:
        """Find the arcs whose weights differ in a variant, and their weights there."""
        solver, arcs = self.solver, self.solver.graph.arcs
        new = weigh(variant, solver.costs, solver.query.by, solver.query.value_of_time)
        touched = {place for place, (one, other) in enumerate(zip(new, solver.weights, strict=True))
                   if one != other} if new is not solver.weights else set[int]()
        status, allowed = variant.status, solver.search.mask.allowed
        of_links = arcs_of_links(base.network)
        moved = {place for link, (one, other) in enumerate(zip(status, base.status, strict=True))
                 if one != other for place in of_links[link]}

        def usable(place: int) -> bool:
            arc = arcs[place]
            return allowed[place] and (arc.kind != MOVE or carries(status[arc.record]))

        found = {place: new[place] if usable(place) else CLOSED
                 for place in moved | touched if arcs[place].kind != ACCESS}
        for state in {state for place in moved for state in (arcs[place].tail, arcs[place].head)}:
            moves, doors = self.touching[state]
            served = any(usable(place) for place in moves)
            found |= {door: new[door] if served and allowed[door] else CLOSED for door in doors}
        opened = self.kept.columns[0]
        changed = sorted(place for place, weight in found.items() if weight != opened[place])
        return changed, [found[place] for place in changed]


def _solvers(base: Snapshot, queries: Sequence[Query], costs: CostModel | None,
             engine_name: str) -> list[Solver]:
    graph = state_graph(base.network)
    name = engine_name if engine_name != "auto" else choice.choose(
        len(graph.states), len(graph.arcs), len(queries) * _MANY, changes=True)
    problems = [Problem("Q24", f"query {place} asks for more than one best route from door to door",
                        "Leave via, limits, depart, terminal_to_terminal, k, different, pareto and "
                        "simplest_within out, or ask for its routes by shortest_route.")
                for place, query in enumerate(queries, start=1) if _is_more(query)]
    if problems:
        raise QueryError(problems)
    return [Solver.of(base, query, costs, name) for query in queries]


def _is_more(query: Query) -> bool:
    return bool(query.via or query.counted or query.depart is not None or query.k > 1
                or query.different or query.pareto or query.simplest_within is not None
                or query.terminal_to_terminal)


def _groups(solvers: Sequence[Solver]) -> list[_Group]:
    """Put queries together that ask the same weighting; those without a way to begin are out."""
    found: dict[tuple[object, ...], _Group] = {}
    for place, solver in enumerate(solvers):
        ends = ends_of(solver.graph, solver.search)
        if solver.at_once or solver.search.why_not or not all(ends):
            continue
        query = solver.query
        key = (query.by, query.value_of_time, mask_words(query))
        if key not in found:
            found[key] = _Group(solver, solver.kept, _touching(solver.graph))
        found[key].add(place, ends)
    return list(found.values())


_MANY = 100
"""Variants that are reckoned with when an engine is chosen: they come one at a time."""


def _touching(graph: StateGraph) -> Sequence[tuple[list[int], list[int]]]:
    """Give the moves and the doors at each state."""
    found: list[tuple[list[int], list[int]]] = [([], []) for _ in graph.states]
    for place, arc in enumerate(graph.arcs):
        if arc.kind == MOVE:
            for state in {arc.tail, arc.head}:
                found[state][0].append(place)
        elif arc.kind == ACCESS:
            found[arc.head if arc.forward else arc.tail][1].append(place)
    return found
