"""What an analysis found, as plain values: text, HTML and Markdown only differ in how it looks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corridors.reports.pictures import Picture

__all__ = ["Finding", "FindingTable", "ShownFinding", "numeric_columns"]


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
    number
        The number that the first message is about, with its unit; blank where none stands for it.
    note
        Beside that number: its range, its share, or what it counts.
    """

    title: str
    messages: tuple[str, ...]
    tables: tuple[FindingTable, ...] = ()
    method: str = ""
    number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding as a report shows it.

    Parameters
    ----------
    finding
        What was found.
    pictures
        Its pictures.
    about
        Which case and questions it is about; blank for all.
    chapter
        Where a report tells it: a key of :data:`corridors.reports.chapters.CHAPTERS`.
    asked
        Whether the scenario asks for it: then its first sentence is a key message, too.
    """

    finding: Finding
    pictures: tuple[Picture, ...] = ()
    about: str = ""
    chapter: str = "more"
    asked: bool = True


def numeric_columns(table: FindingTable) -> tuple[bool, ...]:
    """Say of each column whether all its cells are numbers, so that it is aligned to the right.

    Parameters
    ----------
    table
        The table.

    Examples
    --------
    >>> numeric_columns(FindingTable("", ("Link", "h"), (("Rasht", "1,234.5"), ("Qom", "")), ""))
    (False, True)
    """
    return tuple(at >= table.names and any(row[at] for row in table.rows)
                 and all(not row[at] or _NUMBER.fullmatch(row[at]) for row in table.rows)
                 for at in range(len(table.header)))


_NUMBER = re.compile(r"[-+±−~<>≥≤]?\s?\d[\d,.]*\s?(?:%|x)?"
                     r"(?:\s?(?:–|to)\s?[-+−]?\d[\d,.]*\s?%?)?"
                     r"(?:\s(?:km|h|days|USD/TEU|kg CO2/TEU))?(?:\s\([-+−±]?\d[\d.,]*\s%\))?")
