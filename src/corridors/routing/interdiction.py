"""Which few things, closed together, do the most harm: branch and bound, with its proof.

A set of things that does harm uses up some way: it holds something that the best way of an OD pair
uses, and then something the way that is left uses. So a search branches on what the best ways at
hand use. What a branch can still come to is bounded pair by pair (:meth:`Fallbacks.most`): where
the bound is no more than a set that is known already, nothing below it has to be looked at. When
nothing is left to look at, the best set known is proved to be the worst there is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from corridors.routing.fallbacks import Fallbacks, Way

__all__ = ["Proof", "most_harmful"]

Things = frozenset[int]

Harm = Callable[[int, int | None], int]
"""What it counts for that a pair takes more; None where it is cut off. Never falls."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The most harmful set of things, and how it was shown that there is no worse.

    Parameters
    ----------
    things
        The set, sorted; fewer than were asked for where more do no more harm.
    harm
        What it counts for.
    bound
        What no set can exceed: the same, when the search is over.
    first_bound
        What no set could exceed before anything was branched on.
    explored
        Sets that were branched on.
    pruned
        Branches that were left alone because of their bound.
    """

    things: tuple[int, ...]
    harm: int
    bound: int
    first_bound: int
    explored: int
    pruned: int


def most_harmful(pairs: Sequence[Fallbacks], harm: Harm, most: int,
                 told: Callable[[int, int], None] | None = None) -> Proof:
    """Find the set of things whose closing does the most harm.

    Parameters
    ----------
    pairs
        What each OD pair falls back on.
    harm
        What it counts for that a pair, by position, takes more or is cut off.
    most
        How many things may be closed.
    told
        Called from time to time with the number of sets that were branched on and the best harm.

    Returns
    -------
    proof
        The set, and the bound that proves it. Of sets that do the same harm, it is the one the
        search meets first: the same on every machine.

    Notes
    -----
    Source: E. Israeli and R. K. Wood, Shortest-path network interdiction, 2002, for the problem;
    the bound by ways that have nothing in common is Menger's, 1927.
    """
    search = _Search(pairs, harm, told)
    ways = [pair.root for pair in pairs]
    search.explore((), frozenset(), ways, most)
    return Proof(tuple(sorted(search.best)), search.most, search.most, search.first_bound,
                 search.explored, search.pruned)


@dataclass(slots=True)
class _Search:
    """The search: the worst set so far, and what was looked at."""

    pairs: Sequence[Fallbacks]
    harm: Harm
    told: Callable[[int, int], None] | None
    best: tuple[int, ...] = ()
    most: int = 0
    first_bound: int = 0
    explored: int = 0
    pruned: int = 0
    gains: dict[int, int] = field(default_factory=dict)

    def explore(self, closed: tuple[int, ...], barred: Things, ways: Sequence[Way],
                more: int) -> None:
        """Look at all sets that hold what is closed, nothing that is barred, and some more."""
        self.explored += 1
        if self.told is not None and self.explored % _TELL == 0:
            self.told(self.explored, self.most)
        now = sum(self.harm(pair, way.added) for pair, way in enumerate(ways))
        if now > self.most:
            self.most, self.best = now, closed
        shut = frozenset(closed)
        ceiling = sum(self._most(pair, way, shut, more) for pair, way in enumerate(ways))
        if not closed:
            self.first_bound = ceiling
        if not more or ceiling <= self.most:
            return
        gains = self._gains(shut, barred, ways, more)
        order = sorted(gains, key=lambda thing: (-gains[thing], thing))
        for at, thing in enumerate(order):
            if min(ceiling, now + sum(gains[one] for one in order[at:at + more])) <= self.most:
                self.pruned += len(order) - at
                break
            after = shut | {thing}
            self.explore((*closed, thing), barred.union(order[:at]),
                         [pair.after(after, way) if thing in way.things else way
                          for pair, way in zip(self.pairs, ways, strict=True)], more - 1)

    def _gains(self, shut: Things, barred: Things, ways: Sequence[Way], more: int
               ) -> dict[int, int]:
        """Bound what each thing, and others after it, can add to what is closed.

        A set that hurts a pair holds something its way uses. So the pair adds no more than the
        largest of these bounds, and surely no more than all of them together.
        """
        gains: dict[int, int] = {}
        for pair, (tree, way) in enumerate(zip(self.pairs, ways, strict=True)):
            now = self.harm(pair, way.added)
            for thing in way.things:
                if thing in barred:
                    continue
                after = shut | {thing}
                gain = self._most(pair, tree.after(after, way), after, more - 1) - now
                if gain:
                    gains[thing] = gains.get(thing, 0) + gain
        return gains

    def _most(self, pair: int, way: Way, shut: Things, more: int) -> int:
        return self.harm(pair, self.pairs[pair].most(way, shut, more))


_TELL = 200
"""Sets between two calls that tell how far the search is."""
