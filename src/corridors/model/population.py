"""How many people live in a town: what a row of ``population.csv`` means."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Population"]


@dataclass(frozen=True, slots=True)
class Population:
    """The people of a town.

    Parameters
    ----------
    node_id
        The town.
    people
        How many live there, within the boundary that the source takes.
    year
        Year of the list the figure was taken from, or None.
    source, confidence, note
        Source keys, how sure we are, and remarks.

    Examples
    --------
    >>> Population("az-baku", 2_351_300).people
    2351300
    """

    node_id: str
    people: int
    year: int | None = None
    source: str = ""
    confidence: str = ""
    note: str = ""
