"""An assignment of demand in words, as text and as a JSON object."""

from __future__ import annotations

from typing import Any

from corridors.analysis.flows import NO_ROUTE, Assignment, LinkFlow, PairFlow
from corridors.reports.as_json import node_json, stamp_json
from corridors.reports.finding import Finding, FindingTable
from corridors.reports.finding_text import finding_text
from corridors.reports.names import Names, listed
from corridors.reports.numbers import counted, plain_number
from corridors.reports.plain import short_text

__all__ = ["assign_finding", "assign_json", "assign_text"]

MOST_LINKS, MOST_PAIRS, MOST_ROUTES, MOST_CORRIDORS = 12, 20, 3, 8
"""Rows of tables, and routes told of a pair."""

WAYS = {"aon": "all on the best ways of the empty network", "msa": "successive averages",
        "fw": "Frank–Wolfe", "cfw": "conjugate Frank–Wolfe", "bfw": "bi-conjugate Frank–Wolfe",
        "linear programme": "linear programme over routes"}


def assign_finding(found: Assignment) -> Finding:
    """Say where a year's demand goes.

    Parameters
    ----------
    found
        The assignment.

    Returns
    -------
    finding
        What is carried, what is full, by which corridors it goes, and the routes of each pair.
    """
    names = Names.of(found.snapshot.network)
    title = (f"Where does the demand of a year go? {counted(len(found.pairs), 'pair')} by "
             f"{found.by}, on {found.snapshot.on}")
    if found.snapshot.scenario:
        title += f", scenario {short_text(found.snapshot.scenario)}"
    tables = (_links(found, names), _pairs(found, names), _corridors(found))
    return Finding(title, tuple(_messages(found, names)), tables, _method(found),
                   f"{_teu(found.served)} TEU", f"of {_teu(found.demand)} a year")


def assign_text(found: Assignment) -> str:
    """Write an assignment for a terminal.

    Parameters
    ----------
    found
        The assignment.

    Returns
    -------
    text
        Title, sentences, tables, and how it was found.
    """
    return finding_text(assign_finding(found))


def assign_json(found: Assignment) -> dict[str, Any]:
    """Give an assignment as a JSON object.

    Parameters
    ----------
    found
        The assignment.

    Returns
    -------
    assignment
        ``links`` holds the flow of each link, ``pairs`` what is carried and on which routes; all
        flows are TEU a year. A capacity that is not known is null.
    """
    return {
        "on": found.snapshot.on.isoformat(), "scenario": found.snapshot.scenario or None,
        "by": found.by, "method": found.method, "capacity": found.capacity,
        "iterations": found.iterations, "relative_gap": found.gap, "converged": found.converged,
        "objective": found.objective, "demand_teu": found.demand, "served_teu": found.served,
        "demand_in": found.unit, "payload_t_per_teu": found.payload_t,
        "links": [_link_json(link) for link in found.links],
        "corridors_million_teu_km": found.by_corridor(),
        "pairs": [_pair_json(pair, found.by) for pair in found.pairs],
        "stamp": stamp_json(found.stamp),
    }


def _messages(found: Assignment, names: Names) -> list[str]:
    messages = [f"{_teu(found.served)} of {_teu(found.demand)} TEU a year are carried."]
    for pair in found.unserved[:MOST_PAIRS]:
        left = pair.demand - pair.served
        why = "there is no route" if pair.state == NO_ROUTE else "capacities are used up"
        messages.append(f"Left behind: {_teu(left)} TEU {_ends(pair, names)}; {why}.")
    if found.over:
        messages.append(f"{counted(len(found.over), 'link')} "
                        f"{'carry' if len(found.over) > 1 else 'carries'} more than the capacity: "
                        + listed([f"{names.link(link.link_id)} {link.load:.1f} times"
                                  for link in found.over[:MOST_LINKS]]) + ".")
    elif any(link.capacity for link in found.links):
        messages.append("No link carries more than its capacity.")
    full = max((link for link in found.links if link.delay_h), default=None,
               key=lambda link: link.delay_h or 0.0)
    if full is not None and full.delay_h is not None and full.delay_h >= 0.1:
        messages.append(f"The longest delay is {full.delay_h:,.1f} h, on "
                        f"{names.link(full.link_id)}.")
    work = found.by_corridor()
    if work:
        messages.append("Most of the work is done on " + listed(
            [f"{short_text(name)} ({plain_number(amount)} million TEU-km)"
             for name, amount in list(work.items())[:3]]) + ".")
    unknown = sum(link.capacity is None for link in found.links)
    messages.append(f"The capacity is not known of {unknown} of {len(found.links)} links that are "
                    "used; they never fill up here.")
    return messages


