"""A finding as plain text, for the command line."""

from __future__ import annotations

from textwrap import fill

from corridors.reports.finding import Finding, FindingTable, numeric_columns
from corridors.reports.plain import plain_text

__all__ = ["finding_text"]

WIDTH = 100


def finding_text(finding: Finding) -> str:
    """Write a finding as plain text.

    Parameters
    ----------
    finding
        What was found.

    Returns
    -------
    text
        Title, sentences, tables and method; ends with a line break.

    Examples
    --------
    >>> print(finding_text(Finding("What is lost?", ("Nothing.",))))
    What is lost?
    <BLANKLINE>
    - Nothing.
    <BLANKLINE>
    """
    parts = [_filled(finding.title), "\n".join(_filled(message, "- ")
                                               for message in finding.messages)]
    parts += [_table(table) for table in finding.tables if table.rows]
    parts.append(_filled(finding.method))
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(table: FindingTable) -> str:
    rows = [tuple(map(plain_text, row)) for row in (table.header, *table.rows)]
    right = numeric_columns(table)
    widths = [max(len(row[at]) for row in rows) for at in range(len(table.header))]
    lines = ["  ".join(cell.rjust(width) if to_right else cell.ljust(width)
                       for cell, width, to_right in zip(row, widths, right, strict=True)).rstrip()
             for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    note = [_filled(table.note)] if table.note else []
    return "\n".join([_filled(table.title), *lines, *note])


def _filled(text: str, bullet: str = "") -> str:
    held = plain_text(text).replace(" %", "\N{NO-BREAK SPACE}%")
    return fill(held, WIDTH, initial_indent=bullet if text else "",
                subsequent_indent=" " * len(bullet), break_long_words=False,
                break_on_hyphens=False).replace("\N{NO-BREAK SPACE}%", " %")
