"""The network: every node and link there is, was or may be, frozen once.

Numbers sit in read-only columns (a struct of arrays), rows are handed out as frozen records.
A network cannot be routed on: ask for a :class:`~corridors.model.snapshot.Snapshot` with
:meth:`Network.as_of`, so that nobody can forget the date.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from corridors.errors import Problem, QueryError, TableError, suggest
from corridors.model.checks import check_tables
from corridors.model.columns import Links, Nodes, link_columns, node_columns, version_of
from corridors.model.costs import CostModel
from corridors.model.dates import as_day
from corridors.model.investment import Investment
from corridors.model.places import Gazetteer
from corridors.model.population import Population
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
    Terminal,
)
from corridors.model.tables import Alignment, Tables

if TYPE_CHECKING:
    from corridors.model.snapshot import Snapshot

__all__ = ["Links", "Network", "Nodes"]


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
    population
        People of each town, by node id; towns without a figure are not in it.
    groups
        Node ids by the name of a group of places, such as ``baltic-ports``.
    investments
        What projects cost, by project.
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
    population: Mapping[str, Population] = field(default_factory=dict, repr=False)
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict, repr=False)
    investments: Mapping[str, Investment] = field(default_factory=dict, repr=False)
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
        nodes = node_columns(tables.nodes)
        links = link_columns(
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
            aliases=tuple(sorted(tables.aliases, key=lambda a: (a.node_id, a.alias, a.language))),
            events=tuple(sorted(tables.events, key=lambda e: (e.date, e.event_id))),
            claims=tuple(sorted(tables.claims, key=lambda c: c.claim_id)),
            sources=tuple(sorted(tables.sources, key=lambda s: s.source_key)),
            alignments=tables.alignments,
            title=tables.title,
            reference_date=tables.reference_date,
            version=version_of(nodes, links, charges, terminals, changes),
            notes=(*tables.notes, *notes),
            costs=tables.costs,
            gazetteer=Gazetteer.build(nodes.records, tables.aliases),
            population=tables.population,
            groups=tables.groups,
            investments=tables.investments,
        )

    def as_of(self, on: date | str | None = None, *, assume_expected: bool = False) -> Snapshot:
        """Give the network as it stands on a day: the thing that can be routed on.

        Parameters
        ----------
        on
            The day, as a ``date`` or ISO text; the reference date of the data if not given.
        assume_expected
            Whether links open when they are expected to. Nothing opens by itself otherwise: a
            planned link stays planned, whatever was announced. Each link opened in this way is
            named in ``applied``, with the date it is expected.

        Returns
        -------
        snapshot
            Every link with exactly one status.

        Raises
        ------
        QueryError
            If the text is no ISO day.

        Examples
        --------
        >>> from corridors import load
        >>> network, link = load(), "ir-astara-ir-rasht-rail"
        >>> network.as_of("2035-01-01").status_of(link)
        'planned'
        >>> network.as_of("2035-01-01", assume_expected=True).status_of(link)
        'operational'
        """
        from corridors.model.snapshot import Snapshot

        return Snapshot.of(self, self.reference_date if on is None else as_day(on),
                           assume_expected=assume_expected)

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