def _links(found: Assignment, names: Names) -> FindingTable:
    known = sorted((link for link in found.links if link.load is not None),
                   key=lambda link: (-(link.load or 0.0), link.link_id))
    rows = tuple((names.link(link.link_id), _teu(link.forward), _teu(link.backward),
                  _teu(link.capacity or 0.0), f"{link.load:.0%}".replace("%", " %"),
                  "" if link.delay_h is None else f"{link.delay_h:,.1f}")
                 for link in known[:MOST_LINKS])
    return FindingTable("Links of known capacity, TEU a year",
                        ("Link", "There", "Back", "Capacity", "Full", "Longer by h"), rows)


def _pairs(found: Assignment, names: Names) -> FindingTable:
    rows = list[tuple[str, ...]]()
    for pair in found.pairs[:MOST_PAIRS]:
        rows.append((_ends(pair, names), _teu(pair.demand), _teu(pair.served), pair.state, "", ""))
        for use in pair.routes[:MOST_ROUTES]:
            rows.append((f"· by {names.countries(use.route.countries)}", "", _teu(use.flow),
                         "+".join(use.route.modes), plain_number(use.route.distance_km),
                         _amount(use.amount, found.by)))
        more = pair.routes[MOST_ROUTES:]
        if more:
            rows.append((f"· {counted(len(more), 'more route')}", "",
                         _teu(sum(use.flow for use in more)), "", "", ""))
    return FindingTable("Pairs and their routes, TEU a year",
                        ("Pair", "Demand", "Carried", "", "km", _UNIT[found.by]), tuple(rows))


def _corridors(found: Assignment) -> FindingTable:
    rows = tuple((short_text(name), plain_number(work, 1))
                 for name, work in list(found.by_corridor().items())[:MOST_CORRIDORS])
    return FindingTable("Work by corridor", ("Corridor", "Million TEU-km"), rows,
                        "A link of several corridors counts for each of them.")


def _method(found: Assignment) -> str:
    how = WAYS.get(found.method, found.method)
    if found.capacity == "hard":
        end = ("as much as can be is carried, at the least sum, and no link carries more than it "
               "can")
    elif found.method == "aon":
        end = f"relative gap {found.gap:.1e}"
    else:
        end = f"{counted(found.iterations, 'iteration')}, relative gap {found.gap:.1e}" \
            + ("" if found.converged else ", not what was asked for")
    return (f"Found by {how}: {end}. One TEU holds {found.payload_t:g} t. Both directions of a "
            "link share its capacity.")


_UNIT = {"distance": "km", "time": "h", "cost": "USD/TEU", "co2": "kg/TEU",
         "generalised": "USD/TEU"}


def _amount(amount: float, by: str) -> str:
    return plain_number(amount, 1 if by == "time" else 0)


def _ends(pair: PairFlow, names: Names) -> str:
    return f"{names.place(pair.origin.node_id)} – {names.place(pair.destination.node_id)}"


def _teu(flow: float) -> str:
    return plain_number(flow)


def _link_json(link: LinkFlow) -> dict[str, Any]:
    return {"link_id": link.link_id, "flow_teu": link.flow, "forward_teu": link.forward,
            "backward_teu": link.backward, "capacity_teu": link.capacity, "load": link.load,
            "delay_h": link.delay_h}


def _pair_json(pair: PairFlow, by: str) -> dict[str, Any]:
    return {"origin": node_json(pair.origin), "destination": node_json(pair.destination),
            "demand_teu": pair.demand, "served_teu": pair.served,
            "state": pair.state.replace(" ", "_"),
            "routes": [{"flow_teu": use.flow, "countries": list(use.route.countries),
                        "distance_km": use.route.distance_km, "time_h": use.route.time_h,
                        "cost_usd_per_teu": use.route.cost_usd_per_teu, f"loaded_{by}": use.amount,
                        "links": list(use.route.link_ids)} for use in pair.routes]}
