"""What do the figures rest on: which lengths are cited, and which rows name no source?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corridors.model.network import Network
from corridors.model.records import Link
from corridors.model.sourcing import BACKED, BASES

__all__ = ["Share", "Sourcing", "sourcing_of"]

Sourced = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Share:
    """How many lengths of a corridor rest on what.

    Parameters
    ----------
    corridor
        Name of the corridor; blank for the whole network.
    links
        Number of its links, by what their length rests on; see
        :data:`corridors.model.sourcing.BASES`.
    """

    corridor: str
    links: Counter[str]

    @property
    def backed_percent(self) -> float:
        """Share of links whose length rests on more than general knowledge, in per cent."""
        return sum(map(self.percent, BACKED))

    def percent(self, basis: str) -> float:
        """Give the share of links whose length rests on something, in per cent.

        Parameters
        ----------
        basis
            One of :data:`corridors.model.sourcing.BASES`.
        """
        whole = self.links.total()
        return 100 * self.links[basis] / whole if whole else 0.0


@dataclass(frozen=True, slots=True)
class Sourcing:
    """What the figures of a network rest on.

    Parameters
    ----------
    whole
        All links.
    corridors
        Links of each corridor, by name; a link of two corridors counts in both.
    kinds
        Number of sources of each kind.
    unsourced
        Table and id of every row that names no source, in order.
    """

    whole: Share
    corridors: tuple[Share, ...]
    kinds: Counter[str]
    unsourced: tuple[tuple[str, str], ...]

    def __repr__(self) -> str:
        return (f"<Sourcing: {self.whole.links.total()} links, "
                f"{self.whole.backed_percent:.0f} % of the lengths cited or computed, "
                f"{len(self.unsourced)} rows without a source>")

    def _repr_html_(self) -> str:
        from corridors.model.html import table

        rows = [(share.corridor or "all links", str(share.links.total()),
                 *(f"{share.percent(basis):.0f}" for basis in BASES))
                for share in (*self.corridors, self.whole)]
        heads = (basis.replace("_", " ") for basis in BASES)
        return table("What lengths rest on, in per cent of the links",
                     ("corridor", "links", *heads), rows)


def sourcing_of(network: Network) -> Sourcing:
    """Say what the figures of a network rest on.

    Parameters
    ----------
    network
        The network.

    Returns
    -------
    sourcing
        Shares for each corridor and in all, and the rows without a source.

    Examples
    --------
    >>> from corridors import load
    >>> sourcing_of(load()).unsourced
    ()
    """
    links = network.links.records
    names = sorted({name for link in links for name in link.corridors})
    return Sourcing(
        _share("", links),
        tuple(_share(name, [link for link in links if name in link.corridors])
              for name in names),
        Counter(source.kind for source in network.sources),
        tuple(sorted({(table, key) for table, key, source in _rows(network) if not source})))


def _share(corridor: str, links: Sequence[Link]) -> Share:
    return Share(corridor, Counter(link.length_basis for link in links))


def _rows(network: Network) -> Iterator[Sourced]:
    """Go through everything that must name a source: table, id, source keys."""
    for node in network.nodes.records:
        yield "node.csv", node.node_id, node.source
    for link in network.links.records:
        yield "link.csv", link.link_id, link.source
        for event in link.history:
            yield "link_status.csv", f"{link.link_id} {event.start}", event.source
        for season in link.seasons:
            yield "season.csv", f"{link.link_id} {season.closes}", season.source
    for key, town in network.population.items():
        yield "population.csv", key, town.source
    for key, project in network.investments.items():
        yield "investment.csv", key, project.source
    for key, alignment in network.alignments.items():
        yield "geometry.csv", key, alignment.source
    yield from _companions(network)
    if network.costs is not None:
        for rate in network.costs.rates:
            named = (rate.kind, rate.mode, rate.to_mode, rate.country, rate.technique,
                     rate.traction)
            yield (f"{network.costs.name}.toml", " ".join(filter(None, named)),
                   ";".join(rate.source))


def _companions(network: Network) -> Iterator[Sourced]:
    for border in network.borders:
        yield "border.csv", border.border_id, border.source
    for charge in network.charges:
        way = "forward" if charge.forward else "backward"
        yield "border_charge.csv", f"{charge.link_id} {way}", charge.source
    for terminal in network.terminals:
        yield "terminal.csv", f"{terminal.node_id} {' '.join(terminal.modes)}", terminal.source
    for change in network.gauge_changes:
        yield "gauge_change.csv", change.node_id, change.source
    for happened in network.events:
        yield "event.csv", happened.event_id, happened.source
    for claim in network.claims:
        yield "claim.csv", claim.claim_id, claim.source
