"""Words for what closes: links, borders, nodes and countries, and the pairs that feel it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from corridors.analysis.losses import Loss, PairLoss
from corridors.errors import PlaceError
from corridors.model.closable import Closable
from corridors.model.countries import country_name
from corridors.model.pairs import Pairs
from corridors.model.query import Query
from corridors.model.snapshot import Snapshot
from corridors.reports.names import Names, listed
from corridors.reports.numbers import MEASURE_BY
from corridors.reports.plain import short_text

__all__ = ["KINDS_SAID", "KindSaid", "alike", "asked_said", "pair_names", "pairs_named",
           "thing_said"]


class KindSaid(NamedTuple):
    """Words for a kind of thing.

    Parameters
    ----------
    one, many
        For one of them, and for several.
    """

    one: str
    many: str


KINDS_SAID = {"link": KindSaid("link", "links"), "border": KindSaid("border", "borders"),
              "node": KindSaid("node", "nodes"), "country": KindSaid("country", "countries")}


def asked_said(query: Query, snapshot: Snapshot, names: Names) -> str:
    """Say what is asked of which network, without its places.

    Parameters
    ----------
    query, snapshot
        The question and the network.
    names
        Names of the network.
    """
    parts = (f"{MEASURE_BY[query.by].best} routes", names.limits(query), f"on {snapshot.on}",
             f"scenario {short_text(snapshot.scenario)}" if snapshot.scenario else "",
             "expected openings assumed" if snapshot.assume_expected else "")
    return ", ".join(part for part in parts if part)


def thing_said(thing: Closable, names: Names) -> str:
    """Give the name of something that can be closed.

    Parameters
    ----------
    thing
        The thing.
    names
        Names of its network.
    """
    if thing.kind == "link":
        return names.link(thing.key)
    if thing.kind == "border":
        return names.border(thing.key, "", "")
    return names.place(thing.key) if thing.kind == "node" else country_name(thing.key)


def pair_names(pairs: Pairs, pair: int, names: Names) -> str:
    """Give an OD pair by the names of its places.

    Parameters
    ----------
    pairs
        All pairs.
    pair
        Position of the pair.
    names
        Names of the network.
    """
    query = pairs.queries[pair]
    return "\N{EN DASH}".join(_place(text, names) for text in (query.origin, query.destination))


def pairs_named(pairs: Pairs, which: Sequence[int], names: Names, most: int = 3) -> str:
    """Name some OD pairs, the heaviest first, and count the others.

    Parameters
    ----------
    pairs
        All pairs.
    which
        Positions of those meant.
    names
        Names of the network.
    most
        How many to name.
    """
    order = sorted(which, key=lambda pair: (-pairs.weights[pair], pair))
    return listed((pair_names(pairs, pair, names) for pair in order), most)


def alike(losses: Sequence[Loss]) -> tuple[list[Loss], ...]:
    """Put losses together that do the same to the same pairs.

    Parameters
    ----------
    losses
        Losses of one kind, ranked.
    """
    groups = dict[tuple[PairLoss, ...], list[Loss]]()
    for loss in losses:
        groups.setdefault(loss.pairs, []).append(loss)
    return tuple(groups.values())


def _place(text: str, names: Names) -> str:
    try:
        return names.place(names.network.place(text).node_id)
    except PlaceError:
        return short_text(text)
