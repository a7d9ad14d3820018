"""Where a report tells what was found: what decides, who gains, what hurts, and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corridors.reports.finding import ShownFinding

__all__ = ["CHAPTERS", "Chapter", "chapter_of", "chapters_of"]

CHAPTERS = {
    "decides": "What decides",
    "gains": "Who gains",
    "critical": "What hurts when it closes",
    "sensitive": "How sure it is",
    "more": "What else was found",
}
"""The chapters of findings, in the order of a report."""

_OF_KIND = {"threshold": "decides", "history": "decides", "openings": "gains", "shares": "gains",
            "assign": "gains", "indicators": "gains", "critical": "critical",
            "separate": "critical", "bridges": "critical", "interdict": "critical",
            "montecarlo": "sensitive", "sweep": "sensitive"}


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of findings.

    Parameters
    ----------
    key
        One of :data:`CHAPTERS`.
    title
        Its heading.
    findings
        At least one.
    """

    key: str
    title: str
    findings: tuple[ShownFinding, ...]


def chapter_of(kind: str) -> str:
    """Say in which chapter an analysis of a scenario is told.

    Parameters
    ----------
    kind
        The kind of the analysis, such as ``montecarlo``.

    Examples
    --------
    >>> chapter_of("montecarlo"), chapter_of("timeline")
    ('sensitive', 'more')
    """
    return _OF_KIND.get(kind, "more")


def chapters_of(findings: Sequence[ShownFinding]) -> tuple[Chapter, ...]:
    """Put findings into their chapters; those without any are left out.

    Parameters
    ----------
    findings
        What was found, in order.

    Examples
    --------
    >>> chapters_of(())
    ()
    """
    return tuple(Chapter(key, title, told) for key, title in CHAPTERS.items()
                 if (told := tuple(one for one in findings if one.chapter == key)))
