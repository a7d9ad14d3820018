"""What a scenario asks beside routes: whether all of it can be asked of this network.

What is turned, drawn or looked at has to be there. It is tried out on the networks of the
scenario, so that nothing which passes here fails when a sweep, a draw or an analysis sets it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corridors.errors import InputError, Problem
from corridors.model.apply import apply_changes
from corridors.model.asked_analysis import PLACE_OPTIONS, Asked
from corridors.model.ill_formed import ill_formed
from corridors.model.parameter import Parameter
from corridors.model.place_groups import places_of
from corridors.model.scenario import Change, Scenario
from corridors.model.snapshot import Snapshot
from corridors.model.sweep_axis import Axis

__all__ = ["asked_problems"]


def asked_problems(scenario: Scenario, cases: Sequence[Snapshot]) -> list[Problem]:
    """Say what cannot be turned, drawn or looked at.

    Parameters
    ----------
    scenario
        What is asked: its axes, what is uncertain, and its analyses.
    cases
        The network as it is, and as each variant makes it.

    Returns
    -------
    problems
        Each with its place in the file; empty if all of it can be asked.

    Examples
    --------
    >>> from corridors import load
    >>> turned = Axis("wait", (Parameter.parse("dwell_h of border:az-ir-astra"),), ((6,), (9,)))
    >>> scenario = Scenario("waits", "Waits", (), axes=(turned,))
    >>> print(asked_problems(scenario, [load().as_of()])[0])
    There is no border "az-ir-astra". Did you mean "az-ir-astara"? [S21]
    """
    problems = [problem for axis in scenario.axes for problem in _axis(axis, cases)]
    if not problems:
        problems += _together(scenario.axes, cases)
    for uncertain in scenario.uncertain:
        spread = uncertain.spread
        rows = [[(uncertain.parameter, value)]
                for value in dict.fromkeys((spread.low, spread.value, spread.high))]
        problems += [uncertain.written.told(problem) for problem in _settings(rows, cases)]
    for asked in scenario.analyses:
        problems += [asked.written.told(problem) for problem in _analysis(asked, cases)]
    return list(dict.fromkeys(problems))


Row = Sequence[tuple[Parameter, float]]
"""Figures that are set together, each with its value."""


def _axis(axis: Axis, cases: Sequence[Snapshot]) -> list[Problem]:
    if not axis.parameters:
        return []
    return [axis.written.told(problem) for problem in _settings(list(_rows(axis)), cases)]


def _rows(axis: Axis) -> Iterator[Row]:
    for values in axis.values:
        yield [(parameter, float(value))
               for parameter, value in zip(axis.parameters, values, strict=True)]


def _settings(rows: Sequence[Row], cases: Sequence[Snapshot]) -> list[Problem]:
    """Look at every value, and try the first of them out."""
    problems = [replace(problem, column="") for row in rows for change in _changes(row)
                for problem in ill_formed(change)]
    if problems or not rows:
        return problems
    return _refused(_changes(rows[0]), cases)


def _changes(row: Row) -> list[Change]:
    return [parameter.change(value) for parameter, value in row]


def _refused(changes: Sequence[Change], cases: Sequence[Snapshot]) -> list[Problem]:
    """Make changes to one case after the other until one takes them; else say why none does."""
    refusals: list[list[Problem]] = []
    for case in cases:
        try:
            apply_changes(case, changes)
        except InputError as error:
            # The keys of a change are not those of what turns it.
            refusals.append([replace(problem, column="") for problem in error.problems])
        else:
            return []
    return refusals[0] if refusals else []


def _together(axes: Sequence[Axis], cases: Sequence[Snapshot]) -> list[Problem]:
    """Refuse axes that set the same figure: a case of the sweep could hold only one of them."""
    turned = [axis for axis in axes if axis.parameters]
    if len(turned) < 2:
        return []
    changes = [change for axis in turned for change in _changes(next(_rows(axis)))]
    return [turned[-1].written.told(problem) for problem in _refused(changes, cases)]


def _analysis(asked: Asked, cases: Sequence[Snapshot]) -> Iterator[Problem]:
    for name, option in asked.options.items():
        if isinstance(option, Parameter):
            yield from _settings([[(option, value)] for value in _bounds(asked, name)], cases)
        elif name in PLACE_OPTIONS and cases:
            for text in option:
                try:
                    places_of(cases[0].network, [text], name)
                except InputError as error:
                    yield from error.problems


def _bounds(asked: Asked, name: str) -> list[float]:
    """Give the bounds between which a figure is looked at: ``low``, ``high``, ``second_low``."""
    prefix = "" if name == "parameter" else f"{name}_"
    found = [asked.options.get(f"{prefix}{end}") for end in ("low", "high")]
    return [value for value in found if value is not None]
