"""Symbols where something closes: borders and places by name, links at their middle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corridors.maps.courses import course, spaced
from corridors.maps.marks import Mark
from corridors.model.closable import Closable
from corridors.model.network import Network

__all__ = ["closure_marks"]


def closure_marks(network: Network, things: Iterable[Closable], symbol: str, first_rank: int = 1
                  ) -> Iterator[Mark]:
    """Mark what closes.

    Parameters
    ----------
    network
        Where it is.
    things
        What closes, the worst first; a country has no one place, so that its links tell of it.
    symbol
        One of :data:`corridors.maps.style.SYMBOLS`.
    first_rank
        Rank of the first among the names of the map; the next follow.

    Examples
    --------
    >>> from corridors import load
    >>> from corridors.model.closable import candidates_of
    >>> snapshot = load().as_of()
    >>> things = candidates_of(snapshot, ["border:ir-tm-sarakhs"])
    >>> [mark.name for mark in closure_marks(snapshot.network, things, "closed")]
    ['Sarakhs-Serahs']
    """
    # What closes is named in any case, over lines if it must be.
    bold = symbol == "closed"
    for rank, thing in enumerate(things, start=first_rank):
        if thing.kind == "node":
            node = network.node(thing.key)
            yield Mark(symbol, str(thing), node.name, node.lon, node.lat, rank, bold)
        elif thing.kind in ("border", "link"):
            name = network.border(thing.key).name if thing.kind == "border" else ""
            line = course(network, network.links.records[thing.links[0]])
            lon, lat = spaced(line, float("inf"))[0].tolist()
            yield Mark(symbol, str(thing), name, round(lon, 6), round(lat, 6), rank, bold)
