"""The cases of a sweep: every combination of the values of its axes, each with a key of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from hashlib import sha256
from math import isfinite, prod
from typing import Any

from corridors.errors import Problem, QueryError, ScenarioError
from corridors.model.dates import as_day
from corridors.model.scenario import Change, Scenario, Variant
from corridors.model.sweep_axis import Axis

__all__ = ["BASE", "COLUMNS", "Cases", "Settings", "columns_of", "hashed"]

MOST_TEXTS = 10_000

BASE = "base"
"""Name of the network as it is, on an axis of variants."""

MOST_CASES = 1_000_000
"""Most cases of a sweep."""

COLUMNS = ("case", "key", "query", "origin", "destination", "label", "by", "state", "total", "unit",
           "countries", "modes", "corridor", "route", "links", "fault")
"""Columns of the results beside those of the axes, which stand behind ``key``."""

_SAID_ONLY = {"reason", "source", "file", "line", "lines", "written"}
# What a change says beside what it does: a key does not change with it.


@dataclass(frozen=True, slots=True)
class Settings:
    """What one case sets.

    Parameters
    ----------
    cells
        A value for each column of the axes.
    on
        Its day in ISO form; blank for that of the variant or the scenario.
    variant
        Its variant; None for the network as it is.
    turned
        The changes of its parameters.
    """

    cells: tuple[float | str, ...]
    on: str = ""
    variant: Variant | None = None
    turned: tuple[Change, ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        """All changes, those of the variant first."""
        return (*(self.variant.changes if self.variant is not None else ()), *self.turned)


@dataclass(frozen=True, slots=True)
class Cases:
    """All cases of a sweep, numbered from 0: the values of the last axis follow each other.

    Parameters
    ----------
    scenario
        The scenario, with its axes.

    Raises
    ------
    ScenarioError
        With everything that is wrong with the axes.

    Examples
    --------
    >>> from corridors import Axis, Parameter
    >>> turned = (Parameter.parse("dwell_h of border:az-ir-astara"),)
    >>> cases = Cases(Scenario("waits", "Waits", (), axes=(Axis("wait", turned, ((6,), (12,))),)))
    >>> len(cases), cases.columns, cases[1].cells
    (2, ('wait',), (12.0,))
    """

    scenario: Scenario
    variants: Mapping[str, Variant] = field(init=False, repr=False)
    texts: dict[object, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        variants = {variant.name: variant for variant in self.scenario.variants}
        object.__setattr__(self, "variants", variants)
        problems = list(_problems(self))
        if problems:
            raise ScenarioError(problems)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns of the axes: a list of several figures has one for each."""
        return tuple(name for axis in self.scenario.axes for name in columns_of(axis))

    def __len__(self) -> int:
        return prod(map(len, self.scenario.axes))

    def __getitem__(self, case: int) -> Settings:
        rows = []
        for axis in reversed(self.scenario.axes):
            case, place = divmod(case, len(axis))
            rows.append(axis.values[place])
        on, variant = "", None
        cells: list[float | str] = []
        turned: list[Change] = []
        for axis, row in zip(self.scenario.axes, reversed(rows), strict=True):
            if axis.kind == "on":
                on = as_day(str(row[0])).isoformat()
                cells.append(on)
            elif axis.kind == "variant":
                variant = self.variants.get(str(row[0]))
                cells.append(str(row[0]))
            else:
                cells += map(float, row)
                turned += [parameter.change(float(value))
                           for parameter, value in zip(axis.parameters, row, strict=True)]
        return Settings(tuple(cells), on, variant, tuple(turned))

    def meaning(self, case: int) -> dict[str, Any]:
        """Give what sets a case apart from others, whatever its number.

        Parameters
        ----------
        case
            Its number.
        """
        settings, scenario = self[case], self.scenario
        variant, assumed = settings.variant, scenario.assume_expected
        on = settings.on or scenario.on
        if variant is not None:
            on, assumed = variant.on or on, assumed if variant.assume_expected is None \
                else variant.assume_expected
        return {"on": str(on or ""), "assume_expected": assumed,
                "restriction": _plain(variant.restriction) if variant is not None else None,
                "changes": sorted(map(self._written, settings.changes))}

    def _written(self, change: Change) -> str:
        """Give what a change does in JSON; it is asked for in case after case."""
        turned = (change.field, change.select, change.factor, change.value) \
            if change == Change(change.select, "set", change.field, change.value, change.factor) \
            else id(change)  # one of a variant, which lives as long as the scenario
        if turned not in self.texts:
            if len(self.texts) > MOST_TEXTS:
                self.texts.clear()
            self.texts[turned] = json.dumps(_plain(change), sort_keys=True)
        return self.texts[turned]

    def said(self, case: int) -> str:
        """Say in words what a case sets.

        Parameters
        ----------
        case
            Its number.
        """
        return ", ".join(f"{name} = {cell:g}" if isinstance(cell, float) else f"{name} = {cell}"
                         for name, cell in zip(self.columns, self[case].cells, strict=True))


