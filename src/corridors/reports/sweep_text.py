"""What a sweep shows, in words: best and worst cases, and how often each route is the best."""

from __future__ import annotations

from typing import Any

from corridors.analysis.matrix import NO_ROUTE
from corridors.analysis.sweep_result import Share, Sweep, SweptRoute
from corridors.reports.finding import Finding, FindingTable
from corridors.reports.finding_text import finding_text

__all__ = ["sweep_finding", "sweep_json", "sweep_text"]

SHOWN = 3
"""Routes of each query that are told; the others are counted."""

DECIMALS = {"h": 1, "km": 0, "USD": 0, "kg": 0}


def sweep_finding(sweep: Sweep) -> Finding:
    """Say what a sweep shows.

    Parameters
    ----------
    sweep
        The sweep.
    """
    queries = range(len(sweep.queries))
    axes = " and ".join(axis.said for axis in sweep.axes)
    count = _counted(len(sweep.failed), "case")
    failed = [f"{count} could not be worked out; failed.csv says which, and why."
              ] if sweep.failed else []
    return Finding(
        sweep.question or f"{sweep.title}: what if {axes}?",
        (f"{len(sweep):,} cases were worked out: every combination of {axes}.",
         *(_query_said(sweep, query) for query in queries), *failed),
        (_ends(sweep), _routes(sweep)),
        f"Every case is the network of {sweep.stamp['on']} with all its changes made at once, and "
        "each route is the best one there, exactly.")


def sweep_text(sweep: Sweep) -> str:
    """Write what a sweep shows as plain text.

    Parameters
    ----------
    sweep
        The sweep.
    """
    return finding_text(sweep_finding(sweep))


def sweep_json(sweep: Sweep) -> dict[str, Any]:
    """Give what a sweep shows as plain values; every row is in its folder.

    Parameters
    ----------
    sweep
        The sweep.
    """
    return {
        "title": sweep.title, "question": sweep.question, "stamp": dict(sweep.stamp),
        "cases": len(sweep), "axes": [axis._asdict() for axis in sweep.axes],
        "queries": [{**query._asdict(), "no_route": sweep.counted(place, NO_ROUTE),
                     **_ends_json(sweep, place),
                     "routes": [{**share.route._asdict(), "cases": share.cases,
                                 "least": share.least, "most": share.most}
                                for share in sweep.shares(place)]}
                    for place, query in enumerate(sweep.queries)],
        "failed": [case._asdict() for case in sweep.failed]}


def _ends_json(sweep: Sweep, query: int) -> dict[str, Any]:
    ends = _ends_of(sweep, query)
    if ends is None:
        return {"best": None, "worst": None}
    return {name: {"case": case, "settings": sweep.said(case), "total": sweep.totals[query][case]}
            for name, case in zip(("best", "worst"), ends, strict=False)}


def _ends_of(sweep: Sweep, query: int) -> tuple[int, int, int] | None:
    """Give the first of the best cases, of the worst, and one in the middle; None without any."""
    order, totals = sweep.ranked(query), sweep.totals[query]
    if not order:
        return None
    worst = next(case for case in order if totals[case] == totals[order[-1]])
    return order[0], worst, order[(len(order) - 1) // 2]


def _query_said(sweep: Sweep, place: int) -> str:
    query, order = sweep.queries[place], _ends_of(sweep, place)
    none = sweep.counted(place, NO_ROUTE)
    cut = f" In {_counted(none, 'case')} there is no route." if none else ""
    if order is None:
        return f"{query.title}: there is a route in no case."
    best, worst = (_figure(sweep, place, case) for case in order[:2])
    shares = sweep.shares(place)
    if best == worst:
        said = f"{best} in every case with a route" if none else f"{best} in every case"
    else:
        said = f"from {best} ({sweep.said(order[0])}) to {worst} ({sweep.said(order[1])})"
    if len(shares) == 1:
        return f"{query.title}: {said}, always by {_way(shares[0].route)}.{cut}"
    part = 100 * shares[0].cases / sum(share.cases for share in shares)
    return (f"{query.title}: {said}. {len(shares)} routes are the best in some case; most often, "
            f"in {part:.0f} %, it is the one by {_way(shares[0].route)}.{cut}")


def _ends(sweep: Sweep) -> FindingTable:
    rows = []
    for place, query in enumerate(sweep.queries):
        ends = _ends_of(sweep, place)
        if ends is None:
            rows.append((query.title, "no route", "", "", "", ""))
            continue
        best, worst, median = ends
        rows.append((query.title, _figure(sweep, place, best), sweep.said(best),
                     _figure(sweep, place, median), _figure(sweep, place, worst),
                     sweep.said(worst)))
    return FindingTable("Best and worst cases", ("query", "best", "where", "median", "worst",
                                                 "where"), tuple(rows),
                        "Of several cases that take the same the first is named.")


def _routes(sweep: Sweep) -> FindingTable:
    rows, cut = [], False
    for place, query in enumerate(sweep.queries):
        shares = sweep.shares(place)
        cut = cut or len(shares) > SHOWN
        whole = sum(share.cases for share in shares)
        rows += [_share_row(query.title, query.unit, share, whole) for share in shares[:SHOWN]]
    note = f"The {SHOWN} most frequent of each query; the results have all." if cut else ""
    return FindingTable("How often each route is the best", (
        "query", "route", "by", "share", "takes"), tuple(rows), note)


def _share_row(title: str, unit: str, share: Share, whole: int) -> tuple[str, ...]:
    digits = DECIMALS[unit]
    least, most = f"{share.least:,.{digits}f}", f"{share.most:,.{digits}f}"
    takes = f"{least} {unit}" if least == most else f"{least} to {most} {unit}"
    return (title, share.route.route_id, _way(share.route),
            f"{100 * share.cases / whole:.1f} %", takes)


def _way(route: SweptRoute) -> str:
    way = f"{' – '.join(route.countries)} ({', '.join(route.modes)})"
    return f"{way}, corridor {route.corridor}" if route.corridor else way


def _figure(sweep: Sweep, place: int, case: int) -> str:
    unit, total = sweep.queries[place].unit, sweep.totals[place][case]
    return f"{total:,.{DECIMALS[unit]}f} {unit}"


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
