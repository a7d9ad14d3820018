"""N-1: for every OD pair the cost without each single link, exactly.

A link that is on no best route changes nothing, so only links on one best route of a pair are
looked at. How they are lost depends on the network:

- Undirected: two trees of least weights answer for all links of a route at once
  (:mod:`corridors.routing.replacement_arrays`, or without anything to import
  :mod:`corridors.routing.replacement_lists`).
- Directed, or a link of several arcs such as in a state graph: every link on a best route is
  closed in turn, and the pairs it lies on the route of are asked again.

Whichever way it is done and whichever best route is taken, the result is the same: it holds what
changes, and what changes has no choice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from corridors.errors import Problem, QueryError
from corridors.routing.canonical import read_path
from corridors.routing.engines import CLOSED, ENGINES, UNREACHED, Graph, Weighted, engine
from corridors.routing.engines.choice import FEW, choose, installed
from corridors.routing.engines.guard import check_positions, check_weights, plain
from corridors.routing.removals import Removals

if TYPE_CHECKING:
    from corridors.routing.replacement_arrays import Ints, Losses

__all__ = ["NEVER", "removals_of", "undirected_removals"]

Pairs = Sequence[tuple[int, int]]
"""Origin and destination of each OD pair."""

MANY_LINKS = 50
"""Links on a route, as the choice of an engine reckons before any route is known."""

NEVER = 2**62
"""Weight of a closed arc where a route is read off: more than any difference of distances."""


def removals_of(graph: Graph, weights: Sequence[int], groups: Sequence[int], pairs: Pairs, *,
                engine_name: str = ENGINES[0], by: str = "weight") -> Removals:
    """Give what the loss of each link does, where a link is a group of arcs.

    Parameters
    ----------
    graph
        Any graph: directed, with parallel arcs and loops, or a state graph.
    weights
        Weight of each arc, in the order of the graph.
    groups
        The link each arc belongs to, in the order of the graph: all its arcs are lost together.
        Negative for an arc that is not lost, such as a transfer.
    pairs
        Vertices where each pair begins and ends.
    engine_name
        Which engine solves it; the result is the same with each.
    by
        What the weights count, for the title of the result.

    Returns
    -------
    removals
        What changes.

    Raises
    ------
    QueryError
        If a weight, a pair or the engine cannot be used.

    Examples
    --------
    Two ways from 0 to 1, of which one leads through 2:

    >>> graph = Graph.of(3, [(0, 1, 0), (0, 2, 1), (2, 1, 2)])
    >>> found = removals_of(graph, [5, 4, 4], [0, 1, 2], [(0, 1)])
    >>> [(row.link, row.before, row.after) for row in found]
    [(0, 5, 8)]
    """
    if len(groups) != len(graph.head):
        raise QueryError(Problem("Q33", f"{len(groups)} links are named for {len(graph.head)} arcs",
                                 "Name one for each."))
    name = engine_name if engine_name != "auto" else \
        choose(graph.count, len(graph.head), len(pairs) * MANY_LINKS, changes=True)
    weighted, named = engine(name).prepare(graph, weights), plain(groups)
    cost, losses = _by_closing(weighted, graph, weights, named, pairs)
    return _result(by, name, pairs, cost, losses, max(named, default=-1) + 1)


def undirected_removals(count: int, columns: tuple[Any, Any, Any], pairs: Pairs, *,
                        engine_name: str = ENGINES[0], by: str = "weight",
                        lonlat: tuple[Any, Any] | None = None) -> Removals:
    """Give what the loss of each link does in an undirected network.

    Parameters
    ----------
    count
        Number of nodes.
    columns
        Ends and weight of each link: lists or arrays.
    pairs
        Nodes where each pair begins and ends.
    engine_name
        Which engine solves it; the result is the same with each. ``heapq`` and ``scipy`` take two
        trees for each pair, ``cch`` and ``networkx`` close every link on a route in turn.
    by
        What the weights count, for the title of the result.
    lonlat
        Longitudes and latitudes of the nodes, where known: they order a contraction.

    Returns
    -------
    removals
        What changes.

    Raises
    ------
    QueryError
        If a weight, a pair or the engine cannot be used.

    Examples
    --------
    >>> square = [0, 1, 2, 3], [1, 2, 3, 0], [1, 1, 1, 2]
    >>> undirected_removals(4, square, [(0, 2)]).after(0, 1)
    3
    """
    tail, head, weights = columns
    ends: list[Sequence[int]] = [tail, head, *([pair[end] for pair in pairs] for end in (0, 1))]
    for column in ends:
        check_positions(column, count, "node")
    check_weights(weights, len(tail))
    name = engine_name if engine_name != "auto" else _choice(count, len(tail), len(pairs))
    engine(name)  # refuses what is unknown or not installed
    if name == "heapq":
        from corridors.routing.replacement_lists import replaced

        links = list(zip(plain(tail), plain(head), plain(weights), strict=True))
        return _result(by, name, pairs, *replaced(count, links, pairs), len(links))
    if name in ("scipy", "cch"):
        found = _in_arrays(count, columns, pairs, name, lonlat)
        if found is not None:
            return _of_arrays(by, name, pairs, found, len(tail))
    arcs = [arc for link, (a, b) in enumerate(zip(plain(tail), plain(head), strict=True))
            for arc in ((a, b, link), (b, a, link))]
    graph = Graph.of(count, arcs)
    return removals_of(graph, [int(weights[link]) for link in graph.arc], graph.arc, pairs,
                       engine_name=name, by=by)


def _choice(nodes: int, links: int, pairs: int) -> str:
    """Choose between trees in lists and trees in arrays, which need no contraction."""
    return "heapq" if (nodes + 2 * links) * pairs <= FEW or not installed("scipy") else "scipy"


def _in_arrays(count: int, columns: tuple[Any, Any, Any], pairs: Pairs, name: str,
               lonlat: tuple[Any, Any] | None) -> Losses | None:
    import numpy as np

    from corridors.routing.replacement_arrays import replaced

    tail, head, weights = (np.asarray(column, dtype=np.int64) for column in columns)
    asked = np.asarray(pairs, dtype=np.int64).reshape(-1, 2)
    if name == "scipy":
        return replaced(count, (tail, head, weights), asked)
    return _on_kernel(count, (tail, head, weights), asked, lonlat)


def _on_kernel(count: int, rows: tuple[Ints, Ints, Ints], pairs: Ints,
               lonlat: tuple[Any, Any] | None) -> Losses | None:
    """Close the chains of the kernel in turn, by the engine ``cch``."""
    import numpy as np

    from corridors.routing.kernel import kernel_of

    kernel = kernel_of(count, rows[:2], rows[2], np.unique(pairs))
    if kernel.weight.max(initial=0) >= CLOSED:
        return None
    numbers = np.arange(len(kernel.weight))
    where: Any = None if lonlat is None else tuple(np.asarray(column)[kernel.nodes]
                                                   for column in lonlat)
    arcs: list[Any] = [np.concatenate(ends) for ends in (
        (kernel.tail, kernel.head), (kernel.head, kernel.tail), (numbers, numbers))]
    graph = Graph.from_columns(len(kernel.nodes), arcs[0], arcs[1], arcs[2], lonlat=where)
    weights = kernel.weight[np.asarray(graph.arc)]
    within: Any = np.searchsorted(kernel.nodes, pairs)
    asked = [(origin, destination) for origin, destination in within.tolist()]
    cost, losses = _by_closing(engine("cch").prepare(graph, weights), graph, weights,
                               plain(graph.arc), asked)
    pair, chain, added = np.array(losses, dtype=np.int64).reshape(-1, 3).T
    row, link = kernel.links_of(chain)
    order = np.lexsort((link, pair[row]))
    return np.array(cost), pair[row][order], link[order], added[row][order]


def _by_closing(weighted: Weighted, graph: Graph, weights: Sequence[int], groups: list[int],
                pairs: Pairs) -> tuple[list[int], list[tuple[int, int, int]]]:
    """Close every link on a best route in turn: cost of each pair, and what changes."""
    origins, destinations = ([pair[end] for pair in pairs] for end in (0, 1))
    cost = plain(weighted.pairs(origins, destinations))
    used: defaultdict[int, list[int]] = defaultdict(list)
    for pair, places in enumerate(_paths(weighted, graph, weights, pairs, cost)):
        for group in {groups[place] for place in places}:
            used[group].append(pair)
    arcs: defaultdict[int, list[int]] = defaultdict(list)
    for place, group in enumerate(groups):
        if group in used:
            arcs[group].append(place)
    losses = []
    for group in sorted(used.keys() - {group for group in used if group < 0}):
        those = used[group]
        with weighted.changed(arcs[group], [CLOSED] * len(arcs[group])) as other:
            found = other.pairs([origins[pair] for pair in those],
                                [destinations[pair] for pair in those])
        losses += [(pair, group, UNREACHED if after == UNREACHED else after - cost[pair])
                   for pair, after in zip(those, found, strict=True) if after != cost[pair]]
    return cost, sorted(losses)


def _paths(weighted: Weighted, graph: Graph, weights: Sequence[int], pairs: Pairs,
           cost: Sequence[int]) -> list[Sequence[int]]:
    """Give the places of the arcs of a best path of each pair; none where there is no path."""
    origins, destinations = ([pair[end] for pair in pairs] for end in (0, 1))
    direct = getattr(weighted, "paths", None)
    paths: list[Sequence[int]] = [()] * len(pairs) if direct is None else \
        direct(origins, destinations)
    missing: defaultdict[int, list[int]] = defaultdict(list)
    for pair, (origin, destination) in enumerate(pairs):
        if not paths[pair] and origin != destination and cost[pair] != UNREACHED:
            missing[origin].append(pair)
    usable = [NEVER if weight == CLOSED else weight for weight in plain(weights)] if missing else []
    columns: Any = usable, b"\1" * len(usable), range(len(usable))
    for origin, those in missing.items():
        distance = weighted.tree([origin], [destinations[pair] for pair in those])
        for pair in those:
            path = read_path(graph, columns, distance, ([origin], [destinations[pair]]))
            paths[pair] = () if path is None else path.places
    return paths


def _result(by: str, name: str, pairs: Pairs, cost: list[int],
            losses: list[tuple[int, int, int]], links: int) -> Removals:
    return Removals(by, name, tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs),
                    tuple(max(least, 0) for least in cost),
                    tuple(least != UNREACHED for least in cost),
                    tuple(row[0] for row in losses), tuple(row[1] for row in losses),
                    tuple(max(row[2], 0) for row in losses),
                    tuple(row[2] == UNREACHED for row in losses), links=max(links, 0))


def _of_arrays(by: str, name: str, pairs: Pairs, losses: Losses, links: int) -> Removals:
    import numpy as np

    cost, pair, link, added = losses
    columns: list[Any] = [*np.asarray(pairs, dtype=np.int64).reshape(-1, 2).T,
                          np.maximum(cost, 0), cost != UNREACHED, pair, link,
                          np.maximum(added, 0), added == UNREACHED]
    for column in columns:
        column.flags.writeable = False
    return replace(Removals(by, name, *columns), links=links)
