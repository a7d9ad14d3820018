"""What an analysis found, as plain values: text, HTML and Markdown only differ in how it looks."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Finding", "FindingTable"]

_NUMBER = re.compile(r"[-+±–−~<>≥≤]?\s?[\d,.]+\s?(?:%|x)?(?:\s?(?:–|to)\s?[-+−]?[\d,.]+\s?%?)?"
                     r"(?:\s(?:km|h|days|USD/TEU|kg CO2/TEU))?(?:\s\([-+−±]?[\d,.]+\s%\))?")
"""A number as tables print it: with sign, range or share."""


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
    names
        How many columns on the left hold names, which are no numbers even where they look it.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    names: int = 0

    @property
    def numbers(self) -> tuple[bool, ...]:
        """Whether each column holds numbers and blanks alone, to be aligned to the right."""
        return tuple(at >= self.names and all(not row[at] or _NUMBER.fullmatch(row[at])
                                              for row in self.rows)
                     for at in range(len(self.header)))


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
