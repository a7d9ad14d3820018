"""A finding as Markdown blocks, for reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from corridors.reports.finding import Finding, FindingTable
from corridors.reports.plain import markdown_text

__all__ = ["bullets", "finding_blocks", "grid"]


def finding_blocks(finding: Finding) -> Iterator[str]:
    """Write what a finding says below its title.

    Parameters
    ----------
    finding
        What was found.

    Yields
    ------
    blocks
        Its sentences, its tables with title and note, and its method.

    Examples
    --------
    >>> print(*finding_blocks(Finding("What is lost?", ("Nothing.",))))
    - Nothing.
    """
    if finding.messages:
        yield bullets(finding.messages)
    for table in finding.tables:
        if table.rows:
            yield from _table(table)
    if finding.method:
        yield markdown_text(finding.method)


def _table(table: FindingTable) -> Iterator[str]:
    yield f"**{markdown_text(table.title)}**"
    yield grid(table.header, table.rows, table.numbers)
    if table.note:
        yield markdown_text(table.note)


def bullets(texts: Iterable[str]) -> str:
    """Write a list.

    Parameters
    ----------
    texts
        Its points.
    """
    return "\n".join(f"- {markdown_text(text)}" for text in texts)


def grid(heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[bool]) -> str:
    """Write a table.

    Parameters
    ----------
    heads
        Heads of its columns.
    rows
        Cells; rows that are too short are filled with blanks.
    numbers
        Whether each column is aligned to the right.
    """
    rule = ["---:" if right else "---" for right in numbers]
    filled = [[*row, *[""] * (len(heads) - len(row))] for row in rows]
    lines = [_row(map(markdown_text, heads)), _row(rule)]
    return "\n".join([*lines, *(_row(map(markdown_text, row)) for row in filled)])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
