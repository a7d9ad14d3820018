"""A finding as plain text, for the command line."""

from __future__ import annotations

import re
from textwrap import fill

from corridors.reports.finding import Finding, FindingTable

__all__ = ["finding_text"]

WIDTH = 100

_NUMBER = re.compile(r"[-+–−~<>≥≤]?\s?[\d,.]+\s?(?:%|x)?(?:\s?(?:–|to)\s?[-+−]?[\d,.]+\s?%?)?")


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
    parts = [finding.title,
             "\n".join(fill(f"- {message}", WIDTH, subsequent_indent="  ", break_long_words=False,
                            break_on_hyphens=False) for message in finding.messages)]
    parts += [_table(table) for table in finding.tables if table.rows]
    if finding.method:
        parts.append(fill(finding.method, WIDTH, break_long_words=False, break_on_hyphens=False))
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(table: FindingTable) -> str:
    rows = [table.header, *table.rows]
    right = [all(not row[at] or _NUMBER.fullmatch(row[at]) for row in table.rows)
             for at in range(len(table.header))]
    widths = [max(len(row[at]) for row in rows) for at in range(len(table.header))]
    lines = ["  ".join(cell.rjust(width) if to_right else cell.ljust(width)
                       for cell, width, to_right in zip(row, widths, right, strict=True)).rstrip()
             for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    note = [fill(table.note, WIDTH, break_long_words=False, break_on_hyphens=False)] if table.note else []
    return "\n".join([table.title, *lines, *note])
