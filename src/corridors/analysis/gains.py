"""Who gains and who loses: countries, links and borders, before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corridors.analysis.compare import Comparison
from corridors.model.route import UNITS, Answer

__all__ = ["CountryEffect", "Traffic", "countries_of", "traffic_of"]

AT_SEA = ("sea", "ferry")
"""Modes whose kilometres are no country's."""

BETTER, WORSE = ("better", "newly_reachable"), ("worse", "newly_cut_off")


@dataclass(frozen=True, slots=True)
class CountryEffect:
    """What becomes of a country: its own trade, and what passes through it.

    Parameters
    ----------
    country
        ISO code.
    pairs
        How many OD pairs begin or end in it.
    weight
        What they weigh together.
    better, worse
        What of that gets better or newly reachable, and worse or cut off.
    hours_saved, hours_lost
        Hours times weight over the pairs with a route in both cases, saved and lost.
    usd_saved, usd_lost
        USD per TEU times weight, likewise.
    passing_before, passing_after
        Weight of the pairs that pass through and neither begin nor end in it.
    km_before, km_after
        Kilometres on its land and inland waters times weight, of all pairs. A link to another
        country counts half for each; the sea is no country's.
    """

    country: str
    pairs: int = 0
    weight: float = 0.0
    better: float = 0.0
    worse: float = 0.0
    hours_saved: float = 0.0
    hours_lost: float = 0.0
    usd_saved: float = 0.0
    usd_lost: float = 0.0
    passing_before: float = 0.0
    passing_after: float = 0.0
    km_before: float = 0.0
    km_after: float = 0.0

    @property
    def changed(self) -> bool:
        """Whether anything becomes of it at all."""
        return bool(self.better or self.worse or self.hours_saved or self.hours_lost
                    or self.usd_saved or self.usd_lost or self.km_before != self.km_after
                    or self.passing_before != self.passing_after)


@dataclass(frozen=True, slots=True)
class Traffic:
    """What the best routes carry over a link or a border, before and after.

    Parameters
    ----------
    kind
        ``link`` or ``border``.
    key
        Its id.
    before, after
        Weight of the pairs whose best route uses it.
    """

    kind: str
    key: str
    before: float
    after: float

    @property
    def change(self) -> float:
        """After minus before."""
        return self.after - self.before


def countries_of(comparisons: Sequence[Comparison], weights: Sequence[float]
                 ) -> tuple[CountryEffect, ...]:
    """Say what becomes of each country that pairs begin, end or pass in.

    Parameters
    ----------
    comparisons
        The pairs, before and after, by one criterion.
    weights
        What each counts for.

    Returns
    -------
    countries
        By ISO code.
    """
    found: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for comparison, weight in zip(comparisons, weights, strict=True):
        ends = {place.country for place in (comparison.base.origin, comparison.base.destination)}
        for country in ends - {""}:
            _own(found[country], comparison, weight)
        for when, answer in (("before", comparison.base), ("after", comparison.variant)):
            passed = set(answer.best.countries) if answer.best is not None else set()
            for country in passed - ends - {""}:
                found[country][f"passing_{when}"] += weight
            for country, km in _km_by_country(answer):
                found[country][f"km_{when}"] += weight * km
    return tuple(CountryEffect(country, pairs=int(sums.pop("pairs", 0)), **sums)
                 for country, sums in sorted(found.items()))


def _own(sums: defaultdict[str, float], comparison: Comparison, weight: float) -> None:
    sums["pairs"] += 1
    sums["weight"] += weight
    for name, states in (("better", BETTER), ("worse", WORSE)):
        if comparison.state in states:
            sums[name] += weight
    for unit, by in (("hours", "time"), ("usd", "cost")):
        change = comparison.delta(by)
        if change:
            sums[f"{unit}_{'saved' if change < 0 else 'lost'}"] += weight * abs(change)


def _km_by_country(answer: Answer) -> Iterator[tuple[str, float]]:
    for leg in answer.best.legs if answer.best is not None else ():
        if leg.kind == "move" and leg.mode not in AT_SEA:
            for end in (leg.from_id, leg.to_id):
                country = answer.nodes[end].country
                if country:
                    yield country, leg.amounts.distance.value / UNITS["distance"] / 2


def traffic_of(comparisons: Sequence[Comparison], weights: Sequence[float], kind: str
               ) -> tuple[Traffic, ...]:
    """Say what the best routes carry over each link or border, before and after.

    Parameters
    ----------
    comparisons
        The pairs, before and after.
    weights
        What each counts for.
    kind
        ``link`` or ``border``.

    Returns
    -------
    traffic
        What is used before or after: the greatest change first, then by id.
    """
    found: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for comparison, weight in zip(comparisons, weights, strict=True):
        for when, answer in enumerate((comparison.base, comparison.variant)):
            for key in _used(answer, kind):
                found[key][when] += weight
    return tuple(sorted((Traffic(kind, key, *sums) for key, sums in found.items()),
                        key=lambda traffic: (-abs(traffic.change), traffic.key)))


def _used(answer: Answer, kind: str) -> Iterable[str]:
    """Give what the best route uses, each once, also where it goes there and back."""
    if answer.best is None:
        return ()
    if kind == "link":
        return dict.fromkeys(answer.best.link_ids)
    # A crossing without a row of its own is known by its link.
    return dict.fromkeys(leg.border_id or leg.link_id for leg in answer.best.legs
                         if leg.kind == "border")
