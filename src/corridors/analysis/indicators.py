"""What changes for all OD pairs together: the standard indicators of a scenario.

A set of indicators is of one variant, one question label and one criterion: kilometres of one set
of routes are never added to those of another. Each pair counts what it weighs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corridors.analysis.compare import STATES, Comparison, compare
from corridors.analysis.effects import Effects
from corridors.analysis.gains import CountryEffect, Traffic, countries_of, traffic_of
from corridors.analysis.named_snapshots import named_snapshots
from corridors.analysis.summary import Summary, summary_of
from corridors.errors import Problem, QueryError
from corridors.model.costs import CostModel
from corridors.model.given import expect
from corridors.model.network import Network
from corridors.model.pairs import Pairs, as_pairs
from corridors.model.query import Query
from corridors.model.records import Node
from corridors.model.snapshot import Snapshot
from corridors.routing.solve import shortest_route

__all__ = ["IndicatorSet", "Indicators", "indicators"]

MOVED = ("better", "worse", "rerouted")
"""States of pairs whose route is another one, or takes something else."""


@dataclass(frozen=True, slots=True)
class IndicatorSet:
    """What becomes of the OD pairs of one question by one criterion, in one variant.

    Parameters
    ----------
    case, title
        Name and title of the variant.
    label
        The question: its label, or what it asks for in words; blank for no restriction.
    by
        What its routes are best by.
    comparisons, weights
        The pairs, before and after, and what each counts for.
    isolated, connected
        Places of the pairs from and to which no route of any of them is left, and places that had
        none and now have one.
    countries
        What becomes of each country.
    links, borders
        What the best routes carry over each link and border, the greatest change first.
    """

    case: str
    title: str
    label: str
    by: str
    comparisons: tuple[Comparison, ...] = field(repr=False)
    weights: tuple[float, ...] = field(repr=False)
    isolated: tuple[Node, ...]
    connected: tuple[Node, ...]
    countries: tuple[CountryEffect, ...] = field(repr=False)
    links: tuple[Traffic, ...] = field(repr=False)
    borders: tuple[Traffic, ...] = field(repr=False)

    def __len__(self) -> int:
        return len(self.comparisons)

    @property
    def states(self) -> dict[str, int]:
        """How many pairs became what: every one of :data:`~corridors.analysis.compare.STATES`."""
        found = [comparison.state for comparison in self.comparisons]
        return {state: found.count(state) for state in STATES}

    @property
    def weight_by_state(self) -> dict[str, float]:
        """What the pairs weigh that became what."""
        return {state: sum(weight for comparison, weight in self._weighed()
                           if comparison.state == state) for state in STATES}

    @property
    def within_range(self) -> int:
        """How many pairs get better or worse by less than the range of what differs."""
        return sum(comparison.state in ("better", "worse") and not comparison.certain(self.by)
                   for comparison in self.comparisons)

    def change(self, by: str, *, moved: bool = False) -> Summary | None:
        """Sum up the differences, variant minus base, over the pairs with a route in both.

        Parameters
        ----------
        by
            ``distance``, ``time``, ``cost`` or ``co2``.
        moved
            Whether only pairs count whose route changes.

        Returns
        -------
        summary
            In km, h, USD per TEU or kg per TEU; None where no pair has a route in both.
        """
        return self._summary([comparison.delta(by) for comparison in self.comparisons], moved)

    def percent(self, by: str, *, moved: bool = False) -> Summary | None:
        """Sum up the differences in per cent of the base; as :meth:`change`.

        Parameters
        ----------
        by
            ``distance``, ``time``, ``cost`` or ``co2``.
        moved
            Whether only pairs count whose route changes.
        """
        return self._summary([comparison.percent(by) for comparison in self.comparisons], moved)

    def _summary(self, values: Sequence[float | None], moved: bool) -> Summary | None:
        kept = [(value, weight) for value, (comparison, weight)
                in zip(values, self._weighed(), strict=True)
                if value is not None and not (moved and comparison.state not in MOVED)]
        return summary_of([value for value, _ in kept], [weight for _, weight in kept])

    def _weighed(self) -> Iterator[tuple[Comparison, float]]:
        return zip(self.comparisons, self.weights, strict=True)


@dataclass(frozen=True, slots=True)
class Indicators:
    """The indicators of variants against a base.

    Parameters
    ----------
    title
        Of the scenario, or of what is compared.
    base
        Title of the base.
    unit
        Of the weights; blank where they are only weights.
    network
        The network of the base.
    sets
        Variant by variant, question by question, criterion by criterion.
    """

    title: str
    base: str
    unit: str
    network: Network = field(repr=False)
    sets: tuple[IndicatorSet, ...]

    def __iter__(self) -> Iterator[IndicatorSet]:
        return iter(self.sets)

    def __len__(self) -> int:
        return len(self.sets)

    @property
    def weighted(self) -> bool:
        """Whether pairs count differently."""
        return len({weight for one in self for weight in one.weights}) > 1

    def __repr__(self) -> str:
        pairs = sum(map(len, self))
        return f"<Indicators of {self.title!r}: {len(self)} sets, {pairs} pairs in all>"

    def _repr_html_(self) -> str:
        from corridors.model.html import table

        rows = []
        for one in self:
            change, percent = one.change(one.by), one.percent(one.by)
            rows.append((one.title, one.label, one.by, f"{len(one)}",
                         *(f"{count}" for count in one.states.values()),
                         "" if change is None else f"{change.median:+,.1f}",
                         "" if percent is None else f"{percent.median:+,.1f}"))
        return table(repr(self)[1:-1], ("variant", "question", "best by", "pairs",
                                        *STATES.values(), "median, km, h, USD or kg",
                                        "median, %"), rows)


def indicators(what: Effects | Snapshot, variants: Snapshot | Mapping[str, Snapshot] | None = None,
               pairs: Pairs | Query | Sequence[Query] | None = None,
               costs: CostModel | None = None) -> Indicators:
    """Sum up what changes for all OD pairs of a scenario, or between snapshots.

    Parameters
    ----------
    what
        A scenario worked out; or the network as it is, with variants and pairs.
    variants
        The network as it would be; several by name.
    pairs
        The OD pairs with their weights, where snapshots are given.
    costs
        The cost model, where snapshots are given; that of the data if not given.

    Returns
    -------
    indicators
        A set for each variant, question label and criterion: counts of what became of the pairs,
        differences in km, h, USD and kg CO2 (least, median, mean, most), places that are cut off,
        what countries gain and lose, and links and borders that gain and lose traffic.

    Raises
    ------
    QueryError
        If it is neither, or variants or pairs are missing.

    Examples
    --------
    >>> from corridors import effects_of, load, load_scenario
    >>> found = indicators(effects_of(load_scenario("rasht-astara"), load()))
    >>> first = found.sets[0]
    >>> first.label, first.by, len(first), first.states["better"]
    ('rail only', 'distance', 3, 3)
    >>> first.change("distance").median
    -1007.2
    """
    if isinstance(what, Effects):
        return _of_effects(what)
    expect(what, Snapshot, "a scenario worked out, or the network on a day",
           "Give effects_of(...), or network.as_of() with variants and pairs.")
    if variants is None or pairs is None:
        raise QueryError(Problem("Q54", "of the network on a day alone no indicators can be given",
                                 "Give variants and pairs as well: indicators(today, opened, "
                                 "pairs)."))
    named = named_snapshots(variants)
    asked = as_pairs(pairs)
    before = [shortest_route(what, query, costs) for query in asked.queries]
    rows = [(name, name, [compare(old, shortest_route(snapshot, query, costs))
                          for old, query in zip(before, asked.queries, strict=True)])
            for name, snapshot in named.items()]
    return Indicators(what.network.title, f"{what.on}", asked.unit, what.network,
                      _sets(rows, asked))


def _of_effects(effects: Effects) -> Indicators:
    rows = [(case.name, case.title, [effects.comparison(case, place)
                                     for place in range(len(effects.queries))])
            for case in effects.variants]
    return Indicators(effects.scenario.title, effects.base.title, effects.scenario.weight_unit,
                      effects.network, _sets(rows, effects.scenario.pairs))


def _sets(rows: Sequence[tuple[str, str, Sequence[Comparison]]], pairs: Pairs
          ) -> tuple[IndicatorSet, ...]:
    groups: dict[tuple[str, str], list[int]] = {}
    for place, query in enumerate(pairs.queries):
        groups.setdefault((query.label or query.said(), query.by), []).append(place)
    return tuple(_set(name, title, key, [made[place] for place in places],
                      [pairs.weights[place] for place in places])
                 for name, title, made in rows for key, places in groups.items())


def _set(name: str, title: str, key: tuple[str, str], comparisons: Sequence[Comparison],
         weights: Sequence[float]) -> IndicatorSet:
    before, after = (_served(comparisons, variant=variant) for variant in (False, True))
    return IndicatorSet(
        name, title, *key, tuple(comparisons), tuple(weights),
        isolated=tuple(node for key, node in before.items() if key not in after),
        connected=tuple(node for key, node in after.items() if key not in before),
        countries=countries_of(comparisons, weights),
        links=traffic_of(comparisons, weights, "link"),
        borders=traffic_of(comparisons, weights, "border"))


def _served(comparisons: Sequence[Comparison], *, variant: bool) -> dict[str, Node]:
    """Give the places of the pairs that a route of one of them begins or ends in."""
    answers = [comparison.variant if variant else comparison.base for comparison in comparisons]
    return {place.node_id: place for answer in answers if answer.reachable
            for place in (answer.origin, answer.destination)}
