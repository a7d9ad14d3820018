"""What hurts when it closes, on a map: links by what their loss adds, worst sets, bridges."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, log10

from corridors.analysis.bridges import Bridges
from corridors.analysis.critical import Critical
from corridors.analysis.interdict import Interdiction
from corridors.analysis.losses import Loss
from corridors.analysis.separate import Separation
from corridors.maps.basemap import Basemap
from corridors.maps.figure import MapFigure
from corridors.maps.look import USUAL, Look
from corridors.maps.said import many
from corridors.maps.valued_map import LinkClass, ValuedLinks, valued_map
from corridors.model.closable import Closable
from corridors.model.network import Network
from corridors.model.pairs import Pairs

__all__ = ["Closed", "critical_alt", "critical_map"]

Closed = Critical | Interdiction | Separation | Bridges
"""What has such a map."""

WIDTHS = (1.7, 1.3, 1.0, 0.7)

MARKED = 8
"""Places of two regions that are all marked."""

NAMED = 12
"""Places to name beside the places asked for."""


def critical_map(what: Closed, basemap: Basemap, *, title: str = "", subtitle: str = "",
                 look: Look = USUAL) -> MapFigure:
    """Draw what hurts when it closes.

    Parameters
    ----------
    what
        Losses of links, by what they add; the worst set; the fewest closures between regions; or
        bridges, by the OD pairs that they cut off.
    basemap
        The ground.
    title, subtitle
        Above the map; made from the result if not given.
    look
        How boundaries look, and in which language places are named.

    Returns
    -------
    figure
        A figure.

    Raises
    ------
    QueryError
        If there is nothing to draw.
    """
    shown, subtitle_made = _links(what)
    heading = _title(what)
    return valued_map(
        ValuedLinks(title or heading, subtitle or subtitle_made, shown[0], shown[1],
                    _places(what), _named(what, shown[0])),
        what.snapshot, basemap, look=look)


def critical_alt(what: Closed) -> str:
    """Say in a sentence or two what such a map shows.

    Parameters
    ----------
    what
        What is drawn.
    """
    (classes, means), subtitle = _links(what)
    counts = "; ".join(f"{each.text}: {len(each.link_ids)}" for each in classes if each.link_ids)
    return f"Map. {_title(what)}: {subtitle}. Links by {means}: {counts}."


def _title(what: Closed) -> str:
    if isinstance(what, Critical):
        return "Links that hurt most when they close"
    if isinstance(what, Bridges):
        return "Links that nothing can replace"
    if isinstance(what, Interdiction):
        return f"The {len(what.loss.things)} closures that hurt most together"
    count = what.closures or 0
    return f"{count} closure{'' if count == 1 else 's'} leave no route"


def _links(what: Closed) -> tuple[tuple[tuple[LinkClass, ...], str], str]:
    """Give the classes of links, what they mean, and what is asked."""
    if isinstance(what, Critical):
        count = f"{many(len(what.pairs), 'OD pair')} by {what.by} on {what.snapshot.on}"
        return (_losses(what), "what the loss of a link does"), count
    if isinstance(what, Bridges):
        said = what.query.said()
        about = f"{said + ', ' if said else ''}{what.snapshot.on}"
        return (_bridges(what), "OD pairs of places that lose their route"), about
    if isinstance(what, Interdiction):
        lost = LinkClass("closed together", what.loss.links, WIDTHS[0])
        about = (f"{many(len(what.pairs), 'OD pair')} by {what.by}, {what.snapshot.on}: "
                 f"{len(what.loss.cut)} cut off, {len(what.loss.longer)} longer")
        return ((lost,), "closure"), about
    about = (f"from {len(what.origins)} to {len(what.destinations)} places, "
             f"{what.snapshot.on}")
    return (_sets(what), "closure"), about


def _losses(found: Critical) -> tuple[LinkClass, ...]:
    losses = found.of("link")
    longer = [loss for loss in losses if not loss.cut]
    cut = LinkClass("cuts pairs off", _ids([loss for loss in losses if loss.cut]), WIDTHS[0])
    in_days = found.by == "time"
    unit = "days" if in_days else found.unit
    return (cut, *_stepped([(loss.things[0].key, loss.mean_added / (24 if in_days else 1))
                            for loss in longer if loss.mean_added],
                           f" {unit} added in the mean", WIDTHS[1:]))


def _bridges(found: Bridges) -> tuple[LinkClass, ...]:
    return _stepped([(bridge.link_id, float(bridge.lost)) for bridge in found.bridges],
                    " OD pairs", WIDTHS)


def _stepped(values: Sequence[tuple[str, float]], unit: str, widths: Sequence[float]
             ) -> tuple[LinkClass, ...]:
    """Put links into classes whose limits are round numbers, each some three times the next."""
    if not values:
        return ()
    limits = list[float]()
    limit = _round_below(max(value for _, value in values) / 2)
    for _ in widths[1:]:
        limits.append(limit)
        limit = _round_below(limit / 2.5)
    made, left = [], list(values)
    for limit, width in zip(limits, widths, strict=False):
        ids = tuple(key for key, value in left if value >= limit)
        made.append(LinkClass(f"{limit:,g} or more{unit}", ids, width))
        left = [(key, value) for key, value in left if value < limit]
    rest = tuple(key for key, _ in left)
    return (*made, LinkClass(f"less than {limits[-1]:,g}{unit}", rest, widths[-1]))


def _round_below(value: float) -> float:
    """Give the largest of 1, 2, 5, 10, 20 … that is no more.

    Examples
    --------
    >>> _round_below(813), _round_below(0.3), _round_below(2)
    (500.0, 0.2, 2.0)
    """
    power = 10.0 ** floor(log10(value))
    first = next(step for step in (5, 2, 1) if step * power <= value * 1.000001)
    return float(f"{first * power:g}")


def _sets(found: Separation) -> tuple[LinkClass, ...]:
    names = found.snapshot.network.links.link_id

    def ids(sets: Sequence[tuple[Closable, ...]]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(names[link] for one in sets for thing in one
                                   for link in thing.links))

    return (LinkClass("closed, in one set of the fewest", ids(found.sets[:1]), WIDTHS[0]),
            LinkClass("in another such set", ids(found.sets[1:]), WIDTHS[2]))


def _ids(losses: Sequence[Loss]) -> tuple[str, ...]:
    return tuple(loss.things[0].key for loss in losses)


def _places(what: Closed) -> tuple[str, ...]:
    if isinstance(what, Bridges):
        return ()
    if isinstance(what, Separation):
        nodes = (*what.origins, *what.destinations)
        # More than these are named where there is room alone.
        return tuple(node.node_id for node in nodes) if len(nodes) <= MARKED else ()
    return _ends(what.pairs, what.snapshot.network)


def _ends(pairs: Pairs, network: Network) -> tuple[str, ...]:
    return tuple(dict.fromkeys(network.place(place).node_id for query in pairs.queries
                               for place in (query.origin, query.destination)))


def _named(what: Closed, classes: Sequence[LinkClass]) -> tuple[str, ...]:
    """Give the ends of the links that matter most, for their names."""
    network = what.snapshot.network
    found = dict[str, None]()
    if isinstance(what, Separation):
        found |= {node.node_id: None for node in (*what.origins[:3], *what.destinations[:3])}
    for link_id in (link_id for each in classes for link_id in each.link_ids):
        link = network.link(link_id)
        found |= {link.from_node_id: None, link.to_node_id: None}
    return tuple(found)[:NAMED]
