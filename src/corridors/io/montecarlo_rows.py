"""Rows of a Monte Carlo analysis: percentiles, draws, routes and what matters most."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from corridors.analysis.montecarlo import MonteCarlo
from corridors.analysis.montecarlo_outcome import PERCENTILES, Outcome
from corridors.model.leg import COLUMN_OF, UNITS

if TYPE_CHECKING:
    import pandas

__all__ = ["INFLUENCE_COLUMNS", "PERCENTILE_COLUMNS", "ROUTE_COLUMNS", "MonteCarloFrames",
           "draw_columns", "draw_rows", "influence_rows", "montecarlo_frames", "percentile_rows",
           "route_rows"]

_WHO = ("origin", "destination", "query", "by", "case")

PERCENTILE_COLUMNS = (
    *_WHO, "reachable", "what", "likeliest", "mean", "standard_deviation", "standard_error",
    *(f"percentile_{rank}" for rank in PERCENTILES), "median_low", "median_high", "buffer_index")
"""Columns of percentiles; ``what`` says of what, with its unit."""

ROUTE_COLUMNS = (*_WHO, "rank", "share", "distance_km", "time_h", "cost_usd_per_teu",
                 "countries", "modes", "difference")
"""Columns of routes: what they take where every figure is likeliest."""

INFLUENCE_COLUMNS = (*_WHO, "rank", "input", "figures", "what", "low", "high", "first_order")
"""Columns of what matters most."""


class MonteCarloFrames(NamedTuple):
    """The tables of a Monte Carlo analysis.

    Parameters
    ----------
    percentiles
        A row for each pair, case and criterion.
    draws
        A row for each pair, case and draw.
    routes
        A row for each route that is the best in some draw.
    influences
        A row for each input that matters.
    """

    percentiles: pandas.DataFrame
    draws: pandas.DataFrame
    routes: pandas.DataFrame
    influences: pandas.DataFrame


def montecarlo_frames(found: MonteCarlo) -> MonteCarloFrames:
    """Give the tables of an analysis.

    Parameters
    ----------
    found
        The analysis.
    """
    import pandas

    return MonteCarloFrames(*(pandas.DataFrame(list(rows), columns=list(columns))
                              for columns, rows in (
        (PERCENTILE_COLUMNS, percentile_rows(found)), (draw_columns(found), draw_rows(found)),
        (ROUTE_COLUMNS, route_rows(found)), (INFLUENCE_COLUMNS, influence_rows(found)))))


def percentile_rows(found: MonteCarlo) -> Iterator[tuple[Any, ...]]:
    """Give a row for each pair, case and criterion, in :data:`PERCENTILE_COLUMNS`.

    Parameters
    ----------
    found
        The analysis.
    """
    for one in found:
        if one.plain is None:
            yield (*_who(one), False, COLUMN_OF[one.query.by],
                   *[None] * (len(PERCENTILE_COLUMNS) - len(_WHO) - 2))
            continue
        for by in sorted(one.totals):
            yield (*_who(one), True, COLUMN_OF[by], one.plain.shown(by), one.mean(by),
                   one.deviation(by), one.mean_error(by),
                   *(one.percentile(by, rank) for rank in PERCENTILES), *one.median_range(by),
                   one.buffer(by))


def draw_columns(found: MonteCarlo) -> tuple[str, ...]:
    """Give the columns of draws.

    Parameters
    ----------
    found
        The analysis.
    """
    told = sorted({by for one in found for by in one.totals})
    return (*_WHO, "draw", *(COLUMN_OF[by] for by in told), "route")


def draw_rows(found: MonteCarlo) -> Iterator[tuple[Any, ...]]:
    """Give a row for each pair, case and draw; draws count from 0, routes by rank from 1.

    Parameters
    ----------
    found
        The analysis.
    """
    told = sorted({by for one in found for by in one.totals})
    for one in found:
        if not one.reachable:
            continue
        columns = [one.totals[by].tolist() if by in one.totals else None for by in told]
        which = one.which.tolist()
        for draw in range(found.draws):
            yield (*_who(one), draw, *(None if column is None else column[draw] / UNITS[by]
                                       for by, column in zip(told, columns, strict=True)),
                   which[draw] + 1)


def route_rows(found: MonteCarlo) -> Iterator[tuple[Any, ...]]:
    """Give a row for each route, in :data:`ROUTE_COLUMNS`.

    Parameters
    ----------
    found
        The analysis.
    """
    for one in found:
        for rank, (route, share, _) in enumerate(one.routes, start=1):
            yield (*_who(one), rank, share, route.distance_km, route.time_h,
                   route.cost_usd_per_teu, " ".join(route.countries), " ".join(route.modes),
                   route.difference)


def influence_rows(found: MonteCarlo) -> Iterator[tuple[Any, ...]]:
    """Give a row for each input that matters, in :data:`INFLUENCE_COLUMNS`.

    Parameters
    ----------
    found
        The analysis.
    """
    for one in found:
        for rank, each in enumerate(one.influences, start=1):
            yield (*_who(one), rank, each.label, each.figures, COLUMN_OF[one.query.by], each.low,
                   each.high, each.first_order)


def _who(one: Outcome) -> tuple[Any, ...]:
    return (one.origin.node_id, one.destination.node_id, one.query.label or one.query.said(),
            one.query.by, one.case)
