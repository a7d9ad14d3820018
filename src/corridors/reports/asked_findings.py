"""What the analyses of a scenario found, as findings of its report and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from corridors.analysis.asked import AskedResult
from corridors.errors import Problem, QueryError
from corridors.reports.finding import Finding

__all__ = ["asked_json", "finding_of"]

_TOLD = {
    "Critical": ("critical_text", "critical_finding", "critical_json", "critical_json"),
    "Separation": ("closing_text", "separation_finding", "critical_json", "separation_json"),
    "Bridges": ("closing_text", "bridges_finding", "critical_json", "bridges_json"),
    "RankedOpenings": ("openings_text", "openings_finding", "openings_text", "openings_json"),
    "Threshold": ("threshold_text", "threshold_finding", "threshold_text", "threshold_json"),
    "ThresholdMap": ("threshold_map_text", "threshold_map_finding", "threshold_map_text",
                     "threshold_map_json"),
    "Shares": ("shares_text", "shares_finding", "shares_text", "shares_json"),
    "Assignment": ("assign_text", "assign_finding", "assign_text", "assign_json"),
    "MonteCarlo": ("montecarlo_text", "montecarlo_finding", "montecarlo_text", "montecarlo_json"),
    "History": ("history_text", "history_finding", "history_text", "history_json"),
    "Indicators": ("indicators_text", "indicators_finding", "indicators_text",
                   "indicators_json"),
    "TradeFacilitation": ("facilitation_text", "facilitation_finding", "facilitation_text",
                          "facilitation_json"),
    "Sweep": ("sweep_text", "sweep_finding", "sweep_text", "sweep_json"),
}
"""For each kind of result where its finding is made, and its JSON object: read when needed."""


def finding_of(result: object) -> Finding:
    """Say in words and tables what an analysis found.

    Parameters
    ----------
    result
        What an analysis gives.

    Returns
    -------
    finding
        The same that its command prints.

    Raises
    ------
    QueryError
        If it is the result of no analysis.

    Examples
    --------
    >>> from corridors import Query, history, load
    >>> found = history(load(), Query("Baku", "Nakhchivan", modes={"rail"}), years=(1990, 1993))
    >>> finding_of(found).tables[0].header[0]
    'From'
    """
    made: Finding = _told(result)[0](result)
    return made


def asked_json(results: Sequence[AskedResult]) -> list[dict[str, Any]]:
    """Give what the analyses of a scenario found as JSON objects.

    Parameters
    ----------
    results
        What they found.

    Returns
    -------
    objects
        ``kind``, ``cases``, ``about`` and ``result``, which is what the command of that name
        prints with ``--json``.
    """
    return [{"kind": one.asked.kind, "cases": list(one.cases), "about": one.about,
             "result": _told(one.result)[1](one.result)} for one in results]


def _told(result: object) -> tuple[Callable[[Any], Any], Callable[[Any], Any]]:
    name = type(result).__name__
    if name not in _TOLD:
        raise QueryError(Problem("Q21", f"a {name} cannot be told", "Give what an analysis gave."))
    first, finding, second, as_json = _TOLD[name]
    return (getattr(import_module(f"corridors.reports.{first}"), finding),
            getattr(import_module(f"corridors.reports.{second}"), as_json))
