"""The changes of a scenario in words: what, against which expectation, why, by whose word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corridors.analysis.effects import Case, Effects
from corridors.model.countries import country_name
from corridors.model.fields import FIELD_WORDS
from corridors.model.modes import MODES
from corridors.model.restriction import Selector
from corridors.model.scenario import FIELDS, Change
from corridors.reports.names import Names, listed
from corridors.reports.numbers import length_said, span
from corridors.reports.plain import plain_text, short_text

__all__ = ["Made", "changes_of"]

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
    expects
        The status it expects to find; ``new`` for what it adds.
    reason, source
        Why, and by whose word; a dash where nothing is said.
    """

    case: str
    said: str
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
        for change in variant.changes:
            yield Made(title, _change_said(names, change), _expected(change),
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
        return f"Add {listed(added)}"
    what = listed(_selected(names, text) for text in change.select)
    if change.action != "set":
        return f"{change.action.capitalize()} {what}"
    field = FIELD_WORDS[change.field]
    if change.factor is not None:
        return f"Set {field} of {what} to {change.factor:g} times what it is"
    if change.gauges:
        return f"Set {field} of {what} to {listed(map(str, change.gauges))} mm"
    if change.value is None:
        return f"Set {field} of {what} to {change.status.replace('_', ' ')}"
    spread, unit = change.value, FIELDS[change.field].unit
    ends = span(spread.low, spread.high, _number)
    return f"Set {field} of {what} to {_number(spread.value)}{f' ({ends})' if ends else ''} {unit}"


def _number(value: float) -> str:
    return f"{value:,.10g}"


def _new_link(names: Names, change: Change, place: int) -> str:
    link = change.links[place]
    own = {node.node_id: short_text(node.name) for node in change.nodes}
    ends = [own.get(end) or names.place(end) for end in (link.from_node_id, link.to_node_id)]
    return f"{'–'.join(ends)} ({MODES[link.mode].label}, " \
           f"{length_said(link.length_km.value)})"


def _selected(names: Names, text: str) -> str:
    said = names.selected(text)
    return {"country": f"every link of {said}", "node": f"every link at {said}",
            "corridor": f"every link of {said}"}.get(Selector.parse(text).kind, said)
