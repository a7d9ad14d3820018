"""Which route is best as two figures are turned at once: a map of regions, exact to its mesh."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from corridors.analysis.turned_questions import (
    contenders_of,
    main_corridor,
    race_of,
    route_at,
    routes_told,
    today_of,
    turn_of,
)
from corridors.errors import Problem, QueryError
from corridors.model.costs import CostModel
from corridors.model.given import expect
from corridors.model.parameter import Parameter
from corridors.model.query import Query
from corridors.model.records import Node
from corridors.model.route import Route, Stamp
from corridors.model.snapshot import Snapshot
from corridors.model.turn import Turn
from corridors.routing.envelope import Box, Race, Win, boxes
from corridors.routing.fan import stamp_of
from corridors.routing.turned import Point

__all__ = ["MOST_DEPTH", "Cell", "Region", "ThresholdMap", "threshold_map"]

MOST_DEPTH = 9
"""How often the mesh can be halved at most: 512 by 512."""

Range = tuple[Parameter | str, float, float]


@dataclass(frozen=True, slots=True)
class Region:
    """All pairs of values for which one route is best.

    Parameters
    ----------
    alternative
        Name of the alternative; blank where none were given.
    route
        The best route at one of its corners; None where there is no route.
    at
        The values there.
    label
        What makes the route different from the others, in words.
    share_low, share_high
        Least and most it can cover of the whole map, from 0 to 1: cells in which it is proved to
        be best everywhere, and with those in which it is best somewhere.
    """

    alternative: str
    route: Route | None
    at: tuple[float, float]
    label: str
    share_low: float
    share_high: float

    @property
    def corridor(self) -> str:
        """The corridor most of the route runs on; blank where it runs on none."""
        return main_corridor(self.route)

    @property
    def name(self) -> str:
        """The alternative, or what makes the route different."""
        return self.alternative or self.label


@dataclass(frozen=True, slots=True)
class Cell:
    """A rectangle of the map.

    Parameters
    ----------
    low, high
        Its corners: the values of both parameters.
    regions
        Positions of the regions that are best at its corners.
    proved
        Whether its one region is proved to be best all over it.
    """

    low: tuple[float, float]
    high: tuple[float, float]
    regions: tuple[int, ...]
    proved: bool


@dataclass(frozen=True, slots=True)
class ThresholdMap:
    """Which route is best for which values of two parameters.

    Parameters
    ----------
    query
        The question.
    turns
        The parameters and the ranges they were turned through.
    regions
        The routes that are best somewhere, the largest first.
    cells
        Rectangles that cover everything.
    alternatives
        What each alternative avoids, by name; empty where none were given.
    snapshot
        The network before the parameters were turned.
    origin, destination
        The nodes the question means.
    today
        Lowest and highest value of each parameter as things are; None where that cannot be
        told.
    stamp
        What it rests on.
    """

    query: Query
    turns: tuple[Turn, Turn]
    regions: tuple[Region, ...]
    cells: tuple[Cell, ...] = field(repr=False)
    alternatives: Mapping[str, tuple[str, ...]]
    snapshot: Snapshot = field(repr=False)
    origin: Node
    destination: Node
    today: tuple[tuple[float, float] | None, tuple[float, float] | None]
    stamp: Stamp = field(repr=False)

    @property
    def proved(self) -> float:
        """Share of the map for which the best route is proved, from 0 to 1; borders are not."""
        return sum(region.share_low for region in self.regions)

    def at(self, first: float, second: float) -> tuple[Region, ...]:
        """Give what is best for a pair of values; several where they lie on a border.

        Parameters
        ----------
        first, second
            Values of the parameters.

        Raises
        ------
        QueryError
            If they lie outside the map.
        """
        found = {number for cell in self.cells
                 if cell.low[0] <= first <= cell.high[0] and cell.low[1] <= second <= cell.high[1]
                 for number in cell.regions}
        if not found:
            raise QueryError(Problem("Q66", f"{first:g} and {second:g} are not on the map",
                                     "Ask for a threshold over wider ranges."))
        return tuple(self.regions[number] for number in sorted(found))

    def __repr__(self) -> str:
        one, other = (turn.parameter for turn in self.turns)
        return f"<ThresholdMap {self.origin.name} - {self.destination.name} by {self.query.by}, " \
               f"{one} and {other}: {len(self.regions)} regions, {self.proved:.1%} proved>"

    def _repr_html_(self) -> str:
        from corridors.model.html import table

        rows = [(region.name, f"{region.share_low:.1%}", f"{region.share_high:.1%}",
                 region.corridor) for region in self.regions]
        return table(repr(self)[1:-1], ("best route", "at least", "at most", "corridor"), rows)


def threshold_map(snapshot: Snapshot, query: Query, first: Range, second: Range,
                  costs: CostModel | None = None, *,
                  alternatives: Mapping[str, Sequence[str]] | None = None, depth: int = 6,
                  engine_name: str = "auto") -> ThresholdMap:
    """Find which route is best for which pairs of values of two parameters.

    Parameters
    ----------
    snapshot
        The network on a day, or as a scenario changes it.
    query
        The question: one best route from door to door, without limits.
    first, second
        A parameter or its words, and its lowest and highest value.
    costs
        The cost model; the one that comes with the data if not given.
    alternatives
        What is set side by side, as in :func:`~corridors.threshold`.
    depth
        How often the map is halved where routes meet: 6 for a mesh of 64 by 64. Where one route
        is proved to be best all over a rectangle, it is not cut any more.
    engine_name
        Which engine solves it; the result is the same with each.

    Returns
    -------
    map
        Regions, and the rectangles they are made of. A rectangle that is proved is so for every
        pair of values in it; the others tell which routes meet there.

    Raises
    ------
    QueryError
        If a range is none, both parameters are the same, the question asks for more than one best
        route, or the depth is beyond 9.
    ScenarioError
        If a parameter selects something that is not there, or both set one figure.

    Notes
    -----
    Source: the quadtree of R. A. Finkel and J. L. Bentley (1974); what is proved in a rectangle
    is told in :mod:`corridors.routing.envelope`.

    Examples
    --------
    >>> from corridors import Query, load, threshold_map
    >>> found = threshold_map(load().as_of(),
    ...                       Query("Saint Petersburg", "Bandar Abbas", "cost",
    ...                             modes={"rail", "road"}),
    ...                       ("fee_usd_per_teu of border:az-ir-astara", 0, 400),
    ...                       ("fee_usd_per_teu of border:ir-tm-incheh-borun", 0, 400), depth=4)
    >>> len(found.regions), [region.corridor for region in found.at(0, 400)]
    (3, ['instc-west'])
    """
    expect(snapshot, Snapshot, "the network on a day", "Ask for one first: network.as_of().")
    expect(query, Query, "a question", 'Give one: Query("Moscow", "Baku").')
    turns = turn_of(*first), turn_of(*second)
    _check(turns, depth)
    named = {name: tuple(avoid) for name, avoid in (alternatives or {}).items()}
    race = race_of(snapshot, contenders_of(query, named), turns, costs, engine_name)
    found = boxes(race, depth)
    order, regions = _regions(race, found, [*named, ""])
    search, model = race.contenders[0].search, race.contenders[0].costs
    cells = tuple(Cell(_values(turns, box.low), _values(turns, box.high),
                       tuple(sorted({order[_who(win)] for win in box.wins})), box.proved)
                  for box in found)
    return ThresholdMap(query, turns, regions, cells, named, snapshot, search.origin,
                        search.destination,
                        (today_of(snapshot, turns[0], model), today_of(snapshot, turns[1], model)),
                        replace(stamp_of(race.contenders[0]), applied=snapshot.applied))


Who = tuple[int, tuple[int, ...]] | None


def _regions(race: Race, found: Sequence[Box], names: Sequence[str]
             ) -> tuple[dict[Who, int], tuple[Region, ...]]:
    """Put boxes together that one route wins: the largest first."""
    whole = _area(race.turned.corners[0], race.turned.corners[-1])
    least: dict[Who, int] = {}
    most: dict[Who, int] = {}
    corner: dict[Who, Point] = {}
    for box in found:
        area = _area(box.low, box.high)
        for win in box.wins:
            who = _who(win)
            least[who] = least.get(who, 0) + area * box.proved
            most[who] = most.get(who, 0) + area
    for point, win in sorted(race.known.items()):
        corner.setdefault(_who(win), point)
    ranked = sorted(least, key=lambda who: (-least[who], -most[who], corner[who]))
    routes = [route_at(race, corner[who]) for who in ranked]
    labels = routes_told(race, routes)
    turns = race.turned.turns
    return {who: number for number, who in enumerate(ranked)}, tuple(
        Region(names[who[0]] if who else "", route,
               _values((turns[0], turns[1]), corner[who]), label,
               least[who] / whole, most[who] / whole)
        for who, route, label in zip(ranked, routes, labels, strict=True))


def _who(win: Win | None) -> Who:
    return None if win is None else win.who


def _values(turns: tuple[Turn, Turn], point: Point) -> tuple[float, float]:
    return turns[0].value(point[0]), turns[1].value(point[1])


def _area(low: Sequence[int], high: Sequence[int]) -> int:
    return (high[0] - low[0]) * (high[1] - low[1])


def _check(turns: tuple[Turn, Turn], depth: int) -> None:
    if turns[0].parameter == turns[1].parameter:
        raise QueryError(Problem("Q65", f"both parameters are {turns[0].parameter}",
                                 "Give two that differ."))
    if not 1 <= depth <= MOST_DEPTH:
        raise QueryError(Problem("Q65", f"a map cannot be halved {depth} times",
                                 f"Give a depth from 1 to {MOST_DEPTH}."))
