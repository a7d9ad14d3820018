"""What changes make of a network on a day: everything that holds is worked out of what was said.

A snapshot keeps what changes say, thing by thing, and when it holds. Statuses, figures and
companion tables are worked out of that and the day alone, so that another day needs no second
reading of the changes, and the order in which things were said at once can never matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from corridors.model.change import Change
from corridors.model.figure import Figure, Figures
from corridors.model.network import Network
from corridors.model.on_day import assumed_open, status_of
from corridors.model.own_figures import charges, gauge_changes, lengths, speeds, terminals
from corridors.model.snapshot import Snapshot

__all__ = ["Setting", "assumed_said", "in_force", "laid"]


class Setting(NamedTuple):
    """What a change says of one field of one thing.

    Parameters
    ----------
    layer
        Which time changes were applied: what was said later comes on top.
    field
        One of :data:`~corridors.model.fields.FIELDS`.
    key
        Id of the link or node; for what borders take, of the link that crosses.
    change
        The change, which says what and when.
    before
        Gauges in mm before, where it sets ``gauge_mm``.
    """

    layer: int
    field: str
    key: str
    change: Change
    before: tuple[int, ...] = ()


def in_force(settings: Iterable[Setting], day: date) -> list[Setting]:
    """Give what holds on a day: of what was said at once of one thing, one.

    Parameters
    ----------
    settings
        What changes say, layer by layer.
    day
        The day.
    """
    found: dict[tuple[int, str, str], Setting] = {}
    for setting in settings:
        if setting.change.holds_on(day):
            found.setdefault(setting[:3], setting)
    return list(found.values())


def laid(start: Snapshot, settings: tuple[Setting, ...], changes: tuple[Change, ...]) -> Snapshot:
    """Lay what changes say over a network on a day.

    Parameters
    ----------
    start
        The network on that day: unchanged, or with the first of these settings.
    settings
        What changes say, layer by layer.
    changes
        All changes that were made, those that add links among them.

    Returns
    -------
    snapshot
        What nothing sets stays the same object, so that what rests on it need not be done again.
    """
    network, held = start.network, in_force(settings, start.on)
    statuses = {one.key: one.change.new_status for one in held if one.field == "status"}
    figures = _figures(held)
    gauged = {one.key for one in held if one.field == "gauge_mm"}
    status = list(start.status)
    for key, new in statuses.items():
        status[network.links.index[key]] = new
    assumed = tuple(link for link in start.assumed if link not in statuses)
    before = _assumed_before(start, statuses)
    made = [change for change in changes if change.holds_on(start.on)]
    return replace(
        start, status=tuple(status), settings=settings, changes=changes, figures=figures,
        length_km=lengths(network, figures), speed_kmh=speeds(network, figures),
        charges=charges(network, figures), terminals=terminals(network, figures),
        gauge_changes=gauge_changes(network, figures), assumed=assumed, fixed=frozenset(statuses),
        changed=frozenset({*assumed, *gauged, *_differing(start, statuses, figures, changes)}),
        applied=tuple(sorted({*(assumed_said(network, link) for link in (*assumed, *before)),
                              *(change.said() for change in made)})), memo={})


def assumed_said(network: Network, link_id: str) -> str:
    """Say that a link is assumed to open.

    Parameters
    ----------
    network
        The network.
    link_id
        The link.
    """
    return f"assume {link_id} open, expected {network.link(link_id).opens_expected}"


def _assumed_before(start: Snapshot, statuses: Mapping[str, str]) -> list[str]:
    """Give the links that are assumed to open, and then set by a change."""
    links = start.network.links
    places = [links.index[key] for key in statuses] if start.assume_expected else []
    return [links.link_id[place] for place in assumed_open(links, start.on, places)]


def _figures(held: Iterable[Setting]) -> dict[tuple[str, str], Figure]:
    found: dict[tuple[str, str], Figure] = {}
    for _, field, key, change, _ in held:
        if field not in ("status", "gauge_mm"):
            present = found.get((field, key), Figure())
            found[field, key] = present.then(change.value, change.factor)
    return {key: figure for key, figure in sorted(found.items()) if not figure.idle}


def _differing(start: Snapshot, statuses: Mapping[str, str], figures: Figures,
               changes: Iterable[Change]) -> set[str]:
    """Give the links that differ from the network on that day."""
    links = start.network.links
    found = {key for key, new in statuses.items()
             if new != status_of(links, links.index[key], start.on,
                                 assume_expected=start.assume_expected)}
    found |= {key for _, key in figures if key in links.index}
    return found | {link.link_id for change in changes for link in change.links}
