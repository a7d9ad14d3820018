"""Rows of tables about what closes: losses, pairs of links, bridges and the fewest closures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corridors.analysis.bridges import Bridges
from corridors.analysis.critical import Critical
from corridors.analysis.interdict import Interdiction
from corridors.analysis.losses import Loss
from corridors.analysis.separate import Separation
from corridors.analysis.two_losses import TwoLosses
from corridors.model.leg import COLUMN_OF, UNITS
from corridors.model.pairs import Pairs

__all__ = ["Closing", "closing_columns", "closing_rows"]

Closing = Critical | TwoLosses | Interdiction | Separation | Bridges
"""What has such a table."""

Row = tuple[Any, ...]


def closing_columns(what: Closing) -> tuple[str, ...]:
    """Give the columns of a table; units are in their names.

    Parameters
    ----------
    what
        What the table is of.
    """
    if isinstance(what, Separation):
        return ("set", "kind", "id", "links")
    if isinstance(what, Bridges):
        return ("link_id", "od_pairs_lost", "places_cut_off", "places")
    column = COLUMN_OF[what.by]
    if isinstance(what, Interdiction):
        return ("origin", "destination", "weight", "state", f"before_{column}", f"after_{column}")
    figures = ("pairs_cut_off", "cut_off_weight", "pairs_longer", "longer_weight",
               f"mean_added_{column}", f"most_added_{column}")
    if isinstance(what, TwoLosses):
        return ("link_id", "other_link_id", *figures, f"mean_added_by_link_{column}",
                f"mean_added_by_other_link_{column}", "cut_off_weight_by_link",
                "cut_off_weight_by_other_link", "more_than_both_added_up", "others_alike", "pairs")
    return ("kind", "id", *figures, "links", "pairs")


def closing_rows(what: Closing) -> Iterator[Row]:
    """Give the rows of a table, in the order of :func:`closing_columns`.

    Parameters
    ----------
    what
        What the table is of: losses, the worst first; pairs of links, those listed; the pairs that
        feel the worst set; a row for each closure of each set; bridges, the worst first.
    """
    if isinstance(what, Separation):
        names = what.snapshot.network.links.link_id
        for number, things in enumerate(what.sets, start=1):
            for thing in things:
                yield number, thing.kind, thing.key, ";".join(names[link] for link in thing.links)
    elif isinstance(what, Bridges):
        for bridge in what.bridges:
            yield bridge.link_id, bridge.lost, len(bridge.places), ";".join(bridge.places)
    elif isinstance(what, Interdiction):
        yield from _pair_rows(what)
    elif isinstance(what, TwoLosses):
        listed = {two.together.things: two for two in (*what.worst, *what.worst_beyond)}
        for two in listed.values():
            yield (two.first.key, two.second.key, *_figures(two.together),
                   two.first.mean_added, two.second.mean_added, two.first.cut_weight,
                   two.second.cut_weight, two.beyond, two.alike,
                   _pairs(what.pairs, two.together))
    else:
        for loss in what.losses:
            yield (loss.kind, loss.key, *_figures(loss), ";".join(loss.links),
                   _pairs(what.pairs, loss))


def _figures(loss: Loss) -> Row:
    return (len(loss.cut), loss.cut_weight, len(loss.longer), loss.longer_weight,
            loss.mean_added, loss.most_added)


def _pairs(pairs: Pairs, loss: Loss) -> str:
    return ";".join(f"{pairs.queries[row.pair].origin} - {pairs.queries[row.pair].destination}"
                    for row in loss.pairs)


def _pair_rows(what: Interdiction) -> Iterator[Row]:
    for row in what.loss.pairs:
        query, unit = what.pairs.queries[row.pair], UNITS[what.by]
        yield (query.origin, query.destination, what.pairs.weights[row.pair],
               "cut off" if row.after is None else "longer", row.before / unit,
               None if row.after is None else row.after / unit)
