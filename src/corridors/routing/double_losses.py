"""The loss of any two things at once: their losses added up, but where an OD pair feels both.

Two things add up unless one pair feels both: because its best way uses both, or because one is on
its best way and the other on what it falls back on. These are few, and are searched for; all other
pairs of things are known without looking.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from corridors.routing.fallbacks import Fallbacks
from corridors.routing.harm import Ready

__all__ = ["Doubles", "doubles_of"]

Couple = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Doubles:
    """What any two things do when both are closed.

    Parameters
    ----------
    single
        Harm of each thing alone, by position; only where there is any.
    joined
        By how much the harm of two things, the lower position first, differs from both added up;
        0 for all that are not there.
    cutting
        Couples of things that cut off an OD pair of some weight which neither cuts off alone.
    searched
        How many best ways were searched for.
    """

    single: Mapping[int, int] = field(repr=False)
    joined: Mapping[Couple, int] = field(repr=False)
    cutting: frozenset[Couple] = field(repr=False)
    searched: int

    def harm(self, first: int, second: int) -> int:
        """Give the harm of two things that are both closed.

        Parameters
        ----------
        first, second
            Their positions; the same twice for one thing.
        """
        if first == second:
            return self.single.get(first, 0)
        couple = (first, second) if first < second else (second, first)
        return self.single.get(first, 0) + self.single.get(second, 0) + self.joined.get(couple, 0)


def doubles_of(ready: Ready) -> Doubles:
    """Find out what any two things do when both are closed.

    Parameters
    ----------
    ready
        The OD pairs, and what can be closed.
    """
    single, joined = defaultdict[int, int](int), defaultdict[Couple, int](int)
    cutting, searched = set[Couple](), 0
    for pair, tree in enumerate(ready.trees):
        root = tree.root
        alone = {thing: tree.branch(root, thing).added for thing in root.things}
        harm = {thing: ready.harm(pair, added) for thing, added in alone.items()}
        for thing, amount in harm.items():
            single[thing] += amount
        for couple in _felt(tree):
            first, second = couple
            both = tree.after(frozenset(couple)).added
            joined[couple] += ready.harm(pair, both) - harm.get(first, 0) - harm.get(second, 0)
            if both is None and ready.weights[pair] and alone.get(first, 0) is not None \
                    and alone.get(second, 0) is not None:
                cutting.add(couple)
        searched += 1 + len(alone) + sum(len(way.branches) for way in root.branches.values())
    return Doubles({thing: amount for thing, amount in single.items() if amount},
                   {couple: amount for couple, amount in joined.items() if amount},
                   frozenset(cutting), searched)


def _felt(tree: Fallbacks) -> Iterator[Couple]:
    """Give the couples of things of which an OD pair may feel both, each once."""
    root = tree.root
    seen = set[Couple](combinations(sorted(root.things), 2))
    yield from sorted(seen)
    for thing in root.things:
        for other in tree.branch(root, thing).things:
            couple = (thing, other) if thing < other else (other, thing)
            if couple not in seen:
                seen.add(couple)
                yield couple
