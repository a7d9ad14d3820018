"""What do any two links do when both close? Every pair of links, exact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import combinations
from typing import NamedTuple

from corridors.analysis.losses import Loss, loss_of
from corridors.analysis.matrix import unit_of
from corridors.errors import PlaceError, Problem, suggest
from corridors.model.closable import closables
from corridors.model.costs import CostModel
from corridors.model.html import table
from corridors.model.leg import UNITS
from corridors.model.pairs import Pairs
from corridors.model.snapshot import Snapshot
from corridors.routing.double_losses import Doubles, doubles_of
from corridors.routing.harm import Ready

__all__ = ["LISTED", "TwoLoss", "TwoLosses", "two_losses"]

LISTED = 50
"""How many pairs of links are listed of each kind."""

SHOWN = 10


class TwoLoss(NamedTuple):
    """Two links lost at once.

    Parameters
    ----------
    together
        What is lost by both.
    first, second
        What is lost by each alone.
    """

    together: Loss
    first: Loss
    second: Loss

    @property
    def cut_only_together(self) -> tuple[int, ...]:
        """Positions of the OD pairs that neither cuts off alone."""
        alone = {*self.first.cut, *self.second.cut}
        return tuple(pair for pair in self.together.cut if pair not in alone)


@dataclass(frozen=True, slots=True, eq=False)
class TwoLosses:
    """What any two links do when both close.

    Parameters
    ----------
    pairs, by
        The OD pairs, and what their routes are best by.
    considered
        How many pairs of links were open to be lost.
    single
        How many links do harm alone.
    matter
        How many pairs of links do more harm than the worse of the two alone.
    beyond
        How many do more than both added up: each is what the other falls back on.
    cutting
        How many cut off an OD pair that neither of them cuts off alone.
    worst
        The worst pairs of links, at most :data:`LISTED`.
    worst_beyond
        The same of those that do more than both added up, by what they do more.
    searched
        How many best routes were searched for.
    """

    pairs: Pairs = field(repr=False)
    by: str
    considered: int
    single: int
    matter: int
    beyond: int
    cutting: int
    worst: tuple[TwoLoss, ...] = field(repr=False)
    worst_beyond: tuple[TwoLoss, ...] = field(repr=False)
    searched: int
    _doubles: Doubles = field(repr=False)
    _ready: Ready = field(repr=False)
    _index: Mapping[str, int] = field(repr=False)

    def of(self, link: str, other: str) -> tuple[float, float]:
        """Give what two links do when both close.

        Parameters
        ----------
        link, other
            Ids of links that carry traffic.

        Returns
        -------
        cut_weight, mean_added
            Weight of the OD pairs that are cut off, and the weighted mean of what the others take
            more, in km, h, USD or kg per TEU, over all that have a route as things are.

        Raises
        ------
        PlaceError
            If a link carries nothing, or does not exist.
        """
        lost = [name for name in (link, other) if name not in self._index]
        if lost:
            raise PlaceError([Problem("Q61", f'"{name}" is no link that carries traffic',
                                      suggest(name, self._index)) for name in lost])
        harm = self._doubles.harm(self._index[link], self._index[other])
        weight, amount = self._ready.parts(harm)
        return (weight / self._ready.scale,
                amount / (self._ready.total or 1) / UNITS[self.by])

    def __repr__(self) -> str:
        return (f"<TwoLosses for {len(self.pairs)} OD pairs by {self.by}: of {self.considered:,} "
                f"pairs of links {self.matter:,} do more harm than either alone, "
                f"{self.beyond:,} more than both added up>")

    def _repr_html_(self) -> str:
        unit = unit_of(self.by)
        return table(
            "Pairs of links that do more harm together than both added up",
            ("link", "and link", "pairs cut off", f"added, mean, {unit}",
             f"first alone, {unit}", f"second alone, {unit}"),
            [(two.first.key, two.second.key, str(len(two.together.cut)),
              *(f"{loss.mean_added:,.1f}" for loss in two)) for two in self.worst_beyond[:SHOWN]])


def two_losses(snapshot: Snapshot, pairs: Pairs, costs: CostModel | None = None, *,
               engine_name: str = "auto") -> TwoLosses:
    """Say what any two links do when both close.

    Parameters
    ----------
    snapshot
        The network on a day.
    pairs
        The OD pairs, all best by one criterion.
    costs
        The cost model; the one that comes with the data if not given.
    engine_name
        Which engine solves the pairs as things are.

    Returns
    -------
    losses
        Exact for every pair of links. Harm is compared as it is ranked: first by the weight that
        is cut off, then by the weighted amount that is added.

    Raises
    ------
    QueryError
        If pairs are best by several criteria, or ask for more than one route.

    Examples
    --------
    >>> from corridors import Pairs, Query, load
    >>> pairs = Pairs((Query("Baku", "Tbilisi", modes={"rail"}),), (1.0,))
    >>> found = two_losses(load().as_of(), pairs)
    >>> found.beyond
    0
    """
    ready = Ready.of(snapshot, pairs, closables(snapshot, ["link"]), costs, engine_name)
    doubles = doubles_of(ready)
    count = len(ready.things)
    more, beyond = [], []
    for first, second, harm in _harmful(doubles):
        alone = doubles.single.get(first, 0), doubles.single.get(second, 0)
        if harm > max(alone):
            more.append((-harm, first, second))
        if harm > sum(alone):
            beyond.append((sum(alone) - harm, first, second))
    alone_of = {link: loss_of(ready, snapshot, (link,))
                for link in {link for row in (*nsmallest(LISTED, more), *nsmallest(LISTED, beyond))
                             for link in row[1:]}}
    worst, worst_beyond = (
        tuple(TwoLoss(loss_of(ready, snapshot, row[1:]), alone_of[row[1]], alone_of[row[2]])
              for row in nsmallest(LISTED, rows)) for rows in (more, beyond))
    return TwoLosses(
        pairs, ready.by, count * (count - 1) // 2, len(doubles.single), len(more), len(beyond),
        len(doubles.cutting), worst, worst_beyond, doubles.searched, doubles, ready,
        {thing.key: position for position, thing in enumerate(ready.things)})


def _harmful(doubles: Doubles) -> Iterator[tuple[int, int, int]]:
    """Go through all pairs of links that do any harm, each once."""
    for first, second in combinations(sorted(doubles.single), 2):
        yield first, second, doubles.harm(first, second)
    for first, second in sorted(doubles.joined):
        if first not in doubles.single or second not in doubles.single:
            yield first, second, doubles.harm(first, second)
