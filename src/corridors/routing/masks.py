"""Which arcs a question allows: the same for all places it could be asked of, so that it is kept.

Doors of every node are allowed here: no way leads through a door, so those of other places cannot
matter, and one mask serves every OD pair.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

from corridors.model.query import Query
from corridors.model.snapshot import Snapshot
from corridors.routing.states import ACCESS, GAUGE_BREAK, MOVE, Arc, StateGraph, state_graph

__all__ = ["MOST", "Mask", "carrying_arcs", "keep", "mask_of", "mask_words", "served_states"]

MOST = 64
"""What a snapshot keeps of one kind, a third of a megabyte each: who avoids one link after the
other asks for thousands."""

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Mask:
    """What a question allows, whatever the status of links.

    Parameters
    ----------
    allowed
        Whether each arc may be used.
    nodes
        Positions of the nodes that are avoided.
    """

    allowed: tuple[bool, ...] = field(repr=False)
    nodes: frozenset[int] = frozenset()


def mask_words(query: Query) -> tuple[object, ...]:
    """Give the words of a question that its mask depends on.

    Parameters
    ----------
    query
        The question.
    """
    return (query.mode_names, query.avoid, query.only_cited, query.technique_names)


def keep(held: dict[object, Made], key: object, made: Made) -> None:
    """Keep something with a snapshot, and let the oldest go where there is too much of its kind.

    Parameters
    ----------
    held
        What is kept.
    key, made
        What to add.

    Examples
    --------
    >>> held = {}
    >>> for number in range(MOST + 1):
    ...     keep(held, number, "made")
    >>> len(held) == MOST, 0 in held
    (True, False)
    """
    held[key] = made
    for old in list(held)[:-MOST]:
        held.pop(old, None)


def carrying_arcs(snapshot: Snapshot) -> tuple[bool, ...]:
    """Say of each arc whether it carries traffic: all but moves on links that do not.

    Parameters
    ----------
    snapshot
        The network on a day.
    """
    if "carrying_arcs" not in snapshot.memo:
        status = snapshot.carrying
        snapshot.memo["carrying_arcs"] = tuple(
            arc.kind != MOVE or status[arc.record] for arc in state_graph(snapshot.network).arcs)
    made: tuple[bool, ...] = snapshot.memo["carrying_arcs"]
    return made


def mask_of(snapshot: Snapshot, query: Query, links: frozenset[int],
            nodes: frozenset[int]) -> Mask:
    """Say which arcs a question allows.

    Parameters
    ----------
    snapshot
        The network on a day.
    query
        The question.
    links, nodes
        Positions of the links and nodes that it avoids.
    """
    network = snapshot.network
    graph, modes, techniques = state_graph(network), set(query.mode_names), query.technique_names
    if query.only_cited:
        links |= {place for place, link in enumerate(network.links.records)
                  if link.length_basis != "cited"}
    usable = [state.node not in nodes and state.mode in modes for state in graph.states]

    def allowed(arc: Arc) -> bool:
        if arc.kind == ACCESS:
            return usable[arc.head if arc.forward else arc.tail]
        if not (usable[arc.tail] and usable[arc.head]):
            return False
        if arc.kind == GAUGE_BREAK:
            return techniques is None \
                or network.gauge_changes[arc.record].technique in techniques
        return arc.kind != MOVE or arc.record not in links

    return Mask(tuple(allowed(arc) for arc in graph.arcs), nodes)


def served_states(graph: StateGraph, usable: list[bool]) -> set[int]:
    """Give the states that a usable move leaves or enters.

    Parameters
    ----------
    graph
        The state graph.
    usable
        Whether each arc may be used.
    """
    return {state for arc, ok in zip(graph.arcs, usable, strict=True)
            if ok and arc.kind == MOVE for state in (arc.tail, arc.head)}
