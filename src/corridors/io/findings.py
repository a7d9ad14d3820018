"""What is found wrong while a table is read, and the code of each rule.

``T`` refuses the table: it could change a number. ``W`` is told and goes on. ``M`` was mended:
only one reading was possible. Codes never change their meaning.

==== ==========================================================================================
code rule
==== ==========================================================================================
T00  the schema tables are as they came
T01  a table is an ordinary file that exists, not an address, a folder or a device
T02  a table is a .csv file, not packed and not a workbook
T03  a table is not larger than the limit
T04  a table can be opened
T05  a table is text, not a workbook or another program's own format
T06  a table is written in UTF-8
T07  a table is not empty
T08  the first row holds the names of the columns
T09  every column that is needed is there
T10  no two columns bear one name
T11  every row has as many cells as there are columns
T12  a number is written with digits and a point
T13  a number can be read in one way only
T14  a number stands alone: no unit, range, clock time or "about"
T15  no spreadsheet error and no placeholder instead of a value
T16  no number was turned into a date by a spreadsheet
T17  a number is finite
T18  a whole number is whole
T19  a value lies within the range its column accepts
T20  coordinates are degrees, not metres of a map projection
T21  coordinates are decimal degrees, not degrees, minutes and seconds
T22  a cell that must be filled is filled
T23  a yes-or-no cell says true or false
T24  a date is written year-month-day, year-month or year; month-day where it comes every year
T25  a date is a day of the calendar
T26  a word is one of its closed list
T27  an id is a plain word
T28  no two rows have the same key
T29  no id was rounded by a spreadsheet so that two became equal
T30  track gauges are whole millimetres
T31  a line is a LINESTRING of plain numbers
T32  every quotation mark is closed
T33  there is no total or footnote under the table
T34  there is one row of column names
T35  a table that is needed has rows
W01  letters look like UTF-8 that was read in another encoding
W02  question marks stand where letters were
W03  a column is not part of the table and is kept aside
W04  the table has no rows
W05  a value is unusual
W06  an id looks as if a spreadsheet had rewritten it
W07  an id had spaces or invisible characters at its ends
W08  a list names something twice
W09  a line has no points
M01  byte order mark at the start left out
M02  UTF-16 read
M03  line ends of several kinds read
M04  another separator than the comma read
M05  line that names the separator left out
M06  column names recognised in spite of spaces, case or brackets
M07  blank cells without a column left out
M08  blank rows left out
M09  spaces taken out of a number
M10  digits of another script read
M11  typographic minus read
M12  decimal comma read in a semicolon table
M13  spaces around an entry taken away
M14  a word of a closed list recognised in spite of case, spaces or hyphens
M15  a whole number written with .0 read
==== ==========================================================================================
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from corridors.errors import Problem

__all__ = ["Finding", "Findings", "Reading", "shown"]

# A fault that runs through a whole column is told for this many rows, then counted.
ROWS_TOLD = 20
SHOWN_LETTERS = 60


class Finding(NamedTuple):
    """One remark about one cell, before anybody knows where the cell stands."""

    code: str
    message: str
    advice: str = ""


class Reading(NamedTuple):
    """What a cell says, and what is to be told about it; refused where a code starts with T."""

    value: Any
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class Findings:
    """Collects what is found in one file, and sorts it into problems and notes.

    Parameters
    ----------
    file
        Name of the file, without its folder.
    problems
        Where the refusals go.
    notes
        Where the warnings and mendings go.

    Examples
    --------
    >>> found = Findings("link.csv", [], [])
    >>> found.add("T22", "the cell is blank", row=2, column="mode")
    >>> found.close()
    >>> print(found.problems[0])
    link.csv, row 2, column mode: the cell is blank. [T22]
    """

    file: str
    problems: list[Problem]
    notes: list[Problem]
    _told: dict[tuple[str, str], int] = field(default_factory=dict)
    _found: list[Problem] = field(default_factory=list)
    _mended: dict[tuple[str, str], Problem] = field(default_factory=dict)

    @property
    def refused(self) -> bool:
        """Whether anything found so far refuses the file."""
        return any(code.startswith("T") for code, _ in self._told)

    def add(self, code: str, message: str, advice: str = "", *, row: int | None = None,
            column: str = "") -> None:
        """Note one thing that is wrong, unusual or mended.

        Parameters
        ----------
        code
            Code of the rule; its first letter says what follows from it.
        message, advice, row, column
            As in :class:`corridors.errors.Problem`.
        """
        key = (code, column)
        count = self._told[key] = self._told.get(key, 0) + 1
        problem = Problem(code, message, advice, file=self.file, row=row, column=column)
        if code.startswith("M"):
            self._mended.setdefault(key, problem)
        elif count <= ROWS_TOLD:
            self._found.append(problem)

    def close(self) -> None:
        """Hand over what was found: by row, then what was counted, each mending once."""
        for problem in sorted(self._found, key=lambda found: found.row or 0):
            self._hand_over(problem)
        for (code, column), count in self._told.items():
            if count > ROWS_TOLD and not code.startswith("M"):
                self._hand_over(Problem(code, f"{count - ROWS_TOLD:,} more rows have the same "
                                              "fault", file=self.file, column=column))
        for key, problem in self._mended.items():
            others = self._told[key] - 1
            told = problem.message + (f" (and {others:,} more like it)" if others else "")
            self.notes.append(replace(problem, message=told))
        self._told.clear()
        self._found.clear()
        self._mended.clear()

    def _hand_over(self, problem: Problem) -> None:
        (self.problems if problem.code.startswith("T") else self.notes).append(problem)


def shown(text: str) -> str:
    """Write a piece of a file so that it can be shown in a message.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    quoted
        The text in quotation marks, on one line, shortened, with invisible characters written
        as codes.

    Examples
    --------
    >>> shown("12\\u00a0km\\t")
    '"12\\\\xa0km\\\\t"'
    """
    short = text if len(text) <= SHOWN_LETTERS else text[:SHOWN_LETTERS - 3] + "..."
    safe = "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in short)
    return f'"{safe}"'
