"""What is wrong with a change before anybody looks at a network."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from corridors.errors import Problem, suggest
from corridors.model.scenario import ACTIONS, FIELDS, Change
from corridors.model.status import STATUSES

__all__ = ["LARGEST_FACTOR", "ill_formed"]

LARGEST_FACTOR = 1000


def ill_formed(change: Change) -> Iterator[Problem]:
    """Say what is wrong with a change, whatever network it is made to.

    Parameters
    ----------
    change
        The change.

    Yields
    ------
    problem
        One fault.

    Examples
    --------
    >>> next(ill_formed(Change(("link:a",), "opne"))).advice
    'Did you mean "open"?'
    """
    if change.action not in ACTIONS:
        yield change.problem("S24", f'"{change.action}" is not an action',
                             suggest(change.action, ACTIONS), "action")
    elif change.action == "add":
        if not (change.nodes or change.links):
            yield change.problem("S25", "there is nothing to add", "Give a link or a node.",
                                 "action")
    elif not change.select:
        yield change.problem("S21", "nothing is selected", 'Give select = "link:...".', "select")
    elif change.action == "set":
        yield from _ill_set(change)
    elif change.field or change.value is not None or change.factor is not None or change.status:
        yield change.problem("S24", f"{change.action} takes no field and no value",
                             'Use action = "set" to set a field.', "action")
    if change.expects and change.expects not in STATUSES:
        yield change.problem("S23", f'"{change.expects}" is not a status',
                             suggest(change.expects, STATUSES), "expects")


def _ill_set(change: Change) -> Iterator[Problem]:
    if change.field not in FIELDS:
        yield change.problem("S24", f'"{change.field}" is not a field that can be set',
                             suggest(change.field, FIELDS), "field")
    elif change.field == "status":
        if change.status not in STATUSES:
            yield change.problem("S24", f'"{change.status}" is not a status',
                                 suggest(change.status, STATUSES), "value")
    elif (change.value is None) == (change.factor is None):
        yield change.problem("S24", f"{change.field} needs a value or a factor",
                             "Give one of them.", "value")
    else:
        yield from _ill_value(change)


def _ill_value(change: Change) -> Iterator[Problem]:
    spread, field = change.value, FIELDS[change.field]
    if spread is None:
        factor = change.factor if change.factor is not None else 0.0
        if not (isfinite(factor) and 0 <= factor <= LARGEST_FACTOR) or (
                factor == 0 and field.least > 0):
            yield change.problem("S24", f"{change.field} cannot be multiplied by {factor:g}",
                                 f"Give a factor from 0 to {LARGEST_FACTOR}.", "factor")
        return
    if not (field.least <= spread.low <= spread.value <= spread.high <= field.most):
        yield change.problem(
            "S24", f"{spread.value:g} does not fit {change.field}",
            f"Give low <= value <= high, from {field.least:g} to {field.most:g} {field.unit}.",
            "value")
    elif change.field == "speed_kmh" and not spread.low == spread.value == spread.high:
        yield change.problem("S24", "a speed of a link has no range",
                             "Leave low and high out.", "value")
