"""What hurts when it closes, on a map: by what its loss adds, worst sets, bridges."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, log10

from corridors.analysis.bridges import Bridges
from corridors.analysis.critical import Critical
from corridors.analysis.interdict import Interdiction
from corridors.analysis.separate import Separation
from corridors.maps import style
from corridors.maps.basemap import Basemap
from corridors.maps.closure_marks import closure_marks
from corridors.maps.courses import course
from corridors.maps.figure import MapFigure
from corridors.maps.legend import Key
from corridors.maps.limits import together
from corridors.maps.look import USUAL, Look
from corridors.maps.marks import Mark
from corridors.maps.projection import Points
from corridors.maps.said import day, many
from corridors.maps.valued_map import LinkClass, ValuedLinks, valued_map
from corridors.model.closable import Closable
from corridors.model.countries import country_name
from corridors.model.network import Network
from corridors.model.pairs import Pairs

__all__ = ["Closed", "critical_alt", "critical_map"]

Closed = Critical | Interdiction | Separation | Bridges
"""What has such a map."""

WIDTHS = (1.7, 1.3, 1.0, 0.7)

COUNTRY = 0.5
"""Widths of the many links of a country, as a share of those of single links."""

MARKED = 8
"""Places of two regions that are all marked."""

NAMED = 12
"""Places to name beside the places asked for."""

_CALLED = {"link": "links", "border": "border crossings", "node": "places",
           "country": "countries"}
"""Kinds of what closes, in the words of a title."""


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
    (classes, means), made = _links(what)
    things = _closed(what)
    made = f"{together(_things_said(what, things))}; {made}" if things else made
    marks, keys = _marks(what)
    return valued_map(
        ValuedLinks(title or _title(what), subtitle or made, classes, f"{means} (colour, size)",
                    _places(what), _named(what, classes, bool(marks)), marks, keys,
                    _about(what)),
        what.snapshot, basemap, look=look)


def critical_alt(what: Closed) -> str:
    """Say in a sentence or two what such a map shows.

    Parameters
    ----------
    what
        What is drawn.
    """
    (classes, means), subtitle = _links(what)
    if isinstance(what, (Interdiction, Separation)):
        closed = together(_things_said(what, _closed(what)))
        return f"Map. {_title(what)}: {subtitle}. Closed: {closed}."
    if isinstance(what, Critical) and what.losses:
        worst = [_things_said(what, loss.things)[0] for loss in what.losses[:3]]
        return f"Map. {_title(what)}: {subtitle}. Worst first: {', '.join(worst)}."
    counts = "; ".join(f"{each.text}: {len(each.link_ids)}" for each in classes if each.link_ids)
    return f"Map. {_title(what)}: {subtitle}. {means}: {counts}."


def _title(what: Closed) -> str:
    if isinstance(what, Critical):
        kinds = [kind for kind in _CALLED if what.of(kind)] or ["link"]
        words = together([_CALLED[kind] for kind in kinds])
        return f"{words[0].upper()}{words[1:]} that hurt most when they close"
    if isinstance(what, Bridges):
        return "Links that nothing can replace"
    if isinstance(what, Interdiction):
        return f"The {len(what.loss.things)} closures that hurt most together"
    count = what.closures or 0
    return f"{many(count, 'closure')} {'leaves' if count == 1 else 'leave'} no route"


def _links(what: Closed) -> tuple[tuple[tuple[LinkClass, ...], str], str]:
    """Give the classes of links, what they mean, and what is asked."""
    if isinstance(what, Critical):
        count = f"{many(len(what.pairs), 'OD pair')} by {what.by}, {day(what.snapshot.on)}"
        return (_losses(what), "What a loss does"), count
    if isinstance(what, Bridges):
        said = what.query.said()
        about = f"{said + ', ' if said else ''}{day(what.snapshot.on)}"
        return (_bridges(what), "OD pairs of places that lose their route"), about
    if isinstance(what, Interdiction):
        lost = LinkClass("closed together", what.loss.links, WIDTHS[0], symbol="closed")
        about = (f"{many(len(what.pairs), 'OD pair')} by {what.by}, {day(what.snapshot.on)}: "
                 f"{len(what.loss.cut)} cut off, {len(what.loss.longer)} longer")
        return ((lost,), "Closure"), about
    ends = [nodes[0].name if len(nodes) == 1 else many(len(nodes), "place")
            for nodes in (what.origins, what.destinations)]
    return (_sets(what), "Closure"), f"from {ends[0]} to {ends[1]}, {day(what.snapshot.on)}"


def _losses(found: Critical) -> tuple[LinkClass, ...]:
    """Class what is drawn as lines: links, or all links of countries where no link is asked for."""
    lines = {link: loss for loss in reversed(found.of("link") or found.of("country"))
             for link in loss.links}
    thin = 1.0 if found.of("link") else COUNTRY
    return tuple(LinkClass(each.text, tuple(link for link, loss in lines.items()
                                            if loss.key in each.link_ids), thin * each.width)
                 for each in _grades(found))


def _grades(found: Critical) -> tuple[LinkClass, ...]:
    """Put everything that is lost into classes, by its key."""
    in_days = found.by == "time"
    unit = "days" if in_days else found.unit
    longer = [(loss.key, loss.mean_added / (24 if in_days else 1)) for loss in found.losses
              if loss.mean_added and not loss.cut]
    cut = LinkClass("cuts pairs off", tuple(loss.key for loss in found.losses if loss.cut),
                    WIDTHS[0])
    return (cut, *_stepped(longer, f" {unit} added in the mean", WIDTHS[1:]))


def _about(what: Closed) -> tuple[Points, ...] | None:
    """Give the courses of what closes together, which an inset must show if there is one."""
    if not isinstance(what, (Interdiction, Separation)):
        return None
    sets = (_closed(what), *(what.sets[1:] if isinstance(what, Separation) else ()))
    links = what.snapshot.network.links.records
    return tuple(course(what.snapshot.network, links[link])
                 for link in dict.fromkeys(link for one in sets for thing in one
                                           for link in thing.links))


def _marks(what: Closed) -> tuple[tuple[Mark, ...], tuple[Key, ...]]:
    """Mark what has no line of its own to be seen by, and say what the symbols mean."""
    network = what.snapshot.network
    if isinstance(what, Interdiction):
        return tuple(closure_marks(network, _closed(what), "closed")), ()
    if isinstance(what, Separation):
        first = _closed(what)
        others = dict.fromkeys(thing for one in what.sets[1:] for thing in one
                               if thing not in first and thing.kind != "link")
        return (*closure_marks(network, first, "closed"),
                *closure_marks(network, others, "closed_else", 1 + len(first))), ()
    return _graded_marks(what) if isinstance(what, Critical) else ((), ())


def _graded_marks(found: Critical) -> tuple[tuple[Mark, ...], tuple[Key, ...]]:
    marks, keys = list[Mark](), list[Key]()
    ends = _places(found)
    for kind, symbol in (("border", "post"), ("node", "town")):
        for place, each in enumerate(_grades(found)):
            things = [loss.things[0] for loss in found.of(kind)
                      if loss.key in each.link_ids and loss.key not in ends]
            marks += closure_marks(found.snapshot.network, things, f"{symbol}_{place}",
                                   1 + len(marks))
            keys += [Key("symbol", f"{style.SYMBOLS[f'{symbol}_{place}'].name}: {each.text}",
                         symbol=f"{symbol}_{place}")] if things else []
    return tuple(marks), tuple(keys)


def _closed(what: Closed) -> Sequence[Closable]:
    """Give what is closed together: the worst set, or the first of the fewest."""
    if isinstance(what, Interdiction):
        return what.loss.things
    return what.sets[0] if isinstance(what, Separation) and what.sets else ()


def _things_said(what: Closed, things: Sequence[Closable]) -> list[str]:
    """Name what closes: borders, places and countries by name, links by their ends."""
    network = what.snapshot.network
    said = []
    for thing in things:
        if thing.kind == "country":
            said.append(country_name(thing.key))
        elif thing.kind == "link":
            link = network.link(thing.key)
            said.append(f"{network.node(link.from_node_id).name} \N{EN DASH} "
                        f"{network.node(link.to_node_id).name}")
        else:
            said.append(network.border(thing.key).name if thing.kind == "border"
                        else network.node(thing.key).name)
    return said


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

    return (LinkClass("closed, in one set of the fewest", ids(found.sets[:1]), WIDTHS[0],
                      symbol="closed"),
            LinkClass("in another such set", ids(found.sets[1:]), WIDTHS[2],
                      symbol="" if any(thing.kind == "link" for one in found.sets[1:]
                                       for thing in one) else "closed_else"))


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


def _named(what: Closed, classes: Sequence[LinkClass], marked: bool) -> tuple[str, ...]:
    """Give the ends of the links that matter most; what is marked bears its own name."""
    network = what.snapshot.network
    found = dict[str, None]()
    if isinstance(what, Separation) and _places(what):
        found |= {node.node_id: None for node in (*what.origins[:3], *what.destinations[:3])}
    own = marked and not any(thing.kind == "link" for thing in _closed(what))
    for link_id in () if own else (link_id for each in classes for link_id in each.link_ids):
        link = network.link(link_id)
        found |= {link.from_node_id: None, link.to_node_id: None}
    return tuple(found)[:NAMED]
