"""Rows of tables about openings: each thing by itself, and the best sets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corridors.analysis.openings import Benefit, RankedOpenings
from corridors.model.leg import COLUMN_OF
from corridors.model.spread import Spread

__all__ = ["openings_columns", "openings_rows"]

Row = tuple[Any, ...]


def openings_columns(found: RankedOpenings) -> tuple[str, ...]:
    """Give the columns of openings: one row for each thing, and one for each set.

    Parameters
    ----------
    found
        The openings.
    """
    column = COLUMN_OF[found.by]
    return ("what", "rank", "opens", "kind", "links", "statuses", "newly_reachable",
            f"gain_{column}", "last_newly_reachable", f"last_gain_{column}", "needs",
            f"needs_gain_{column}", "investment_musd", "investment_musd_low",
            "investment_musd_high", f"gain_{column}_per_musd", "confidence", "source")


def openings_rows(found: RankedOpenings) -> Iterator[Row]:
    """Give a row for each thing and each set, in the order of :func:`openings_columns`.

    Parameters
    ----------
    found
        The openings.

    Returns
    -------
    rows
        ``what`` is ``single`` or ``programme``; what does not hold for one of them is None.
    """
    for rank, one in enumerate(found.singles, start=1):
        opener = one.opener
        yield ("single", rank, opener.name, opener.kind, ";".join(opener.link_ids),
               ";".join(opener.statuses), *_two(one.alone), *_two(one.last),
               None if one.needs is None else ";".join(one.needs),
               None if one.with_needs is None else one.with_needs.gain, *_three(opener.musd),
               None if one.per_musd is None else one.per_musd.value, opener.confidence,
               opener.source)
    for rank, each in enumerate(found.programmes, start=1):
        yield ("programme", rank, ";".join(each.names), None, ";".join(each.link_ids), None,
               *_two(each.benefit), None, None, None, None, *_three(each.musd),
               None if each.per_musd is None else each.per_musd.value, None, None)


def _two(benefit: Benefit) -> tuple[float, float]:
    return benefit.newly, benefit.gain


def _three(spread: Spread | None) -> tuple[float | None, float | None, float | None]:
    return (None, None, None) if spread is None else (spread.value, spread.low, spread.high)
