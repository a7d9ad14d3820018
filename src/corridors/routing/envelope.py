"""Which route is best where, as parameters are turned: exact, by whole steps.

A route that is best at one point is proved to be best all over a box of points by a few searches,
in one of two ways:

- let every arc of the route weigh the most it does in the box, and every other arc the least. If
  the route is still the best one, none can beat it anywhere in the box: what another route has in
  common with it weighs the same for both, and the rest only counts against the route that is to
  be proved. Nothing is assumed but that every weight rises or falls throughout.
- where weights lie on straight lines but for rounding, so does the lead of the route over any
  other. Let, at each corner, every arc of the route weigh more by what rounding can ever make of
  it, and every other arc less. If the route is the best one at all corners, it is so in between.

Where the proof fails the box is cut, down to single steps. So rounding, leg by leg, and speeds in
the denominator are dealt with exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import product
from typing import NamedTuple

from corridors.routing.canonical import read_path
from corridors.routing.engines import CLOSED
from corridors.routing.restrictions import ends_of
from corridors.routing.solve import Solver
from corridors.routing.states import MOVE
from corridors.routing.turned import Point, Turned

__all__ = ["MOST_ASKED", "Box", "Race", "Stretch", "Win", "boxes", "stretches"]

MOST_ASKED = 1_000
"""After how many searches no box is cut any more, unless routes differ at its ends; on the shipped
data it takes some hundred, but where routes that are equal but for rounding take turns."""


Step = tuple[int, bool | None]
"""A link and its direction; or a transfer or break of gauge, by its arc."""


class Win(NamedTuple):
    """The best route at a point.

    Parameters
    ----------
    contender
        Position of the question whose best route it is.
    places
        Its arcs.
    links
        Positions of its links, in order.
    """

    contender: int
    places: tuple[int, ...]
    links: tuple[int, ...]

    @property
    def who(self) -> tuple[int, tuple[int, ...]]:
        """What tells it from others: the question and the links."""
        return self.contender, self.links


class Stretch(NamedTuple):
    """Steps over which one route is best.

    Parameters
    ----------
    first, last
        Its first and last step.
    win
        The route; None where there is none.
    proved
        Whether it is proved for every step; else the search ended before.
    """

    first: int
    last: int
    win: Win | None
    proved: bool = True


class Box(NamedTuple):
    """A rectangle of two parameters.

    Parameters
    ----------
    low, high
        Its corners.
    wins
        The best routes at its corners, each once.
    proved
        Whether the one route is best all over it.
    """

    low: Point
    high: Point
    wins: tuple[Win | None, ...]
    proved: bool


@dataclass(slots=True, eq=False)
class Race:
    """Questions whose best routes are compared while parameters are turned.

    Parameters
    ----------
    turned
        The weights.
    contenders
        Questions made ready on ``turned.snapshot``; of equally good ones the first wins.
    asked
        Searches so far.
    known
        Best routes by point.
    """

    turned: Turned
    contenders: Sequence[Solver]
    asked: int = 0
    known: dict[Point, Win | None] = field(default_factory=dict, repr=False)
    _places: list[int] = field(init=False, repr=False)
    _steps: list[Step] = field(init=False, repr=False)
    _step_of: dict[int, Step] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        # A link weighs the same in each gauge that it is run in.
        arcs = self.contenders[0].graph.arcs
        self._places = self.turned.places
        self._steps = [(arcs[place].record, arcs[place].forward) if arcs[place].kind == MOVE
                       else (place, None) for place in self._places]
        self._step_of = dict(zip(self._places, self._steps, strict=True))

    def at(self, point: Point) -> Win | None:
        """Give the best route at a point; None where there is none.

        Parameters
        ----------
        point
            A step of each parameter.
        """
        if point not in self.known:
            self.known[point] = self._best(self.turned.weights(point))
        return self.known[point]

    def proved(self, win: Win | None, low: Point, high: Point) -> bool:
        """Say whether a route is proved to be the best one all over a box.

        Parameters
        ----------
        win
            The best route at one of its points.
        low, high
            The corners of the box.
        """
        if win is None:  # what is open does not depend on a figure
            return True
        own = self._touched(win)
        corners = list(zip(*(self.turned.weights(corner)
                             for corner in product(*zip(low, high, strict=True))), strict=True))
        bent = [max(each) if step in own else min(each)
                for step, each in zip(self._steps, corners, strict=True)]
        return self._same(win, bent) or (self.turned.straight and all(
            self._same(win, padded) for padded in self._padded(own, corners)))

    def _padded(self, own: frozenset[Step], corners: Sequence[Sequence[int]]
                ) -> Iterator[list[int]]:
        """Give the weights at each corner, as much against a route as rounding can ever be."""
        slack = self.turned.slack
        for number in range(len(corners[0]) if corners else 0):
            yield [each[number] + slack if step in own
                   else each[number] - slack if min(each) >= slack else 0
                   for step, each in zip(self._steps, corners, strict=True)]

    def _same(self, win: Win, weights: Sequence[int]) -> bool:
        found = self._best(weights)
        return found is not None and found.who == win.who \
            and self._touched(found) == self._touched(win)

    def _touched(self, win: Win) -> frozenset[Step]:
        return frozenset(self._step_of[place] for place in win.places if place in self._step_of)

    def _best(self, weights: Sequence[int]) -> Win | None:
        self.asked += 1
        found: list[tuple[int, Win]] = []
        for number, solver in enumerate(self.contenders):
            if solver.search.why_not:
                continue
            if solver.at_once:
                found.append((0, Win(number, (), ())))
                continue
            way = self._way(solver, weights)
            if way is not None:
                arcs = solver.graph.arcs
                found.append((way[0], Win(number, way[1], tuple(
                    arcs[place].record for place in way[1] if arcs[place].kind == MOVE))))
        return min(found, key=lambda each: (each[0], each[1].contender))[1] if found else None

    def _way(self, solver: Solver, weights: Sequence[int]) -> tuple[int, tuple[int, ...]] | None:
        kept, ends = solver.kept, ends_of(solver.graph, solver.search)
        column = list(kept.columns[0])
        places, new = [], []
        for place, weight in zip(self._places, weights, strict=True):
            if column[place] != CLOSED:
                column[place] = weight
                places.append(place)
                new.append(weight)
        with kept.solved.changed(places, new) as changed:
            tree = changed.near(*ends)
            path = read_path(kept.graph, (column, *kept.columns[1:]), tree, ends, kept.moves)
        return None if path is None else (tree[path.vertices[-1]], path.places)


def stretches(race: Race, most: int = MOST_ASKED) -> list[Stretch]:
    """Find which route is best over which steps of one parameter.

    Parameters
    ----------
    race
        Questions, and one parameter.
    most
        After how many searches nothing is cut any more.

    Returns
    -------
    stretches
        From the lowest step to the highest, without gaps; neighbours differ in their routes.
    """
    turn = race.turned.turns[0]
    waiting, found = [(turn.first - turn.last, turn.first, turn.last)], list[Stretch]()
    while waiting:  # the widest first, so that a search that is ended has looked everywhere
        _, low, high = heappop(waiting)
        first, last = race.at((low,)), race.at((high,))
        same = _who(first) == _who(last)
        proved = same and race.proved(first, (low,), (high,))
        if proved or (same and race.asked > most):
            found.append(Stretch(low, high, first, proved))
        elif high - low == 1:
            found += [Stretch(low, low, first), Stretch(high, high, last)]
        else:
            middle = (low + high) // 2
            for a, b in ((low, middle), (middle, high)):
                heappush(waiting, (a - b, a, b))
    joined = list[Stretch]()
    for stretch in sorted(found, key=lambda each: (each.first, each.last)):
        _add(joined, stretch)
    return joined


def _add(found: list[Stretch], more: Stretch) -> None:
    """Add the next stretch, or let the last one go on; both may share a step."""
    if not found or _who(found[-1].win) != _who(more.win):
        found.append(more)
    else:
        before = found[-1]
        found[-1] = before._replace(last=more.last, proved=before.proved and more.proved)


def boxes(race: Race, depth: int, most: int = MOST_ASKED) -> list[Box]:
    """Find which route is best over which rectangles of two parameters.

    Parameters
    ----------
    race
        Questions, and two parameters.
    depth
        How often a rectangle is cut into four at most; what is still undecided then is not proved.
    most
        After how many searches nothing is cut any more.

    Returns
    -------
    boxes
        Rectangles that cover everything, in the order of their low corners.
    """
    one, other = race.turned.turns
    waiting: list[tuple[Point, Point, int]] = [
        ((one.first, other.first), (one.last, other.last), 0)]
    found: list[Box] = []
    while waiting:
        low, high, cut = waiting.pop()
        wins = tuple({_who(win): win for win in map(
            race.at, product(*zip(low, high, strict=True)))}.values())
        proved = len(wins) == 1 and race.proved(wins[0], low, high)
        parts = [] if proved else _quarters(low, high)
        if proved or cut >= depth or race.asked > most or len(parts) < 2:
            found.append(Box(low, high, wins, proved))
        else:
            waiting += [(a, b, cut + 1) for a, b in parts]
    return sorted(found, key=lambda box: (box.low, box.high))


def _quarters(low: Point, high: Point) -> list[tuple[Point, Point]]:
    """Cut a rectangle in the middle of each side that is longer than a step."""
    sides = []
    for a, b in zip(low, high, strict=True):
        middle = (a + b) // 2
        sides.append([(a, middle), (middle, b)] if b - a > 1 else [(a, b)])
    return [((one[0], other[0]), (one[1], other[1])) for one, other in product(*sides)]


def _who(win: Win | None) -> tuple[int, tuple[int, ...]] | None:
    return None if win is None else win.who
