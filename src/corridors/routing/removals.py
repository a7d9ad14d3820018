"""What the loss of each single link does: the result of an N-1 analysis."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from corridors.model.html import table

__all__ = ["LinkLoss", "Removal", "Removals"]

SHOWN = 10

UNIT = {"distance": "m", "time": "thousandths of an hour", "cost": "US cents", "co2": "g"}
"""What weights are counted in, where the criterion tells."""


class Removal(NamedTuple):
    """One link lost, for one OD pair.

    Parameters
    ----------
    pair
        Position of the pair.
    link
        Position of the link.
    before
        Cost with the link.
    after
        Cost without it; None if there is no route then.
    link_id
        Id of the link; its position where links have no ids.
    """

    pair: int
    link: int
    before: int
    after: int | None
    link_id: str | int


class LinkLoss(NamedTuple):
    """One link lost, for all OD pairs.

    Parameters
    ----------
    link
        Position of the link.
    added
        What the pairs that still have a route pay more, together, in the unit of the weights.
    longer
        How many pairs pay more.
    cut
        How many pairs have no route any more.
    link_id
        Id of the link; its position where links have no ids.
    """

    link: int
    added: int
    longer: int
    cut: int
    link_id: str | int


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Removals:
    """What the loss of each single link does to OD pairs.

    Rows are where something changes, by pair and link. A link that has no row for a pair is not on
    any best route of it, or there is another route as good: its loss changes nothing for the pair.

    Parameters
    ----------
    by
        What is counted, such as ``distance``.
    engine
        Name of the engine that solved it; the result is the same with each.
    origin, destination
        Positions of the ends of each pair.
    cost
        Cost of each pair with all links; 0 where ``reached`` is false.
    reached
        Whether the pair has a route at all.
    pair, link
        Positions of pair and link, per row.
    added
        What the pair pays more without the link, per row; 0 where it is cut off.
    cut
        Whether the pair has no route without the link, per row.
    node_id, link_id
        Ids of all nodes and links; empty where they have none but their position.
    links
        Number of all links.
    """

    by: str
    engine: str
    origin: Sequence[int]
    destination: Sequence[int]
    cost: Sequence[int]
    reached: Sequence[bool]
    pair: Sequence[int] = field(repr=False)
    link: Sequence[int] = field(repr=False)
    added: Sequence[int] = field(repr=False)
    cut: Sequence[bool] = field(repr=False)
    node_id: Sequence[str] = field(default=(), repr=False)
    link_id: Sequence[str] = field(default=(), repr=False)
    links: int = field(default=0, repr=False)
    _index: dict[str, int] = field(default_factory=dict, init=False, repr=False)

    def __len__(self) -> int:
        return len(self.pair)

    def __iter__(self) -> Iterator[Removal]:
        for row in range(len(self.pair)):
            yield self._row(row)

    def after(self, pair: int, link: str | int) -> int | None:
        """Give the cost of a pair without a link.

        Parameters
        ----------
        pair
            Position of the pair.
        link
            Id of the link, or its position where links have no ids.

        Returns
        -------
        cost
            That of the pair with all links where the loss of this one changes nothing; None where
            there is no route.

        Raises
        ------
        PlaceError
            If the pair or the link does not exist.
        """
        asked = self._place(pair, len(self.cost), "OD pair"), \
            self._place(link, self.links, "link", self._ids())
        row = bisect_left(range(len(self.pair)), asked,
                          key=lambda at: (int(self.pair[at]), int(self.link[at])))
        if row < len(self.pair) and (self.pair[row], self.link[row]) == asked:
            return self._row(row).after
        return int(self.cost[asked[0]]) if self.reached[asked[0]] else None

    def by_link(self) -> tuple[LinkLoss, ...]:
        """Give what the loss of each link does to all pairs, the worst first.

        Returns
        -------
        losses
            Only links whose loss changes something: those that cut most pairs off come first, then
            those that add most, then by position.
        """
        rows = zip(*(map(int, column) for column in (self.link, self.added, self.cut)),
                   strict=True)
        sums: dict[int, list[int]] = {}
        for link, added, cut in rows:
            held = sums.setdefault(link, [0, 0, 0])
            held[0] += added
            held[1 + cut] += 1
        losses = [LinkLoss(link, added, longer, cut, self._id(link))
                  for link, (added, longer, cut) in sums.items()]
        return tuple(sorted(losses, key=lambda loss: (-loss.cut, -loss.added, loss.link)))

    def named(self, node_id: Sequence[str], link_id: Sequence[str]) -> Removals:
        """Give the same result with ids.

        Parameters
        ----------
        node_id, link_id
            Ids of all nodes and links; empty where they have none.

        Returns
        -------
        removals
            The same rows.
        """
        return replace(self, node_id=node_id, link_id=link_id)

    def name(self, link: int) -> str:
        """Give the id of a link, or its position where links have none.

        Parameters
        ----------
        link
            Position of the link.
        """
        return str(self._id(link))

    def __repr__(self) -> str:
        losses = self.by_link()
        lines = [(f"N-1 of {len(self.origin)} OD pairs by {self.by}: the loss of "
                  f"{len(losses)} links changes something")]
        lines += [f"  {self.name(loss.link)}: {_said(loss, self.by)}" for loss in losses[:SHOWN]]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return table(f"Worst links of {len(self.origin)} OD pairs by {self.by}",
                     ("link", "pairs cut off", "pairs longer",
                      f"added, {UNIT[self.by]}" if self.by in UNIT else "added"),
                     [(self.name(loss.link), str(loss.cut), str(loss.longer), str(loss.added))
                      for loss in self.by_link()[:SHOWN]])

    def _row(self, row: int) -> Removal:
        before: Any = int(self.cost[self.pair[row]])
        link = int(self.link[row])
        return Removal(int(self.pair[row]), link, before,
                       None if self.cut[row] else before + int(self.added[row]), self._id(link))

    def _id(self, link: int) -> str | int:
        return str(self.link_id[link]) if len(self.link_id) else link

    def _ids(self) -> dict[str, int] | None:
        if len(self.link_id) and not self._index:
            self._index.update((str(name), at) for at, name in enumerate(self.link_id))
        return self._index if len(self.link_id) else None

    def _place(self, given: str | int, count: int, what: str,
               ids: dict[str, int] | None = None) -> int:
        # Imported here: it needs numpy, which losses found with the standard library do without.
        from corridors.routing.topology_names import positions

        return int(positions([given], ids, count, what)[0])


def _said(loss: LinkLoss, by: str) -> str:
    parts = [f"{loss.cut} cut off"] if loss.cut else []
    unit = f" {UNIT[by]}" if by in UNIT else ""
    parts += [f"{loss.longer} longer by {loss.added:,}{unit} together"] if loss.longer else []
    return ", ".join(parts)
