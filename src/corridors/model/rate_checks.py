"""What can be wrong with the rates of a cost model."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import combinations
from math import isfinite

from corridors.errors import Problem, suggest
from corridors.model.modes import MODES, OVERLAND_MODES
from corridors.model.rates import KINDS, TECHNIQUES, Key, Rate

__all__ = ["missing_rates", "wrong_rates"]

_ABOVE_0 = ("speed", "driving_hours", "sailing_hours", "payload")


def wrong_rates(rates: tuple[Rate, ...], areas: Collection[str], file: str) -> Iterator[Problem]:
    """Find rates that are no range, hold for what is not known, or are given twice.

    Parameters
    ----------
    rates
        The rates.
    areas
        Areas of the cost model.
    file
        File they were read from.

    Yields
    ------
    problem
        One for each fault, with its line.
    """
    seen: set[Key] = set()
    for rate in rates:
        for code, message, advice, column in (*_no_range(rate), *_unknown(rate, areas)):
            yield Problem(code, message, advice, file=file, line=rate.line, column=column)
        if rate.key in seen:
            yield Problem("C04", f"the rate {' '.join(w for w in rate.key if w)} is given twice",
                          "Keep one of them.", file=file, line=rate.line, column=rate.kind)
        seen.add(rate.key)


Fault = tuple[str, str, str, str]


def _no_range(rate: Rate) -> Iterator[Fault]:
    low, value, high = rate.spread.low, rate.spread.value, rate.spread.high
    if not (0 <= low <= value <= high and isfinite(high)):
        yield ("C01", f"{low:g}, {value:g}, {high:g} is not a range",
               "Give low <= value <= high, none below 0.", rate.kind)
    elif low == 0 and rate.kind in _ABOVE_0:
        yield "C01", f"a {rate.kind} of 0 would never arrive", "Give a value above 0.", rate.kind
    elif rate.unit == "h/day" and high > 24:
        yield "C01", f"{high:g} h do not fit into a day", "Give 24 at most.", rate.kind


def _unknown(rate: Rate, areas: Collection[str]) -> Iterator[Fault]:
    units = KINDS.get(rate.kind, (rate.unit,))
    for word, known, column in ((rate.mode, MODES, "mode"), (rate.to_mode, MODES, "to_mode"),
                                (rate.technique, TECHNIQUES, "technique"),
                                (rate.traction, ("electric", "diesel"), "traction"),
                                (rate.unit, units, "unit"), (rate.area, areas, "area")):
        if word and word not in known:
            article = "an" if column == "area" else "a"
            yield "C02", f'"{word}" is not {article} {column}', suggest(word, known), column
    if rate.area and rate.country:
        yield ("C02", f"a rate holds for {rate.area} or for {rate.country}, not for both",
               "Keep the area or the country.", "area")
    if rate.kind == "passage_fee" and not rate.subject:
        yield "C02", "a passage_fee belongs to a link", 'Give link = "...".', "link"


def missing_rates(rates: tuple[Rate, ...], file: str) -> Iterator[Problem]:
    """Find what a cost model needs and has not.

    Parameters
    ----------
    rates
        The rates.
    file
        File they were read from.

    Yields
    ------
    problem
        One for each rate that must hold everywhere and is not there.
    """
    have = {rate.key for rate in rates}
    for key in _needed():
        if key in have or (key[0] == "co2" and {(*key[:2], t, "") for t in
                                                ("electric", "diesel")} <= have):
            continue
        yield Problem("C03", f"there is no {' '.join(word for word in key if word)} that holds "
                             "everywhere", "Add a [[rate]] without a country.", file=file)


def _needed() -> Iterator[Key]:
    yield "payload", "", "", ""
    for mode in MODES.values():
        kinds = ["speed", "tariff", "co2"]
        kinds += ["driving_hours"] if mode.drivers_rest else []
        kinds += ["border_hours", "border_fee"] if mode.name in OVERLAND_MODES else []
        yield from ((kind, mode.name, "", "") for kind in kinds)
    for pair in combinations(MODES, 2):
        yield from ((kind, min(pair), max(pair), "") for kind in ("transfer_hours",
                                                                  "transfer_fee"))
    for technique in TECHNIQUES:
        yield from ((kind, "", technique, "") for kind in ("gauge_change_hours",
                                                           "gauge_change_fee"))
