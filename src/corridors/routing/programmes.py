"""The best sets of things to open, exactly: branch and bound over what questions would gain.

What a set is worth is the sum over the questions, so things that help nobody alone may help
together, and things that help alone may be of no use together. No greedy choice is right then.
The bound of a branch lets every question have the best way that it could still get by itself;
where even that is not enough, nothing in the branch is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from corridors.routing.gains import Gains

__all__ = ["MOST_BRANCHES", "Chosen", "Item", "Market", "Value"]

MOST_BRANCHES = 200_000
"""After how many branches the search ends; on the shipped data it needs a few thousand."""


class Value(NamedTuple):
    """What a set of links is worth, in the order in which sets are compared.

    Parameters
    ----------
    newly
        Weight of the questions that get a route and had none.
    gain
        What the other questions gain, in smallest units times weight.
    spent
        What the new routes take, in smallest units times weight, below 0: less is better.
    """

    newly: Fraction
    gain: Fraction
    spent: Fraction


class Item(NamedTuple):
    """Something that may open: its links, as bits, and what it costs; None where unknown."""

    links: int
    cost: Fraction | None = None


class Chosen(NamedTuple):
    """A set of items, by position, and what it is worth."""

    items: tuple[int, ...]
    value: Value


NOTHING = Value(Fraction(0), Fraction(0), Fraction(0))


@dataclass(slots=True, eq=False)
class Market:
    """Questions with weights, and items that may open.

    Parameters
    ----------
    gains
        What each question would gain.
    weights
        What each counts for.
    items
        What may open.
    branches
        Branches looked at so far.
    """

    gains: Sequence[Gains]
    weights: Sequence[float]
    items: Sequence[Item]
    branches: int = 0
    _scale: int = field(init=False, repr=False)
    _whole: list[int] = field(init=False, repr=False)
    _known: dict[int, tuple[int, int, int]] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        exact = [Fraction(weight) for weight in self.weights]
        self._scale = lcm(*(weight.denominator for weight in exact)) if exact else 1
        self._whole = [int(weight * self._scale) for weight in exact]

    def value(self, links: int) -> Value:
        """Give what it is worth to open some links together.

        Parameters
        ----------
        links
            The links, as bits.
        """
        return Value(*(Fraction(number, self._scale) for number in self.worth(links)))

    def union(self, items: Iterable[int]) -> int:
        """Give the links of several items, as bits."""
        links = 0
        for item in items:
            links |= self.items[item].links
        return links

    def best(self, most: int, count: int, *, budget: Fraction | None = None,
             per_cost: bool = False, among: Sequence[int] | None = None
             ) -> tuple[list[Chosen], bool]:
        """Find the best sets of items, of which none can be left out without a loss.

        Parameters
        ----------
        most
            How many items a set has at most.
        count
            How many sets are wanted.
        budget
            What a set may cost at most; items without a cost are then left out.
        per_cost
            Whether sets are compared by what they are worth per cost.
        among
            Positions of the items that may be taken; all if not given.

        Returns
        -------
        sets
            The best first; of equally good ones the smaller, then the one named first.
        complete
            Whether the search came to its end.
        """
        taken = [item for item in (range(len(self.items)) if among is None else among)
                 if self.items[item].links
                 and (self.items[item].cost is not None or (budget is None and not per_cost))]
        search = _Search(self, most, count, budget, per_cost)
        search.run(tuple(taken))
        return search.ranked(), search.complete

    def partners(self, item: int) -> tuple[int, ...] | None:
        """Give the fewest other items with which an item is worth something.

        Parameters
        ----------
        item
            The item.

        Returns
        -------
        items
            None of them where it is worth something alone; None where it never is.
        """
        own = self.items[item].links
        if self.worth(own) > self.worth(0):
            return ()
        missing = {needed & ~own for gains in self.gains for needed, _ in gains.ways
                   if needed & own}
        covers = {cover for links in missing for cover in self._covers(links, item)}
        ranked = sorted(covers, key=lambda cover: (
            len(cover), tuple(-number for number in self.worth(self.union(cover) | own)),
            self.union(cover).bit_count(), cover))
        return next((cover for cover in ranked if self.worth(self.union(cover) | own)
                     > self.worth(self.union(cover))), None)

    def _covers(self, links: int, besides: int) -> list[tuple[int, ...]]:
        """Give the smallest sets of other items that hold some links."""
        found: list[tuple[int, ...]] = []
        waiting: list[tuple[int, tuple[int, ...]]] = [(links, ())]
        fewest = len(self.items)
        while waiting:
            left, taken = waiting.pop(0)
            if len(taken) > fewest:
                break
            if not left:
                fewest = len(taken)
                found.append(tuple(sorted(taken)))
                continue
            first = left & -left
            waiting += [(left & ~item.links, (*taken, place))
                        for place, item in enumerate(self.items)
                        if item.links & first and place != besides]
        return found

    def worth(self, links: int) -> tuple[int, int, int]:
        """Give the value of some links as whole numbers, to compare it with others.

        Parameters
        ----------
        links
            The links, as bits.
        """
        if links not in self._known:
            newly = gain = spent = 0
            for gains, weight in zip(self.gains, self._whole, strict=True):
                total = gains.total(links)
                if total is None or total == gains.base:
                    continue
                if gains.base is None:
                    newly, spent = newly + weight, spent - weight * total
                else:
                    gain += weight * (gains.base - total)
            self._known[links] = (newly, gain, spent)
        return self._known[links]

    def bound(self, links: int, free: int, largest: int, more: int
              ) -> tuple[tuple[int, int, int], int]:
        """Give what a set can be worth at most once some items are added to it.

        Parameters
        ----------
        links
            Links of the set.
        free
            Links of the items that may be added.
        largest, more
            Most links of such an item, and how many items may be added.

        Returns
        -------
        bound
            Each question has the best way it could get by itself.
        next
            A link that the most valuable of these ways still needs; 0 where none needs any.
        """
        newly = gain = spent = 0
        wanted = (-1, -1, 0)
        reach = links | free
        for gains, weight in zip(self.gains, self._whole, strict=True):
            for needed, total in gains.ways:
                missing = needed & ~links
                if needed & ~reach or missing.bit_count() > largest * more:
                    continue
                if gains.base is None:
                    newly, spent = newly + weight, spent - weight * total
                    worth = (weight, 0)
                else:
                    gain += weight * (gains.base - total)
                    worth = (0, weight * (gains.base - total))
                if missing:
                    wanted = max(wanted, (*worth, missing & -missing))
                break
        return (newly, gain, spent), wanted[2]


@dataclass(slots=True, eq=False)
class _Search:
    """The state of a search for the best sets."""

    market: Market
    most: int
    count: int
    budget: Fraction | None
    per_cost: bool
    complete: bool = True
    found: dict[int, tuple[int, ...]] = field(default_factory=dict)
    _floor: tuple[Fraction, ...] | None = None

    def run(self, free: tuple[int, ...]) -> None:
        """Look through all sets of some items."""
        waiting: list[tuple[tuple[int, ...], tuple[int, ...]]] = [((), free)]
        while waiting:
            taken, free = waiting.pop()
            self.market.branches += 1
            if self.market.branches > MOST_BRANCHES:
                self.complete = False
                return
            link = self._promising(taken, free)
            if not link:
                continue
            # The item that holds the link is taken, or not taken at all.
            item = next(each for each in free if self.market.items[each].links & link)
            rest = tuple(each for each in free if each != item)
            waiting.append((taken, rest))
            if self._affordable((*taken, item)):
                self._note((*taken, item))
                waiting.append(((*taken, item), rest))

    def ranked(self) -> list[Chosen]:
        """Give the sets found, the best first."""
        order = sorted(self.found.items(), key=lambda each: self._order(each[1], each[0]))
        return [Chosen(items, self.market.value(links)) for links, items in order[:self.count]]

    def _promising(self, taken: tuple[int, ...], free: Sequence[int]) -> int:
        """Give a link worth opening besides; 0 where no larger set can be among the best."""
        market, more = self.market, self.most - len(taken)
        if more <= 0 or not free:
            return 0
        sizes = [market.items[item].links.bit_count() for item in free]
        links = market.union(taken)
        bound, link = market.bound(links, market.union(free), max(sizes), more)
        if self._floor is not None and self._scored(bound, taken) < self._floor:
            return 0
        return link

    def _affordable(self, items: Sequence[int]) -> bool:
        return self.budget is None or self._cost(items) <= self.budget

    def _note(self, items: tuple[int, ...]) -> None:
        """Keep a set if none of its items can be left out without a loss."""
        market, links = self.market, self.market.union(items)
        worth = market.worth(links)
        if any(market.worth(market.union(each for each in items if each != item)) >= worth
               for item in items):
            return
        ordered, score = tuple(sorted(items)), self._scored(worth, items)
        other = self.found.get(links)
        if other is not None and self._order(other, links) <= self._order(ordered, links):
            return
        # What gains as much and no less per cost with fewer links says more.
        for known, its in list(self.found.items()):
            if known != links and market.worth(known) == worth:
                if known & links == known and self._scored(worth, its) >= score:
                    return
                if known & links == links and score >= self._scored(worth, its):
                    del self.found[known]
        self.found[links] = ordered
        if len(self.found) >= self.count:
            scores = sorted((self._scored(market.worth(each), its)
                             for each, its in self.found.items()), reverse=True)
            self._floor = scores[self.count - 1]

    def _order(self, items: tuple[int, ...], links: int) -> tuple[object, ...]:
        scores = self._scored(self.market.worth(links), items)
        return (tuple(-score for score in scores), len(items), items)

    def _scored(self, worth: tuple[int, int, int], items: Sequence[int]) -> tuple[Fraction, ...]:
        numbers = tuple(Fraction(number) for number in worth)
        if not self.per_cost:
            return numbers
        cost = self._cost(items)
        # What has cost nothing so far may still be as good per cost as anything.
        return tuple(number / cost if cost else _FREE if number > 0 else Fraction(0)
                     for number in numbers[:2]) + numbers[2:]

    def _cost(self, items: Sequence[int]) -> Fraction:
        return sum((self.market.items[item].cost or Fraction(0) for item in items), Fraction(0))


_FREE = Fraction(10**30)
