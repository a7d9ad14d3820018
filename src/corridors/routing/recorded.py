"""What changes made of a network, with what the cost model says where the data says nothing."""

from __future__ import annotations

from functools import partial

from corridors.errors import Problem, QueryError
from corridors.model.applied import Applied, Parts, gauge_part, own_parts, record_of
from corridors.model.costs import CostModel
from corridors.model.fields import FIELDS
from corridors.model.snapshot import Snapshot
from corridors.routing.pricing import Pricing, pricing
from corridors.routing.states import GAUGE_BREAK, TRANSFER, Arc, state_graph
from corridors.routing.weights import arcs_at_node

__all__ = ["recorded"]

FROM_DATA = ("length_km", "capacity_mt_per_year")
"""Figures of links that the data alone knows."""


def recorded(snapshot: Snapshot, costs: CostModel | None = None) -> tuple[Applied, ...]:
    """Give what changes made of a network, every figure before and after.

    Parameters
    ----------
    snapshot
        The network as changes make it.
    costs
        The cost model; the one that comes with the data if not given.

    Returns
    -------
    record
        Sorted by kind, id and field; what is as it was is not in it. On a link between two
        countries a figure of the cost model is that of the slower or dearer side.

    Raises
    ------
    QueryError
        If there is no cost model.

    Examples
    --------
    >>> from corridors import Change, load
    >>> faster = Change(("link:ir-astara-ir-rasht-rail",), "set", "speed_kmh", factor=1.5)
    >>> recorded(load().as_of().apply([faster]))[0].said()
    'speed_kmh: 25 -> 37.5 km/h'
    """
    model = costs or snapshot.network.costs
    if model is None:
        raise QueryError(Problem("Q09", "the data has no cost model", "Give one."))
    key = ("record", model.version)
    if key not in snapshot.memo:
        prices = pricing(snapshot, model)
        snapshot.memo[key] = record_of(snapshot, partial(_parts, prices))
    made: tuple[Applied, ...] = snapshot.memo[key]
    return made


def _parts(prices: Pricing, field: str, key: str) -> Parts:
    """Give a figure as it is without the changes, by what it is of."""
    network, kind = prices.snapshot.network, FIELDS[field].kind
    if field in FROM_DATA:
        return own_parts(network, field, key)
    if kind == "link":
        return {"": prices.rates.unset(field, network.links.index[key])}
    by = "time" if field.endswith("_h") else "cost"
    if kind == "border":
        place = network.links.index[key]
        ways = (True,) if network.links.directed[place] else (True, False)
        return {"forward" if way else "backward": prices.unset_border(place, way, by)
                for way in ways}
    step = TRANSFER if field.startswith("transfer") else GAUGE_BREAK
    arcs = (state_graph(network).arcs[place] for place in arcs_at_node(network, step).get(key, ()))
    return {_part(prices, arc): prices.unset(arc, by) for arc in arcs} or \
        own_parts(network, field, key)


def _part(prices: Pricing, arc: Arc) -> str:
    network = prices.snapshot.network
    if arc.kind != TRANSFER:
        change = network.gauge_changes[arc.record]
        return gauge_part(change.gauges_mm, change.technique)
    states = state_graph(network).states
    return f"{states[arc.tail].mode} to {states[arc.head].mode}".replace("_", " ")
