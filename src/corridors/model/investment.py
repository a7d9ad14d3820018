"""What building a link is said to cost: what a row of ``investment.csv`` means."""

from __future__ import annotations

from dataclasses import dataclass

from corridors.model.spread import Spread

__all__ = ["Investment"]


@dataclass(frozen=True, slots=True)
class Investment:
    """A project, and what it costs.

    Parameters
    ----------
    project_id, title
        Short name, and what it is called in texts.
    link_ids
        Links it builds or restores.
    musd
        Lowest, likeliest and highest published figure, in millions of USD of the year; None where
        none was found.
    year
        Year the figure was published for, or None.
    source, confidence, note
        Source keys, how sure we are, and remarks.

    Examples
    --------
    >>> Investment("rasht-astara", "Railway Rasht–Astara", ("ir-astara-ir-rasht-rail",),
    ...            Spread(1600, 1730, 1730)).musd.value
    1730
    """

    project_id: str
    title: str
    link_ids: tuple[str, ...]
    musd: Spread | None = None
    year: int | None = None
    source: str = ""
    confidence: str = ""
    note: str = ""
