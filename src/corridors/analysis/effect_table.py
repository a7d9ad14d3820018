"""What becomes of hundreds of OD pairs in many variants: totals alone, without their routes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from corridors.analysis.compare import STATES
from corridors.analysis.named_snapshots import named_snapshots
from corridors.analysis.summary import Summary, summary_of
from corridors.errors import Problem, QueryError
from corridors.model.costs import CostModel
from corridors.model.given import expect
from corridors.model.leg import UNITS
from corridors.model.pairs import Pairs, as_pairs
from corridors.model.query import Query
from corridors.model.snapshot import Snapshot
from corridors.routing.pair_groups import solvers_of
from corridors.routing.variants import variant_totals

__all__ = ["EffectRow", "EffectTable", "effects_table"]

SHOWN_IN_HTML = 200

Totals = tuple[int | None, ...]


class EffectRow(NamedTuple):
    """An OD pair in one variant.

    Parameters
    ----------
    query, weight
        The question, and what it counts for.
    variant
        Name of the variant.
    before, after
        What the best route takes by the criterion of the question, in smallest units (metres,
        thousandths of an hour, US cents, grams); None where there is no route.
    """

    query: Query
    weight: float
    variant: str
    before: int | None
    after: int | None

    @property
    def state(self) -> str:
        """One of :data:`~corridors.analysis.compare.STATES`.

        Another route that takes the same is ``same``: totals do not tell.
        """
        if self.before is None or self.after is None:
            return "unreachable" if self.before is self.after else \
                "newly_reachable" if self.before is None else "newly_cut_off"
        return "same" if self.before == self.after else \
            "better" if self.after < self.before else "worse"

    @property
    def delta(self) -> float | None:
        """After minus before, in km, h, USD per TEU or kg per TEU; None without both routes."""
        if self.before is None or self.after is None:
            return None
        return (self.after - self.before) / UNITS[self.query.by]

    @property
    def percent(self) -> float | None:
        """The difference in per cent of the base; None where there is none to give."""
        if self.before is None or self.after is None or not self.before:
            return None
        return 100 * (self.after - self.before) / self.before


@dataclass(frozen=True, slots=True)
class EffectTable:
    """What becomes of OD pairs in variants.

    Parameters
    ----------
    pairs
        The pairs with their weights.
    names
        Names of the variants.
    before
        What the best route of each pair takes as things are, in smallest units, or None.
    after
        The same in each variant.
    """

    pairs: Pairs
    names: tuple[str, ...]
    before: Totals = field(repr=False)
    after: tuple[Totals, ...] = field(repr=False)

    def __iter__(self) -> Iterator[EffectRow]:
        for name in self.names:
            yield from self.rows(name)

    def __len__(self) -> int:
        return len(self.names) * len(self.pairs)

    def rows(self, name: str) -> tuple[EffectRow, ...]:
        """Give the pairs in one variant.

        Parameters
        ----------
        name
            Its name.

        Raises
        ------
        QueryError
            If there is none of that name.
        """
        if name not in self.names:
            raise QueryError(Problem("Q55", f'there is no variant "{name}" in the table',
                                     f"Use one of: {', '.join(self.names)}."))
        after = self.after[self.names.index(name)]
        return tuple(EffectRow(query, weight, name, old, new) for (query, weight), old, new
                     in zip(self.pairs, self.before, after, strict=True))

    def states(self, name: str) -> dict[str, int]:
        """Say how many pairs became what in a variant.

        Parameters
        ----------
        name
            Its name.
        """
        found = [row.state for row in self.rows(name)]
        return {state: found.count(state) for state in STATES if state != "rerouted"}

    def change(self, name: str, by: str) -> Summary | None:
        """Sum up the differences of the pairs with a route in both, by one criterion.

        Parameters
        ----------
        name
            Name of the variant.
        by
            The criterion; pairs that are asked by another one do not count.

        Returns
        -------
        summary
            In km, h, USD per TEU or kg per TEU; None where no pair counts.
        """
        kept = [row for row in self.rows(name) if row.query.by == by and row.delta is not None]
        return summary_of([row.delta or 0.0 for row in kept], [row.weight for row in kept])

    def __repr__(self) -> str:
        states = [row.state for row in self]
        counts = ", ".join(f"{states.count(state)} {state.replace('_', ' ')}"
                           for state in STATES if state in states)
        return (f"<EffectTable: {len(self.pairs)} pairs in {len(self.names)} "
                f"variant{'' if len(self.names) == 1 else 's'}; {counts}>")

    def _repr_html_(self) -> str:
        from corridors.model.html import table

        rows = [(row.variant, row.query.origin, row.query.destination, row.query.by,
                 "" if row.delta is None else f"{row.delta:+,.1f}",
                 "" if row.percent is None else f"{row.percent:+,.1f}",
                 STATES[row.state]) for row in list(self)[:SHOWN_IN_HTML]]
        cut = "" if len(self) <= len(rows) else f"; the first {len(rows)}"
        return table(f"{repr(self)[1:-1]}{cut}",
                     ("variant", "from", "to", "best by", "difference, km, h, USD or kg", "%",
                      "effect"), rows)


def effects_table(base: Snapshot, variants: Snapshot | Mapping[str, Snapshot],
                  pairs: Pairs | Query | Sequence[Query], costs: CostModel | None = None, *,
                  engine_name: str = "auto") -> EffectTable:
    """Say what becomes of many OD pairs in variants of one network: totals, without routes.

    Parameters
    ----------
    base
        The network as it is.
    variants
        The network as it would be: a snapshot, or several by name.
    pairs
        OD pairs: one best route each, door to door, without limits and without places to pass.
    costs
        The cost model; the one that comes with the data if not given.
    engine_name
        Which engine solves them; the totals are the same with each.

    Returns
    -------
    table
        A row for each variant and pair.

    Raises
    ------
    QueryError
        If no variant is given, or a question asks for more than one best route.

    Examples
    --------
    >>> from corridors import Query, load, load_scenario, pairs_between
    >>> today = load().as_of()
    >>> pairs = pairs_between(today.network, "group:baltic-ports", "Bandar Abbas",
    ...                       Query("", "", modes={"rail"}))
    >>> effects_table(today, today.apply(load_scenario("rasht-astara")), pairs)
    <EffectTable: 10 pairs in 1 variant; 9 better, 1 unreachable>
    """
    expect(base, Snapshot, "the network on a day", "Ask for one first: network.as_of().")
    named = named_snapshots(variants)
    asked = as_pairs(pairs)
    kept = [(name, snapshot) for name, snapshot in named.items()
            if snapshot.network is base.network]
    before, *found = variant_totals(base, (base, *(snapshot for _, snapshot in kept)),
                                    asked.queries, costs, engine_name=engine_name)
    after = {name: totals for (name, _), totals in zip(kept, found, strict=True)}
    # A variant that adds nodes or links is a network of its own, and asked by itself.
    after |= {name: _totals(snapshot, asked, costs, engine_name)
              for name, snapshot in named.items() if name not in after}
    return EffectTable(asked, tuple(named), before, tuple(after[name] for name in named))


def _totals(snapshot: Snapshot, pairs: Pairs, costs: CostModel | None, engine_name: str) -> Totals:
    found = []
    for solver in solvers_of(snapshot, pairs.queries, costs, engine_name):
        route = solver.best()
        found.append(None if route is None else route.total(solver.query.by).value)
    return tuple(found)
