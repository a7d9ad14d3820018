"""Networks with what the data does not have: a line on the drawing board, another gauge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from corridors.errors import ScenarioError, TableError
from corridors.model.change import CLOSED, Change
from corridors.model.network import Network
from corridors.model.records import Link
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
    tables = Tables(
        nodes=(*network.nodes.records, *(node for one in changes for node in one.nodes)),
        links=(*links, *(_dated(link, one) for one in changes for link in one.links)),
        borders=network.borders, charges=network.charges,
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


def _courses(changes: Sequence[Change]) -> dict[str, Alignment]:
    return {link_id: Alignment(points, "schematic")
            for change in changes for link_id, points in change.courses.items()}
