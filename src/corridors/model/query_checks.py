"""What can be wrong with a question, all of it at once and before anything is solved."""

from __future__ import annotations

from collections.abc import Collection
from math import isfinite
from numbers import Integral
from typing import TYPE_CHECKING

from corridors.errors import Problem, suggest
from corridors.model.countries import COUNTRIES
from corridors.model.modes import BY, CRITERIA, MODES
from corridors.model.restriction import ON_ROUTES, Restriction, Selector, limit_problems

if TYPE_CHECKING:
    from corridors.model.query import Query

__all__ = ["COUNTED", "DETOUR", "MOST_DAYS", "MOST_ROUTES", "OVERLAP", "PARETO", "PARETO_WORDS",
           "PER", "query_problems", "usual_by"]

COUNTED = ("borders", "gauge_breaks", "transfers")
"""What is counted along a route and can be weighed against its totals."""

PARETO = (*CRITERIA, *COUNTED)
"""What a Pareto set can be taken over."""

PARETO_WORDS = {"co2": "CO2", "borders": "border crossings", "gauge_breaks": "breaks of gauge"}
"""How they are said, where not by their names."""

PER = ("teu", "tonne")
"""What costs and emissions can be told per."""

MOST_ROUTES = 1_000
"""Most routes that may be asked for at once."""

OVERLAP, DETOUR = 0.6, 1.5
"""What different routes may have in common, and how long they may be, if nothing is said."""

MOST_DAYS = 366
"""Most days that goods can be on the way: what arrives later is no answer."""


def usual_by(pareto: Collection[str] | None) -> str:
    """Give what routes are best by if nothing is said: the first of what they are weighed by.

    Parameters
    ----------
    pareto
        What they are weighed by, if they are.

    Examples
    --------
    >>> usual_by(["borders", "time", "cost"]), usual_by(()), usual_by(["borders"])
    ('time', 'distance', 'distance')
    """
    return next((name for name in pareto or () if name in CRITERIA), "distance")


def query_problems(query: Query) -> list[Problem]:
    """Say everything that is wrong with a question.

    Parameters
    ----------
    query
        The question.

    Returns
    -------
    problems
        Empty if it is sound.
    """
    found = _words(query)
    if not found and not query.mode_names:
        found.append(Problem("Q03", "no mode is left", "Allow rail or road.", column="modes"))
    return [*found, *_avoided(query), *limit_problems(_limits(query)), *_numbers(query),
            *_kinds_of_answer(query), *_departure(query)]


def _limits(query: Query) -> Restriction:
    return Restriction(
        max_road_km=query.max_road_km, max_borders=query.max_borders,
        max_gauge_breaks=query.max_gauge_breaks, max_transfers=query.max_transfers,
        gauge_change=None if query.gauge_change is None else frozenset(query.gauge_change))


def _words(query: Query) -> list[Problem]:
    found = []
    if query.by not in BY:
        found.append(Problem("Q02", f'"{query.by}" is not what a route can be best by',
                             suggest(query.by, BY) or f"Write one of {', '.join(BY)}.",
                             column="by"))
    for mode in sorted(set(query.modes or ()) - MODES.keys()):
        found.append(Problem("Q03", f'"{mode}" is not a mode',
                             suggest(mode, MODES) or f"Write one of {', '.join(MODES)}.",
                             column="modes"))
    for name in sorted(set(query.pareto) - set(PARETO)):
        found.append(Problem("Q18", f'"{name}" is not what routes can be weighed by',
                             suggest(name, PARETO) or f"Write some of {', '.join(PARETO)}.",
                             column="pareto"))
    if query.per not in PER:
        found.append(Problem("Q18", f'"{query.per}" is not what a cost can be told per',
                             suggest(query.per, PER) or "Write teu or tonne.", column="per"))
    return found


