"""What is wrong with a change before anybody looks at a network."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from corridors.errors import Problem, suggest
from corridors.model.change import ACTIONS, Change
from corridors.model.fields import FIELDS
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
        if not change.added:
            yield change.problem("S25", "there is nothing to add", "Give a link or a node.",
                                 "action")
    elif not change.select:
        yield change.problem("S21", "nothing is selected", 'Give select = "link:...".', "select")
    elif change.action == "set":
        yield from _ill_set(change)
    elif change.field or change.says[1:] != (None, None, ()) or change.status:
        yield change.problem("S24", f"{change.action} takes no field and no value",
                             'Use action = "set" to set a field.', "action")
    if change.starts is not None and change.ends is not None and change.ends <= change.starts:
        yield change.problem(
            "S24", f"the change holds from {change.starts} until {change.ends}, which is no day",
            "Give until the first day on which it does not hold any more, after from.", "until")
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
    elif change.field == "gauge_mm":
        yield from _ill_gauge(change)
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
                                 f"Give a factor {'more than' if field.least > 0 else 'from'} 0, "
                                 f"up to {LARGEST_FACTOR}.", "factor")
        return
    if not (field.least <= spread.low <= spread.value <= spread.high <= field.most):
        yield change.problem(
            "S24", f"{spread.value:g} does not fit {change.field}",
            f"Give low <= value <= high, from {field.least:g} to {field.most:g} {field.unit}.",
            "value")


def _ill_gauge(change: Change) -> Iterator[Problem]:
    least, most = FIELDS["gauge_mm"].least, FIELDS["gauge_mm"].most
    spread = change.value
    one = spread is None or (spread.low == spread.value == spread.high and spread.value % 1 == 0)
    if change.factor is not None or not change.gauges or not one \
            or not all(least <= gauge <= most for gauge in change.gauges):
        yield change.problem("S24", "gauge_mm needs whole mm, such as 1435 or 1520",
                             "Give one value without a range and without a factor; several where "
                             "all of them run.", "value")
    elif change.starts is not None or change.ends is not None:
        yield change.problem("S24", "a gauge cannot be set for a time: it decides what meets what",
                             "Leave from and until out, or use a variant with a date of its own.",
                             "from" if change.starts is not None else "until")
