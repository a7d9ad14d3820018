"""Applying changes to a snapshot: all at once, so that their order can never matter.

==== ==========================================================================================
code rule
==== ==========================================================================================
S21  what a change selects exists
S22  no two changes set the same field of the same thing
S23  what a change expects is so in the base
S24  a change can be made: the field belongs to what is selected, the value fits it
S25  what is added is sound
S26  (note) a change changes nothing
==== ==========================================================================================
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corridors.errors import Problem, ScenarioError
from corridors.model.add import with_added
from corridors.model.dwell import dwell_without_gauge_change
from corridors.model.ill_formed import ill_formed
from corridors.model.records import BorderCharge
from corridors.model.restriction import Selector
from corridors.model.scenario import FIELDS, Change, Scenario
from corridors.model.selection import selected_charges, selected_links, selected_nodes
from corridors.model.snapshot import Snapshot
from corridors.model.spread import Spread
from corridors.model.status import carries

__all__ = ["apply_changes", "apply_scenario"]

# What a change sets: the kind of thing, its id, and the field.
Target = tuple[str, str, str]


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
    return replace(changed, scenario=f"{scenario.name}/{chosen.name}", memo={})


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
    sound = []
    for change in changes:
        found = list(ill_formed(change))
        problems += found
        sound += [] if found else [change]
    base = snapshot
    try:
        base = with_added(snapshot, [change for change in sound if change.action == "add"])
    except ScenarioError as error:
        problems += error.problems
    planned, notes = _planned(base, [change for change in sound if change.action != "add"],
                              problems)
    changed = _changed(base, planned, problems)
    if problems:
        raise ScenarioError(problems)
    applied = sorted({*base.applied, *(change.said() for change in changes)})
    return replace(changed, applied=tuple(applied), notes=(*base.notes, *notes))


def _planned(base: Snapshot, changes: Sequence[Change], problems: list[Problem]
             ) -> tuple[dict[Target, Change], list[Problem]]:
    """Find out what each change sets, and where two of them contradict each other."""
    notes: list[Problem] = []
    planned: dict[Target, Change] = {}
    for change in changes:
        targets = list(_targets(base, change, problems))
        problems += _unexpected(base, change, targets)
        notes += _idle(base, change, targets)
        for target in targets:
            other = planned.setdefault(target, change)
            if other is not change and not _same(other, change):
                problems.append(_conflict(change, other, target))
    return planned, notes


def _targets(base: Snapshot, change: Change, problems: list[Problem]) -> Iterator[Target]:
    """List what a change sets, and say what it selects in vain."""
    field = {"open": "status", "close": "status"}.get(change.action, change.field)
    kind = FIELDS[field].kind
    for text in change.select:
        selector = Selector.parse(text)
        if kind == "node":
            found, problem = selected_nodes(base, selector, field)
        else:
            find = selected_links if kind == "link" else selected_charges
            found, problem = find(base, selector)
        if problem is not None:
            problems.append(change.problem("S21", *problem, "select"))
        for key in found:
            yield kind, key, field


def _unexpected(base: Snapshot, change: Change, targets: Sequence[Target]) -> Iterator[Problem]:
    if not change.expects:
        return
    for kind, key, _ in targets:
        if kind != "node" and base.status_of(key) != change.expects:
            advice = f'Write expects = "{base.status_of(key)}", or look at the date.'
            if key in base.assumed:
                advice = "It is assumed to open: leave the change or assume_expected out."
            yield change.problem(
                "S23", f'"{key}" is {base.status_of(key)} on {base.on}, not {change.expects}',
                advice, "expects")


def _idle(base: Snapshot, change: Change, targets: Sequence[Target]) -> Iterator[Problem]:
    for _, key, field in targets:
        if field != "status" or change.action == "set":
            continue
        if carries(base.status_of(key)) == (change.action == "open"):
            yield change.problem("S26", f'"{key}" is {base.status_of(key)} already', "", "select")


def _same(one: Change, other: Change) -> bool:
    return (one.action, one.status, one.value, one.factor) == \
        (other.action, other.status, other.value, other.factor)


def _conflict(change: Change, other: Change, target: Target) -> Problem:
    before = f" in line {other.line}" if other.line is not None else ""
    return change.problem(
        "S22", f'"{change.said()}" contradicts "{other.said()}"{before}: both set {target[2]} of '
               f"{target[1]}", "Keep one of the two, or put them into two variants.", "select")


def _changed(base: Snapshot, planned: dict[Target, Change], problems: list[Problem]) -> Snapshot:
    status, length, speed = list(base.status), list(base.length_km), list(base.speed_kmh)
    charges, facilities, terminals = base.charges, base.gauge_changes, base.terminals
    touched, fixed = set(base.changed), set(base.fixed)
    for (kind, key, field), change in sorted(planned.items(), key=lambda item: item[0]):
        touched |= {key} if kind != "node" else set()
        try:
            if kind == "link":
                place = base.network.links.index[key]
                if field == "status":
                    fixed.add(key)
                    status[place] = {"open": "operational", "close": "closed"}.get(
                        change.action, change.status)
                elif field == "length_km":
                    length[place] = _new(change, length[place])
                else:
                    speed[place] = _new(change, _flat(speed[place])).value
            elif kind == "border":
                charges = tuple(_new_charge(change, c, base) if c.link_id == key else c
                                for c in charges)
            elif field == "gauge_change_h":
                facilities = tuple(replace(c, hours=_new(change, c.hours))
                                   if c.node_id == key else c for c in facilities)
            else:
                terminals = tuple(replace(t, hours=_new(change, t.hours))
                                  if t.node_id == key else t for t in terminals)
        except ScenarioError as error:
            problems += error.problems
    # A column that nothing sets stays the same object: what rests on it need not be done again.
    set_here = {field for _, _, field in planned}
    return replace(base, status=tuple(status),
                   length_km=tuple(length) if "length_km" in set_here else base.length_km,
                   speed_kmh=tuple(speed) if "speed_kmh" in set_here else base.speed_kmh,
                   charges=charges, terminals=terminals, gauge_changes=facilities,
                   changed=frozenset(touched), fixed=frozenset(fixed), memo={})


def _new_charge(change: Change, charge: BorderCharge, base: Snapshot) -> BorderCharge:
    if change.field == "fee_usd_per_teu":
        return replace(charge, fee_usd_per_teu=_new(change, charge.fee_usd_per_teu))
    # What is set is the border alone: a change of gauge inside the figure is taken off first.
    alone = dwell_without_gauge_change(charge, base.network.gauge_changes, base.network.costs)
    return replace(charge, dwell_h=_new(change, alone), gauge_change_included_at="")


def _flat(value: float | None) -> Spread | None:
    return None if value is None else Spread(value, value, value)


def _new(change: Change, old: Spread | None) -> Spread:
    if change.value is not None:
        return change.value
    if old is None:
        raise ScenarioError(change.problem(
            "S24", f"{change.field} comes from the cost model here and cannot be multiplied",
            "Give a value instead of a factor.", "factor"))
    return old.scaled(change.factor or 0.0)
