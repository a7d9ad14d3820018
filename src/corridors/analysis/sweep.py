"""What routes take in every case of a sweep: many small changes of one network."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from corridors.analysis.sweep_cases import Cases, Settings, hashed
from corridors.analysis.sweep_rows import FAILED, Asked, Failure, Solved, SweepRow
from corridors.analysis.sweep_steps import Steps
from corridors.errors import InputError, Problem, ScenarioError
from corridors.model.asked_pairs import resolved
from corridors.model.costs import CostModel
from corridors.model.given import expect
from corridors.model.network import Network
from corridors.model.query import Query
from corridors.model.restriction import Restriction
from corridors.model.scenario import Change, Scenario, Variant
from corridors.model.snapshot import Snapshot
from corridors.model.written import Written
from corridors.routing.variant_routes import Changes

__all__ = ["SweepPlan"]

_Group = tuple[object, ...]

MOST_KEPT = 64
"""Networks that differ in more than figures and statuses, of which so many are kept ready."""

@dataclass(frozen=True, slots=True, eq=False)
class SweepPlan:
    """A sweep, ready to be worked out case by case. Get one with :meth:`of`.

    Parameters
    ----------
    scenario
        The scenario; its queries go from one place to one place, and it has a date.
    network, costs
        What it is worked out on.
    cases
        All its cases.
    memo
        What was made ready for its cases.
    """

    scenario: Scenario
    network: Network = field(repr=False)
    costs: CostModel = field(repr=False)
    cases: Cases = field(repr=False)
    memo: dict[Any, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, scenario: Scenario, network: Network, costs: CostModel | None = None
           ) -> SweepPlan:
        """Make a sweep ready, and say what is wrong with all of it.

        Parameters
        ----------
        scenario
            The scenario, with its axes.
        network
            The network.
        costs
            The cost model; the one that comes with the data if not given.

        Raises
        ------
        ScenarioError
            If it has no axes or asks for no route, an axis is wrong, or a place is unknown.
        QueryError
            If a query names what there is not.
        """
        expect(scenario, Scenario, "a scenario", "Give one first: load_scenario(...).")
        expect(network, Network, "the whole network, of no one day,", "Give load().")
        model = costs or network.costs
        if model is None:
            raise ScenarioError(Problem("Q09", "the data has no cost model", "Give one."))
        if not scenario.queries:
            raise ScenarioError(Problem("S30", "the scenario asks for no route",
                                        "Add a [[query]].", file=scenario.file))
        asked = resolved(scenario, network)
        dated = replace(asked, on=asked.on or network.reference_date,
                        queries=_placed(asked, network))
        plan = cls(dated, network, model, Cases(dated))
        plan._asked(())  # says at once what is wrong with a query
        return plan

    @property
    def identity(self) -> dict[str, str]:
        """What makes it this sweep and no other: a hash for each, by its name in words."""
        if "identity" not in self.memo:
            scenario = self.scenario
            named = {str(row[0]) for axis in scenario.axes if axis.kind == "variant"
                     for row in axis.values}
            self.memo["identity"] = {
                "network": self.network.version.removeprefix("sha256:"),
                "cost model": hashed(self.costs.version), "queries": hashed(scenario.queries),
                "axes": hashed(scenario.axes),
                "date": hashed([scenario.on, scenario.assume_expected]),
                "variants": hashed({name: variant for name, variant in self.cases.variants.items()
                                    if name in named})}
        made: dict[str, str] = self.memo["identity"]
        return made

    def key(self, case: int) -> str:
        """Give the key of a case: of the network, the costs, the queries and what it sets.

        Parameters
        ----------
        case
            Its number.

        Returns
        -------
        key
            The first 20 digits of a SHA-256; the same whatever the case's number.
        """
        meaning = {**self.cases.meaning(case), **{name: self.identity[name] for name in
                                                  ("network", "cost model", "queries")}}
        return hashed(meaning)[:20]

    def snapshot(self, case: int) -> Snapshot:
        """Give the network as a case makes it.

        Parameters
        ----------
        case
            Its number.

        Raises
        ------
        InputError
            If its changes cannot be made.
        """
        settings = self.cases[case]
        on, assumed = self._day_of(settings)
        base = self._day(on, assumed)
        return base.apply(settings.changes) if settings.changes else base

    def queries(self, case: int) -> tuple[Query, ...]:
        """Give the queries as they are asked in a case: under the restrictions of its variant.

        Parameters
        ----------
        case
            Its number.
        """
        variant = self.cases[case].variant
        queries = self.scenario.queries
        return queries if variant is None else _restricted(queries, variant)

    def solve(self, numbers: Iterable[int]) -> Solved:
        """Work some cases out.

        Parameters
        ----------
        numbers
            Numbers of the cases.

        Returns
        -------
        solved
            A case that cannot be worked out is told; the others are not touched by it.
        """
        numbers = list(numbers)
        together: dict[_Group, tuple[Asked, dict[int, Changes]]] = {}
        others: dict[int, list[SweepRow]] = {}
        faults: dict[int, str] = {}
        for case in numbers:
            try:
                group = self._group(case)
                asked, changes = together.get(group) or (self._asked(group), {})
                made = self._steps.changes(asked.routes, case) if not group and asked.all_quick \
                    else None
                rest = list[SweepRow]()
                if made is None:
                    variant = self._variant(asked, group, case)
                    made = asked.routes.changes(variant)
                    rest = asked.others(variant, case, self.costs)
                changes[case], others[case] = made, rest
                together[group] = asked, changes
            except InputError as error:
                faults[case] = " ".join(str(error).split())
        rows = {case: [SweepRow(case, query, FAILED) for query in range(len(self.scenario.queries))]
                for case in faults}
        for asked, changes in together.values():
            found = asked.routes.bests(list(changes.values()))
            rows |= {case: sorted([*asked.rows(case, bests), *others[case]])
                     for case, bests in zip(changes, found, strict=True)}
        return Solved([row for case in numbers for row in rows[case]],
                      [Failure(case, faults[case]) for case in numbers if case in faults],
                      {case: self.key(case) for case in numbers})

    def lost(self, case: int, fault: str) -> Solved:
        """Tell that a case could not be worked out.

        Parameters
        ----------
        case
            Its number.
        fault
            Why, in words.
        """
        queries = range(len(self.scenario.queries))
        return Solved([SweepRow(case, query, FAILED) for query in queries],
                      [Failure(case, fault)], {case: self.key(case)})

    @property
    def _steps(self) -> Steps:
        if "steps" not in self.memo:
            self.memo["steps"] = Steps(self.cases, self._base(()), self._day_of, self._day)
        made: Steps = self.memo["steps"]
        return made

    def _group(self, case: int) -> _Group:
        """Say which cases are asked together: those of one network and the same restrictions."""
        settings = self.cases[case]
        variant = settings.variant
        if variant is None:
            return ()
        added = [change for change in variant.changes if _reshapes(change)]
        if any(change.conflicts for change in variant.changes if added) or any(
                change.requires for change in added):
            return "alone", case  # what all changes together must be is seen by all together
        if added:
            return "added", variant.name, *self._day_of(settings)
        return ("restricted", variant.name) if variant.restriction != Restriction() else ()

    def _asked(self, group: _Group) -> Asked:
        """Give the queries of a group made ready, kept for its next case."""
        kept: dict[_Group, Asked] = self.memo.setdefault("asked", {})
        if group not in kept:
            while len(kept) >= MOST_KEPT:
                del kept[next(iter(kept))]
            kept[group] = Asked.of(self._base(group), self._queries(group), self.costs)
        return kept[group]

    def _base(self, group: _Group) -> Snapshot:
        match group:
            case ("alone", int(case)):
                return self.snapshot(case)
            case ("added", str(name), str(on), bool(assumed)):
                return self._day(on, assumed).apply(
                    change for change in self.cases.variants[name].changes
                    if _reshapes(change))
        return self._day(str(self.scenario.on), self.scenario.assume_expected)

    def _queries(self, group: _Group) -> tuple[Query, ...]:
        match group:
            case ("alone", int(case)):
                return self.queries(case)
            case (_, str(name), *_):
                return _restricted(self.scenario.queries, self.cases.variants[name])
        return self.scenario.queries

    def _variant(self, asked: Asked, group: _Group, case: int) -> Snapshot:
        """Give the network of a case as a change of the one its group is asked of."""
        if not group or group[0] == "restricted":
            return self.snapshot(case)
        base = asked.routes.base
        if group[0] == "alone":
            return base
        changes = [change for change in self.cases[case].changes if not _reshapes(change)]
        return base.apply(changes) if changes else base

    def _day_of(self, settings: Settings) -> tuple[str, bool]:
        """Give the day of a case, and whether links open as expected."""
        variant, on, assumed = settings.variant, settings.on, self.scenario.assume_expected
        if variant is not None:
            on = on or str(variant.on or "")
            assumed = assumed if variant.assume_expected is None else variant.assume_expected
        return on or str(self.scenario.on), assumed

    def _day(self, on: str, assumed: bool) -> Snapshot:
        days: dict[tuple[str, bool], Snapshot] = self.memo.setdefault("days", {})
        if (on, assumed) not in days:
            days[on, assumed] = self.network.as_of(on, assume_expected=assumed)
        return days[on, assumed]


def _restricted(queries: Sequence[Query], variant: Variant) -> tuple[Query, ...]:
    return tuple(query.restricted(variant.restriction) for query in queries)


def _reshapes(change: Change) -> bool:
    """Say whether a change makes another network: what meets what is not the same any more."""
    return change.action == "add" or change.field == "gauge_mm"


def _placed(scenario: Scenario, network: Network) -> tuple[Query, ...]:
    """Give the queries with the ids of their places, and say of all of them what is unknown."""
    found, problems = list[Query](), list[Problem]()
    for query, written in zip(scenario.queries, scenario.written or
                              (Written(),) * len(scenario.queries), strict=True):
        try:
            ends = [network.place(text).node_id for text in (query.origin, query.destination)]
            found.append(replace(query, origin=ends[0], destination=ends[1]))
        except InputError as error:
            problems += [written.told(problem) for problem in error.problems]
    if problems:
        raise ScenarioError(dict.fromkeys(problems))
    return tuple(found)
