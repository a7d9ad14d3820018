"""Applying changes to a snapshot: all at once, so that their order can never matter.

==== ==========================================================================================
code rule
==== ==========================================================================================
S21  what a change selects exists
S22  no two changes set the same field of the same thing at one time
S23  what a change expects is so in the base
S24  a change can be made: the field belongs to what is selected, the value fits it
S25  what is added is sound
S26  (note) a change changes nothing
S27  (note) a change does not hold on the day
S28  what a change requires carries traffic once all changes are made
S29  no change touches what another one rules out
==== ==========================================================================================
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corridors.errors import Problem, ScenarioError
from corridors.model.add import grown
from corridors.model.change import Change
from corridors.model.fields import FIELDS
from corridors.model.ill_formed import ill_formed
from corridors.model.laid import Setting, laid
from corridors.model.network import Network
from corridors.model.resting import resting
from corridors.model.restriction import Selector
from corridors.model.scenario import Scenario
from corridors.model.selection import selected_charges, selected_links, selected_nodes
from corridors.model.snapshot import Snapshot
from corridors.model.status import carries
from corridors.model.terms import Touched, place_of, ruled_out, unmet

__all__ = ["apply_changes", "apply_scenario"]

# What a change sets: the field, and the id of what has it.
Target = tuple[str, str]


def apply_scenario(snapshot: Snapshot, scenario: Scenario, variant: str | None) -> Snapshot:
    """Apply one variant of a scenario; see :meth:`Snapshot.apply`."""
    chosen = scenario.variant(variant)
    base = snapshot
    on, assume = chosen.on or snapshot.on, chosen.assume_expected
    if assume is None:
        assume = scenario.assume_expected or snapshot.assume_expected
    if (on, assume) != (snapshot.on, snapshot.assume_expected):
        if not snapshot.untouched:
            what = "has a date of its own" if on != snapshot.on else \
                f"{'assumes' if assume else 'does not assume'} that links open as expected"
            raise ScenarioError(Problem(
                "S24", f'the variant "{chosen.name}" {what}, but the snapshot was changed before',
                "Apply it to an unchanged snapshot."))
        base = Snapshot.of(snapshot.network, on, assume_expected=assume)
    changed = apply_changes(base, chosen.changes)
    return replace(changed, scenario=f"{scenario.name}/{chosen.name}",
                   scenario_version=scenario.version, memo={})


def apply_changes(snapshot: Snapshot, changes: Sequence[Change]) -> Snapshot:
    """Apply changes to a snapshot; see :meth:`Snapshot.apply`.

    Parameters
    ----------
    snapshot
        The base; what changes expect is looked up here.
    changes
        The changes, in any order.

    Returns
    -------
    snapshot
        The changed network.

    Raises
    ------
    ScenarioError
        With everything that is wrong.
    """
    problems: list[Problem] = []
    sound: list[Change] = []
    for change in changes:
        found = list(ill_formed(change))
        problems += found
        sound += [] if found or change in sound else [change]
    base = _grown(snapshot, [change for change in sound if change.action == "add"], problems)
    planned, notes = _planned(base, [change for change in sound if change.action != "add"],
                              problems)
    if any(change.conflicts for change in sound):
        problems += ruled_out(base, _touched(sound, planned))
    settings = _settings(base, planned)
    base = _regauged(base, settings, problems)
    if problems:
        raise ScenarioError(problems)
    ordered = tuple(sorted(sound, key=_order))
    made = laid(base, (*base.settings, *settings),
                (*base.changes, *(one for one in ordered if one not in base.changes)))
    problems += unmet(base, made, sound)
    if problems:
        raise ScenarioError(problems)
    return replace(made, notes=(*base.notes, *notes, *resting(ordered, base.on)))


def _grown(snapshot: Snapshot, adds: Sequence[Change], problems: list[Problem]) -> Snapshot:
    """Give the snapshot with what is added; as it is where that is not sound."""
    try:
        return _moved(snapshot, grown(snapshot.network, adds)) if adds else snapshot
    except ScenarioError as error:
        problems += error.problems
        return snapshot


def _regauged(base: Snapshot, settings: Sequence[Setting], problems: list[Problem]) -> Snapshot:
    """Give the snapshot with other gauges: what meets what is another network then."""
    gauges = {one.key: one.change for one in settings if one.field == "gauge_mm"}
    try:
        return _moved(base, grown(base.network, (), gauges)) if gauges else base
    except ScenarioError as error:
        problems += error.problems
        return base


def _moved(snapshot: Snapshot, network: Network) -> Snapshot:
    """Lay what was said of a network over one that has more."""
    fresh = Snapshot.of(network, snapshot.on, assume_expected=snapshot.assume_expected)
    return replace(laid(fresh, snapshot.settings, snapshot.changes), scenario=snapshot.scenario,
                   scenario_version=snapshot.scenario_version, notes=snapshot.notes)


def _planned(base: Snapshot, changes: Sequence[Change], problems: list[Problem]
             ) -> tuple[dict[Target, list[Change]], list[Problem]]:
    """Find out what each change sets, and where two of them contradict each other."""
    notes: list[Problem] = []
    planned: dict[Target, list[Change]] = {}
    for change in changes:
        targets = list(_targets(base, change, problems))
        if change.holds_on(base.on):
            problems += _unexpected(base, change, targets)
            notes += _idle(base, change, targets)
        for target in targets:
            others = planned.setdefault(target, [])
            against = [other for other in others
                       if other.says != change.says and other.meets(change)]
            problems += [_conflict(change, against[0], target)] if against else []
            others.append(change)
    return planned, notes


def _targets(base: Snapshot, change: Change, problems: list[Problem]) -> Iterator[Target]:
    """List what a change sets, and say what it selects in vain."""
    field = {"open": "status", "close": "status"}.get(change.action, change.field)
    kind = FIELDS[field].kind
    found = dict[str, None]()
    for text in change.select:
        selector = Selector.parse(text)
        if kind == "link":
            keys, problem = selected_links(base, selector, field)
        elif kind == "border":
            keys, problem = selected_charges(base, selector)
        else:
            keys, problem = selected_nodes(base, selector, field)
        if problem is not None:
            problems.append(change.problem("S21", *problem, "select"))
        found |= dict.fromkeys(keys)
    if field == "capacity_mt_per_year" and change.factor is not None:
        found = _known_capacity(base, change, found, problems)
    for key in found:
        yield field, key


def _known_capacity(base: Snapshot, change: Change, found: dict[str, None],
                    problems: list[Problem]) -> dict[str, None]:
    """Leave out what has no capacity to multiply; say so where nothing has."""
    known = dict.fromkeys(key for key in found if base.capacity_of(key) is not None)
    if found and not known:
        problems.append(change.problem(
            "S24", f"no capacity is known of {', '.join(change.select)}: there is nothing to "
                   "multiply", "Give a value instead of a factor.", "factor"))
    return known


def _unexpected(base: Snapshot, change: Change, targets: Sequence[Target]) -> Iterator[Problem]:
    if not change.expects:
        return
    for field, key in targets:
        if FIELDS[field].kind != "node" and base.status_of(key) != change.expects:
            advice = f'Write expects = "{base.status_of(key)}", or look at the date.'
            if key in base.assumed:
                advice = "It is assumed to open: leave the change or assume_expected out."
            yield change.problem(
                "S23", f'"{key}" is {base.status_of(key)} on {base.on}, not {change.expects}',
                advice, "expects")


def _idle(base: Snapshot, change: Change, targets: Sequence[Target]) -> Iterator[Problem]:
    for field, key in targets:
        if field != "status" or change.action == "set":
            continue
        if carries(base.status_of(key)) == (change.action == "open"):
            yield change.problem("S26", f'"{key}" is {base.status_of(key)} already', "", "select")


def _conflict(change: Change, other: Change, target: Target) -> Problem:
    field, key = target
    return change.problem(
        "S22", f'"{change.said()}" contradicts "{other.said()}"{place_of(other, change)}: both set '
               f"{field} of {key}", "Keep one of the two, or put them into two variants.",
        "select")


def _touched(changes: Sequence[Change], planned: dict[Target, list[Change]]) -> Touched:
    """Give what each change sets or adds."""
    found: dict[int, set[str]] = {id(change): set(change.added) for change in changes}
    for (_, key), setting in planned.items():
        for change in setting:
            found[id(change)].add(key)
    return [(change, found[id(change)]) for change in changes]


def _settings(base: Snapshot, planned: dict[Target, list[Change]]) -> tuple[Setting, ...]:
    """Write down what changes say, in an order that theirs has no part in."""
    layer = max((one.layer for one in base.settings), default=0) + 1
    links = base.network.links
    return tuple(
        Setting(layer, field, key, change,
                links.gauges_mm[links.index[key]] if field == "gauge_mm" else ())
        for (field, key), changes in sorted(planned.items())
        for change in (changes if len(changes) == 1 else sorted(changes, key=_order)))


def _order(change: Change) -> tuple[str, str, int]:
    return change.said(), change.file, change.line or 0
