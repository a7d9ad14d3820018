"""The network: every node and link there is, was or may be, frozen once.

Numbers sit in read-only columns (a struct of arrays), rows are handed out as frozen records.
A network cannot be routed on: ask for a :class:`~corridors.model.snapshot.Snapshot` with
:meth:`Network.as_of`, so that nobody can forget the date.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from corridors.errors import Problem, QueryError, TableError, suggest
from corridors.model.checks import check_tables
from corridors.model.costs import CostModel
from corridors.model.dates import as_day
from corridors.model.places import Gazetteer
from corridors.model.records import (
    Alias,
    Border,
    BorderCharge,
    Claim,
    Event,
    GaugeChange,
    Link,
    Node,
    Source,
    Spread,
    Terminal,
)
from corridors.model.status import StatusEvent
from corridors.model.tables import Alignment, Tables

if TYPE_CHECKING:
    from corridors.model.snapshot import Snapshot

__all__ = ["Links", "Network", "Nodes"]


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


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """A frozen network of nodes and links with everything known about them.

    Build one with :meth:`Network.build` or load one with :func:`corridors.load`.

    Parameters
    ----------
    nodes, links
        Columns.
    borders, charges, terminals, gauge_changes, aliases, events, claims, sources
        The companion tables, as records.
    alignments
        Where a link runs, by link id; links without one are drawn straight.
    title
        Name of the data set.
    reference_date
        The date meant when none is given; never the clock.
    version
        ``sha256:`` and the hash of everything that can change a route.
    notes
        What was mended or looked doubtful while building.
    costs
        The cost model that comes with the data, or None.
    gazetteer
        Every name of every node.
    memo
        Where routing keeps what it derives from the topology, so that it is built once.
    """

    nodes: Nodes
    links: Links
    borders: tuple[Border, ...]
    charges: tuple[BorderCharge, ...]
    terminals: tuple[Terminal, ...]
    gauge_changes: tuple[GaugeChange, ...]
    aliases: tuple[Alias, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    alignments: Mapping[str, Alignment]
    title: str
    reference_date: date
    version: str
    notes: tuple[Problem, ...]
    costs: CostModel | None
    gazetteer: Gazetteer = field(repr=False)
    memo: dict[Any, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def build(cls, tables: Tables) -> Network:
        """Freeze tables into a network.

        Parameters
        ----------
        tables
            The records, in any order.

        Returns
        -------
        network
            The network; rows are ordered by id, so the order of the tables cannot matter.

        Raises
        ------
        TableError
            With every fault that could change an answer, each naming file, row and column.
        """
        problems, notes = check_tables(tables)
        if problems:
            raise TableError(problems)
        nodes = _node_columns(tables.nodes)
        links = _link_columns(
            [link for link in tables.links if link.from_node_id != link.to_node_id], nodes.index
        )
        charges = tuple(sorted(tables.charges, key=lambda c: (c.link_id, not c.forward)))
        terminals = tuple(sorted(tables.terminals, key=lambda t: (t.node_id, t.modes)))
        changes = tuple(
            sorted(tables.gauge_changes, key=lambda c: (c.node_id, c.gauges_mm, c.technique))
        )
        return cls(
            nodes=nodes,
            links=links,
            borders=tuple(sorted(tables.borders, key=lambda b: b.border_id)),
            charges=charges,
            terminals=terminals,
            gauge_changes=changes,
            aliases=tuple(tables.aliases),
            events=tuple(tables.events),
            claims=tuple(tables.claims),
            sources=tuple(tables.sources),
            alignments=dict(tables.alignments),
            title=tables.title,
            reference_date=tables.reference_date,
            version=_version(nodes, links, charges, terminals, changes),
            notes=(*tables.notes, *notes),
            costs=tables.costs,
            gazetteer=Gazetteer.build(nodes.records, tables.aliases),
        )

    def as_of(self, on: date | str | None = None) -> Snapshot:
        """Give the network as it stands on a day: the thing that can be routed on.

        Parameters
        ----------
        on
            The day, as a ``date`` or ISO text; the reference date of the data if not given.

        Returns
        -------
        snapshot
            Every link with exactly one status.

        Raises
        ------
        QueryError
            If the text is no ISO day.
        """
        from corridors.model.snapshot import Snapshot

        return Snapshot.of(self, self.reference_date if on is None else as_day(on))

    def place(self, text: str) -> Node:
        """Give the one node a name or id means.

        Parameters
        ----------
        text
            A node id, a name in any listed spelling, or a name with its country: ``Astara, IR``.

        Raises
        ------
        PlaceError
            If no node bears the name, with the three nearest names; or if several do, with
            their ids.
        """
        return self.gazetteer.find(text)

    def node(self, node_id: str) -> Node:
        """Give a node by its id.

        Raises
        ------
        QueryError
            If there is none; the nearest ids are named.
        """
        return self.nodes.records[_position(self.nodes.index, node_id, "node", "Q11")]

    def link(self, link_id: str) -> Link:
        """Give a link by its id.

        Raises
        ------
        QueryError
            If there is none; the nearest ids are named.
        """
        return self.links.records[_position(self.links.index, link_id, "link", "Q12")]

    def border(self, border_id: str) -> Border:
        """Give a border crossing by its id.

        Raises
        ------
        QueryError
            If there is none; the nearest ids are named.
        """
        index = {border.border_id: place for place, border in enumerate(self.borders)}
        return self.borders[_position(index, border_id, "border", "Q13")]

    def links_of_border(self, border_id: str) -> tuple[str, ...]:
        """Give the ids of the links that cross at a border."""
        return tuple(dict.fromkeys(
            charge.link_id for charge in self.charges if charge.border_id == border_id
        ))

    def __repr__(self) -> str:
        return (
            f"<Network {self.title!r}: {len(self.nodes)} nodes, {len(self.links)} links, "
            f"{len(self.borders)} borders, reference date {self.reference_date}, "
            f"{self.version[:19]}>"
        )

    def _repr_html_(self) -> str:
        from corridors.model.html import table

        counts = [
            ("nodes", len(self.nodes)), ("links", len(self.links)),
            ("border crossings", len(self.borders)), ("terminals", len(self.terminals)),
            ("gauge-change facilities", len(self.gauge_changes)),
            ("dated events", len(self.events)), ("claims", len(self.claims)),
            ("sources", len(self.sources)), ("reference date", self.reference_date),
            ("version", self.version[:19]),
        ]
        return table(self.title, ("", ""), [(name, str(value)) for name, value in counts])


def _position(index: Mapping[str, int], key: str, kind: str, code: str) -> int:
    if key in index:
        return index[key]
    raise QueryError(Problem(code, f'There is no {kind} "{key}"', suggest(key, index)))


def _node_columns(rows: Sequence[Node]) -> Nodes:
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


def _link_columns(rows: Sequence[Link], index: Mapping[str, int]) -> Links:
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


def _version(nodes: Nodes, links: Links, charges: Sequence[BorderCharge],
             terminals: Sequence[Terminal], changes: Sequence[GaugeChange]) -> str:
    """Hash what can change a route, in canonical order."""
    digest = hashlib.sha256()
    for node in nodes.records:
        digest.update(repr((node.node_id, node.country)).encode())
    for link in links.records:
        digest.update(repr((
            link.link_id, link.from_node_id, link.to_node_id, link.mode, _numbers(link.length_km),
            link.gauges_mm, link.status, link.speed_kmh, link.directed, link.corridors,
            [(event.start, event.status, event.before) for event in link.history],
        )).encode())
    for charge in charges:
        digest.update(repr((
            charge.border_id, charge.link_id, charge.forward, _numbers(charge.dwell_h),
            _numbers(charge.fee_usd_per_teu), charge.gauge_change_included_at,
        )).encode())
    for place in (*terminals, *changes):
        what = place.modes if isinstance(place, Terminal) else (place.gauges_mm, place.technique)
        digest.update(repr((place.node_id, what, _numbers(place.hours),
                            _numbers(place.fee_usd_per_teu))).encode())
    return f"sha256:{digest.hexdigest()}"


def _numbers(spread: Spread | None) -> tuple[float, float, float] | None:
    return None if spread is None else (
        float(spread.low), float(spread.value), float(spread.high)
    )
