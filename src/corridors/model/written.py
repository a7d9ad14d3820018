"""Where something of a scenario was written, so that what is wrong with it can be found."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from corridors.errors import Problem

__all__ = ["Written"]


class Written(NamedTuple):
    """A place in a file.

    Parameters
    ----------
    file
        Name of the file, without its folder; blank for what was made in Python.
    line
        Line of a scenario file.
    row
        Row of a table, as a spreadsheet shows it.

    Examples
    --------
    >>> print(Written("ports.toml", 12).told(Problem("Q40", "no place is given")))
    ports.toml, line 12: no place is given. [Q40]
    """

    file: str = ""
    line: int | None = None
    row: int | None = None

    def told(self, problem: Problem) -> Problem:
        """Give a problem with its place; one that has a place keeps it."""
        if problem.file or not self.file:
            return problem
        return replace(problem, file=self.file, line=self.line, row=self.row)
