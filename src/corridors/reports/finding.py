"""What an analysis found, as plain values: text, HTML and Markdown only differ in how it looks."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Finding", "FindingTable"]


@dataclass(frozen=True, slots=True)
class FindingTable:
    """A table of a finding.

    Parameters
    ----------
    title
        What it shows, with units where all columns share one.
    header
        Heads of the columns, with units.
    rows
        Cells as they are printed; numbers are aligned to the right.
    note
        Below it: what a reader must know to read it right; blank for nothing.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What an analysis found, in words and tables.

    Parameters
    ----------
    title
        The question, in a planner's words.
    messages
        The answer in sentences, the most important first, with ranges where there are any.
    tables
        The numbers.
    method
        How it was found and under which assumptions, in one or two sentences.
    """

    title: str
    messages: tuple[str, ...]
    tables: tuple[FindingTable, ...] = ()
    method: str = ""


