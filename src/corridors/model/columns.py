"""The columns of a network: read-only arrays, ordered by id, and the hash of what they hold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corridors.model.records import BorderCharge, GaugeChange, Link, Node, Terminal
from corridors.model.spread import Spread
from corridors.model.status import StatusEvent

__all__ = ["Links", "Nodes", "link_columns", "node_columns", "version_of"]


@dataclass(frozen=True, slots=True)
class Nodes:
    """Columns of the nodes, ordered by id.

    Parameters
    ----------
    node_id, name, country, node_type
        Text columns, one entry per node.
    lon, lat
        Degrees, WGS 84, read-only arrays.
    index
        Position of each id.
    records
        The rows as they were given, in the same order.
    """

    node_id: tuple[str, ...]
    name: tuple[str, ...]
    country: tuple[str, ...]
    node_type: tuple[str, ...]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
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
        True where the link can be used only from tail to head.
    history
        Dated statuses per link, oldest first.
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
    tail: NDArray[np.int64]
    head: NDArray[np.int64]
    length_m: NDArray[np.int64]
    length_low_m: NDArray[np.int64]
    length_high_m: NDArray[np.int64]
    speed_kmh: NDArray[np.float64]
    directed: NDArray[np.bool_]
    history: tuple[tuple[StatusEvent, ...], ...] = field(repr=False)
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
        lon=_frozen([node.lon for node in ordered], np.float64),
        lat=_frozen([node.lat for node in ordered], np.float64),
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
        tail=_frozen([index[link.from_node_id] for link in ordered], np.int64),
        head=_frozen([index[link.to_node_id] for link in ordered], np.int64),
        length_m=_metres(link.length_km.value for link in ordered),
        length_low_m=_metres(link.length_km.low for link in ordered),
        length_high_m=_metres(link.length_km.high for link in ordered),
        speed_kmh=_frozen([link.speed_kmh or 0.0 for link in ordered], np.float64),
        directed=_frozen([link.directed for link in ordered], np.bool_),
        history=tuple(
            tuple(sorted(link.history, key=lambda event: event.day)) for link in ordered
        ),
        index={link.link_id: place for place, link in enumerate(ordered)},
        records=ordered,
    )


def _metres(lengths_km: Iterable[float]) -> NDArray[np.int64]:
    return _frozen([round(length * 1000) for length in lengths_km], np.int64)


def _frozen(values: Sequence[Any], kind: Any) -> NDArray[Any]:
    column = np.array(values, dtype=kind)
    column.flags.writeable = False
    return column


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
        # The same bytes on every machine.
        digest.update(numbers.astype(numbers.dtype.newbyteorder("<")).tobytes())
    digest.update(repr([link.electrified for link in links.records]).encode())
    digest.update(repr([(link, event.start, event.status, event.before)
                        for link, history in zip(links.link_id, links.history, strict=True)
                        for event in history]).encode())
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
