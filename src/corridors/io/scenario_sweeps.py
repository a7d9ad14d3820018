"""What a scenario file turns: ``[sweep]`` with its axes, and ``[[uncertainty]]``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from fractions import Fraction
from typing import Any, TypeVar

from corridors.errors import InputError, QueryError, suggest
from corridors.io.key_tables import taken
from corridors.io.keys import Keys
from corridors.io.scenario_keys import AXIS, SWEEP, UNCERTAINTY
from corridors.model.parameter import Parameter
from corridors.model.spread import Spread
from corridors.model.sweep_axis import Axis
from corridors.model.uncertain import SHAPES, Uncertain
from corridors.model.written import Written

__all__ = ["parsed", "read_axes", "read_uncertain"]

MOST_VALUES = 100_000
"""Most values of one axis."""

_WAYS = ("parameter", "parameters", "variants", "on")
"""What an axis can turn: one of these."""

Made = TypeVar("Made")
Rows = tuple[tuple[float | str, ...], ...]


def read_axes(keys: Keys | None, variants: Collection[str]) -> tuple[Axis, ...]:
    """Read ``[sweep]``.

    Parameters
    ----------
    keys
        The table, or None where there is none.
    variants
        Names of the variants.

    Returns
    -------
    axes
        In the order of the file.
    """
    if keys is None:
        return ()
    found: dict[str, Axis] = {}
    for table in taken(keys, SWEEP)["axis"]:
        axis = _axis(table, variants)
        if axis is not None and axis.name in found:
            table.wrong("S38", "name", f'the name "{axis.name}" is used already',
                        "Give each axis a name of its own.")
        elif axis is not None:
            found[axis.name] = axis
    keys.done()
    return tuple(found.values())


def read_uncertain(tables: Sequence[Keys]) -> tuple[Uncertain, ...]:
    """Read every ``[[uncertainty]]``.

    Parameters
    ----------
    tables
        The tables.

    Returns
    -------
    uncertain
        In the order of the file.
    """
    found: dict[str, Uncertain] = {}
    for keys in tables:
        drawn = _drawn(keys)
        if drawn is not None and drawn.label in found:
            keys.wrong("S39", "name" if drawn.name else "parameter",
                       f'"{drawn.label}" is drawn already', "Draw each figure once, and give "
                                                            "each a name of its own.")
        elif drawn is not None:
            found[drawn.label] = drawn
    return tuple(found.values())


def parsed(keys: Keys, key: str, text: str, parse: Callable[[str], Made]) -> Made | None:
    """Take a text apart that means more than its words, such as a figure that can be turned.

    Parameters
    ----------
    keys, key
        Where it is written.
    text
        The text; nothing is told of one that could not be read as a text.
    parse
        What takes it apart.

    Returns
    -------
    made
        What it means; None where it means nothing, which is told.
    """
    if not text and keys.said(key) != "":
        return None
    try:
        return parse(text)
    except InputError as error:
        for problem in error.problems:
            keys.wrong(problem.code, key, problem.message, problem.advice)
        return None


def _axis(keys: Keys, variants: Collection[str]) -> Axis | None:
    before = len(keys.problems)
    said = taken(keys, AXIS)
    keys.done()
    ways = [way for way in _WAYS if keys.given(way)]
    if len(ways) != 1:
        keys.wrong("S38", ways[1] if ways else "", "an axis turns one thing",
                   f"Give one of {', '.join(_WAYS)}.")
        return None
    texts = [said["parameter"]] if ways == ["parameter"] else said["parameters"]
    parameters = [parsed(keys, ways[0], text, Parameter.parse) for text in texts]
    kind, rows = _rows(keys, ways[0], said, variants)
    if len(keys.problems) > before or not said["name"]:
        return None
    try:
        return Axis(said["name"], tuple(filter(None, parameters)), rows, kind,
                    Written(keys.file.name, keys.line))
    except QueryError as error:
        for problem in error.problems:
            keys.wrong(problem.code, "", problem.message, problem.advice)
        return None


def _rows(keys: Keys, way: str, said: dict[str, Any], variants: Collection[str]
          ) -> tuple[str, Rows]:
    """Give the kind of an axis and its values."""
    fits = {"parameter": ("values", "low", "high", "step", "count"), "parameters": ("rows",)}
    for name in ("values", "low", "high", "step", "count", "rows"):
        if keys.given(name) and name not in fits.get(way, ()):
            keys.wrong("S38", name, f"{name} does not go with {way}",
                       f"Give {' or '.join(fits[way])}." if way in fits else "Leave it out.")
    if way == "parameter":
        return "parameter", tuple((value,) for value in _values(keys, said))
    if way == "parameters":
        return "list", said["rows"]
    if way == "on":
        return "on", tuple((day.isoformat(),) for day in said["on"])
    for name in said["variants"]:
        if name != "base" and name not in variants:
            keys.wrong("S38", "variants", f'there is no variant "{name}"',
                       suggest(name, [*variants, "base"]))
    return "variant", tuple((name,) for name in said["variants"])


def _values(keys: Keys, said: dict[str, Any]) -> tuple[float, ...]:
    """Give the values of one figure: as they are listed, or of a grid."""
    grid = [name for name in ("low", "high", "step", "count") if keys.given(name)]
    if keys.given("values"):
        for name in grid:
            keys.wrong("S38", name, f"{name} does not go with values",
                       "List the values, or give low, high and step.")
        values: tuple[float, ...] = said["values"]
        return values
    if sorted(grid) not in (["high", "low", "step"], ["count", "high", "low"]):
        keys.wrong("S38", grid[-1] if grid else "", "an axis needs values",
                   "Give values = [6, 12, 24]; or low, high and step; or low, high and count.")
        return ()
    if any(said[name] is None for name in grid):
        return ()  # told already
    low, high = _exact(said["low"]), _exact(said["high"])
    step = _exact(said["step"]) if "step" in grid else (high - low) / (said["count"] - 1)
    if step <= 0 or high <= low:
        keys.wrong("S38", grid[-1], "the grid goes nowhere",
                   "Give low < high, and a step of more than 0.")
        return ()
    count = int((high - low) / step) + 1
    if count > MOST_VALUES:
        keys.wrong("S38", grid[-1], f"the grid has {count:,} values",
                   f"Give at most {MOST_VALUES:,}.")
        return ()
    return tuple(float(low + place * step) for place in range(count))


def _exact(value: float) -> Fraction:
    """Give a number as it was written, so that steps of 0.1 add up."""
    return Fraction(repr(value))


def _drawn(keys: Keys) -> Uncertain | None:
    said = taken(keys, UNCERTAINTY)
    keys.done()
    parameter = parsed(keys, "parameter", said["parameter"], Parameter.parse)
    low, value, high = said["low"], said["value"], said["high"]
    shape = said["shape"] or SHAPES[0]
    if value is None and not keys.given("value"):
        if shape != "uniform":
            keys.wrong("S39", "", f'the likeliest value is missing, which the shape "{shape}" '
                                  "needs", 'Add value = ..., or shape = "uniform".')
        elif low is not None and high is not None:
            value = (low + high) / 2
    if parameter is None or low is None or value is None or high is None or shape not in SHAPES:
        return None
    try:
        return Uncertain(parameter, Spread(low, value, high), shape, said["name"],
                         said["reason"], said["source"], Written(keys.file.name, keys.line))
    except QueryError as error:
        for problem in error.problems:
            keys.wrong(problem.code, "value", problem.message, problem.advice)
        return None
