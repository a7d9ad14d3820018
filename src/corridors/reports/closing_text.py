"""The fewest closures between regions, and links that nothing can replace: in words and tables."""

from __future__ import annotations

from collections.abc import Sequence

from corridors.analysis.bridges import Bridge, Bridges
from corridors.analysis.separate import Separation
from corridors.model.closable import Closable
from corridors.model.records import Node
from corridors.reports.closing_words import thing_said
from corridors.reports.finding import Finding, FindingTable
from corridors.reports.finding_text import finding_text
from corridors.reports.names import Names, listed
from corridors.reports.numbers import counted

__all__ = ["bridges_finding", "bridges_text", "separation_finding", "separation_text"]

SHOWN = 10

NAMED = 4
"""Places that are named before they are counted."""


def separation_text(found: Separation) -> str:
    """Write the fewest closures between regions for a terminal.

    Parameters
    ----------
    found
        The fewest closures.
    """
    return finding_text(separation_finding(found))


def separation_finding(found: Separation) -> Finding:
    """Say how few closures separate two regions, and which.

    Parameters
    ----------
    found
        The fewest closures.
    """
    names = Names.of(found.snapshot.network)
    limits = names.limits(found.query)
    title = (f"How many closures separate {_places(found.origins, names)} from "
             f"{_places(found.destinations, names)}{f', {limits}' if limits else ''}, on "
             f"{found.snapshot.on}?")
    return Finding(title, tuple(_separation_messages(found, names)), _set_tables(found, names),
                   "Found by ways: the fewest closures that stop all ways known so far are chosen "
                   "by HiGHS, until no way is left. One closure takes a link away in both "
                   "directions and all gauges, a border with all its links.",
                   counted(found.closures, "closure") if found.closures else "")


def bridges_text(found: Bridges) -> str:
    """Write the links that nothing can replace for a terminal.

    Parameters
    ----------
    found
        The links.
    """
    return finding_text(bridges_finding(found))


def bridges_finding(found: Bridges) -> Finding:
    """Say which links nothing can replace.

    Parameters
    ----------
    found
        The links.
    """
    names = Names.of(found.snapshot.network)
    limits = names.limits(found.query)
    title = "Which links can nothing replace? " \
            f"{f'{limits}, ' if limits else ''}on {found.snapshot.on}"
    messages = [(f"{len(found.bridges):,} of {found.considered:,} links that carry traffic are "
                 "bridges: without one of them, places that had a route have none.")]
    if found.bridges:
        worst = found.bridges[0]
        messages.append(f"The worst is {names.link(worst.link_id)}: {_lost(found, worst)}; "
                        f"{_cut_off(worst, names)} cut off from the others.")
    rows = tuple((names.link(bridge.link_id), f"{bridge.lost:,}", str(len(bridge.places)),
                  listed((names.place(place) for place in bridge.places), 3))
                 for bridge in found.bridges[:SHOWN])
    table = FindingTable("Links that nothing can replace, the worst first",
                         ("link", "OD pairs lost", "places cut off", "which"), rows,
                         f"OD pairs: of {found.routes:,} between all places of the network, "
                         "crossings and junctions included, both directions counted.")
    return Finding(title, tuple(messages), (table,),
                   "By the rules of routes: transfers only at terminals, breaks of gauge only at "
                   "facilities. So a link can be a bridge though another lies beside it.",
                   counted(len(found.bridges), "link"), f"of {found.considered:,}")


def _separation_messages(found: Separation, names: Names) -> list[str]:
    if found.closures is None:
        return [("No closing separates them: some route uses nothing of what could be closed "
                 f"({counted(found.candidates, 'candidate')}).")]
    if not found.closures:
        return ["None: they have no route to each other as things are."]
    least = "" if found.complete else "at least "
    said = [(f"{counted(found.closures, 'closure')} of {found.candidates:,} candidates "
             f"{'separate' if found.closures > 1 else 'separates'} them; there "
             f"{'is' if len(found.sets) == 1 else 'are'} {least}"
             f"{counted(len(found.sets), 'such set')}. "
             f"{'It is' if len(found.sets) == 1 else 'One is'} {_set(found.sets[0], names)}.")]
    if found.closures == 1:
        said.append("A single closure is enough, and one is needed: they have a route.")
    elif found.apart == found.closures:
        said.append(f"Fewer are not enough: there are {found.apart} ways that have nothing in "
                    "common.")
    else:
        said.append(f"Fewer are not enough: nothing less stops all of the {found.ways} ways that "
                    "were looked at.")
    return said


def _set_tables(found: Separation, names: Names) -> tuple[FindingTable, ...]:
    rows = tuple((str(number), _set(things, names))
                 for number, things in enumerate(found.sets[:SHOWN], start=1) if things)
    if not rows:
        return ()
    more = len(found.sets) - len(rows)
    return (FindingTable("Sets of the fewest closures, each enough by itself", ("set", "closures"),
                         rows, f"And {more} more." if more else ""),)


def _set(things: Sequence[Closable], names: Names) -> str:
    return listed(thing_said(thing, names) for thing in things)


def _places(nodes: Sequence[Node], names: Names) -> str:
    return listed((names.place(node.node_id) for node in nodes), NAMED)


def _lost(found: Bridges, bridge: Bridge) -> str:
    share = 100 * bridge.lost / (found.routes or 1)
    return f"{bridge.lost:,} OD pairs of places lose their route, {share:.1f} % of all"


def _cut_off(bridge: Bridge, names: Names) -> str:
    count = counted(len(bridge.places), "place")
    which = listed((names.place(place) for place in bridge.places), NAMED)
    return f"{count} ({which}) {'is' if len(bridge.places) == 1 else 'are'}"
