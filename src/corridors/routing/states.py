"""The state graph: where goods are, on what mode, on what gauge.

Transfers, breaks of gauge and borders depend on what comes before and after, so routes are solved
on states ``(node, mode, gauge class)`` and not on nodes. A link is an arc between two states; a
terminal or a gauge-change facility is an arc at one node. Goods that were handled at a node must
leave it before they are handled again: otherwise two transfers would pass for a break of gauge.
Where a route begins and ends there is a door: an arc from it to what goods board, and one back to
another door, so that no way leads through.
Every link is in it, whatever its status: a scenario is a mask, not a rebuild.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from corridors.model.modes import MODES, gauge_class
from corridors.model.network import Network

__all__ = ["ACCESS", "GAUGE_BREAK", "MOVE", "TRANSFER", "Arc", "State", "StateGraph", "state_graph"]

MOVE, TRANSFER, GAUGE_BREAK, ACCESS = "move", "transfer", "gauge_break", "access"

_SHIPPER, _CONSIGNEE = "door of shipper", "door of consignee"


class State(NamedTuple):
    """Where goods are, and how.

    Parameters
    ----------
    node
        Position of the node.
    mode
        Mode they are on, or at which door they are.
    gauge
        Gauge class in mm; 0 where there is no track.
    handled
        Whether they have been handled here and must now leave.
    """

    node: int
    mode: str
    gauge: int = 0
    handled: bool = False


class Arc(NamedTuple):
    """One step between two states.

    Parameters
    ----------
    tail, head
        Positions of the states.
    kind
        ``move``, ``transfer``, ``gauge_break`` or ``access``.
    record
        Position of the link, terminal or gauge-change facility; of the node, for access.
    forward
        For a move: from the link's first node to its second. For access: from the door.
    key
        What ties are decided by: the link id, or the node and what is done there.
    """

    tail: int
    head: int
    kind: str
    record: int
    forward: bool
    key: str


@dataclass(frozen=True, slots=True)
class StateGraph:
    """The states and arcs of a network, built once.

    Parameters
    ----------
    states, arcs
        What they are.
    at
        States at each node, by position of the node; only those not yet handled.
    doors
        The two doors of each node, where routes from and to it begin and end.
    keys
        What ties are decided by, one per arc.
    """

    states: tuple[State, ...]
    arcs: tuple[Arc, ...]
    at: dict[int, tuple[int, ...]] = field(repr=False)
    doors: dict[int, tuple[int, int]] = field(repr=False)
    keys: tuple[str, ...] = field(repr=False)


def state_graph(network: Network) -> StateGraph:
    """Give the state graph of a network, built the first time it is asked for.

    Parameters
    ----------
    network
        The network.

    Returns
    -------
    graph
        The same object every time.
    """
    if "state_graph" not in network.memo:
        network.memo["state_graph"] = _build(network)
    graph: StateGraph = network.memo["state_graph"]
    return graph


def _build(network: Network) -> StateGraph:
    moves = list(_moves(network))
    arriving = {state for tail, head, _ in moves for state in (tail, head)}
    handlings = list(_handlings(network, arriving))
    ends = list(_ends(network, arriving))
    states = sorted({*arriving, *(state for step in (*handlings, *ends) for state in step[:2])})
    position = {state: place for place, state in enumerate(states)}
    handled = {state for state in states if state.handled}
    # What has been handled leaves as if it had arrived in that state.
    departures = [(State(tail.node, tail.mode, tail.gauge, handled=True), head, what)
                  for tail, head, what in moves]
    moves += [row for row in departures if row[0] in handled]
    arcs = sorted((position[tail], position[head], *what) for tail, head, what in
                  (*moves, *handlings, *ends))
    at: defaultdict[int, list[int]] = defaultdict(list)
    for state in sorted(arriving):
        at[state.node].append(position[state])
    return StateGraph(tuple(states), tuple(Arc(*arc) for arc in arcs),
                      {node: tuple(places) for node, places in at.items()},
                      {node: (position[State(node, _SHIPPER)], position[State(node, _CONSIGNEE)])
                       for node in at}, tuple(what[-1] for what in arcs))


What = tuple[str, int, bool, str]
Step = tuple[State, State, What]


def _moves(network: Network) -> Iterator[Step]:
    links = network.links
    for place in range(len(links)):
        mode, tail, head = links.mode[place], links.tail[place], links.head[place]
        classes = sorted({gauge_class(mm) for mm in links.gauges_mm[place]}) \
            if MODES[mode].has_gauge else [0]
        for gauge in classes:
            a, b = State(tail, mode, gauge), State(head, mode, gauge)
            yield a, b, (MOVE, place, True, links.link_id[place])
            if not links.directed[place]:
                yield b, a, (MOVE, place, False, links.link_id[place])


def _handlings(network: Network, arriving: set[State]) -> Iterator[Step]:
    at: defaultdict[tuple[int, str], list[State]] = defaultdict(list)
    for state in sorted(arriving):
        at[state.node, state.mode].append(state)
    index = network.nodes.index
    for place, terminal in enumerate(network.terminals):
        node = index[terminal.node_id]
        for first, second in (terminal.modes, terminal.modes[::-1]):
            key = f"{terminal.node_id} transfer {first} {second}"
            for a in at[node, first]:
                for b in at[node, second]:
                    yield a, State(node, b.mode, b.gauge, handled=True), (
                        TRANSFER, place, True, key)
    for place, change in enumerate(network.gauge_changes):
        node = index[change.node_id]
        one, two = (gauge_class(mm) for mm in change.gauges_mm)
        key = f"{change.node_id} gauge {one} {two} {change.technique}"
        for state in at[node, "rail"]:
            if state.gauge in (one, two):
                other = State(node, "rail", two if state.gauge == one else one, handled=True)
                if State(node, "rail", other.gauge) in arriving:
                    yield state, other, (GAUGE_BREAK, place, state.gauge == one, key)


def _ends(network: Network, arriving: set[State]) -> Iterator[Step]:
    """Join each state to the doors of its node; one key for all, so that links decide ties."""
    for state in sorted(arriving):
        key = f"{network.nodes.node_id[state.node]} access"
        yield State(state.node, _SHIPPER), state, (ACCESS, state.node, True, key)
        yield state, State(state.node, _CONSIGNEE), (ACCESS, state.node, False, key)
