"""The changes of a scenario in words: what, against which expectation, why, by whose word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corridors.analysis.effects import Case, Effects
from corridors.model.countries import country_name
from corridors.model.modes import MODES
from corridors.model.restriction import Selector
from corridors.model.scenario import FIELDS, Change
from corridors.model.selector_words import SHARED
from corridors.reports.names import Names, listed
from corridors.reports.numbers import length_said, span
from corridors.reports.plain import plain_text, short_text
from corridors.reports.record_words import SET, made_said
from corridors.routing.recorded import recorded

__all__ = ["SET", "Made", "changes_of"]

NOTHING = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class Made:
    """A change of a variant.

    Parameters
    ----------
    case
        Title of the variant.
    said
        The change in words.
    made
        What it made of each thing, before and after.
    expects
        The status it expects to find; ``new`` for what it adds.
    reason, source
        Why, and by whose word; a dash where nothing is said.
    """

    case: str
    said: str
    made: str = NOTHING
    expects: str = NOTHING
    reason: str = NOTHING
    source: str = NOTHING


def changes_of(effects: Effects) -> Iterator[Made]:
    """Give the changes of all variants, in their order.

    Parameters
    ----------
    effects
        The scenario worked out.
    """
    names = Names.of(effects.network)
    yield from _assumed(names, effects.base)
    for case in effects.variants:
        variant = case.variant
        if variant is None:
            continue
        title = short_text(case.title)
        if variant.on is not None:
            yield Made(title, f"The network on {variant.on}")
        if case.snapshot.assumed != effects.base.snapshot.assumed:
            yield from _assumed(names, case)
        record = recorded(case.snapshot, effects.costs)
        for change in variant.changes:
            made = made_said(names, [one for one in record if one.change == change])
            yield Made(title, _change_said(names, change), made or NOTHING, _expected(change),
                       plain_text(change.reason) or NOTHING, plain_text(change.source) or NOTHING)
        limits = names.limits(variant.restriction)
        if limits:
            yield Made(title, f"Routes: {limits}")


def _assumed(names: Names, case: Case) -> Iterator[Made]:
    """Tell link by link what is open only because it is expected to be."""
    snapshot = case.snapshot
    for link_id in snapshot.assumed:
        expected = snapshot.network.link(link_id).opens_expected
        yield Made(short_text(case.title), f"Assume {names.link(link_id)} open",
                   reason=f"expected to open {expected}")


def _expected(change: Change) -> str:
    return "new" if change.action == "add" else change.expects.replace("_", " ") or "any"


def _change_said(names: Names, change: Change) -> str:
    if change.action == "add":
        added = [*(f"{short_text(n.name)} ({country_name(n.country)})" for n in change.nodes),
                 *(_new_link(names, change, place) for place in range(len(change.links)))]
        added += [f"a terminal at {_at(names, change, one.node_id)}" for one in change.terminals]
        added += [f"a change of gauge at {_at(names, change, one.node_id)}"
                  for one in change.gauge_changes]
        return f"Add {listed(added)}{f' {change.period()}' if change.period() else ''}"
    what = listed(_selected(names, text) for text in change.select)
    when = f" {change.period()}" if change.period() else ""
    if change.action != "set":
        return f"{change.action.capitalize()} {what}{when}"
    return f"Set {_set_said(change, what)}{when}"


def _set_said(change: Change, what: str) -> str:
    field = SET[change.field]
    if change.factor is not None:
        return f"{field} of {what} to {change.factor:g} times what it is"
    if change.gauges:
        return f"{field} of {what} to {listed(map(str, change.gauges))} mm"
    if change.value is None:
        return f"{field} of {what} to {change.status.replace('_', ' ')}"
    spread, unit = change.value, FIELDS[change.field].unit
    ends = span(spread.low, spread.high, _number)
    return f"{field} of {what} to {_number(spread.value)}{f' ({ends})' if ends else ''} {unit}"


def _number(value: float) -> str:
    return f"{value:,.10g}"


def _new_link(names: Names, change: Change, place: int) -> str:
    link = change.links[place]
    ends = [_at(names, change, end) for end in (link.from_node_id, link.to_node_id)]
    return f"{'–'.join(ends)} ({MODES[link.mode].label}, " \
           f"{length_said(link.length_km.value)})"


def _at(names: Names, change: Change, node_id: str) -> str:
    """Name a place of the network, or one that the change adds."""
    own = {node.node_id: short_text(node.name) for node in change.nodes}
    known = node_id in names.network.nodes.index
    return own.get(node_id) or (names.place(node_id) if known else short_text(node_id))


def _selected(names: Names, text: str) -> str:
    said, kind = names.selected(text), Selector.parse(text).kind
    if kind in SHARED:
        return f"all {said}"
    return {"country": f"every link of {said}", "node": f"every link at {said}",
            "corridor": f"every link of {said}"}.get(kind, said)
