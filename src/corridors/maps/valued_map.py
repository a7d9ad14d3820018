"""Links coloured and broadened by what an analysis found of them, worst or largest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from corridors.errors import Problem, QueryError
from corridors.maps import style
from corridors.maps.basemap import Basemap
from corridors.maps.courses import course, course_credits
from corridors.maps.figure import MapFigure
from corridors.maps.legend import Key, line_key, symbol_key
from corridors.maps.look import USUAL, Look
from corridors.maps.marks import Mark, place_mark
from corridors.maps.page import Sheet, compose
from corridors.maps.panel import Content
from corridors.maps.projection import Points
from corridors.maps.statuses import dash_keys
from corridors.maps.strands import Strand
from corridors.model.snapshot import Snapshot
from corridors.model.status import carries

__all__ = ["LinkClass", "ValuedLinks", "end_and_named", "lines_around", "valued_map"]

THIN = 0.3
"""Width of links that carry traffic and are in no class, as a share of the usual width."""

AROUND = 0.25
"""How much farther than the classed links other links are drawn, as a share of their extent."""


@dataclass(frozen=True, slots=True)
class LinkClass:
    """Links that are drawn alike.

    Parameters
    ----------
    text
        What they have in common, for the legend, with its unit.
    link_ids
        The links.
    width
        Width as a share of the usual width: larger values are drawn broader, so that grey paper
        shows them as well.
    colour
        Of the lines; the place of the class decides if blank: dark for the first, lighter on.
    symbol
        Symbol that marks what is in the class, for the legend; blank if its lines tell.
    """

    text: str
    link_ids: tuple[str, ...]
    width: float = 1.0
    colour: str = ""
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class ValuedLinks:
    """What a map of classed links says.

    Parameters
    ----------
    title, subtitle
        Above the map.
    classes
        At most as many as there are colours, the strongest first; a link in two is drawn in the
        first of them.
    means
        What colour and width mean, for the title of the legend.
    places
        Ids of the nodes to mark as origins and destinations.
    named
        Ids of nodes to name beside them, the most important first.
    marks
        Other things to mark.
    keys
        What those mean.
    about
        What an inset must show, in degrees; None for the South Caucasus.
    """

    title: str
    subtitle: str
    classes: tuple[LinkClass, ...]
    means: str
    places: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    keys: tuple[Key, ...] = ()
    about: tuple[Points, ...] | None = None


def valued_map(what: ValuedLinks, snapshot: Snapshot, basemap: Basemap, *,
               look: Look = USUAL) -> MapFigure:
    """Draw links by class, over the other links that carry traffic.

    Parameters
    ----------
    what
        What the map says.
    snapshot
        The network on a day. Links of a class that carry nothing on it are dashed.
    basemap
        The ground.
    look
        How boundaries look, and in which language places are named.

    Returns
    -------
    figure
        A figure.

    Raises
    ------
    QueryError
        If there are more classes than colours, or nothing to draw.
    """
    if len(what.classes) > len(style.BANDS):
        raise QueryError(Problem("M12", f"{len(what.classes)} classes are too many for one map",
                                 f"Give at most {len(style.BANDS)}.", column="classes"))
    content = _content(what, snapshot)
    return compose(Sheet(what.title, what.subtitle, (content,), tuple(_keys(what, content)),
                         snapshot, names=30, dense=True, means=f"{what.means}, mode (form)"),
                   basemap, look)


def _content(what: ValuedLinks, snapshot: Snapshot) -> Content:
    classed = {link_id: place for place, each in reversed([*enumerate(what.classes)])
               for link_id in each.link_ids}
    marks = (*end_and_named(snapshot, what.places, what.named), *what.marks)
    strands = [_strand(what, snapshot, link_id, place)
               for link_id, place in sorted(classed.items(), key=lambda item: (-item[1], item[0]))]
    parts = [strand.lonlat for strand in strands]
    parts.append(np.array([[mark.lon, mark.lat] for mark in marks]).reshape(-1, 2))
    seen = np.vstack(parts)
    if not len(seen):
        raise QueryError(Problem("M13", "nothing was found that could be drawn",
                                 "Ask of other places, or draw the network."))
    return Content(tuple((strand,) for strand in strands), marks,
                   tuple(lines_around(snapshot, frozenset(classed), seen)), reach=seen,
                   about=what.about)


def _strand(what: ValuedLinks, snapshot: Snapshot, link_id: str, place: int) -> Strand:
    network, each = snapshot.network, what.classes[place]
    link, status = network.link(link_id), snapshot.status_of(link_id)
    return Strand(course(network, link), (link.from_node_id, link.to_node_id), link.mode,
                  not carries(status), each.colour or style.BANDS[place],
                  network.links.index[link_id], 0.0, each.width,
                  status="" if carries(status) else status,
                  credits=course_credits(network, link))


def lines_around(snapshot: Snapshot, shown: frozenset[str], seen: Points) -> Iterator[Strand]:
    """Give the other links that carry traffic, as faint lines.

    Parameters
    ----------
    snapshot
        The network on a day.
    shown
        Links that are drawn otherwise.
    seen
        What the map shows, in degrees.
    """
    network = snapshot.network
    margin = AROUND * np.ptp(seen, axis=0) + 0.5
    low, high = seen.min(axis=0) - margin, seen.max(axis=0) + margin
    for number, link in enumerate(network.links.records):
        if link.link_id in shown or not carries(snapshot.status[number]):
            continue
        line = course(network, link)
        if (line.max(axis=0) >= low).all() and (line.min(axis=0) <= high).all():
            yield Strand(line, (link.from_node_id, link.to_node_id), link.mode, False,
                         style.FAINT, -1 - number, 0.0, THIN,
                         credits=course_credits(network, link))


def end_and_named(snapshot: Snapshot, places: Sequence[str], named: Sequence[str]
                  ) -> Iterator[Mark]:
    """Mark origins and destinations, and other places to name.

    Parameters
    ----------
    snapshot
        The network on a day.
    places
        Ids of the nodes to mark as origins and destinations.
    named
        Ids of nodes to name, the most important first.
    """
    network = snapshot.network
    for node_id in dict.fromkeys(places):
        yield replace(place_mark(network, network.node(node_id)), kind="end", rank=0)
    for rank, node_id in enumerate(dict.fromkeys(named), start=1):
        if node_id not in places:
            yield replace(place_mark(network, network.node(node_id)), rank=rank)


def _keys(what: ValuedLinks, content: Content) -> Iterator[Key]:
    if what.places:
        yield symbol_key("end")
    seen = set[str]()
    for place, each in enumerate(what.classes):
        drawn_here = not seen.issuperset(each.link_ids)
        seen.update(each.link_ids)
        if drawn_here:
            yield Key("symbol", each.text, symbol=each.symbol) if each.symbol else line_key(
                "rail", text=each.text, colour=each.colour or style.BANDS[place],
                width=each.width)
    yield from what.keys
    drawn = [strand for line in content.lines for strand in line]
    for mode in style.FORMS:
        if any(strand.mode == mode for strand in drawn):
            yield line_key(mode)
    yield from dash_keys(drawn, "not open on the day: ")
    if content.under:
        yield line_key("rail", text="other links that carry traffic", colour=style.FAINT)
