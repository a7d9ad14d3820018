"""Adding nodes and links that the data does not have: a line on the drawing board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corridors.errors import ScenarioError, TableError
from corridors.model.network import Network
from corridors.model.scenario import Change
from corridors.model.snapshot import Snapshot
from corridors.model.tables import Alignment, Tables

__all__ = ["with_added"]


def with_added(snapshot: Snapshot, changes: Sequence[Change]) -> Snapshot:
    """Give a snapshot of the network with more nodes and links.

    Parameters
    ----------
    snapshot
        The base.
    changes
        Changes whose action is ``add``.

    Returns
    -------
    snapshot
        The base itself if nothing is added.

    Raises
    ------
    ScenarioError
        If what is added is not sound: an id is taken, an end is missing, a railway has no gauge.
    """
    if not changes:
        return snapshot
    if not snapshot.untouched:
        raise ScenarioError([change.problem(
            "S25", "links can only be added to an unchanged snapshot",
            "Put all changes into one variant.", "action") for change in changes])
    network, first = snapshot.network, changes[0]
    nodes = [node for change in changes for node in change.nodes]
    links = [link for change in changes for link in change.links]
    tables = Tables(
        nodes=(*network.nodes.records, *nodes), links=(*network.links.records, *links),
        borders=network.borders, charges=network.charges, terminals=network.terminals,
        gauge_changes=network.gauge_changes, aliases=network.aliases, events=network.events,
        claims=network.claims, sources=network.sources,
        alignments={**network.alignments, **_courses(changes)},
        population=network.population, groups=network.groups, investments=network.investments,
        title=network.title, reference_date=network.reference_date, costs=network.costs)
    try:
        grown = Network.build(tables)
    except TableError as error:
        raise ScenarioError([first.problem("S25", f"{p.column}: {p.message}", p.advice, "add")
                             for p in error.problems]) from error
    base = Snapshot.of(grown, snapshot.on, assume_expected=snapshot.assume_expected)
    return replace(base, changed=base.changed | {link.link_id for link in links})


def _courses(changes: Sequence[Change]) -> dict[str, Alignment]:
    return {link_id: Alignment(points, "schematic")
            for change in changes for link_id, points in change.courses.items()}
