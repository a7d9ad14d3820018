"""OD pairs that ask one weighting of the kept graph, so that all are asked of one change of it.

What an analysis turns, link after link or draw after draw, is a few weights of the kept graph: they
are set, the pairs that can feel it are asked, and they are set back.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from corridors.errors import Problem, QueryError
from corridors.model.costs import CostModel
from corridors.model.query import Query
from corridors.model.snapshot import Snapshot
from corridors.routing.canonical import read_path
from corridors.routing.engines import CLOSED, choice
from corridors.routing.kept import Kept
from corridors.routing.masks import mask_words
from corridors.routing.restrictions import ends_of
from corridors.routing.solve import Solver
from corridors.routing.states import ACCESS, MOVE, StateGraph, state_graph
from corridors.routing.weights import arcs_of_links, weigh

__all__ = ["PairGroup", "is_more", "pair_groups", "solvers_of"]


@dataclass(frozen=True, slots=True)
class PairGroup:
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

        Parameters
        ----------
        base, variant
            The snapshot the group was made for, and one that changes made of it.

        Returns
        -------
        totals
            One for each pair, in smallest units; UNREACHED where there is no route.
        """
        return self.totals_with(*self.changes(base, variant))

    def totals_with(self, places: Sequence[int], weights: Sequence[int]) -> list[int]:
        """Give the totals of every pair with some weights changed.

        Where no weight falls, a pair whose best path loses nothing keeps it, and is not asked.

        Parameters
        ----------
        places, weights
            Arcs of the state graph, and what they weigh instead.

        Returns
        -------
        totals
            One for each pair, in smallest units; UNREACHED where there is no route.
        """
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
        """Find the arcs whose weights differ in a variant, and their weights there.

        Parameters
        ----------
        base, variant
            The snapshot the group was made for, and one that changes made of it.

        Returns
        -------
        places, weights
            Arcs of the state graph, and what they weigh in the variant.
        """
        solver = self.solver
        new = weigh(variant, solver.costs, solver.query.by, solver.query.value_of_time)
        touched = {place for place, (one, other) in enumerate(zip(new, solver.weights, strict=True))
                   if one != other} if new is not solver.weights else set[int]()
        moved = {link for link, (one, other) in enumerate(zip(variant.status, base.status,
                                                              strict=True)) if one != other}
        return self.reweighted(variant.carrying, moved, new, touched)

    def with_links(self, base: Snapshot, links: Collection[int], *, opened: bool
                   ) -> tuple[list[int], list[int]]:
        """Find the arcs whose weights differ where links are opened or closed.

        Parameters
        ----------
        base
            The snapshot the group was made for.
        links
            Positions of the links.
        opened
            Whether they carry traffic.

        Returns
        -------
        places, weights
            Arcs of the state graph, and what they weigh then.
        """
        carrying = list(base.carrying)
        for link in links:
            carrying[link] = opened
        return self.reweighted(carrying, links, self.solver.weights, ())

    def reweighted(self, carrying: Sequence[bool], moved: Collection[int], new: Sequence[int],
                   touched: Collection[int]) -> tuple[list[int], list[int]]:
        """Find the arcs that weigh something else where statuses and figures differ.

        A mode that does not run is no way to begin or end: doors to states that no usable move
        touches any more are closed with it.

        Parameters
        ----------
        carrying
            Whether each link carries traffic.
        moved
            Positions of the links of which that differs from the base.
        new
            Weight of each arc.
        touched
            Arcs whose weight may differ from that of the base.

        Returns
        -------
        places, weights
            Arcs of the state graph, and what they weigh then.
        """
        solver, arcs = self.solver, self.solver.graph.arcs
        allowed, of_links = solver.search.mask.allowed, arcs_of_links(solver.snapshot.network)
        steps = {place for link in moved for place in of_links[link]}

        def usable(place: int) -> bool:
            arc = arcs[place]
            return allowed[place] and (arc.kind != MOVE or carrying[arc.record])

        found = {place: new[place] if usable(place) else CLOSED
                 for place in steps.union(touched) if arcs[place].kind != ACCESS}
        for state in {state for place in steps for state in (arcs[place].tail, arcs[place].head)}:
            moves, doors = self.touching[state]
            served = any(usable(place) for place in moves)
            found |= {door: new[door] if served and allowed[door] else CLOSED for door in doors}
        opened = self.kept.columns[0]
        changed = sorted(place for place, weight in found.items() if weight != opened[place])
        return changed, [found[place] for place in changed]


def solvers_of(base: Snapshot, queries: Sequence[Query], costs: CostModel | None = None,
               engine_name: str = "auto") -> list[Solver]:
    """Make queries ready that ask for nothing but one best route each.

    Parameters
    ----------
    base
        The network on a day.
    queries
        The questions: one best route each, without anything to pass and without limits.
    costs
        The cost model; the one that comes with the data if not given.
    engine_name
        Which engine solves them; with ``auto`` the one that is quickest for many changes.

    Raises
    ------
    QueryError
        With every query that asks for more.
    """
    graph = state_graph(base.network)
    name = engine_name if engine_name != "auto" else choice.choose(
        len(graph.states), len(graph.arcs), len(queries) * _MANY, changes=True)
    problems = [Problem("Q24", f"query {place} asks for more than one best route from door to door",
                        "Leave via, limits, depart, terminal_to_terminal, k, different, pareto and "
                        "simplest_within out, or ask for its routes by shortest_route.")
                for place, query in enumerate(queries, start=1) if is_more(query)]
    if problems:
        raise QueryError(problems)
    return [Solver.of(base, query, costs, name) for query in queries]


def is_more(query: Query) -> bool:
    """Say whether a query asks for more than one best route from door to door.

    Parameters
    ----------
    query
        The query.
    """
    return bool(query.via or query.counted or query.depart is not None or query.k > 1
                or query.different or query.pareto or query.simplest_within is not None
                or query.terminal_to_terminal)


def pair_groups(solvers: Sequence[Solver]) -> list[PairGroup]:
    """Put queries together that ask the same weighting.

    Parameters
    ----------
    solvers
        Queries made ready, by :func:`solvers_of`.

    Returns
    -------
    groups
        Their ``places`` are positions in what was given. Queries without a way to begin or end are
        in none of them.

    Examples
    --------
    >>> from corridors import Query, load
    >>> solvers = solvers_of(load().as_of(), [Query("Baku", "Tbilisi"), Query("Poti", "Baku")])
    >>> [(group.places, group.base) for group in pair_groups(solvers)]
    [([0, 1], [549000, 861000])]
    """
    found: dict[tuple[object, ...], PairGroup] = {}
    for place, solver in enumerate(solvers):
        ends = ends_of(solver.graph, solver.search)
        if solver.at_once or solver.search.why_not or not all(ends):
            continue
        query = solver.query
        key = (query.by, query.value_of_time, mask_words(query))
        if key not in found:
            found[key] = PairGroup(solver, solver.kept, _touching(solver.graph))
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
