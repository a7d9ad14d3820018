"""What a query allows: which arcs may be used, from where to where, and what must be passed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from corridors.errors import PlaceError, Problem, QueryError
from corridors.model.query import Query
from corridors.model.records import Node
from corridors.model.restriction import Selector
from corridors.model.selection import picked, selected_links
from corridors.model.snapshot import Snapshot
from corridors.routing.engines import Graph
from corridors.routing.masks import Mask, carrying_arcs, keep, mask_of, mask_words
from corridors.routing.states import ACCESS, MOVE, Arc, StateGraph, state_graph

__all__ = ["Search", "Stage", "ends_of", "layered", "prepare"]


@dataclass(frozen=True, slots=True)
class Stage:
    """Something that must be passed.

    Parameters
    ----------
    nodes
        Positions of nodes, any of which will do; empty where a link is meant.
    links
        Positions of links, any of which will do.
    """

    nodes: frozenset[int] = frozenset()
    links: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Search:
    """A query in terms of the state graph.

    Parameters
    ----------
    origin, destination
        The nodes it means.
    origin_at, destination_at
        Their positions.
    mask
        What it allows, at any place.
    carrying
        Whether each arc carries traffic.
    stages
        What must be passed after the origin, in order.
    why_not
        Why there can be no route at all, in words; blank if there may be one.
    doors
        Whether the route begins and ends at a door, and not in a terminal.
    graph
        The state graph.
    memo
        What is worked out only when it is asked for.
    """

    origin: Node
    destination: Node
    origin_at: int
    destination_at: int
    mask: Mask = field(repr=False)
    carrying: tuple[bool, ...] = field(repr=False)
    stages: tuple[Stage, ...]
    why_not: str
    doors: bool
    graph: StateGraph = field(repr=False)
    memo: dict[str, tuple[bool, ...]] = field(default_factory=dict, repr=False)

    @property
    def allowed(self) -> tuple[bool, ...]:
        """Whether each arc may be used, whatever its status: doors only at both ends."""
        if "allowed" not in self.memo:
            first, last = (self.origin_at, self.destination_at) if self.doors else (-1, -1)
            self.memo["allowed"] = tuple(
                ok and (arc.kind != ACCESS or arc.record == (first if arc.forward else last))
                for arc, ok in zip(self.graph.arcs, self.mask.allowed, strict=True))
        return self.memo["allowed"]


def prepare(snapshot: Snapshot, query: Query) -> Search:
    """Find out what a query means in a snapshot.

    Parameters
    ----------
    snapshot
        The network on a day.
    query
        The question.

    Returns
    -------
    search
        What is allowed.

    Raises
    ------
    PlaceError
        If a place is unknown or several bear its name; all such places at once.
    QueryError
        If something to avoid or pass does not exist.
    """
    problems: list[Problem] = []
    network = snapshot.network
    origin = _place(snapshot, query.origin, problems)
    destination = _place(snapshot, query.destination, problems)
    mask = _mask(snapshot, query, problems)
    stages = [_stage(snapshot, text, problems) for text in query.via]
    if problems or mask is None or origin is None or destination is None:
        places = all(problem.code == "Q10" for problem in problems)
        raise (PlaceError if places else QueryError)(problems)
    index = network.nodes.index
    # What lies where the route begins is passed already: goods that need not move stay.
    left = tuple(stages[_advance(stages, 0, index[origin.node_id], -1):])
    return Search(origin, destination, index[origin.node_id], index[destination.node_id], mask,
                  carrying_arcs(snapshot), left,
                  _why_not(snapshot, query, (origin, destination), mask.nodes),
                  not query.terminal_to_terminal, state_graph(network))


def _mask(snapshot: Snapshot, query: Query, problems: list[Problem]) -> Mask | None:
    """Give what a query allows, kept with the snapshot; None where something is not known."""
    key = mask_words(query)
    held: dict[object, Mask] = snapshot.memo.setdefault("masks", {})
    made = held.get(key)
    if made is None:
        banned = [_links_and_nodes(snapshot, text, problems, "avoid") for text in query.avoid]
        if problems:
            return None
        made = mask_of(snapshot, query, frozenset(link for links, _ in banned for link in links),
                       frozenset(node for _, nodes in banned for node in nodes))
        keep(held, key, made)
    return made


def layered(graph: StateGraph, search: Search, usable: Callable[[int], bool]
            ) -> tuple[Graph, list[int], list[int]]:
    """Lay the state graph out in one layer per stage, so that what must be passed is passed.

    Parameters
    ----------
    graph
        The state graph.
    search
        The query.
    usable
        Says of an arc, by position, whether it may be used.

    Returns
    -------
    layers
        Vertices are states; after the n-th stage they are counted on from n times their number.
        Arcs stand for arcs of the state graph.
    sources, targets
        Vertices of the origin and of the destination.
    """
    count, stages = len(graph.states), search.stages
    rows, touched = [], set()
    for place, arc in _usable(graph, usable):
        touched |= {arc.tail, arc.head}
        node, link = graph.states[arc.head].node, arc.record if arc.kind == MOVE else -1
        for layer in range(len(stages) + 1):
            after = _advance(stages, layer, node, link)
            rows.append((arc.tail + layer * count, arc.head + after * count, place))
    last = len(stages) * count
    starts, goals = ends_of(graph, search)
    sources = [state for state in starts if state in touched]
    targets = [last + state for state in goals if state in touched]
    return Graph.of(count * (len(stages) + 1), rows), sources, targets


def _usable(graph: StateGraph, usable: Callable[[int], bool]) -> list[tuple[int, Arc]]:
    """Give the arcs that may be used; a mode that does not run is no way to begin or end."""
    used = [(place, arc) for place, arc in enumerate(graph.arcs) if usable(place)]
    served = {state for _, arc in used if arc.kind == MOVE for state in (arc.tail, arc.head)}
    return [(place, arc) for place, arc in used if arc.kind != ACCESS
            or (arc.head if arc.forward else arc.tail) in served]


def ends_of(graph: StateGraph, search: Search) -> tuple[Sequence[int], Sequence[int]]:
    """Give the states in which a route begins and ends: doors, or whatever is at the node."""
    begin, end = search.origin_at, search.destination_at
    if search.doors:
        return graph.doors.get(begin, ())[:1], graph.doors.get(end, ())[1:]
    return graph.at.get(begin, ()), graph.at.get(end, ())


def _advance(stages: Sequence[Stage], layer: int, node: int, link: int) -> int:
    """Give the layer after a step along a link to a node."""
    while layer < len(stages):
        if not (node in stages[layer].nodes or link in stages[layer].links):
            break
        layer += 1
    return layer


def _place(snapshot: Snapshot, text: str, problems: list[Problem]) -> Node | None:
    found: dict[str, Node] = snapshot.network.memo.setdefault("places", {})
    try:
        if text not in found:
            found[text] = snapshot.network.place(text)
        return found[text]
    except PlaceError as error:
        problems += error.problems
        return None


def _stage(snapshot: Snapshot, text: str, problems: list[Problem]) -> Stage:
    selector = Selector.parse(text)
    if selector.kind == "place":
        node = _place(snapshot, selector.key, problems)
        return Stage(nodes=frozenset({snapshot.network.nodes.index[node.node_id]})
                     if node else frozenset())
    links, nodes = _links_and_nodes(snapshot, text, problems, "via")
    return Stage(nodes, links)


def _links_and_nodes(snapshot: Snapshot, text: str, problems: list[Problem], column: str
                     ) -> tuple[frozenset[int], frozenset[int]]:
    """Give the positions of the links and nodes that a selector means."""
    selector, network = Selector.parse(text), snapshot.network
    if selector.kind in ("node", "country"):
        keys, problem = picked(snapshot, selector)
        if problem is not None:
            problems.append(Problem("Q08", *problem, column=column))
        names = network.nodes.node_id if selector.kind == "node" else network.nodes.country
        return frozenset(), frozenset(place for place, name in enumerate(names) if name in keys)
    ids, problem = selected_links(snapshot, selector)
    if problem is not None:
        problems.append(Problem("Q08", *problem, column=column))
    return frozenset(network.links.index[link] for link in ids), frozenset()


def _why_not(snapshot: Snapshot, query: Query, ends: Sequence[Node], nodes: frozenset[int]) -> str:
    index = snapshot.network.nodes.index
    for node in ends:
        if index[node.node_id] in nodes:
            return f"{node.name} itself is avoided ({', '.join(query.avoid)})."
    return ""
