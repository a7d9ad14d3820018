"""What is it worth to open what is planned, being built or closed, alone and together?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from math import isfinite

from corridors.analysis.opening_items import Opener, openers_of
from corridors.analysis.opening_results import Benefit, Programme, RankedOpenings, Worth
from corridors.errors import Problem, QueryError
from corridors.model.costs import CostModel
from corridors.model.given import expect
from corridors.model.leg import UNITS
from corridors.model.pairs import Pairs, as_pairs
from corridors.model.query import Query
from corridors.model.snapshot import Snapshot
from corridors.model.spread import Spread
from corridors.routing.fan import stamp_of
from corridors.routing.gains import gains_of
from corridors.routing.pair_groups import solvers_of
from corridors.routing.programmes import Chosen, Item, Market, Value

__all__ = ["RANKS", "Benefit", "Opener", "Programme", "RankedOpenings", "Worth", "openings"]

RANKS = ("benefit", "per_investment")
"""By what programmes are ranked."""

MOST = 20
"""How many things a programme may open at most."""

TOLD = 20
"""How many programmes are told."""


def openings(snapshot: Snapshot, pairs: Pairs | Query | Iterable[Query],
             only: Sequence[str] | None = None, costs: CostModel | None = None, *,
             most: int = 3, budget_musd: float | None = None, rank: str = RANKS[0],
             engine_name: str = "auto") -> RankedOpenings:
    """Say what each planned, unfinished or closed link and border is worth, alone and together.

    Parameters
    ----------
    snapshot
        The network on a day, or as a scenario changes it.
    pairs
        OD pairs with weights, a question, or several that count the same; all by one criterion.
    only
        Selectors such as ``link:ir-astara-ir-rasht-rail``, ``border:az-ir-astara`` or
        ``project:rasht-astara``, each one thing to open; all that carry no traffic if not given,
        by link, border and project.
    costs
        The cost model; the one that comes with the data if not given.
    most
        How many things a programme opens at most.
    budget_musd
        What a programme may cost at most, in millions of USD. Things that nobody has put a figure
        on are then left out of programmes.
    rank
        ``benefit``, or ``per_investment`` for what a programme is worth per million USD.
    engine_name
        Which engine solves it; the result is the same with each.

    Returns
    -------
    openings
        Exact: no set of things within the limits is worth more than the first programme.

    Raises
    ------
    QueryError
        If pairs are by several criteria or ask for more than one best route, what
        is to open is unknown or open already, or a limit cannot be.

    Notes
    -----
    A pair that gets a route and had none counts before any gain: there is nothing to subtract.
    Every way that beats today's is found at once with the links it needs (label setting, E. Q. V.
    Martins, 1984); sets are then searched by branch and bound (A. H. Land and A. G. Doig, 1960).

    Examples
    --------
    >>> from corridors import Query, load, openings
    >>> found = openings(load().as_of(), Query("Saint Petersburg", "Bandar Abbas", modes={"rail"}))
    >>> best = found.programmes[0]
    >>> best.names, best.benefit.gain
    (('rasht-astara',), 1007.2)
    """
    expect(snapshot, Snapshot, "the network on a day", "Ask for one first: network.as_of().")
    asked = as_pairs(pairs)
    _check(asked, most, budget_musd, rank)
    openers = openers_of(snapshot, only)
    solvers = solvers_of(snapshot, asked.queries, costs, engine_name)
    index = snapshot.network.links.index
    names = sorted({link for opener in openers for link in opener.link_ids})
    bits = {link: 1 << place for place, link in enumerate(names)}
    gains = [gains_of(solver, {index[link]: bit for link, bit in bits.items()})
             for solver in solvers]
    market = Market(gains, asked.weights, [Item(sum(bits[link] for link in opener.link_ids),
                                                _exact(opener.musd)) for opener in openers])
    unit = UNITS[asked.queries[0].by]
    chosen, complete = market.best(most, TOLD, budget=None if budget_musd is None
                                   else Fraction(budget_musd), per_cost=rank == RANKS[1])
    singles = sorted((_worth(market, openers, place, unit) for place in range(len(openers))),
                     key=_order)
    programmes = tuple(_programme(market, openers, one, unit) for one in chosen)
    everything = market.value(market.union(range(len(openers))))
    return RankedOpenings(asked, snapshot, tuple(singles), programmes,
                          _benefit(everything, unit), tuple(each.base for each in gains), most,
                          budget_musd, rank, complete and all(each.complete for each in gains),
                          replace(stamp_of(solvers[0]), applied=snapshot.applied))


def _worth(market: Market, openers: Sequence[Opener], place: int, unit: float) -> Worth:
    own, every = market.items[place].links, market.union(range(len(openers)))
    needs = market.partners(place)
    added = None
    if needs is not None:
        others = market.union(needs)
        added = _benefit(_less(market.value(others | own), market.value(others)), unit)
    return Worth(openers[place], _benefit(market.value(own), unit),
                 _benefit(_less(market.value(every), market.value(every & ~own)), unit),
                 None if needs is None else tuple(openers[each].name for each in needs), added)


def _programme(market: Market, openers: Sequence[Opener], chosen: Chosen, unit: float
               ) -> Programme:
    parts = [openers[each] for each in chosen.items]
    spreads = [part.musd for part in parts if part.musd is not None]
    musd = None if len(spreads) < len(parts) else Spread(
        sum(each.low for each in spreads), sum(each.value for each in spreads),
        sum(each.high for each in spreads))
    links = market.union(chosen.items)
    return Programme(tuple(part.name for part in parts),
                     tuple(sorted({link for part in parts for link in part.link_ids})),
                     _benefit(chosen.value, unit), musd,
                     tuple(each.total(links) for each in market.gains))


def _order(worth: Worth) -> tuple[object, ...]:
    added = worth.with_needs or Benefit(0, 0, 0)
    return (-worth.alone.newly, -worth.alone.gain, worth.needs is None, len(worth.needs or ()),
            -added.newly, -added.gain, worth.opener.name)


def _benefit(value: Value, unit: float) -> Benefit:
    return Benefit(float(value.newly), float(value.gain / Fraction(unit)),
                   float(-value.spent / Fraction(unit)))


def _less(value: Value, other: Value) -> Value:
    return Value(value.newly - other.newly, value.gain - other.gain, value.spent - other.spent)


def _exact(musd: Spread | None) -> Fraction | None:
    return None if musd is None else Fraction(musd.value)


def _check(pairs: Pairs, most: int, budget: float | None, rank: str) -> None:
    problems = []
    several = sorted({query.by for query in pairs.queries})
    if len(several) > 1:
        problems.append(Problem("Q67", f"pairs are by {', '.join(several)}: their gains cannot be "
                                       "added up", "Ask for each criterion by itself."))
    if not 1 <= most <= MOST:
        problems.append(Problem("Q67", f"a programme cannot have {most} things",
                                f"Give a number from 1 to {MOST}."))
    if budget is not None and not (isfinite(budget) and budget >= 0):
        problems.append(Problem("Q67", f"{budget!r} is no budget", "Give millions of USD >= 0."))
    if rank not in RANKS:
        problems.append(Problem("Q67", f'"{rank}" is nothing that programmes are ranked by',
                                f"Write one of {', '.join(RANKS)}."))
    if problems:
        raise QueryError(problems)
