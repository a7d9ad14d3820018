"""What do any two links do when both close? Every pair of links, exact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import combinations
from typing import NamedTuple

from corridors.analysis.losses import Loss, loss_of
from corridors.analysis.matrix import unit_of
from corridors.errors import PlaceError, Problem, suggest
from corridors.model.closable import closables
from corridors.model.costs import CostModel
from corridors.model.given import expect
from corridors.model.html import table
from corridors.model.leg import UNITS
from corridors.model.pairs import Pairs, as_pairs
from corridors.model.query import Query
from corridors.model.snapshot import Snapshot
from corridors.routing.double_losses import Doubles, doubles_of
from corridors.routing.harm import Ready

__all__ = ["LISTED", "TwoLoss", "TwoLosses", "two_losses"]

LISTED = 50
"""How many pairs of links are listed of each kind."""

SHOWN = 10

Ranked = dict[tuple[int, ...], list[tuple[int, int]]]
"""Pairs of links by rank and harm alone."""


class TwoLoss(NamedTuple):
    """Two links lost at once.

    Parameters
    ----------
    together
        What is lost by both.
    first, second
        What is lost by each alone.
    beyond
        Whether both do more than both added up.
    alike
        How many other pairs of links do the same harm, together and alone: those on the same
        stretches.
    """

    together: Loss
    first: Loss
    second: Loss
    beyond: bool
    alike: int

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
        The worst pairs of links, at most :data:`LISTED`; one for all that do the same harm.
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
        return (f"<TwoLosses, OD pairs: {len(self.pairs)}, by {self.by}: of {self.considered:,} "
                f"pairs of links {self.matter:,} do more harm than either alone, "
                f"{self.beyond:,} more than both added up>")

    def _repr_html_(self) -> str:
        unit = unit_of(self.by)
        return table(
            "Pairs of links that do more harm together than both added up",
            ("link", "and link", "pairs cut off", f"added, mean, {unit}",
             f"first alone, {unit}", f"second alone, {unit}"),
            [(two.first.key, two.second.key, str(len(two.together.cut)),
              *(f"{loss.mean_added:,.1f}" for loss in two[:3]))
              for two in self.worst_beyond[:SHOWN]])


def two_losses(snapshot: Snapshot, pairs: Pairs | Query | Sequence[Query],
               costs: CostModel | None = None, *, engine_name: str = "auto") -> TwoLosses:
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
    >>> from corridors import Query, load
    >>> found = two_losses(load().as_of(), Query("Tashkent", "Poti", "time"))
    >>> found.of("uz-navoi-uz-samarkand-rail", "kz-saryagash-kz-arys-rail")
    (1.0, 0.0)
    """
    expect(snapshot, Snapshot, "the network on a day", "Ask for one first: network.as_of().")
    asked = as_pairs(pairs)
    ready = Ready.of(snapshot, asked, closables(snapshot, ["link"]), costs, engine_name)
    doubles = doubles_of(ready)
    count = len(ready.things)
    more, beyond = Ranked(), Ranked()
    for first, second, harm in _harmful(doubles):
        alone = tuple(sorted((doubles.single.get(first, 0), doubles.single.get(second, 0))))
        if harm > alone[1]:
            more.setdefault((-harm, *alone), []).append((first, second))
        if harm > sum(alone):
            beyond.setdefault((sum(alone) - harm, *alone), []).append((first, second))
    return TwoLosses(
        asked, ready.by, count * (count - 1) // 2, len(doubles.single),
        sum(map(len, more.values())), sum(map(len, beyond.values())), len(doubles.cutting),
        _listed(more, ready, snapshot, doubles), _listed(beyond, ready, snapshot, doubles),
        doubles.searched, doubles, ready,
        {thing.key: position for position, thing in enumerate(ready.things)})


def _listed(ranked: Ranked, ready: Ready, snapshot: Snapshot, doubles: Doubles
            ) -> tuple[TwoLoss, ...]:
    """Tell the worst pairs of links in full; of those that do the same harm the first."""
    found = []
    for rank in nsmallest(LISTED, ranked):
        one, other = ranked[rank][0]
        together, first, second = (loss_of(ready, snapshot, things)
                                   for things in ((one, other), (one,), (other,)))
        found.append(TwoLoss(together, first, second, doubles.joined.get((one, other), 0) > 0,
                             len(ranked[rank]) - 1))
    return tuple(found)


def _harmful(doubles: Doubles) -> Iterator[tuple[int, int, int]]:
    """Go through all pairs of links that do any harm, each once."""
    for first, second in combinations(sorted(doubles.single), 2):
        yield first, second, doubles.harm(first, second)
    for first, second in sorted(doubles.joined):
        if first not in doubles.single or second not in doubles.single:
            yield first, second, doubles.harm(first, second)
