"""What a map panel shows, and where everything on it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from corridors.maps.areas import (
    AreaName,
    place_country_names,
    place_water_names,
)
from corridors.maps.basemap import Basemap
from corridors.maps.courses import spaced, thinned
from corridors.maps.graticule import Degree, place_degrees
from corridors.maps.ground import Ground, ground_of
from corridors.maps.ink import along, sign_points
from corridors.maps.inset import below, focus_view, inset_view, locator, place_inset
from corridors.maps.labels import FEW, Label, place_labels
from corridors.maps.marks import ALWAYS, ENDS, NEVER_HIDDEN, Mark, Spot, spots
from corridors.maps.naming import Naming
from corridors.maps.obstacles import Box, Obstacles
from corridors.maps.parallel import beside
from corridors.maps.projection import Points, View
from corridors.maps.scale_bar import ScaleBar, place_scale_bar
from corridors.maps.stacks import stacked
from corridors.maps.strands import Strand, strokes

MANY_LINES = 300
SIGN_PT = 2.5
"""Half the room of a sign."""

PLAIN = Naming()
"""Names as they are in the data."""

__all__ = ["Content", "Inset", "Plan", "plan_panel", "within"]


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """What a panel shows.

    Parameters
    ----------
    lines
        The strands of each line, laid beside each other where they share a stretch.
    marks
        Places.
    under
        Faint lines below the others.
    shut
        Links to cross out, in degrees.
    signs
        Other links to set signs along: a kind of :data:`corridors.maps.style.SIGNS`, and where.
    stacked
        Whether the lines are bands of different widths, to be laid edge to edge.
    about
        What an inset must show, in degrees; None for the South Caucasus with all that is there.
    title, subtitle
        Written above the panel.
    reach
        What the view must hold, in degrees, if not everything.
    """

    lines: tuple[tuple[Strand, ...], ...]
    marks: tuple[Mark, ...]
    under: tuple[Strand, ...] = ()
    shut: tuple[Points, ...] = ()
    title: str = ""
    subtitle: str = ""
    reach: Points | None = None
    signs: tuple[tuple[str, Points], ...] = ()
    stacked: bool = False
    about: tuple[Points, ...] | None = None

    def laid(self, view: View) -> list[Strand]:
        """Give the lines as they lie beside each other."""
        return stacked(self.lines, view) if self.stacked else beside(self.lines, view)

    @property
    def signed(self) -> tuple[tuple[str, Points], ...]:
        """All links with signs along them, and of what kind."""
        return (*(("shut", line) for line in self.shut), *self.signs)

    @property
    def strands(self) -> tuple[Strand, ...]:
        """All lines, also the faint ones."""
        return (*self.under, *(strand for line in self.lines for strand in line))

    @property
    def lonlat(self) -> Points:
        """Everything the view must hold, in degrees."""
        if self.reach is not None:
            return self.reach
        parts = [strand.lonlat for line in self.lines for strand in line]
        parts += self.shut
        parts.append(np.array([[mark.lon, mark.lat] for mark in self.marks]).reshape(-1, 2))
        return np.vstack(parts)


@dataclass(frozen=True, slots=True, eq=False)
class Inset:
    """A part of the map at a larger scale.

    Parameters
    ----------
    plan
        What it shows.
    box
        Its room in the panel; None where it goes below the map.
    locator
        The part it shows, on the panel.
    """

    plan: Plan
    box: Box | None
    locator: Box


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """Where everything goes; shared by the panels of a figure.

    Parameters
    ----------
    view, ground
        What is seen.
    labels, areas, degrees
        Names and degrees, placed.
    bar
        Scale bar.
    inset
        The inset, or None.
    """

    view: View
    ground: Ground = field(repr=False)
    labels: tuple[Label, ...]
    areas: tuple[AreaName, ...]
    degrees: tuple[Degree, ...]
    bar: ScaleBar
    inset: Inset | None = None


def plan_panel(view: View, contents: Sequence[Content], basemap: Basemap, *,
               around: Sequence[Mark] = (), with_inset: bool = False, names: int = 25,
               dense: bool = False, naming: Naming = PLAIN) -> Plan:
    """Plan a panel, or several that show one view.

    Parameters
    ----------
    view
        What is seen.
    contents
        What the panels show; names are placed once, clear of all their lines.
    basemap
        The ground.
    around
        Places off the lines, to find one's way.
    with_inset
        Whether the South Caucasus may get an inset.
    names
        Names of places at most.
    dense
        Whether a thin line may lead to the names of capitals.
    naming
        How countries and waters are called; marks bear their names already.

    Returns
    -------
    plan
        Where everything goes.
    """
    marks = [*(mark for content in contents for mark in content.marks), *around]
    ground = ground_of(view, basemap)
    obstacles = _obstacles(view, contents, ground)
    inset = None
    if with_inset:
        inset = _inset(view, contents, basemap, around, obstacles, dense=dense, naming=naming)
    hidden: list[Box] = []
    elsewhere: frozenset[str] = frozenset()
    if inset is not None:
        obstacles = obstacles.plus([inset.box] if inset.box else [])
        hidden = [inset.locator]
        elsewhere = frozenset(label.spot.mark.key for label in inset.plan.labels)
        marks = _left_to(inset, marks, view)
    found = _with_others(spots(marks, view), contents, view)
    symbols = [_box_of(spot) for spot in found if spot.mark.kind in ALWAYS]
    # Ends and closures are named first: the bar finds its place more easily than they do.
    ends = place_labels(
        [spot if spot.mark.kind in NEVER_HIDDEN else _nameless(spot) for spot in found],
        obstacles.plus(hidden), names, elsewhere=elsewhere)
    bar = place_scale_bar(view, obstacles.plus([*hidden, *symbols, *(one.box for one in ends)]))
    obstacles = obstacles.plus([bar.box, *hidden])
    on_way = [spot for spot in found if spot.mark.kind != "context"]
    labels = place_labels(on_way, obstacles, names, led=dense, before=ends, elsewhere=elsewhere)
    waters = place_water_names(ground, view, _taken(obstacles, found, labels), naming)
    obstacles = obstacles.plus([name.box for name in waters])
    labels = place_labels(found, obstacles, names, led=dense, before=labels, elsewhere=elsewhere)
    taken = _taken(obstacles, found, labels)
    degrees = place_degrees(view, taken)
    taken = taken.plus([degree.box for degree in degrees])
    areas = (*waters, *place_country_names(ground, taken, naming))
    return Plan(view, ground, tuple(labels), areas, tuple(degrees), bar, inset)


def _inset(view: View, contents: Sequence[Content], basemap: Basemap, around: Sequence[Mark],
           obstacles: Obstacles, *, dense: bool, naming: Naming) -> Inset | None:
    strands = [strand for content in contents for line in content.lines for strand in line]
    lines = [strand.lonlat for strand in strands]
    opened = _once([strand.lonlat for strand in strands if strand.new])
    places = np.array([[mark.lon, mark.lat] for content in contents for mark in content.marks
                       ]).reshape(-1, 2)
    about = [line for content in contents for line in content.about or ()]
    if all(content.about is None for content in contents):
        part = inset_view(view, lines, opened, places, dense=dense)
    else:
        part = focus_view(view, about) if about else None
    if part is None:
        return None
    box = place_inset(view, part, obstacles.plus([locator(view, part)]))
    if box is None and not (opened or dense):
        return None
    if box is None:
        part = below(part, view.width_pt)
    plan = plan_panel(part, contents, basemap, around=around, names=16, dense=dense,
                      naming=naming)
    return Inset(plan, box, locator(view, part))


def _obstacles(view: View, contents: Sequence[Content], ground: Ground) -> Obstacles:
    """Give the lines and signs of all panels, and faintly the boundaries under them."""
    drawn = [stroke for content in contents for stroke in strokes(content.laid(view), view)]
    under = [stroke for content in contents for stroke in strokes(content.under, view)]
    apart = 2.0 if len(drawn) + len(under) < MANY_LINES else 3.0
    faint = [thinned(line) for line in (*ground.lines, *ground.disputed) if len(line) > 1]
    return Obstacles(view.width_pt, view.height_pt, points=along(drawn, apart), faint=np.vstack(
        [np.empty((0, 2)), *(spaced(line, 3.0) for line in faint)]),
        context=along(under, apart)).plus(_sign_boxes(contents, view))


def _left_to(inset: Inset, marks: Sequence[Mark], view: View) -> list[Mark]:
    """Leave places to the inset; of many origins and destinations the names that it gives."""
    outside = [mark for mark in marks if mark.kind in ENDS
               or not within(inset.locator, view, mark)]
    if sum(mark.kind in ENDS for mark in outside) <= FEW:
        return outside
    named = {label.spot.mark.key for label in inset.plan.labels}
    return [replace(mark, name="") if mark.key in named and within(inset.locator, view, mark)
            else mark for mark in outside]


def _with_others(found: Sequence[Spot], contents: Sequence[Content], view: View) -> list[Spot]:
    """Add, without names, the symbols that a panel alone shows: on others they are hidden."""
    there = {(spot.x, spot.y) for spot in found}
    alone = [spot for content in contents if len(contents) > 1
             for spot in spots(content.marks, view)
             if spot.mark.kind in ALWAYS and (spot.x, spot.y) not in there]
    return [*found, *map(_nameless, alone)]


def _nameless(spot: Spot) -> Spot:
    return replace(spot, mark=replace(spot.mark, name=""))


def _taken(obstacles: Obstacles, found: Sequence[Spot], labels: Sequence[Label]) -> Obstacles:
    """Add symbols and names to the obstacles."""
    symbols = [_box_of(spot) for spot in [*(label.spot for label in labels), *(
        spot for spot in found if spot.mark.kind in ALWAYS)]]
    return obstacles.plus(symbols).plus([label.box for label in labels])


def _box_of(spot: Spot) -> Box:
    return (spot.x - spot.radius, spot.y - spot.radius, spot.x + spot.radius,
            spot.y + spot.radius)


def _sign_boxes(contents: Sequence[Content], view: View) -> list[Box]:
    """Give the room of signs: a dot under one would belong to no name."""
    places = [place for content in contents for _, line in content.signed
              for place in sign_points(thinned(view.to_page(line))).tolist()]
    return [(x - SIGN_PT, y - SIGN_PT, x + SIGN_PT, y + SIGN_PT) for x, y in places]


def _once(lines: Sequence[Points]) -> list[Points]:
    return list({line.tobytes(): line for line in lines}.values())


def within(box: Box, view: View, mark: Mark) -> bool:
    """Say whether a place lies in a box of the panel."""
    x, y = view.to_page(np.array([[mark.lon, mark.lat]]))[0]
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])
