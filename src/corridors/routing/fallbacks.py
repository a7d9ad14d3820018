"""What an OD pair falls back on when things are closed, one after the other: a tree of best ways.

Only what a best way uses can hurt it. So the root of the tree is the best way with everything open,
and each thing on it has a branch: the best way without that thing, whose things have branches in
turn. The best way without any set of things is found by going down: as long as the way at hand uses
something of the set, take the branch without it. Every branch is searched for once and kept.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from corridors.routing.detours import Detours

__all__ = ["Fallbacks", "Way"]

Things = frozenset[int]


@dataclass(slots=True, eq=False)
class Way:
    """A best way without some things.

    Parameters
    ----------
    without
        The things that are closed and would have mattered, by position.
    added
        What it takes more than with everything open, in smallest units; None where there is none.
    things
        What it uses that can be closed, from the origin on.
    branches
        Ways without one thing more, as far as they were asked for.
    apart
        What the best ways take that have nothing in common with this one and those before them.
    """

    without: Things
    added: int | None
    things: tuple[int, ...]
    branches: dict[int, Way] = field(default_factory=dict, repr=False)
    apart: list[tuple[int | None, Things]] = field(default_factory=list, repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Fallbacks:
    """All an OD pair falls back on.

    Parameters
    ----------
    detours
        The network it asks.
    origin, goal
        The doors where it begins and ends.
    links_of
        Links of each thing that can be closed.
    things_of
        Things that each link belongs to; a link that is not there belongs to none.
    root
        The best way with everything open.
    """

    detours: Detours = field(repr=False)
    origin: int
    goal: int
    links_of: Sequence[Collection[int]] = field(repr=False)
    things_of: dict[int, tuple[int, ...]] = field(repr=False)
    root: Way = field(repr=False)

    @classmethod
    def of(cls, detours: Detours, ends: tuple[int, int], links_of: Sequence[Collection[int]],
           things_of: dict[int, tuple[int, ...]]) -> Fallbacks:
        """Find the best way of an OD pair, and plant the tree.

        Parameters
        ----------
        detours
            The network it asks.
        ends
            The doors where it begins and ends.
        links_of, things_of
            Links of each thing that can be closed, and the other way round.
        """
        bare = cls(detours, *ends, links_of, things_of, Way(frozenset(), None, ()))
        return cls(detours, *ends, links_of, things_of, bare._found(frozenset(), frozenset()))

    def branch(self, way: Way, thing: int) -> Way:
        """Give the best way without one thing more.

        Parameters
        ----------
        way
            A way of this tree.
        thing
            Something it uses.
        """
        if thing not in way.branches:
            without = way.without | {thing}
            way.branches[thing] = self._found(without, without)
        return way.branches[thing]

    def after(self, closed: Things, way: Way | None = None) -> Way:
        """Give the best way without a set of things.

        Parameters
        ----------
        closed
            The things.
        way
            Where in the tree to begin: a way without some of them, found by this function.
        """
        at = way or self.root
        while True:
            hit = next((thing for thing in at.things if thing in closed), None)
            if hit is None:
                return at
            at = self.branch(at, hit)

    def most(self, way: Way, closed: Things, more: int) -> int | None:
        """Give a bound on what the pair can be made to take more, None where it may be cut off.

        Of ways that have nothing in common every thing that is closed stops one at most: of one
        more of them than things can be closed, one is left.

        Parameters
        ----------
        way
            The best way without what is closed.
        closed
            What is closed.
        more
            How many things more may be closed.
        """
        if way.added is None:
            return None
        left, extra, used = more, closed - way.without, frozenset(way.things)
        if not left or not used:
            return way.added
        for turn in range(more + len(extra)):
            if turn == len(way.apart):
                way.apart.append(self._apart(way, used))
            added, things = way.apart[turn]
            if added is None:
                return None
            if things.isdisjoint(extra):
                left -= 1
                if not left or not things:
                    return added
            used |= things
        return None

    def _apart(self, way: Way, used: Things) -> tuple[int | None, Things]:
        found = self._found(way.without | used, frozenset())
        return found.added, frozenset(found.things)

    def _found(self, closed: Things, without: Things) -> Way:
        links = frozenset(link for thing in closed for link in self.links_of[thing])
        detour = self.detours.find(self.origin, self.goal, links)
        if detour is None:
            return Way(without, None, ())
        things = dict.fromkeys(thing for link in detour.links
                               for thing in self.things_of.get(link, ()))
        return Way(without, detour.added, tuple(things))