def _avoided(query: Query) -> list[Problem]:
    found = []
    for text in query.avoid:
        if Selector.parse(text).kind == "place":
            word = text.strip()
            named = {name.casefold(): code for code, name in COUNTRIES.items()}
            code = word if len(word) == 2 and word.isupper() else named.get(word.casefold())
            advice = f'Write "country:{code}" for the country.' if code else \
                f"Write one of {', '.join(f'{kind}:...' for kind in ON_ROUTES)}."
            found.append(Problem("Q04", f'"{text}" does not say what to avoid', advice,
                                 column="avoid"))
    return [*found, *_by_status(query)]


def _by_status(query: Query) -> list[Problem]:
    """Refuse what is picked by its status: it may have another one when goods come there."""
    return [Problem("Q04", f'"{text}" picks links by their status, which a route cannot go by',
                    f"Write some of {', '.join(f'{kind}:...' for kind in ON_ROUTES)}.",
                    column=column)
            for column, texts in (("avoid", query.avoid), ("via", query.via)) for text in texts
            if any(part.kind == "status" for part in Selector.parse(text).parts)]


def _numbers(query: Query) -> list[Problem]:
    found = []
    for name in ("k", "different"):
        number, least = getattr(query, name), 1 if name == "k" else 0
        whole = not isinstance(number, bool) and isinstance(number, Integral)
        if not whole or not least <= int(number) <= MOST_ROUTES:
            found.append(Problem("Q19", f"{number} is not a number of routes",
                                 f"Ask for {least} to {MOST_ROUTES:,}.", column=name))
    for name, number, least, most, advice in (
            ("overlap", query.overlap, 0, 1, "Give a share, from 0 to 1, such as 0.6."),
            ("detour", query.detour, 1, 1000, "Give how many times the best route, from 1 on."),
            ("simplest_within", query.simplest_within, 0, 1000, "Give percent, from 0 to 1000."),
            ("value_of_time", query.value_of_time, 0, 1e5,
             "Give USD per TEU and day, from 0 to 100,000.")):
        if number is not None and not (isfinite(number) and least <= number <= most):
            found.append(Problem("Q19", f"{number:g} is no usable {name}", advice, column=name))
    return [*found, *_bounds(query), *_value_of_time(query)]


def _bounds(query: Query) -> list[Problem]:
    """Refuse bounds of different routes where none are asked for."""
    given = () if query.different else tuple(
        name for name, usual in (("overlap", OVERLAP), ("detour", DETOUR))
        if getattr(query, name) != usual)
    return [Problem("Q22", f"{name} counts only for different routes",
                    "Say how many with different, or leave it out.", column=name)
            for name in given]


def _value_of_time(query: Query) -> list[Problem]:
    found = []
    if query.by == "generalised" and query.value_of_time is None:
        found.append(Problem("Q23", "a generalised cost needs a value of time",
                             "Give value_of_time, in USD per TEU and day.",
                             column="value_of_time"))
    elif query.value_of_time is not None and query.by != "generalised":
        found.append(Problem("Q23", "value_of_time counts only by generalised cost",
                             'Ask for by = "generalised", or leave it out.',
                             column="value_of_time"))
    return found


def _departure(query: Query) -> list[Problem]:
    if query.depart is None:
        return [] if query.max_days is None else [Problem(
            "Q28", "max_days counts only with a day of departure",
            "Give depart, or leave it out.", column="max_days")]
    if query.max_days is not None and not 0 < query.max_days <= MOST_DAYS:
        return [Problem("Q28", f"{query.max_days:g} is no usable max_days",
                        f"Give days, more than 0 and at most {MOST_DAYS}.", column="max_days")]
    return [Problem("Q28", f"{name} does not go with a day of departure",
                    "Leave one of the two out.", column=name)
            for name in _asked(query)]


def _asked(query: Query) -> list[str]:
    return [name for name, wanted in (
        ("k", query.k > 1), ("different", query.different > 0), ("pareto", bool(query.pareto)),
        ("simplest_within", query.simplest_within is not None)) if wanted]


def _kinds_of_answer(query: Query) -> list[Problem]:
    asked = _asked(query)
    if len(asked) < 2:
        return []
    named = f"{', '.join(asked[:-1])} and {asked[-1]}"
    return [Problem("Q22", f"{named} ask for different kinds of answer",
                    "Ask for one of them at a time.", column=asked[1])]
