"""The columns of a network: read-only arrays, ordered by id, and the hash of what they hold.

A column of numbers is a read-only view of a plain array, so that a cold command line does not wait
for numpy; ``numpy.asarray(column)`` gives the same memory as an array, without a copy.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, cast

from corridors.model.records import BorderCharge, GaugeChange, Link, Node, Terminal
from corridors.model.season import Season
from corridors.model.spread import Spread
from corridors.model.status import StatusEvent

__all__ = ["Links", "Nodes", "link_columns", "node_columns", "version_of"]

Number = TypeVar("Number", int, float)


@dataclass(frozen=True, slots=True)
class Nodes:
    """Columns of the nodes, ordered by id.

    Parameters
    ----------
    node_id, name, country, node_type
        Text columns, one entry per node.
    lon, lat
        Degrees, WGS 84.
    index
        Position of each id.
    records
        The rows as they were given, in the same order.
    """

    node_id: tuple[str, ...]
    name: tuple[str, ...]
    country: tuple[str, ...]
    node_type: tuple[str, ...]
    lon: Sequence[float]
    lat: Sequence[float]
    index: Mapping[str, int] = field(repr=False)
    records: tuple[Node, ...] = field(repr=False)

    def __len__(self) -> int:
        return len(self.node_id)


@dataclass(frozen=True, slots=True)
class Links:
    """Columns of the links, ordered by id.

    Parameters
    ----------
    link_id, mode, status, corridors, gauges_mm
        Columns, one entry per link; ``status`` is the base status.
    tail, head
        Positions of ``from_node_id`` and ``to_node_id`` in the nodes.
    length_m, length_low_m, length_high_m
        Length in whole metres, and the range of the published figures.
    speed_kmh
        Own speed in km/h; 0 where the link has none of its own.
    directed
        1 where the link can be used only from tail to head, else 0.
    history
        Dated statuses per link, oldest first.
    seasons
        Pauses that come back every year, per link.
    index
        Position of each id.
    records
        The rows as they were given, in the same order.
    """

    link_id: tuple[str, ...]
    mode: tuple[str, ...]
    status: tuple[str, ...]
    corridors: tuple[tuple[str, ...], ...]
    gauges_mm: tuple[tuple[int, ...], ...]
    tail: Sequence[int]
    head: Sequence[int]
    length_m: Sequence[int]
    length_low_m: Sequence[int]
    length_high_m: Sequence[int]
    speed_kmh: Sequence[float]
    directed: Sequence[int]
    history: tuple[tuple[StatusEvent, ...], ...] = field(repr=False)
    seasons: tuple[tuple[Season, ...], ...] = field(repr=False)
    index: Mapping[str, int] = field(repr=False)
    records: tuple[Link, ...] = field(repr=False)

    def __len__(self) -> int:
        return len(self.link_id)


def node_columns(rows: Sequence[Node]) -> Nodes:
    """Make the columns of nodes, ordered by id."""
    ordered = tuple(sorted(rows, key=lambda node: node.node_id))
    return Nodes(
        node_id=tuple(node.node_id for node in ordered),
        name=tuple(node.name for node in ordered),
        country=tuple(node.country for node in ordered),
        node_type=tuple(node.node_type for node in ordered),
        lon=_column("d", [node.lon for node in ordered]),
        lat=_column("d", [node.lat for node in ordered]),
        index={node.node_id: place for place, node in enumerate(ordered)},
        records=ordered,
    )


def link_columns(rows: Sequence[Link], index: Mapping[str, int]) -> Links:
    """Make the columns of links, ordered by id; ``index`` gives the position of each node."""
    ordered = tuple(sorted(rows, key=lambda link: link.link_id))
    return Links(
        link_id=tuple(link.link_id for link in ordered),
        mode=tuple(link.mode for link in ordered),
        status=tuple(link.status for link in ordered),
        corridors=tuple(link.corridors for link in ordered),
        gauges_mm=tuple(link.gauges_mm for link in ordered),
        tail=_column("q", [index[link.from_node_id] for link in ordered]),
        head=_column("q", [index[link.to_node_id] for link in ordered]),
        length_m=_metres(link.length_km.value for link in ordered),
        length_low_m=_metres(link.length_km.low for link in ordered),
        length_high_m=_metres(link.length_km.high for link in ordered),
        speed_kmh=_column("d", [link.speed_kmh or 0.0 for link in ordered]),
        directed=_column("b", [link.directed for link in ordered]),
        history=tuple(
            tuple(sorted(link.history, key=lambda event: event.day)) for link in ordered
        ),
        seasons=tuple(link.seasons for link in ordered),
        index={link.link_id: place for place, link in enumerate(ordered)},
        records=ordered,
    )


def _metres(lengths_km: Iterable[float]) -> Sequence[int]:
    return _column("q", [round(length * 1000) for length in lengths_km])


def _column(kind: str, values: Sequence[Number]) -> Sequence[Number]:
    """Make a read-only column: ``d`` for floats, ``q`` for whole numbers, ``b`` for flags."""
    return cast("Sequence[Number]", memoryview(array(kind, values)).toreadonly())


def version_of(nodes: Nodes, links: Links, charges: Sequence[BorderCharge],
             terminals: Sequence[Terminal], changes: Sequence[GaugeChange]) -> str:
    """Hash what can change a route, in canonical order."""
    digest = hashlib.sha256()
    columns = (nodes.node_id, nodes.country, links.link_id, links.mode, links.status,
               links.corridors, links.gauges_mm)
    for column in columns:
        digest.update(repr(column).encode())
    for numbers in (links.tail, links.head, links.length_m, links.length_low_m,
                    links.length_high_m, links.speed_kmh, links.directed):
        digest.update(repr(list(numbers)).encode())
    digest.update(repr([link.electrified for link in links.records]).encode())
    digest.update(repr([(link, event.start, event.status, event.before)
                        for link, history in zip(links.link_id, links.history, strict=True)
                        for event in history]).encode())
    digest.update(repr([(link.link_id, link.opens_expected) for link in links.records
                        if link.opens_expected]).encode())
    digest.update(repr([(link, season.closes, season.opens, season.status, season.first_year,
                         season.last_year)
                        for link, seasons in zip(links.link_id, links.seasons, strict=True)
                        for season in seasons]).encode())
    for charge in charges:
        digest.update(repr((
            charge.border_id, charge.link_id, charge.forward, _numbers(charge.dwell_h),
            _numbers(charge.fee_usd_per_teu), charge.gauge_change_included_at,
        )).encode())
    for terminal in terminals:
        digest.update(repr((terminal.node_id, terminal.modes, _numbers(terminal.hours),
                            _numbers(terminal.fee_usd_per_teu))).encode())
    for change in changes:
        digest.update(repr((change.node_id, change.gauges_mm, change.technique,
                            _numbers(change.hours), _numbers(change.fee_usd_per_teu))).encode())
    return f"sha256:{digest.hexdigest()}"


def _numbers(spread: Spread | None) -> tuple[float, float, float] | None:
    return None if spread is None else (
        float(spread.low), float(spread.value), float(spread.high)
    )
