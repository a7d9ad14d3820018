"""What a scenario file asks beside routes: ``[[analysis]]``, with the options of each kind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Any

from corridors.errors import suggest
from corridors.io.analysis_keys import ANALYSIS, OPTIONS
from corridors.io.demand_files import load_demand
from corridors.io.key_tables import taken
from corridors.io.keys import Keys
from corridors.io.scenario_sweeps import parsed
from corridors.model.asked_analysis import Asked
from corridors.model.budget import Budget
from corridors.model.pairs import Pairs
from corridors.model.parameter import Parameter
from corridors.model.query import Query
from corridors.model.written import Written

__all__ = ["read_analyses"]

_PARSED: dict[str, Callable[[str], Any]] = {
    "parameter": Parameter.parse, "second": Parameter.parse, "within": Budget.parse}
"""Options that are more than their words: figures, budgets of hours, km, USD or kg, and tables."""

_ORDERED = (("low", "high"), ("second_low", "second_high"), ("from_year", "to_year"))
"""Options of which the second has to be more than the first."""


def read_analyses(tables: Sequence[Keys], labels: Collection[str], variants: Collection[str]
                  ) -> tuple[Asked, ...]:
    """Read every ``[[analysis]]``.

    Parameters
    ----------
    tables
        The tables.
    labels
        Labels of the queries.
    variants
        Names of the variants.

    Returns
    -------
    asked
        In the order of the file.
    """
    found = [_analysis(keys, sorted(filter(None, labels)), variants) for keys in tables]
    return tuple(asked for asked in found if asked is not None)


def _analysis(keys: Keys, labels: Collection[str], variants: Collection[str]) -> Asked | None:
    said = taken(keys, ANALYSIS)
    options = OPTIONS.get(said["kind"])
    if options is None:
        return None  # the kind is told; what it would take is not known
    values = taken(keys, options)
    keys.done()
    for name in said["variants"]:
        if name != "base" and name not in variants:
            keys.wrong("S41", "variants", f'there is no variant "{name}"',
                       suggest(name, [*variants, "base"]))
    for label in said["queries"]:
        if label not in labels:
            keys.wrong("S41", "queries", f'no query has the label "{label}"',
                       suggest(label, labels) or "Give the queries labels, and name those.")
    given = {name: _option(keys, name, value) for name, value in values.items()
             if keys.given(name)}
    _check_together(keys, given)
    others = [name for name in said["variants"] if name != "base"]
    if given.get("branches") and others:
        keys.wrong("S41", "variants", "the variants are themselves the choice of branches: it is "
                                      "asked of the base alone", "Leave variants out.")
    return Asked(said["kind"], {name: value for name, value in given.items()
                                if value not in (None, ())},
                 said["variants"] or ("base",), said["queries"], said["by"],
                 said["origin"], said["destination"],
                 Written(keys.file.name, keys.line))


def _demand(path: str) -> Callable[..., Pairs]:
    """Read a table of demand once, to tell what is wrong with it; and again for a cost model."""
    read = partial(load_demand, path, Query("", "", "time"))
    read(payload_t=1.0)
    return read


def _option(keys: Keys, name: str, value: Any) -> Any:
    parse = {**_PARSED, "demand": _demand}.get(name)
    return value if parse is None else parsed(keys, name, value, parse)


def _check_together(keys: Keys, options: dict[str, Any]) -> None:
    """Refuse options that do not fit each other."""
    for first, second in _ORDERED:
        low, high = options.get(first), options.get(second)
        if low is not None and high is not None and not low < high:
            keys.wrong("S41", second, f"{second} {high:g} is not more than {first} {low:g}",
                       f"Give {first} < {second}.")
    bounds = [name for name in ("second_low", "second_high") if name not in options]
    if "second" in options and bounds:
        keys.wrong("S41", "second", f"a second figure needs {' and '.join(bounds)}",
                   "Give between which values it is looked at.")
    if "second" not in options and len(bounds) < 2:
        keys.wrong("S41", next(name for name in ("second_low", "second_high")
                               if name in options), "there is no second figure",
                   "Name it with second, or leave its bounds out.")
    if "depth" in options and "second" not in options:
        keys.wrong("S41", "depth", "only a map of two figures has a depth",
                   "Name the second figure with second, or leave it out.")
    separate = options.get("separate")
    if separate and len(separate) != 2:
        keys.wrong("S41", "separate", f"two places or groups are separated, not {len(separate)}",
                   'Write separate = ["group:baltic-ports", "group:gulf-ports"].')
