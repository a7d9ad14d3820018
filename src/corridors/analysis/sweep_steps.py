"""What each step of an axis changes by itself; a case is the sum of its steps where none meet.

What an arc weighs depends on the figures of its own link and border alone. So where steps touch
different arcs, a case changes what its steps change, and is not made as a network of its own. Steps
that touch the same arc or set the same field, or that nodes take part in, are not added up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from corridors.analysis.sweep_cases import Cases, Settings
from corridors.errors import InputError
from corridors.model.fields import FIELDS
from corridors.model.scenario import Change
from corridors.model.snapshot import Snapshot
from corridors.routing.variant_routes import Changes, VariantRoutes
from corridors.routing.weights import arcs_of_links, changed_arcs

__all__ = ["Steps"]

MOST_STEPS = 10_000
"""Steps that are remembered."""


class _Step(NamedTuple):
    """What a step changes, every arc whose figures or status it touches, and the fields it sets.

    Two steps may set the same field and touch no arc by what is asked for: the wait at a border
    where only costs are. They contradict each other all the same.
    """

    changes: Changes
    touched: frozenset[int]
    fields: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of the axes of a sweep, each worked out when it is first met.

    Parameters
    ----------
    cases
        The cases.
    base
        The network that all of them change.
    day_of, day
        Give the day of a case, and the network of a day.
    known
        What is known of each step; None for one that is not added up.
    """

    cases: Cases
    base: Snapshot
    day_of: Callable[[Settings], tuple[str, bool]] = field(repr=False)
    day: Callable[[str, bool], Snapshot] = field(repr=False)
    known: dict[object, _Step | None] = field(default_factory=dict, repr=False)

    def changes(self, routes: VariantRoutes, case: int) -> Changes | None:
        """Give what a case changes, as the sum of its steps.

        Parameters
        ----------
        routes
            Queries of the base.
        case
            Number of the case.

        Returns
        -------
        changes
            For each group of queries; None where the case is to be made as a network of its own.
        """
        settings = self.cases[case]
        steps = [self._standing(routes, settings)]
        steps += [self._turned(routes, change) for change in settings.turned]
        touched, fields = set[int](), set[tuple[str, str]]()
        merged: list[dict[int, int]] = [{} for _ in routes.groups]
        for step in steps:
            if step is None or not (touched.isdisjoint(step.touched)
                                    and fields.isdisjoint(step.fields)):
                return None
            touched |= step.touched
            fields |= step.fields
            for together, alone in zip(merged, step.changes, strict=True):
                together.update(alone)
        return merged

    def _standing(self, routes: VariantRoutes, settings: Settings) -> _Step | None:
        """Give what the day and the variant of a case change."""
        on, assumed = self.day_of(settings)
        variant = settings.variant
        changes = () if variant is None else variant.changes
        key = on, assumed, "" if variant is None else variant.name
        if key not in self.known:
            sound = all(_is_local(change) for change in changes)
            self._keep(key, self._step(routes, self.day(on, assumed), changes) if sound else None)
        return self.known[key]

    def _turned(self, routes: VariantRoutes, change: Change) -> _Step | None:
        """Give what a figure changes."""
        key = change.field, change.select, change.factor, change.value
        if key not in self.known:
            self._keep(key, self._step(routes, self.base, (change,)) if _is_local(change) else None)
        return self.known[key]

    def _keep(self, key: object, step: _Step | None) -> None:
        if len(self.known) >= MOST_STEPS:
            self.known.clear()
        self.known[key] = step

    def _step(self, routes: VariantRoutes, start: Snapshot, changes: tuple[Change, ...]
              ) -> _Step | None:
        try:
            variant = start.apply(changes) if changes else start
            made = routes.changes(variant)
        except InputError:
            return None  # said of the case as a whole
        arcs = arcs_of_links(self.base.network)
        moved = (link for link, (one, other) in enumerate(zip(variant.status, self.base.status,
                                                              strict=True)) if one != other)
        touched = {arc for link in moved for arc in arcs[link]}
        figures = [changed_arcs(variant, by) for by in {each.solver.query.by
                                                        for each in routes.groups}]
        return _Step(made, frozenset(touched.union(*figures, *made)),
                     frozenset((setting.field, setting.key) for setting in variant.settings))


def _is_local(change: Change) -> bool:
    """Say whether what a change does to an arc rests on nothing that another may change."""
    return not (change.conflicts or change.requires) and (
        change.action in ("open", "close")
        or (change.field in FIELDS and FIELDS[change.field].kind != "node"))
