"""Flows of a network in TNTP files in words, as text and as a JSON object."""

from __future__ import annotations

from typing import Any

from corridors.reports.assign_text import WAYS
from corridors.reports.finding import Finding, FindingTable
from corridors.reports.finding_text import finding_text
from corridors.reports.numbers import counted
from corridors.routing.assignment import Flows

__all__ = ["tntp_finding", "tntp_json", "tntp_text"]

MOST_LINKS, STEPS = 12, 8


def tntp_finding(found: Flows, published: Any = None) -> Finding:
    """Say how near flows are to an equilibrium, and to published ones.

    Parameters
    ----------
    found
        Flows of the network.
    published
        Flow of each link to compare with, or None.
    """
    enough = "" if found.converged else ", more than what was asked for"
    messages = [
        (f"The objective is {found.objective:,.6f}; the least there can be is at most "
         f"{found.gap * found.total:,.6f} below it."),
        (f"The relative gap is {found.gap:.2e} after "
         f"{counted(found.iterations, 'iteration')}{enough}."),
        f"All flows take {found.total:,.3f} together."]
    if found.no_route:
        lost = float(found.demand.amount[list(found.no_route)].sum())
        messages.append(f"Left behind: {lost:,.0f} of {found.demand.total:,.0f} trips, without a "
                        "way.")
    if published is not None:
        messages.append(f"The largest difference to the published flows is "
                        f"{_apart(found, published):.4%} of a link's flow.".replace("%", " %"))
    title = (f"Which flows are an equilibrium? {len(found.network)} links, "
             f"{len(found.demand)} pairs, {found.demand.total:,.0f} trips")
    return Finding(title, tuple(messages), (_gaps(found), _links(found)),
                   f"Found by {WAYS[found.method]}. The relative gap is what all flows take more "
                   "than they would on the best ways, as a share of what they take.")


def tntp_text(found: Flows, published: Any = None) -> str:
    """Write flows for a terminal.

    Parameters
    ----------
    found
        Flows of the network.
    published
        Flow of each link to compare with, or None.
    """
    return finding_text(tntp_finding(found, published))


def tntp_json(found: Flows, published: Any = None) -> dict[str, Any]:
    """Give flows as a JSON object.

    Parameters
    ----------
    found
        Flows of the network.
    published
        Flow of each link to compare with, or None.

    Returns
    -------
    flows
        ``relative_gaps`` holds the gap after each iteration, ``links`` a flow and a cost for each
        link; nodes are counted from 1.
    """
    return {
        "method": found.method, "objective": found.objective, "iterations": found.iterations,
        "relative_gap": found.gap, "relative_gaps": list(found.gaps),
        "converged": found.converged, "total": found.total, "trips": found.demand.total,
        "pairs_without_a_way": len(found.no_route),
        "largest_difference": None if published is None else _apart(found, published),
        "links": [{"from": tail + 1, "to": head + 1, "flow": flow, "cost": cost}
                  for tail, head, flow, cost in zip(
                      found.network.tail.tolist(), found.network.head.tolist(),
                      found.flow.tolist(), found.cost.tolist(), strict=True)],
    }


def _apart(found: Flows, published: Any) -> float:
    """Give the largest difference of a link's flow, as a share of the published one."""
    pairs = zip(found.flow.tolist(), published.tolist(), strict=True)
    return max((abs(flow - other) / other if other else float(flow > 0)
                for flow, other in pairs), default=0.0)


def _gaps(found: Flows) -> FindingTable:
    """Give the gap after some of the iterations, the first and the last among them."""
    last = len(found.gaps) - 1
    places = sorted({round(last * step / STEPS) for step in range(STEPS + 1)})
    return FindingTable("Relative gap", ("Iteration", "Gap"),
                        tuple((f"{place:,}", f"{found.gaps[place]:.2e}") for place in places))


def _links(found: Flows) -> FindingTable:
    order = sorted(range(len(found.network)), key=lambda arc: (-found.flow[arc], arc))
    rows = tuple((f"{found.network.tail[arc] + 1}", f"{found.network.head[arc] + 1}",
                  f"{found.flow[arc]:,.1f}", f"{found.cost[arc]:,.3f}")
                 for arc in order[:MOST_LINKS])
    return FindingTable(f"The {len(rows)} fullest links", ("From", "To", "Flow", "Takes"), rows)
