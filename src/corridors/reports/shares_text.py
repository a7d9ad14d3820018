"""Shares of routes and corridors in words, as text and as a JSON object."""

from __future__ import annotations

from typing import Any

from corridors.analysis.logit import whole_parts
from corridors.analysis.shares import NO_CORRIDOR, PairShares, Shares
from corridors.reports.as_json import limits_json, node_json, stamp_json
from corridors.reports.finding import Finding, FindingTable
from corridors.reports.finding_text import finding_text
from corridors.reports.matrix_text import asked_of
from corridors.reports.names import Names, listed
from corridors.reports.numbers import counted, plain_number
from corridors.reports.plain import short_text

__all__ = ["shares_finding", "shares_json", "shares_text"]

MOST_NAMED = 4
"""How many corridors a sentence names."""


def shares_finding(found: Shares) -> Finding:
    """Say which share of the traffic takes which route.

    Parameters
    ----------
    found
        The shares.

    Returns
    -------
    finding
        Per cents add up to 100 in each table and sentence.
    """
    names = Names.of(found.snapshot.network)
    query = found.pairs[0].query
    pairs = f"{names.place(found.pairs[0].origin.node_id)} – " \
            f"{names.place(found.pairs[0].destination.node_id)}" \
        if len(found.pairs) == 1 else counted(len(found.pairs), "pair")
    title = f"Which share of the traffic takes which " \
            f"{'branch' if found.scenario else 'route'}? {pairs}, " \
            f"{asked_of(query, found.snapshot)}"
    tables = tuple(_table(pair, names) for pair in found.pairs if pair.shares)
    return Finding(title, tuple(_messages(found, names)), (*_summary(found), *tables),
                   _method(found), *_largest(found))


def _largest(found: Shares) -> tuple[str, str]:
    """Give the largest share and whose it is; blank without a route."""
    return next(((f"{part} %", short_text(name)) for name, part in
                 _whole(found.by_name()).items()), ("", ""))


def shares_text(found: Shares) -> str:
    """Write shares for a terminal.

    Parameters
    ----------
    found
        The shares.

    Returns
    -------
    text
        Title, sentences, a table for each pair, and how they were found.
    """
    return finding_text(shares_finding(found))


def shares_json(found: Shares) -> dict[str, Any]:
    """Give shares as a JSON object.

    Parameters
    ----------
    found
        The shares.

    Returns
    -------
    shares
        ``corridors`` holds the share of each name; ``pairs`` the routes of each pair, whose
        ``millionths`` add up to a million.
    """
    return {
        "on": found.snapshot.on.isoformat(), "theta_per_usd_per_teu": found.theta,
        "value_of_time_usd_per_teu_day": found.pairs[0].query.value_of_time,
        "choice": found.scenario or None, "weights_in": found.unit or None,
        "scenario": found.snapshot.scenario or None,
        "corridors": [{"name": name, "share": part} for name, part in found.by_name().items()],
        "pairs": [_pair_json(pair) for pair in found.pairs],
        "stamp": stamp_json(found.stamp),
    }


def _messages(found: Shares, names: Names) -> list[str]:
    parts = _whole(found.by_name())
    if not parts:
        return ["No route is there for any pair."]
    said = [f"{short_text(name)} {part} %"
            for name, part in list(parts.items())[:MOST_NAMED]]
    rest = sum(list(parts.values())[MOST_NAMED:])
    messages = [listed([*said, *([f"others {rest} %"] if rest else [])]) + "."]
    first = next(iter(parts))
    softer, sharper = (_whole(found.by_name(found.theta * times)).get(first, 0)
                       for times in (0.5, 2.0))
    messages.append(
        f"How sure: theta is an assumption. With half of it {short_text(first)} has "
        f"{softer} %, with double {sharper} %.")
    messages += [_answer(pair, names) for pair in found.pairs if pair.shares]
    if found.no_route:
        messages.append("No route: " + listed(
            [f"{names.place(pair.origin.node_id)} – {names.place(pair.destination.node_id)}"
             for pair in found.no_route], most=6) + "; they count for nothing.")
    return messages


def _answer(pair: PairShares, names: Names) -> str:
    """Say what one per cent would do to the largest share of a pair."""
    first = pair.shares[0]
    ends = f"{names.place(pair.origin.node_id)} – {names.place(pair.destination.node_id)}"
    by = first.elasticities
    return (f"{ends}: if {short_text(first.name)} (route 1) costs 1 % more, its share falls "
            f"by {-by.cost:.1f} % of itself and every other grows by "
            f"{by.cross_cost:.1f} %; if it takes 1 % longer, by "
            f"{-by.time:.1f} % and {by.cross_time:.1f} %.")


def _summary(found: Shares) -> tuple[FindingTable, ...]:
    """Give the shares over all pairs, where there are several."""
    if len(found.pairs) == 1:
        return ()
    weights = f", weighed by {found.unit}" if found.unit else ""
    return (FindingTable(f"All pairs{weights}", ("Corridor", "Share"),
                         tuple((short_text(name), f"{part} %")
                               for name, part in _whole(found.by_name()).items())),)


def _table(pair: PairShares, names: Names) -> FindingTable:
    parts = whole_parts([share.share for share in pair.shares], 100)
    rows = tuple((f"{place}", short_text(share.name), f"{part} %",
                  plain_number(share.route.distance_km), f"{share.route.time_h / 24:,.1f}",
                  plain_number(share.route.cost_usd_per_teu), plain_number(share.generalised),
                  f"{share.path_size:.2f}", names.countries(share.route.countries))
                 for place, (share, part) in enumerate(zip(pair.shares, parts, strict=True),
                                                       start=1))
    return FindingTable(
        f"{names.place(pair.origin.node_id)} – {names.place(pair.destination.node_id)}",
        ("", "Corridor", "Share", "km", "Days", "USD/TEU", "With time", "Own", "Countries"), rows,
        '"With time" is the cost and the worth of the time, in USD per TEU. "Own" is the path '
        "size: 1 where a route shares no link with the others.")


def _method(found: Shares) -> str:
    choice = "the best route of each variant" if found.scenario else "different routes"
    worth = found.pairs[0].query.value_of_time or 0.0
    return (f"Path-size logit over {choice}, by cost and time at {worth:g} USD per TEU and day, "
            f"with theta {found.theta:g} per USD per TEU. Both numbers are assumptions and not "
            "measured on these corridors.")


def _whole(parts: dict[str, float]) -> dict[str, int]:
    named = {("links of no corridor" if name == NO_CORRIDOR else name): part
             for name, part in parts.items()}
    return dict(zip(named, whole_parts(list(named.values()), 100), strict=True))


def _pair_json(pair: PairShares) -> dict[str, Any]:
    return {
        "origin": node_json(pair.origin), "destination": node_json(pair.destination),
        "weight": pair.weight, **limits_json(pair.query), "reachable": bool(pair.shares),
        "routes": [{
            "name": share.name, "share": share.share, "millionths": share.millionths,
            "distance_km": share.route.distance_km, "time_h": share.route.time_h,
            "cost_usd_per_teu": share.route.cost_usd_per_teu,
            "generalised_cost_usd_per_teu": share.generalised, "path_size": share.path_size,
            "elasticities": share.elasticities._asdict(),
            "countries": list(share.route.countries), "links": list(share.route.link_ids),
        } for share in pair.shares],
    }
