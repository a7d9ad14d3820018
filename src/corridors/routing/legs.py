"""From arcs to the legs a user sees: moves, transfers, breaks of gauge, borders and both ends."""

from __future__ import annotations

from collections.abc import Iterable

from corridors.model.leg import Amounts
from corridors.model.modes import MODES, gauge_class
from corridors.model.route import Leg, Route
from corridors.routing.pricing import Pricing
from corridors.routing.states import ACCESS, GAUGE_BREAK, MOVE, Arc, State, StateGraph

__all__ = ["leg_counts", "route_of"]


def leg_counts(graph: StateGraph, prices: Pricing) -> list[int]:
    """Count the legs of every arc: a move across a border has two.

    Parameters
    ----------
    graph
        The state graph.
    prices
        The pricing, which knows where borders are crossed.

    Returns
    -------
    counts
        One per arc.
    """
    memo = prices.snapshot.memo
    if "leg counts" not in memo:
        memo["leg counts"] = [2 if arc.kind == MOVE and prices.crosses_border(arc.record) else 1
                              for arc in graph.arcs]
    made: list[int] = memo["leg counts"]
    return made


def route_of(graph: StateGraph, prices: Pricing, arcs: Iterable[int], origin: int, *,
             tied: bool = False) -> Route:
    """Make a route of arcs.

    Parameters
    ----------
    graph
        The state graph.
    prices
        What each step takes.
    arcs
        Positions of the arcs, in order.
    origin
        Position of the node where the route starts.
    tied
        Whether another route is exactly as good.

    Returns
    -------
    route
        The route; its totals are the sum of its legs.
    """
    nodes = prices.snapshot.network.nodes
    passed, legs, country = [origin], list[Leg](), nodes.country[origin]
    for place in arcs:
        arc = graph.arcs[place]
        if place not in prices.legs:
            prices.legs[place] = _legs(graph, prices, arc)
        legs += prices.legs[place]
        if arc.kind == MOVE:
            passed.append(graph.states[arc.head].node)
            entered = nodes.country[passed[-1]]
            if entered and country and entered != country and legs[-1].kind != "border":
                legs.append(_entry_by_sea(legs[-1]))
            country = entered or country
    countries = dict.fromkeys(nodes.country[node] for node in passed if nodes.country[node])
    return Route(tuple(legs), tuple(nodes.node_id[node] for node in passed), tuple(countries),
                 tied=tied)


def _legs(graph: StateGraph, prices: Pricing, arc: Arc) -> list[Leg]:
    tail, head = graph.states[arc.tail], graph.states[arc.head]
    if arc.kind == MOVE:
        legs = [_move(prices, arc, tail, head)]
        return [*legs, _border(prices, arc, tail, head)] \
            if prices.crosses_border(arc.record) else legs
    if arc.kind == ACCESS:
        return _access(prices, arc, head if arc.forward else tail)
    return [_gauge_break(prices, arc, tail) if arc.kind == GAUGE_BREAK
            else _transfer(prices, arc, tail, head)]


def _move(prices: Pricing, arc: Arc, tail: State, head: State) -> Leg:
    ids, link = prices.snapshot.network.nodes.node_id, \
        prices.snapshot.network.links.records[arc.record]
    fitting = [mm for mm in link.gauges_mm if gauge_class(mm) == tail.gauge] \
        if MODES[link.mode].has_gauge else []
    return Leg("move", link.mode, ids[tail.node], ids[head.node], link.link_id,
               gauge_mm=min(fitting) if fitting else None,
               status=prices.snapshot.status[arc.record], corridors=link.corridors,
               amounts=prices.amounts(lambda by: prices.move(arc.record, by)))


def _border(prices: Pricing, arc: Arc, tail: State, head: State) -> Leg:
    ids, link = prices.snapshot.network.nodes.node_id, \
        prices.snapshot.network.links.records[arc.record]
    charge = prices.charges.get((link.link_id, arc.forward))
    return Leg("border", link.mode, ids[tail.node], ids[head.node], link.link_id,
               border_id=charge.border_id if charge else "",
               assumed=prices.border_assumed(arc.record, arc.forward),
               status=prices.snapshot.status[arc.record], corridors=link.corridors,
               amounts=prices.amounts(lambda by: prices.border(arc.record, arc.forward, by)))


def _entry_by_sea(move: Leg) -> Leg:
    """Make the border leg of a ship that enters a port of another country.

    It takes no hours: clearing goods is inside the transfer at the port.
    """
    return Leg("border", move.mode, move.from_id, move.to_id, move.link_id, status=move.status,
               corridors=move.corridors, assumed=True)


def _gauge_break(prices: Pricing, arc: Arc, tail: State) -> Leg:
    node_id = prices.snapshot.network.nodes.node_id[tail.node]
    change = prices.snapshot.gauge_changes[arc.record]
    before, after = change.gauges_mm if arc.forward else change.gauges_mm[::-1]
    return Leg("gauge_break", "rail", node_id, node_id, gauge_mm=before, to_gauge_mm=after,
               technique=change.technique, assumed=change.hours is None,
               amounts=prices.amounts(lambda by: prices.handling(arc, by)))


def _transfer(prices: Pricing, arc: Arc, tail: State, head: State) -> Leg:
    node_id = prices.snapshot.network.nodes.node_id[tail.node]
    terminal = prices.snapshot.terminals[arc.record]
    return Leg("transfer", tail.mode, node_id, node_id, to_mode=head.mode,
               assumed=terminal.hours is None,
               amounts=prices.amounts(lambda by: prices.handling(arc, by)))


def _access(prices: Pricing, arc: Arc, state: State) -> list[Leg]:
    """Make the leg of the first or last mile; none where the cost model has nothing for it."""
    node_id = prices.snapshot.network.nodes.node_id[state.node]
    amounts = prices.amounts(lambda by: prices.handling(arc, by))
    if amounts == Amounts():
        return []
    return [Leg("access", state.mode, node_id, node_id, assumed=True, amounts=amounts)]
