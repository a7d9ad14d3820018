"""The drawing of an interactive map, as plain values: no figure, no page, only paths and places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely

from corridors.errors import Problem, QueryError, suggest
from corridors.maps.basemap import Basemap
from corridors.maps.courses import course, course_credits
from corridors.maps.footer import footer_text
from corridors.maps.ground import BOUNDARIES
from corridors.maps.inset import REGION
from corridors.maps.look import USUAL, Look
from corridors.maps.marks import place_mark
from corridors.maps.naming import Naming
from corridors.maps.projection import Points, Projection
from corridors.maps.web_ground import (
    UNIT_M,
    Area,
    Paper,
    area_names,
    grid_path,
    grounds_of,
    layers_of,
    line_path,
)
from corridors.model.network import Network
from corridors.model.snapshot import Snapshot

__all__ = ["WebMap", "WebPlace", "web_map"]

FINEST_UNITS = 1.5
"""Detail of a line smaller than this is left out: 150 m."""

NARROWEST_KM = 60.0
"""The first view is at least so wide."""


@dataclass(frozen=True, slots=True)
class WebPlace:
    """A place on the sheet.

    Parameters
    ----------
    x, y
        Units from the top left.
    rank
        4 for a capital to 8 for a halt: what is named first.
    bold
        Whether it is a capital.
    """

    x: int
    y: int
    rank: int
    bold: bool


@dataclass(frozen=True, slots=True)
class WebMap:
    """The drawing.

    Parameters
    ----------
    width, height
        Size of the sheet, in units of 100 m.
    fit
        Left, top, width and height of what is seen first.
    layers
        The ground, from the bottom up: for each part its layers as SVG paths.
    grid
        Meridians and parallels.
    links
        SVG path of each link, by its id.
    places
        Where places are, by their ids.
    areas
        Names of countries and waters.
    names
        Names of places in the language asked for, by their ids; none for those of the data.
    footer
        The small print.
    caucasus
        Left, top, width and height of the South Caucasus, where borders and gauges lie closest;
        None where no link lies there.
    """

    width: int
    height: int
    fit: tuple[int, int, int, int]
    layers: tuple[Mapping[str, str], ...] = field(repr=False)
    grid: str = field(repr=False)
    links: Mapping[str, str] = field(repr=False)
    places: Mapping[str, WebPlace] = field(repr=False)
    areas: tuple[Area, ...] = field(repr=False)
    names: Mapping[str, str] = field(repr=False)
    footer: str
    caucasus: tuple[int, int, int, int] | None = None

    @property
    def km_per_unit(self) -> float:
        """How long a unit is at the centre of the projection."""
        return UNIT_M / 1000


def web_map(snapshots: Sequence[Snapshot], focus: Iterable[str], ends: Iterable[str],
            basemap: Basemap, *, scenario: str = "", look: Look = USUAL) -> WebMap:
    """Draw networks for an interactive map.

    Parameters
    ----------
    snapshots
        The networks to draw, the one the small print tells of first; a link that several have is
        drawn once.
    focus, ends
        Links and places that are seen first; everything where none are given.
    basemap
        The ground.
    scenario
        Name of the scenario, or blank.
    look
        How boundaries look, and in which language places are named.

    Returns
    -------
    drawing
        The same for the same networks.

    Raises
    ------
    QueryError
        If the boundaries are drawn in no known way, or nothing has a name in the language.
    """
    if look.boundaries not in BOUNDARIES:
        raise QueryError(Problem("M01", f'"{look.boundaries}" is not a way to draw boundaries',
                                 suggest(look.boundaries, BOUNDARIES), column="boundaries"))
    networks = [snapshot.network for snapshot in snapshots]
    naming = Naming.of(networks[0], look.names)
    lines = {link.link_id: course(network, link) for network in reversed(networks)
             for link in network.links.records}
    nodes = {node.node_id: (network, node) for network in reversed(networks)
             for node in network.nodes.records}
    where = np.array([(node.lon, node.lat) for _, node in nodes.values()])
    all_lonlat = np.vstack([*lines.values(), where])
    first = [lines[key] for key in focus if key in lines]
    first += [np.array([(nodes[key][1].lon, nodes[key][1].lat)]) for key in ends if key in nodes]
    seen = np.vstack(first) if first else _land_lines(networks, lines) if lines else where
    paper = Paper.around(Projection.centred_on(seen), all_lonlat)
    spots = paper.units(where)
    marks = [place_mark(network, node) for network, node in nodes.values()]
    grounds = grounds_of(paper, basemap)
    owed = sorted({credit for network in networks for link in network.links.records
                   for credit in course_credits(network, link)})
    return WebMap(
        paper.width, paper.height, _fitted(paper, seen),
        tuple(layers_of(paper, view, ground, look.boundaries) for view, ground in grounds),
        grid_path(paper),
        {key: _link_path(paper, lines[key]) for key in sorted(lines)},
        {key: WebPlace(round(x), round(y), mark.rank, mark.bold)
         for key, (x, y), mark in sorted(zip(nodes, spots.tolist(), marks, strict=True),
                                         key=lambda item: item[0])},
        area_names(paper, *grounds[0], naming, countries=look.boundaries != "none"),
        {key: naming.place(node) for key, (_, node) in sorted(nodes.items())}
        if look.names else {},
        footer_text(snapshots[0], paper.view, [ground for _, ground in grounds],
                    look.boundaries, owed, scenario), _caucasus(paper, all_lonlat))


def _land_lines(networks: Sequence[Network], lines: Mapping[str, Points]) -> Points:
    """Give what is seen first of a whole network: what does not run at sea."""
    land = [lines[link.link_id] for network in networks for link in network.links.records
            if link.mode in ("rail", "road")]
    return np.vstack(land or list(lines.values()))


def _caucasus(paper: Paper, lonlat: Points) -> tuple[int, int, int, int] | None:
    west, south, east, north = REGION
    lon, lat = lonlat.T
    within = (lon > west) & (lon < east) & (lat > south) & (lat < north)
    corners = np.array([(west, south), (west, north), (east, south), (east, north)])
    return _fitted(paper, corners, 0.0) if within.any() else None


def _fitted(paper: Paper, lonlat: Points, margin: float = 0.08) -> tuple[int, int, int, int]:
    spots = paper.units(lonlat)
    low, high = spots.min(axis=0), spots.max(axis=0)
    least = NARROWEST_KM * 1000 / UNIT_M
    width, height = (max(float(side), least) for side in high - low)
    middle = (low + high) / 2
    room = margin * max(width, height)
    return (round(float(middle[0]) - width / 2 - room), round(float(middle[1]) - height / 2 - room),
            round(width + 2 * room), round(height + 2 * room))


def _link_path(paper: Paper, lonlat: Points) -> str:
    units = paper.units(lonlat)
    thin = shapely.get_coordinates(shapely.simplify(shapely.LineString(units), FINEST_UNITS))
    # A link between two places at one spot is a dot, so that it can still be found.
    return line_path(thin) or line_path(np.vstack([thin[:1], thin[:1] + 1]))
