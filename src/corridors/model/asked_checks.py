"""What a scenario asks beside routes: whether all of it can be asked of this network.

What is turned, drawn or looked at has to be there. It is tried out on the networks of the
scenario, so that nothing which passes here fails when a sweep, a draw or an analysis sets it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from corridors.errors import InputError, Problem, suggest
from corridors.model.apply import apply_changes
from corridors.model.asked_analysis import KINDS, PLACE_OPTIONS, SELECTOR_OPTIONS, Asked
from corridors.model.ill_formed import ill_formed
from corridors.model.parameter import Parameter
from corridors.model.place_groups import places_of
from corridors.model.scenario import Change, Scenario
from corridors.model.snapshot import Snapshot
from corridors.model.spread import Spread
from corridors.model.sweep_axis import Axis
from corridors.model.uncertain import Uncertain
from corridors.model.written import Written

__all__ = ["asked_problems", "cases_that_fail"]


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
    >>> asked_problems(scenario, [load().as_of()])[0].message
    'There is no border "az-ir-astra"'
    """
    problems = [problem for axis in scenario.axes for problem in _axis(axis, cases)]
    if not problems and any(axis.parameters for axis in scenario.axes):
        refused = list(_refusals(scenario, cases[0]).values())
        problems += refused[0] if all(refused) else []
    problems += _uncertain(scenario.uncertain, cases)
    for asked in scenario.analyses:
        for name, option in asked.options.items():
            problems += _told(asked.written, name, _option(asked, name, option, cases))
    return list(dict.fromkeys(problems))


Row = Sequence[tuple[Parameter, float]]
"""Figures that are set together, each with its value."""


def _axis(axis: Axis, cases: Sequence[Snapshot]) -> list[Problem]:
    if not axis.parameters:
        return []
    key = "parameter" if axis.kind == "parameter" else "parameters"
    return _told(axis.written, key, _settings(list(_rows(axis)), cases))


def cases_that_fail(scenario: Scenario, today: Snapshot) -> list[Problem]:
    """Say which variants of a sweep cannot be turned, though others can.

    Parameters
    ----------
    scenario
        What is asked.
    today
        The network as it is.

    Returns
    -------
    notes
        One for each reason: the sweep tells these cases apart, and works out the others.
    """
    return list(dict.fromkeys(
        replace(problem, message=f'cases of "{name}" will fail: {problem.message}')
        for name, problems in _refusals(scenario, today).items() for problem in problems))


def _refusals(scenario: Scenario, today: Snapshot) -> dict[str, list[Problem]]:
    """Make the first changes of all axes at once with those of each variant that is swept."""
    turned = _apart([(axis.written, _changes(next(_rows(axis))))
                     for axis in scenario.axes if axis.parameters])
    variants = {variant.name: variant for variant in scenario.variants}
    found: dict[str, list[Problem]] = {}
    for name in _swept(scenario):
        one = variants.get(name)
        try:
            if one is None:
                apply_changes(today, turned)
            else:
                both = replace(one, changes=(*one.changes, *turned))
                today.apply(replace(scenario, variants=(both,)), name)
        except InputError as error:
            found[name] = [replace(problem, column="", advice="Keep one of the two.")
                           if problem.code == "S22" else problem for problem in error.problems]
        else:
            found[name] = []
    return found


def _swept(scenario: Scenario) -> list[str]:
    """Give the names of the variants that a sweep goes through, else of the base."""
    return [str(row[0]) for axis in scenario.axes if axis.kind == "variant"
            for row in axis.values] or ["base"]


def _uncertain(drawn: Sequence[Uncertain], cases: Sequence[Snapshot]) -> list[Problem]:
    problems: list[Problem] = []
    for one in drawn:
        spread = one.spread
        rows = [[(one.parameter, value)]
                for value in dict.fromkeys((spread.low, spread.value, spread.high))]
        problems += _told(one.written, "parameter", _settings(rows, cases))
    return problems or _together([(one.written, _changes([(one.parameter, one.spread.value)]))
                                  for one in drawn], "parameter", cases)


def _told(written: Written, key: str, problems: Iterable[Problem]) -> list[Problem]:
    """Give problems of changes with the place and the key of what would make these changes."""
    return [written.told(replace(problem, column=key)) for problem in problems]


def _rows(axis: Axis) -> Iterator[Row]:
    for values in axis.values:
        yield [(parameter, float(value))
               for parameter, value in zip(axis.parameters, values, strict=True)]


def _settings(rows: Sequence[Row], cases: Sequence[Snapshot]) -> list[Problem]:
    """Look at every value, and try the first of them out."""
    problems = [problem for row in rows for change in _changes(row)
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
            refusals.append(list(error.problems))
        else:
            return []
    return refusals[0] if refusals else []


def _together(set_at_once: Sequence[tuple[Written, list[Change]]], key: str,
              cases: Sequence[Snapshot]) -> list[Problem]:
    """Refuse draws that set the same figure: it could hold only one of their values."""
    if len(set_at_once) < 2:
        return []
    return [replace(problem, column=key, advice="Keep one of the two.")
            for problem in _refused(_apart(set_at_once), cases)]


def _apart(set_at_once: Sequence[tuple[Written, list[Change]]]) -> list[Change]:
    """Give changes with their places in the file, none of which says the same as another one."""
    return [replace(_told_apart(change, place), file=written.file, line=written.line)
            for place, (written, made) in enumerate(set_at_once, 1) for change in made]


def _told_apart(change: Change, place: int) -> Change:
    """Give a change with a figure hardly any different, so that two which say the same differ."""
    value, little = change.value, 1e-9 * place
    if value is None:
        apart = replace(change, factor=(change.factor or 0.0) * (1 + little))
    else:
        more = little * max(value.value, 1.0)
        apart = replace(change, value=Spread(value.low + more, value.value + more,
                                             value.high + more))
    return change if any(ill_formed(apart)) else apart


def _option(asked: Asked, name: str, option: Any, cases: Sequence[Snapshot]
            ) -> Iterator[Problem]:
    """Look at an option that names something of the network."""
    if isinstance(option, Parameter):
        yield from _settings([[(option, value)] for value in _bounds(asked, name)], cases)
    elif name in PLACE_OPTIONS:
        for text in option:
            try:
                places_of(cases[0].network, [text], name)
            except InputError as error:
                yield from error.problems
    elif name in SELECTOR_OPTIONS:
        for text in option:
            yield from _candidate(text, cases)


def _candidate(text: str, cases: Sequence[Snapshot]) -> list[Problem]:
    """Look at what may close or open: a kind of things, a project, or what a selector picks."""
    kind, colon, name = (part.strip() for part in text.partition(":"))
    if colon and kind == "project":
        known = cases[0].network.investments
        return [] if name in known else [Problem("S46", f'There is no project "{name}"',
                                                 suggest(name, known))]
    return [] if text in KINDS else _refused([Change((text,), "close")], cases)


def _bounds(asked: Asked, name: str) -> list[float]:
    """Give the bounds between which a figure is looked at: ``low``, ``high``, ``second_low``."""
    prefix = "" if name == "parameter" else f"{name}_"
    found = [asked.options.get(f"{prefix}{end}") for end in ("low", "high")]
    return [value for value in found if value is not None]
