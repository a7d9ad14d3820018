"""The network on a day: mode by the form of the line, status by dashes, bars and signs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from corridors.errors import Problem, QueryError, suggest
from corridors.maps import said, style
from corridors.maps.basemap import Basemap
from corridors.maps.courses import course, course_credits
from corridors.maps.figure import MapFigure
from corridors.maps.legend import Key, line_key
from corridors.maps.look import USUAL, Look
from corridors.maps.marks import Mark, place_mark
from corridors.maps.page import Sheet, compose
from corridors.maps.panel import Content
from corridors.maps.statuses import band_keys, dash_keys, sign_keys
from corridors.maps.strands import ADDED, SEASON, Strand, status_today
from corridors.model.records import Link
from corridors.model.snapshot import Snapshot
from corridors.model.status import carries

__all__ = ["network_map"]

Region = tuple[float, float, float, float]
COLOURS = {"rail": style.INK, "road": "#8a6d4b", "sea": "#3d6f94", "ferry": "#3d6f94",
           "inland_waterway": "#3d6f94"}
THIN, THICK = 0.42, 0.85
SHUT = frozenset({"closed", "suspended"})
NAMES = 60


def network_map(snapshot: Snapshot, basemap: Basemap, *, corridors: Sequence[str] = (),
                region: Region | None = None, title: str = "", subtitle: str = "",
                look: Look = USUAL) -> MapFigure:
    """Draw the network.

    Parameters
    ----------
    snapshot
        The network on a day, or as a scenario changes it.
    basemap
        The ground.
    corridors
        Up to four corridors to colour; the rest is drawn faint then.
    region
        West, south, east and north of the part to draw, in degrees.
    title, subtitle
        Above the map; made from the snapshot if not given.
    look
        How boundaries look, and in which language places are named.

    Returns
    -------
    figure
        A figure.

    Raises
    ------
    QueryError
        If a corridor is unknown, there are more than four, or nothing lies in the region.
    """
    _check(snapshot, corridors)
    shown = [link for link in snapshot.network.links.records if _inside(snapshot, link, region)]
    if not shown:
        raise QueryError(Problem("M06", "no link lies in the region", "Choose a larger one.",
                                 column="region"))
    content = _content(snapshot, shown, tuple(corridors))
    return compose(Sheet(
        title or snapshot.network.title,
        subtitle or _counted(snapshot),
        (content,), tuple(_keys(content, corridors)), snapshot,
        names=NAMES, dense=True,
        means="Corridor (colour), mode (form)" if corridors else "Mode (colour, form)"),
        basemap, look)


def _counted(snapshot: Snapshot) -> str:
    how = f", as {snapshot.scenario.replace('/', ', ')} changes it" if snapshot.scenario else ""
    restricted = snapshot.status.count("restricted")
    return (f"On {said.when(snapshot)}{how}: {sum(snapshot.carrying):,} of "
            f"{len(snapshot.status):,} links carry traffic"
            f"{f', {restricted:,} of them restricted' if restricted else ''}")


def _check(snapshot: Snapshot, corridors: Sequence[str]) -> None:
    known = sorted({name for names in snapshot.network.links.corridors for name in names})
    problems = [Problem("M04", f'there is no corridor "{name}"', suggest(name, known),
                        column="corridors") for name in corridors if name not in known]
    if len(corridors) > len(style.PALETTE):
        problems.append(Problem("M05", f"{len(corridors)} corridors are too many for one map",
                                f"Give at most {len(style.PALETTE)}.", column="corridors"))
    if problems:
        raise QueryError(problems)


def _inside(snapshot: Snapshot, link: Link, region: Region | None) -> bool:
    if region is None:
        return True
    west, south, east, north = region
    ends = [snapshot.network.node(key) for key in (link.from_node_id, link.to_node_id)]
    return all(west <= end.lon <= east and south <= end.lat <= north for end in ends)


def _content(snapshot: Snapshot, shown: Sequence[Link], corridors: tuple[str, ...]) -> Content:
    network = snapshot.network
    today = status_today(snapshot, snapshot.on)
    new = _opened(snapshot, today)
    strands, signs = [], []
    for number, link in enumerate(shown):
        status = snapshot.status_of(link.link_id)
        line = course(network, link)
        colour, width = _look(link, corridors)
        told = ADDED if link.link_id not in today else _told(snapshot, link, status)
        if status in SHUT:
            colour = style.GREY
            signs.append((told if told in style.SIGNS else status, line))
        strands.append(Strand(line, (link.from_node_id, link.to_node_id), link.mode,
                              not carries(status) and status not in SHUT, colour, number,
                               0.0, width, new=link.link_id in new, status=told,
                               credits=course_credits(network, link)))
    land = [strand.lonlat for strand in strands if style.FORMS[strand.mode].cased]
    coloured = set(style.PALETTE[:len(corridors)])
    over = tuple(s for s in strands if not corridors or s.colour in coloured)
    under = tuple(s for s in strands if corridors and s.colour not in coloured)
    return Content(tuple((strand,) for strand in over), tuple(_marks(snapshot, shown)), under,
                   reach=np.vstack(land) if land else None, signs=tuple(signs))


def _told(snapshot: Snapshot, link: Link, status: str) -> str:
    """Tell a pause of the season apart from a closure that has no end."""
    return SEASON if status in SHUT and snapshot.pause_of(link.link_id) is not None else status


def _opened(snapshot: Snapshot, today: Mapping[str, str]) -> frozenset[str]:
    """Give the links that carry traffic only because of the scenario."""
    return frozenset(link for link in snapshot.changed
                     if carries(snapshot.status_of(link)) and not carries(today.get(link, ADDED)))


def _look(link: Link, corridors: tuple[str, ...]) -> tuple[str, float]:
    for name, colour in zip(corridors, style.PALETTE, strict=False):
        if name in link.corridors:
            return colour, THICK
    return (style.FAINT, THIN) if corridors else (COLOURS[link.mode], THIN)


def _marks(snapshot: Snapshot, shown: Sequence[Link]) -> list[Mark]:
    """Name the places where most links meet first."""
    keys = sorted({key for link in shown for key in (link.from_node_id, link.to_node_id)})
    nodes = [snapshot.network.node(key) for key in keys]
    return [place_mark(snapshot.network, node) for node in nodes
            if node.node_type in ("city", "port")]


def _keys(content: Content, corridors: Sequence[str]) -> list[Key]:
    keys = [line_key("rail", text=name, colour=colour)
            for name, colour in zip(corridors, style.PALETTE, strict=False)]
    drawn = [*content.under, *(strand for line in content.lines for strand in line)]
    for mode in style.FORMS:
        if any(strand.mode == mode for strand in drawn):
            keys.append(line_key(mode, colour=style.MUTED if corridors else COLOURS[mode],
                                 width=THICK))
    return [*keys, *dash_keys(drawn), *sign_keys(content.signs), *band_keys(drawn)]
