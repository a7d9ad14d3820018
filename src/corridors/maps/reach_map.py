"""What lies within a budget of a place: places and stretches of links, coloured by band."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from corridors.analysis.reach import LinkPart, Reach
from corridors.errors import Problem, QueryError
from corridors.maps import said, style
from corridors.maps.basemap import Basemap
from corridors.maps.courses import course, course_credits
from corridors.maps.figure import MapFigure
from corridors.maps.legend import Key, line_key, symbol_key
from corridors.maps.limits import limits
from corridors.maps.look import USUAL, Look
from corridors.maps.marks import Mark, place_mark
from corridors.maps.page import Sheet, compose
from corridors.maps.panel import Content
from corridors.maps.projection import Points
from corridors.maps.strands import Strand
from corridors.model.credits import people_credits
from corridors.model.geodesy import cut_line
from corridors.model.status import carries

__all__ = ["reach_map"]

NAMES = 40
THIN, NEAR, STEP = 0.3, 1.0, 0.14
"""Widths of what is not reached, of the nearest band, and how much narrower the next one is."""

SMALLEST = 0.5
"""Degrees to all sides of the place that are always shown."""

AROUND = 1.0
"""Degrees round what is reached, beside half its extent, in which other links are drawn."""


def reach_map(found: Reach, basemap: Basemap, *, title: str = "", subtitle: str = "",
              look: Look = USUAL) -> MapFigure:
    """Draw what is reached.

    Parameters
    ----------
    found
        What is reached.
    basemap
        The ground.
    title, subtitle
        Above the map; made from the result if not given.
    look
        How boundaries look, and in which language places are named.

    Returns
    -------
    figure
        A figure. A stretch of a link is coloured as far as goods on their way get; a place by
        when they are there, door to door.

    Raises
    ------
    QueryError
        If there are more bands than colours.
    """
    if len(found.bands) > len(style.BANDS):
        raise QueryError(Problem("M11", f"{len(found.bands)} bands are too many for one map",
                                 f"Give at most {len(style.BANDS)}.", column="bands"))
    content = _content(found)
    return compose(Sheet(title or _title(found), subtitle or _subtitle(found), (content,),
                         tuple(_keys(found, content)), found.snapshot, names=NAMES, dense=True,
                         means="Band (colour, width), mode (form)"), basemap, look)


def _title(found: Reach) -> str:
    way = "Places from which it takes" if found.inward else "Places to which it takes"
    return f"{way} at most {found.budget} {'to' if found.inward else 'from'} {found.place.name}"


def _subtitle(found: Reach) -> str:
    people = found.people(len(found.bands) - 1)
    count = len(found.nodes)
    told = people_credits(found.snapshot.network, [r.node.node_id for r in found.nodes])
    parts = [f"{count:,} place{'' if count == 1 else 's'}",
             f"{people / 1e6:,.1f} million people in towns ({'; '.join(told)})" if people else "",
             said.by_modes(found.query), *limits(found.query, found.snapshot.network),
             f"on {said.when(found.snapshot)}"]
    return ", ".join(part for part in parts if part)


def _content(found: Reach) -> Content:
    strands = tuple((_strand(found, part, number),) for number, part in enumerate(found.parts))
    marks = tuple(_marks(found))
    held = [strand.lonlat for (strand,) in strands]
    held.append(np.array([[mark.lon, mark.lat] for mark in marks]).reshape(-1, 2))
    place = np.array([found.place.lon, found.place.lat])
    seen = np.vstack([*held, place - SMALLEST, place + SMALLEST])
    return Content(strands, marks, tuple(_under(found, seen)), reach=seen)


def _strand(found: Reach, part: LinkPart, number: int) -> Strand:
    network = found.snapshot.network
    link = network.link(part.link_id)
    return Strand(_stretch(course(network, link), part), (link.from_node_id, link.to_node_id),
                  link.mode, False, style.BANDS[part.band], number, 0.0,
                  NEAR - STEP * part.band, credits=course_credits(network, link))


def _stretch(line: Points, part: LinkPart) -> Points:
    points = [(float(lon), float(lat)) for lon, lat in line]
    return np.array(cut_line(points, part.start, part.end))


def _under(found: Reach, seen: Points) -> Iterator[Strand]:
    """Draw what carries traffic faintly below, so that the edge of what is reached is seen."""
    network, snapshot = found.snapshot.network, found.snapshot
    modes = found.query.mode_names
    margin = AROUND + np.ptp(seen, axis=0) / 2
    low, high = seen.min(axis=0) - margin, seen.max(axis=0) + margin
    for number, link in enumerate(network.links.records):
        if link.mode in modes and carries(snapshot.status_of(link.link_id)):
            line = course(network, link)
            if (line.max(axis=0) < low).any() or (line.min(axis=0) > high).any():
                continue
            yield Strand(line, (link.from_node_id, link.to_node_id), link.mode,
                         False, style.FAINT, -1 - number, 0.0, THIN,
                         credits=course_credits(network, link))


def _marks(found: Reach) -> Iterator[Mark]:
    network = found.snapshot.network
    yield replace(place_mark(network, found.place), kind="end", rank=0)
    for reached in found.nodes:
        if reached.node.node_id != found.place.node_id and reached.node.country:
            mark = replace(place_mark(network, reached.node), kind=f"band_{reached.band}")
            named = reached.node.node_type in ("city", "port")
            yield mark if named else replace(mark, name="")


def _keys(found: Reach, content: Content) -> list[Key]:
    keys = [replace(symbol_key("end"), text="place asked for")]
    used = {reached.band for reached in found.nodes} | {part.band for part in found.parts}
    keys += [line_key("rail", text=f"within {band}", colour=style.BANDS[place])
             for place, band in enumerate(found.bands) if place in used]
    return [*keys, *_forms([strand.mode for strand in content.strands]),
            line_key("rail", text="farther", colour=style.FAINT)]


def _forms(modes: Sequence[str]) -> list[Key]:
    return [line_key(mode) for mode in style.FORMS if mode in modes]
