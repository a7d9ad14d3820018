"""Rows of tables about flows: shares of routes, flows of links and of arcs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corridors.analysis.flows import Assignment
from corridors.analysis.shares import Shares
from corridors.routing.assignment import Flows

__all__ = ["ARC_FLOW_COLUMNS", "LINK_FLOW_COLUMNS", "SHARE_COLUMNS", "arc_flow_rows",
           "link_flow_rows", "share_rows"]

Row = tuple[Any, ...]

SHARE_COLUMNS = ("origin", "destination", "weight", "status", "rank", "name", "share",
                 "millionths", "distance_km", "time_h", "cost_usd_per_teu",
                 "generalised_cost_usd_per_teu", "path_size", "elasticity_cost",
                 "elasticity_time", "cross_elasticity_cost", "cross_elasticity_time", "links")
"""Columns of shares: a row for each route, one without a route for a pair that has none."""

LINK_FLOW_COLUMNS = ("link_id", "mode", "length_km", "forward_teu", "backward_teu", "flow_teu",
                     "capacity_teu", "load", "delay_h", "corridors")
"""Columns of flows of links, TEU a year."""

ARC_FLOW_COLUMNS = ("from", "to", "flow", "cost")
"""Columns of flows of a network in TNTP files; nodes are counted from 1, as there."""


def share_rows(found: Shares) -> Iterator[Row]:
    """Give a row for each route of each pair, in the order of :data:`SHARE_COLUMNS`.

    Parameters
    ----------
    found
        The shares.
    """
    for pair in found.pairs:
        ends = pair.origin.node_id, pair.destination.node_id, pair.weight
        if not pair.shares:
            yield (*ends, "no route", *(None,) * (len(SHARE_COLUMNS) - 4))
        for rank, share in enumerate(pair.shares, start=1):
            route = share.route
            yield (*ends, "route", rank, share.name, share.share, share.millionths,
                   route.distance_km, route.time_h, route.cost_usd_per_teu, share.generalised,
                   share.path_size, *share.elasticities, ";".join(route.link_ids))


def link_flow_rows(found: Assignment) -> Iterator[Row]:
    """Give a row for each link that is used, in the order of :data:`LINK_FLOW_COLUMNS`.

    Parameters
    ----------
    found
        The assignment.
    """
    network = found.snapshot.network
    for link in found.links:
        place = network.links.index[link.link_id]
        yield (link.link_id, network.links.mode[place], found.snapshot.length_km[place].value,
               link.forward, link.backward, link.flow, link.capacity, link.load, link.delay_h,
               ";".join(network.links.records[place].corridors))


def arc_flow_rows(found: Flows) -> Iterator[Row]:
    """Give a row for each arc, in the order of :data:`ARC_FLOW_COLUMNS`.

    Parameters
    ----------
    found
        Flows of a network.
    """
    network = found.network
    yield from zip((network.tail + 1).tolist(), (network.head + 1).tolist(), found.flow.tolist(),
                   found.cost.tolist(), strict=True)
