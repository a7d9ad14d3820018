"""The loss of something, for all OD pairs: one thing, or several at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from corridors.model.closable import Closable
from corridors.model.leg import UNITS
from corridors.model.snapshot import Snapshot
from corridors.routing.harm import Ready

__all__ = ["Loss", "PairLoss", "loss_of", "losses_of"]


class PairLoss(NamedTuple):
    """What a loss does to one OD pair.

    Parameters
    ----------
    pair
        Position of the pair.
    before
        What its best route takes as things are, in smallest units.
    after
        What it takes then; None where there is no route.
    """

    pair: int
    before: int
    after: int | None


@dataclass(frozen=True, slots=True)
class Loss:
    """The loss of one thing, or of several at once, for all OD pairs.

    Parameters
    ----------
    things
        What is lost, with its kind and id.
    links
        Ids of the links that close with it.
    cut_weight
        Weight of the pairs that are cut off.
    longer_weight
        Weight of the pairs that take more.
    mean_added
        What is added, weighted: the mean over all pairs that have a route as things are, in km, h,
        USD or kg per TEU. Pairs that are cut off add nothing to it.
    most_added
        What is added to the pair that it adds most to, in the same unit.
    pairs
        The pairs that feel it, in order.
    """

    things: tuple[Closable, ...]
    links: tuple[str, ...] = field(repr=False)
    cut_weight: float
    longer_weight: float
    mean_added: float
    most_added: float
    pairs: tuple[PairLoss, ...] = field(repr=False)

    @property
    def kind(self) -> str:
        """Kind of what is lost; of the first, where several things are."""
        return self.things[0].kind if self.things else ""

    @property
    def key(self) -> str:
        """Id of what is lost; those of several things with a plus between them."""
        return " + ".join(thing.key for thing in self.things)

    @property
    def cut(self) -> tuple[int, ...]:
        """Positions of the pairs that are cut off."""
        return tuple(row.pair for row in self.pairs if row.after is None)

    @property
    def longer(self) -> tuple[int, ...]:
        """Positions of the pairs that take more."""
        return tuple(row.pair for row in self.pairs if row.after is not None)


def losses_of(ready: Ready, snapshot: Snapshot) -> tuple[Loss, ...]:
    """Close everything that a best route uses, one at a time, and put the worst first.

    Parameters
    ----------
    ready
        The pairs, and what can be closed.
    snapshot
        The network.
    """
    rows = dict[int, list[tuple[int, int | None]]]()
    for pair, tree in enumerate(ready.trees):
        for thing in tree.root.things:
            added = tree.branch(tree.root, thing).added
            if added != 0:
                rows.setdefault(thing, []).append((pair, added))
    harm = {thing: sum(ready.harm(pair, added) for pair, added in found)
            for thing, found in rows.items()}
    order = sorted(rows, key=lambda thing: (-harm[thing], thing))
    return tuple(loss_of(ready, snapshot, (thing,), rows[thing]) for thing in order)


def loss_of(ready: Ready, snapshot: Snapshot, things: Sequence[int],
            rows: Sequence[tuple[int, int | None]] | None = None) -> Loss:
    """Say what the loss of some things does.

    Parameters
    ----------
    ready
        The pairs, and what can be closed.
    snapshot
        The network.
    things
        Positions of what is lost.
    rows
        Which pairs take how much more, where this is known.
    """
    felt = ready.closed(frozenset(things)) if rows is None else rows
    names, weights, unit = snapshot.network.links.link_id, ready.weights, UNITS[ready.by]
    lost = tuple(ready.things[thing] for thing in things)
    longer = [(weights[pair], added) for pair, added in felt if added is not None]
    return Loss(
        lost, tuple(names[link] for link in sorted({link for one in lost for link in one.links})),
        sum(weights[pair] for pair, added in felt if added is None) / ready.scale,
        sum(weight for weight, _ in longer) / ready.scale,
        sum(weight * added for weight, added in longer) / (ready.total or 1) / unit,
        max((added for _, added in longer), default=0) / unit,
        tuple(_pair_loss(ready, pair, added) for pair, added in felt))


def _pair_loss(ready: Ready, pair: int, added: int | None) -> PairLoss:
    place = ready.places[pair]
    before = ready.base[place] or 0
    return PairLoss(place, before, None if added is None else before + added)
