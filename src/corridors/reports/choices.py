"""Routes of which none beats another in everything, as a table to choose from."""

from __future__ import annotations

import textwrap

from corridors.model.modes import MODES
from corridors.model.route import Answer, Route
from corridors.reports.names import listed
from corridors.reports.numbers import Measure, measures_of
from corridors.routing.margins import bests

__all__ = ["MOST_ROWS", "best_choices", "choice_table"]

MOST_ROWS = 40
"""How many routes a table has; of more, those that are best in something are among them."""

WIDTH = 100

_COUNTED = (("border", "borders"), ("gauge_break", "breaks"), ("transfer", "transfers"))


def best_choices(answer: Answer) -> tuple[Route, ...]:
    """Give for each criterion the first of the routes that are best in it.

    Parameters
    ----------
    answer
        An answer with several routes that none beats.

    Returns
    -------
    routes
        In the order of the answer, each once.
    """
    best = bests(answer.routes, answer.query.pareto)
    return tuple(route for route in answer.routes if route.rank in best)


def choice_table(answer: Answer) -> list[str]:
    """Write a line for each route: what it takes, what it is best in, and by which modes it goes.

    Parameters
    ----------
    answer
        An answer with several routes that none beats.

    Returns
    -------
    lines
        A head, the routes, and how many more there are.
    """
    measures = [measure for measure in measures_of(answer) if measure.by != "generalised"]
    best = bests(answer.routes, answer.query.pareto)
    others = [route for route in answer.routes if route.rank not in best]
    shown = sorted([*best_choices(answer), *others[:max(0, MOST_ROWS - len(best))]],
                   key=lambda route: route.rank)
    heads = "".join(f"{measure.unit:>11}" for measure in measures) \
        + "".join(f"{title:>{len(title) + 2}}" for _, title in _COUNTED)
    lines = [f"{len(answer.routes):,} routes; each takes less of something than any other.", "",
             f"    {heads}"]
    for route in shown:
        lines += _row(route, measures, best.get(route.rank, ()))
    more = len(answer.routes) - len(shown)
    return [*lines, f"and {more:,} more between them; --json tells them all."] if more else lines


def _row(route: Route, measures: list[Measure], best: tuple[str, ...]) -> list[str]:
    figures = "".join(f"{measure.total(route):>11}" for measure in measures) \
        + "".join(f"{route.count(kind):>{len(title) + 2}}" for kind, title in _COUNTED)
    start = f"{route.rank:>3}.{figures}  "
    # What the difference says after what the route is best in: by how much it misses the others.
    _, _, misses = route.difference.partition("; ")
    said = "; ".join(filter(None, (
        ", ".join(best) or listed(MODES[mode].label for mode in route.modes), misses)))
    return textwrap.wrap(said, WIDTH, initial_indent=start, subsequent_indent=" " * len(start))