def columns_of(axis: Axis) -> list[str]:
    """Name the columns of an axis: one for each figure that it sets.

    Parameters
    ----------
    axis
        The axis.
    """
    count = len(axis.parameters)
    return [axis.name] if count < 2 else [f"{axis.name}_{place}" for place in range(1, count + 1)]


def hashed(value: object) -> str:
    """Give the SHA-256 of a value in canonical JSON: keys sorted, no blanks, sets in order.

    Parameters
    ----------
    value
        Words, numbers, lists, mappings, days, and records of these.

    Examples
    --------
    >>> hashed({"b": 1, "a": 2}) == hashed({"a": 2, "b": 1})
    True
    """
    text = json.dumps(_plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False,
                      allow_nan=False)
    return sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """Give a value as JSON can hold it; of a record only what it does, not what it says."""
    if hasattr(value, "__dataclass_fields__"):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)
                if each.name not in _SAID_ONLY}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def _problems(cases: Cases) -> Iterator[Problem]:
    """Say what is wrong with the axes."""
    axes = cases.scenario.axes
    if not axes:
        yield Problem("W02", f'the scenario "{cases.scenario.name}" has nothing to sweep',
                      "Give it an axis: [[sweep.axis]] with a parameter and its values.")
        return
    if len(cases) > MOST_CASES:
        yield Problem("W11", f"the axes have {len(cases):,} combinations",
                      f"Give fewer values: at most {MOST_CASES:,} cases are swept at a time.")
    names = cases.columns
    for name in dict.fromkeys(names):
        if name in COLUMNS:
            yield Problem("W03", f'the axis "{name}" bears the name of another column',
                          "Choose another name.")
        elif names.count(name) > 1:
            yield Problem("W03", f'two axes have the name "{name}"', "Give each its own.")
    for kind, what in (("variant", "variants"), ("on", "days")):
        if sum(axis.kind == kind for axis in axes) > 1:
            yield Problem("W03", f"two axes are of {what}", "Put them into one.")
    for axis in axes:
        yield from map(axis.written.told, _value_problems(cases, axis))


def _value_problems(cases: Cases, axis: Axis) -> Iterator[Problem]:
    known = [BASE, *cases.variants]
    if axis.kind in ("parameter", "list"):
        if not axis.parameters:
            yield Problem("W03", f'the axis "{axis.name}" sets nothing', "Give it a parameter.")
        for value in (value for row in axis.values for value in row):
            if not (isinstance(value, int | float) and isfinite(value)):
                yield Problem("W03", f'the axis "{axis.name}" has {value!r} for a number',
                              "Give a number.")
        return
    for value in (row[0] for row in axis.values):
        if axis.kind == "variant" and value not in known:
            yield Problem("W03", f'the axis "{axis.name}" names the variant "{value}", which there '
                                 "is not", f"Use one of: {', '.join(known)}.")
        elif axis.kind == "variant" and value != BASE and cases.variants[str(value)].on \
                and any(other.kind == "on" for other in cases.scenario.axes):
            yield Problem("W03", f'the variant "{value}" has a date of its own, and there is an '
                                 "axis of days", "Leave one of the two out.")
        elif axis.kind == "on":
            try:
                as_day(str(value))
            except QueryError as error:
                yield from error.problems
