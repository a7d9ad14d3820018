"""Which variant of a scenario a picture shows, where it can show only one."""

from __future__ import annotations

from corridors.analysis.compare import Comparison
from corridors.analysis.effects import Case, Effects
from corridors.errors import Problem, QueryError, suggest
from corridors.model.modes import CRITERIA

__all__ = ["changes", "checked_query", "chosen_variant"]


def checked_query(effects: Effects, query: int) -> int:
    """Give the position of a query of a scenario.

    Parameters
    ----------
    effects
        The scenario, worked out.
    query
        Position of one of its queries.

    Raises
    ------
    QueryError
        If there is no such query.
    """
    if not 0 <= query < len(effects.queries):
        raise QueryError(Problem("M07", f"there is no query number {query}",
                                 f"Give 0 to {len(effects.queries) - 1}.", column="query"))
    return query


def chosen_variant(effects: Effects, query: int, variant: str = "") -> Case:
    """Give the variant to set against the base.

    Parameters
    ----------
    effects
        The scenario, worked out.
    query
        Position of the query that is drawn.
    variant
        Name or title of a variant; if blank, the first that changes something for the query,
        else the first.

    Raises
    ------
    QueryError
        If there is no such query or variant.
    """
    query = checked_query(effects, query)
    if not effects.variants:
        raise QueryError(Problem("M30", "the scenario has no variant to set against the base",
                                 "Draw the routes of the base: draw(effects, kind=\"scenario\")."))
    if not variant:
        return next((case for case in effects.variants
                     if changes(effects.comparison(case, query))), effects.variants[0])
    found = next((case for case in effects.variants if variant in (case.name, case.title)), None)
    if found is None:
        raise QueryError(Problem("M30", f'there is no variant "{variant}"', suggest(
            variant, [case.name for case in effects.variants]), column="variant"))
    return found


def changes(comparison: Comparison) -> bool:
    """Say whether a variant changes anything: the route, what it takes, or that there is one."""
    return comparison.state not in ("same", "unreachable") \
        or any(comparison.delta(by) for by in CRITERIA)
