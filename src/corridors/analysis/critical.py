"""What hurts most when it closes? Every link, border, node and country, one at a time, exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from corridors.analysis.default_pairs import default_pairs
from corridors.analysis.interdict import Interdiction, interdiction_of
from corridors.analysis.losses import Loss, losses_of
from corridors.analysis.matrix import unit_of
from corridors.analysis.two_losses import TwoLosses, two_losses
from corridors.model.closable import KINDS, candidates_of, closables
from corridors.model.costs import CostModel
from corridors.model.given import expect
from corridors.model.html import table
from corridors.model.pairs import Pairs, as_pairs
from corridors.model.query import Query
from corridors.model.route import Stamp
from corridors.model.snapshot import Snapshot
from corridors.routing.fan import stamp_of
from corridors.routing.harm import Ready

__all__ = ["Critical", "critical"]

SHOWN = 10


@dataclass(frozen=True, slots=True, eq=False)
class Critical:
    """What hurts when it closes, the worst first.

    Parameters
    ----------
    pairs
        The OD pairs.
    by
        What their routes are best by.
    base
        What each takes as things are, in smallest units; None where there is no route.
    losses
        Everything whose loss changes something: first what cuts off most weight, then what adds
        most. Whatever is not here stands on no best route, or has another beside it that is as
        good.
    considered
        How many things of each kind were open to be lost.
    snapshot
        The network it was asked of.
    stamp
        What it rests on.
    two
        The same for any two links at once, where this was asked for.
    interdiction
        The few things that do most harm together, where this was asked for.
    """

    pairs: Pairs
    by: str
    base: tuple[int | None, ...] = field(repr=False)
    losses: tuple[Loss, ...] = field(repr=False)
    considered: dict[str, int]
    snapshot: Snapshot = field(repr=False)
    stamp: Stamp = field(repr=False)
    two: TwoLosses | None = field(default=None, repr=False)
    interdiction: Interdiction | None = field(default=None, repr=False)

    @property
    def unit(self) -> str:
        """The unit of what is added: km, h, USD or kg."""
        return unit_of(self.by)

    @property
    def without_route(self) -> tuple[int, ...]:
        """Positions of the pairs that have no route as things are: they can lose none."""
        return tuple(pair for pair, total in enumerate(self.base) if total is None)

    def of(self, kind: str) -> tuple[Loss, ...]:
        """Give the losses of one kind, the worst first.

        Parameters
        ----------
        kind
            ``link``, ``border``, ``node`` or ``country``.
        """
        return tuple(loss for loss in self.losses if loss.kind == kind)

    def loss(self, kind: str, key: str) -> Loss | None:
        """Give the loss of one thing; None where it changes nothing.

        Parameters
        ----------
        kind, key
            What it is, and its id.
        """
        return next((loss for loss in self.of(kind) if loss.key == key), None)

    def __repr__(self) -> str:
        counts = ", ".join(f"{kind} {len(self.of(kind))} of {count}"
                           for kind, count in self.considered.items())
        return (f"<Critical, OD pairs: {len(self.pairs)}, by {self.by} on {self.snapshot.on}; "
                f"whose loss changes something: {counts}>")

    def _repr_html_(self) -> str:
        return table(f"What hurts most when it closes, for {len(self.pairs)} OD pairs by {self.by}",
                     ("what", "id", "pairs cut off", "pairs longer", f"added, mean, {self.unit}",
                      f"added, most, {self.unit}"),
                     [(loss.kind, loss.key, str(len(loss.cut)), str(len(loss.longer)),
                       f"{loss.mean_added:,.1f}", f"{loss.most_added:,.0f}")
                      for loss in self.losses[:SHOWN]])


def critical(snapshot: Snapshot, pairs: Pairs | Query | Sequence[Query] | None = None,
             of: Sequence[str] = KINDS, costs: CostModel | None = None, *, two: bool = False,
             interdict: int = 0, candidates: Sequence[str] = ("link",),
             engine_name: str = "auto") -> Critical:
    """Say what hurts most when it closes.

    Parameters
    ----------
    snapshot
        The network on a day, or as a scenario changes it.
    pairs
        The OD pairs, all best by one criterion; 20 pairs across the bundled corridors by distance
        if not given.
    of
        What to close, one at a time: some of ``link``, ``border`` (all its links), ``node`` and
        ``country`` (all links that touch it; pairs that begin or end there are cut off).
    costs
        The cost model; the one that comes with the data if not given.
    two
        Whether to find out what any two links do together, too.
    interdict
        Up to how many things to look for that do most harm together, 0 to 4; 0 for not at all.
    candidates
        What may be among these: kinds or selectors, see
        :func:`~corridors.model.closable.candidates_of`.
    engine_name
        Which engine solves the pairs as things are; the result is the same with each.

    Returns
    -------
    critical
        Exact: the totals are those of routes asked for with the links closed.

    Raises
    ------
    QueryError
        If pairs are best by several criteria or ask for more than one route, or a kind or
        candidate does not exist.
    PlaceError
        If places are unknown.

    Examples
    --------
    >>> from corridors import Query, load
    >>> found = critical(load().as_of(), Query("Baku", "Nakhchivan"), ["border"])
    >>> found.losses[0].key, found.losses[0].most_added
    ('az-ir-julfa', 235.0)
    """
    expect(snapshot, Snapshot, "the network on a day", "Ask for one first: network.as_of().")
    asked = default_pairs(snapshot.network) if pairs is None else as_pairs(pairs)
    things = closables(snapshot, of)
    # What is wrong with the candidates is told before anything is worked out.
    chosen = candidates_of(snapshot, candidates) if interdict else ()
    ready = Ready.of(snapshot, asked, things, costs, engine_name)
    considered = {kind: sum(thing.kind == kind for thing in things)
                  for kind in dict.fromkeys(thing.kind for thing in things)}
    return Critical(
        asked, ready.by, ready.base, losses_of(ready, snapshot), considered, snapshot,
        stamp_of(ready.solver),
        two_losses(snapshot, asked, costs, engine_name=engine_name) if two else None,
        interdiction_of(Ready.of(snapshot, asked, chosen, costs, engine_name), snapshot, asked,
                        interdict)
        if interdict else None)
