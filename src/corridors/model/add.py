"""Networks with what the data does not have: a line on the drawing board, another gauge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from corridors.errors import ScenarioError, TableError
from corridors.model.change import CLOSED, Change
from corridors.model.modes import OVERLAND_MODES
from corridors.model.network import Network
from corridors.model.records import Border, BorderCharge, Link, Node
from corridors.model.status import StatusEvent
from corridors.model.tables import Alignment, Tables

__all__ = ["grown"]

NOT_YET = "planned"
"""Status of an added link before the day from which on it is there."""


def grown(network: Network, adds: Sequence[Change], gauges: Mapping[str, Change] | None = None
          ) -> Network:
    """Give a network with more nodes, links and facilities, or with other gauges.

    Parameters
    ----------
    network
        The network.
    adds
        Changes whose action is ``add``.
    gauges
        Changes that set gauges, by link.

    Returns
    -------
    network
        A new one: what meets what is another question then.

    Raises
    ------
    ScenarioError
        If what is added is not sound: an id is taken, an end is missing, a railway has no gauge.
    """
    changes, regauged = tuple(adds), gauges or {}
    links = [replace(link, gauges_mm=regauged[link.link_id].gauges)
             if link.link_id in regauged else link for link in network.links.records]
    nodes = (*network.nodes.records, *(node for one in changes for node in one.nodes))
    crossings = list(_crossings(network, nodes, [link for one in changes for link in one.links]))
    there = {border.border_id for border in network.borders}
    new = {border.border_id: border for border, _ in crossings if border.border_id not in there}
    tables = Tables(
        nodes=nodes,
        links=(*links, *(_dated(link, one) for one in changes for link in one.links)),
        borders=(*network.borders, *new.values()),
        charges=(*network.charges, *(charge for _, charge in crossings)),
        terminals=(*network.terminals, *(each for one in changes for each in one.terminals)),
        gauge_changes=(*network.gauge_changes,
                       *(each for one in changes for each in one.gauge_changes)),
        aliases=network.aliases, events=network.events,
        claims=network.claims, sources=network.sources,
        alignments={**network.alignments, **_courses(changes)},
        population=network.population, groups=network.groups, investments=network.investments,
        title=network.title, reference_date=network.reference_date, costs=network.costs)
    try:
        return Network.build(tables)
    except TableError as error:
        first, code, key = (changes[0], "S25", "add") if changes else \
            (next(iter(regauged.values())), "S24", "value")
        raise ScenarioError([first.problem(code, f"{p.column}: {p.message}", p.advice, key)
                             for p in error.problems]) from error


def _dated(link: Link, change: Change) -> Link:
    """Give an added link its period: before it the link is planned, after it closed."""
    events = []
    if change.starts is not None:
        events.append(StatusEvent(change.starts.isoformat(), link.status, before=NOT_YET))
    if change.ends is not None:
        events.append(StatusEvent(change.ends.isoformat(), CLOSED,
                                  before="" if events else link.status))
    return replace(link, history=(*link.history, *events)) if events else link


def _crossings(network: Network, nodes: Sequence[Node], links: Sequence[Link]
               ) -> Iterator[tuple[Border, BorderCharge]]:
    """Give an added link across a border its two rows, for which the cost model decides.

    Another link between the same two places gives it its crossing.
    """
    places = {node.node_id: node for node in nodes}
    borders = {border.border_id: border for border in network.borders}
    crossed = {_ends(network.link(charge.link_id)): charge.border_id
               for charge in network.charges}
    for link in links:
        ends = [places[end] for end in (link.from_node_id, link.to_node_id) if end in places]
        countries = sorted({end.country for end in ends})
        if link.mode not in OVERLAND_MODES or len(countries) < 2 or "" in countries:
            continue
        border = borders.get(crossed.get(_ends(link), "")) or Border(
            f"{'-'.join(countries).lower()}-{link.link_id}",
            "-".join(end.name for end in ends), *countries)
        for forward in (True, False):
            yield border, BorderCharge(border.border_id, link.link_id, forward)


def _ends(link: Link) -> frozenset[str]:
    return frozenset((link.from_node_id, link.to_node_id))


def _courses(changes: Sequence[Change]) -> dict[str, Alignment]:
    return {link_id: Alignment(points, "schematic")
            for change in changes for link_id, points in change.courses.items()}
